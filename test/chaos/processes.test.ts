import { expect } from 'chai';
import { rounds } from './chance.ts';
import {
  crowd,
  evaluationsOf,
  expectedViolations,
  type Observation,
  promiseCrowd,
  send,
  shownViolations,
  subscribe,
  until,
  violationCount,
} from './crowd.ts';
import { eventIdsByViolation, type Listener, startListener } from './listener.ts';
import { endProcesses, grounds, type ServiceProcess, startProcess } from './service-process.ts';

const subjects = 48;

/** Sends the crowd's next period to one process and waits until all of it is judged; gives everything sent so far. */
async function nextPeriod(service: ServiceProcess, sent: readonly Observation[]): Promise<Observation[]> {
  const slot = Math.max(-1, ...sent.map((each) => each.slot)) + 1;
  const all = [...sent, ...crowd(subjects, [slot])];
  await send(service.url, crowd(subjects, [slot]));
  await until(
    () => violationCount(service.url),
    (count) => count >= expectedViolations(all).length,
  );
  return all;
}

/** Sends period after period until every one of the processes has evaluated something since. */
async function untilAllTookPart(
  services: readonly ServiceProcess[],
  sent: readonly Observation[],
): Promise<Observation[]> {
  const before = await Promise.all(services.map(({ url }) => evaluationsOf(url)));
  let all = [...sent];
  for (let periods = 0; periods < 20; periods += 1) {
    all = await nextPeriod(services[periods % services.length]!, all);
    const after = await Promise.all(services.map(({ url }) => evaluationsOf(url)));
    if (after.every((count, position) => count > (before[position] ?? 0))) return all;
  }
  throw new Error('a process never evaluated anything');
}

async function nothingIsDoubled(
  service: ServiceProcess,
  listener: Listener,
  sent: readonly Observation[],
): Promise<void> {
  const expected = expectedViolations(sent);
  expect(await shownViolations(service.url)).to.deep.equal(expected);
  await until(
    async () => eventIdsByViolation(listener).size,
    (count) => count >= expected.length,
  );
  const eventIds = [...eventIdsByViolation(listener).values()];
  expect(eventIds).to.have.length(expected.length);
  expect(eventIds.filter(({ size }) => size !== 1)).to.deep.equal([]);
  expect(new Set(eventIds.map(([only]) => only)).size).to.equal(expected.length);
}

for (const ground of grounds().filter(({ name }) => name === 'MongoDB')) {
  describe(`several processes on one ${ground.name}`, function () {
    this.timeout(240_000);
    let listener: Listener;
    before(async () => {
      listener = await startListener();
    });
    afterEach(endProcesses);
    after(async () => {
      await listener.close();
      await ground.clear();
    });

    for (let round = 0; round < rounds; round += 1) {
      it(`share the partitions, double nothing, and take over from one that dies (round ${String(round + 1)})`, async () => {
        const settings = await ground.fresh();
        const first = await startProcess(settings);
        const second = await startProcess(settings);
        await promiseCrowd(first.url);
        await subscribe(first.url, listener.url);
        listener.heard.length = 0;

        let sent = await untilAllTookPart([first, second], []);
        await nothingIsDoubled(second, listener, sent);

        const third = await startProcess(settings);
        sent = await untilAllTookPart([first, second, third], sent);
        await nothingIsDoubled(third, listener, sent);

        await first.kill();
        sent = await nextPeriod(second, sent);
        await nothingIsDoubled(third, listener, sent);
      });
    }
  });
}
