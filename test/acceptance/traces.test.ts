import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type CallbackSink, callbackSink } from '../support/callback-sink.ts';
import { startService, type TestService } from '../support/service.ts';
import { syntheticTrace } from './synthetic-trace.ts';
import { assessmentsOf, type Told, traceFaults, violationsAgainstAssessments } from './trace-checks.ts';
import { readTrace, type TraceRow } from './trace-figures.ts';
import {
  everythingStored,
  getAll,
  importTrace,
  type Limits,
  postJson,
  promiseTrace,
  settle,
  settleToTheEnd,
  tracePromises,
} from './trace-service.ts';

/** Recorded traces lie beside the repository and are no part of it. */
const recorded = fileURLToPath(new URL('../../../shared/data/operator-5g', import.meta.url));

interface Trace {
  name: string;
  path(): string;
  limits: Limits;
}

const limits: Limits = { bitrate: '20000', ping: '90', loss: '97' };
const folder = { path: '' };
const traces: Trace[] = [{ name: 'synthetic', path: () => join(folder.path, 'synthetic.csv'), limits }];
if (existsSync(recorded)) {
  for (const file of readdirSync(recorded).filter((name) => name.endsWith('.csv')))
    traces.push({ name: basename(file, '.csv'), path: () => join(recorded, file), limits });
} else process.stdout.write(`recorded traces: not tested, ${recorded} does not exist; a synthetic one is\n`);

before(async () => {
  folder.path = await mkdtemp(join(tmpdir(), 'surety-traces-'));
  await writeFile(join(folder.path, 'synthetic.csv'), syntheticTrace());
});
after(() => rm(folder.path, { recursive: true, force: true }));

for (const trace of traces) {
  describe(`the trace ${trace.name}`, function () {
    this.timeout(120_000);
    let service: TestService;
    let sink: CallbackSink;
    let rows: TraceRow[];
    let slaId: string;
    before(async () => {
      rows = readTrace(readFileSync(trace.path(), 'utf8'));
      expect(rows).to.have.length.above(3000);
      sink = await callbackSink();
      service = await startService({ SURETY_CALLBACK_ALLOW: '127.0.0.1' });
      const hub = `${service.url}/tmf-api/slaManagement/v2/hub`;
      await postJson(hub, { callback: `${sink.url}/all`, query: 'eventType=SLAViolationCreateNotification' });
      await postJson(hub, {
        callback: `${sink.url}/other`,
        query: 'eventType=SLAViolationCreateNotification&event.slaViolation.violation.rule.id=nothing',
      });
      await postJson(hub, { callback: `${sink.url}/removed`, query: 'eventType=SLARemoveNotification' });
      slaId = await promiseTrace(service.url, trace.name, trace.limits);
      await settle(service);
      const { exitCode, out } = await importTrace(service.url, trace.path(), trace.name);
      expect(exitCode, out).to.equal(0);
      await settleToTheEnd(service);
    });
    after(async () => {
      expect(service.errors).to.deep.equal([]);
      await service.stop();
      await sink.close();
    });

    for (const promise of tracePromises) {
      it(`comes to the figures of an independent calculation: ${promise.ruleId}`, async () => {
        expect(await traceFaults(service.url, { slaId, rows, promise })).to.deep.equal([]);
      });
    }

    it('shows a violation for each period that missed its limit, and for no other', async () => {
      const { missed, shown } = await violationsAgainstAssessments(service.url, slaId);
      expect(missed).to.have.length.above(0);
      expect(shown).to.deep.equal(missed);
    });

    it('tells a listener of every violation once, with rule, actual and reference value, and others nothing', async () => {
      const violations = await getAll(`${service.url}/tmf-api/slaManagement/v2/slaViolation?sla.id=${slaId}`);
      const callbacks = await sink.waitFor(violations.length);
      expect(callbacks.map(({ path }) => path)).to.deep.equal(callbacks.map(() => '/listener/all'));
      expect(callbacks).to.have.length(violations.length);
      expect(new Set(callbacks.map(({ body }) => body['eventId'])).size).to.equal(violations.length);
      for (const { body } of callbacks) {
        expect(body).to.include({ eventType: 'SLAViolationCreateNotification' });
        const { slaViolation } = body['event'] as { slaViolation: { id: number; violation: Record<string, unknown> } };
        const { rule, actualValue, referenceValue } = slaViolation.violation as Record<string, { id?: string }>;
        expect(tracePromises.map(({ ruleId }) => ruleId)).to.include(rule?.id);
        expect(Object.values(trace.limits)).to.include(referenceValue);
        expect(Number(actualValue)).not.to.be.NaN;
      }
    });

    it('does not change when it is imported again', async () => {
      const before = await everythingStored(service);
      const delivered = sink.received.length;
      const { exitCode, out } = await importTrace(service.url, trace.path(), trace.name);
      expect(exitCode, out).to.equal(0);
      expect(out).to.match(/^accepted +0 /mu);
      expect(await settle(service)).to.equal(0);
      expect(await everythingStored(service)).to.deep.equal(before);
      expect(sink.received).to.have.length(delivered);
    });

    it('comes to the same when the promise is made after the import', async () => {
      const other = await startService({ SURETY_CALLBACK_ALLOW: '127.0.0.1' });
      try {
        await importTrace(other.url, trace.path(), trace.name);
        await settle(other);
        const id = await promiseTrace(other.url, trace.name, trace.limits);
        await settleToTheEnd(other);
        for (const { ruleId } of tracePromises) {
          const facts = ({ start, attained, coverage, result }: Told) => ({ start, attained, coverage, result });
          const here = (await assessmentsOf(other.url, id, ruleId)).map(facts);
          expect(here, ruleId).to.deep.equal((await assessmentsOf(service.url, slaId, ruleId)).map(facts));
        }
        const count = async (at: TestService): Promise<number> =>
          (await getAll(`${at.url}/tmf-api/slaManagement/v2/slaViolation`)).length;
        expect(await count(other)).to.equal(await count(service));
      } finally {
        await other.stop();
      }
    });
  });
}
