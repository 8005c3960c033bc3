import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { syntheticTrace } from '../acceptance/synthetic-trace.ts';
import { traceFaults, violationsAgainstAssessments } from '../acceptance/trace-checks.ts';
import { readTrace } from '../acceptance/trace-figures.ts';
import { closeTrace, getAll, importTrace, promiseTrace, tracePromises } from '../acceptance/trace-service.ts';
import { chanceFrom, rounds, seedOf } from './chance.ts';
import {
  crowd,
  expectedViolations,
  promiseCrowd,
  send,
  shownViolations,
  subscribe,
  until,
  violationCount,
} from './crowd.ts';
import { eventIdsByViolation, type Listener, type Mood, startListener } from './listener.ts';
import { relayStation } from './relay-station.ts';
import { endProcesses, grounds, startProcess } from './service-process.ts';

const limits = { bitrate: '20000', ping: '90', loss: '97' };

/** The so many violations of the service have been taken, each under one event id that no other has. */
async function everyViolationTold(url: string, listener: Listener, count: number): Promise<void> {
  const taken = async (): Promise<string[]> =>
    [...new Set(listener.heard.filter(({ isTaken }) => isTaken).map(({ violationId }) => violationId))].sort();
  await until(taken, (seen) => seen.length >= count);
  const violations = await getAll(`${url}/tmf-api/slaManagement/v2/slaViolation`);
  expect(await taken()).to.deep.equal(violations.map(({ id }) => String(id)).sort());
  const eventIds = [...eventIdsByViolation(listener).values()];
  expect(eventIds.filter(({ size }) => size !== 1)).to.deep.equal([]);
  expect(new Set(eventIds.map(([only]) => only)).size).to.equal(count);
}

for (const ground of grounds()) {
  describe(`killed with kill -9 on ${ground.name}`, function () {
    // They wait for conditions, each with a limit of its own; how soon those hold is the machine's affair.
    this.timeout(300_000);
    let folder: string;
    let file: string;
    const open: { close(): Promise<void> }[] = [];
    const listening = async (mood: Mood): Promise<Listener> => {
      const listener = await startListener(mood);
      open.push(listener);
      return listener;
    };
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'surety-chaos-trace-'));
      file = join(folder, 'trace.csv');
      await writeFile(file, syntheticTrace());
    });
    afterEach(async () => {
      await endProcesses();
      for (const each of open.splice(0)) await each.close();
    });
    after(async () => {
      await ground.clear();
      await rm(folder, { recursive: true, force: true });
    });

    for (let round = 0; round < rounds; round += 1) {
      const seed = seedOf(round);

      it(`during an import, counts everything acknowledged, once (seed ${String(seed)})`, async () => {
        const chance = chanceFrom(seed);
        const settings = await ground.fresh();
        const listener = await listening('takes');
        const station = await relayStation();
        open.push(station);
        // While an import pauses for a restart nothing is to be judged for want of measurements.
        const patient = { ...settings, SURETY_SETTLE_TIME: '1h' };
        let service = await startProcess(patient);
        station.target = service.url;
        const slaId = await promiseTrace(service.url, 'trace', limits);
        await subscribe(service.url, listener.url);
        const deaths: Promise<void>[] = [];
        const dieAt = new Set([chance.between(2, 7), chance.between(10, 16)]);
        let handedOn = 0;
        const dieAndReturn = async (): Promise<void> => {
          await new Promise((resolve) => setTimeout(resolve, chance.between(0, 8)));
          station.target = undefined;
          await service.kill();
          service = await startProcess(patient);
          station.target = service.url;
        };
        station.onHandedOn = () => {
          handedOn += 1;
          if (dieAt.has(handedOn)) deaths.push(dieAndReturn());
        };
        const { exitCode, out } = await importTrace(station.url, file, 'trace');
        expect(exitCode, out).to.equal(0);
        await Promise.all(deaths);
        expect(deaths).to.have.length(dieAt.size);
        station.onHandedOn = () => undefined;

        const acknowledged = station.acknowledged.splice(0);
        expect(acknowledged).to.have.length.above(10);
        for (const body of acknowledged) {
          const headers = { 'Content-Type': 'application/json' };
          const answer = await fetch(`${service.url}/assurance/v1/measurement`, { method: 'POST', headers, body });
          expect(await answer.json()).to.include({ accepted: 0, rejected: 0 });
        }
        const rows = readTrace(readFileSync(file, 'utf8'));
        await closeTrace(service.url, 'trace', Math.max(...rows.map(({ at }) => at)));
        const faults = async (): Promise<string[]> => {
          const found = await Promise.all(
            tracePromises.map((promise) => traceFaults(service.url, { slaId, rows, promise })),
          );
          return found.flat();
        };
        await until(faults, (found) => found.length === 0);
        const { missed, shown } = await violationsAgainstAssessments(service.url, slaId);
        expect(missed).to.have.length.above(0);
        expect(shown).to.deep.equal(missed);
        await everyViolationTold(service.url, listener, missed.length);
      });

      it(`during evaluation, records every violation once (seed ${String(seed)})`, async () => {
        const chance = chanceFrom(seed);
        const settings = await ground.fresh();
        const listener = await listening('takes');
        const observations = crowd(
          40,
          Array.from({ length: 13 }, (_, slot) => slot),
        );
        const expected = expectedViolations(observations);
        const sleepy = await startProcess({ ...settings, SURETY_EVALUATION_INTERVAL: '1h' });
        await promiseCrowd(sleepy.url);
        await subscribe(sleepy.url, listener.url);
        expect(await send(sleepy.url, observations)).to.include({ accepted: observations.length });
        await sleepy.kill();

        let service = await startProcess(settings);
        const shares = [chance.between(1, 45), chance.between(46, 90)];
        // On MongoDB others wait ten seconds for the locks of the dead.
        for (const share of ground.name === 'MongoDB' ? shares.slice(seed % 2, (seed % 2) + 1) : shares) {
          const enough = Math.ceil((expected.length * share) / 100);
          await until(
            () => violationCount(service.url),
            (count) => count >= enough,
          );
          await service.kill();
          service = await startProcess(settings);
        }
        const { url } = service;
        await until(
          () => violationCount(url),
          (count) => count >= expected.length,
        );
        expect(await shownViolations(url)).to.deep.equal(expected);
        await everyViolationTold(url, listener, expected.length);
        expect(await shownViolations(url)).to.deep.equal(expected);
      });

      for (const mood of ['refuses', 'hangs'] as const) {
        it(`between violation and callback, tells a listener that ${mood} under the same eventId (seed ${String(seed)})`, async () => {
          const chance = chanceFrom(seed);
          const settings = await ground.fresh();
          const listener = await listening(mood);
          const service = await startProcess(settings);
          await promiseCrowd(service.url);
          await subscribe(service.url, listener.url);
          await send(service.url, crowd(4, [0, 1]));
          await until(
            async () => listener.heard.length,
            (count) => count > 0,
          );
          await new Promise((resolve) => setTimeout(resolve, chance.between(0, 300)));
          await service.kill();
          const before = eventIdsByViolation(listener);
          listener.mood = 'takes';
          const again = await startProcess(settings);
          await everyViolationTold(again.url, listener, 2);
          for (const [violationId, eventIds] of before)
            expect(eventIdsByViolation(listener).get(violationId)).to.deep.equal(eventIds);
        });
      }

      it(`as soon as there is a violation, still tells of it (seed ${String(seed)})`, async () => {
        const settings = await ground.fresh();
        const listener = await listening('takes');
        const service = await startProcess(settings);
        await promiseCrowd(service.url);
        await subscribe(service.url, listener.url);
        await send(service.url, crowd(4, [0, 1]));
        await until(
          () => violationCount(service.url),
          (count) => count > 0,
        );
        await service.kill();
        const again = await startProcess(settings);
        await everyViolationTold(again.url, listener, 2);
      });
    }
  });
}
