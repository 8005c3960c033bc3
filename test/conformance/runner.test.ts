import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import request from 'supertest';
import { UnreachableError } from '../../conformance/probe.ts';
import type { CheckResult, Report } from '../../conformance/report/report.ts';
import { runConformance } from '../../conformance/run.ts';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { recordingLogger } from '../support/recording-logger.ts';
import { startPoorServer, startStub } from './stub-server.ts';

/** One line for each result that is not a pass. */
function wanting({ results }: Report): string[] {
  const isWanting = ({ outcome }: CheckResult): boolean => outcome !== 'passed';
  return results
    .filter(isWanting)
    .map((each) => `${each.id} ${each.api} ${each.resource ?? ''}: ${each.failure?.message ?? each.reason ?? ''}`);
}

const collections = [
  ...['v4', 'v2', ''].flatMap((version) =>
    ['serviceLevelObjective', 'serviceLevelSpecification', 'hub'].map((name) =>
      ['/tmf-api/serviceQualityManagement', version, name].filter((step) => step !== '').join('/'),
    ),
  ),
  ...['sla', 'slaViolation', 'hub'].map((name) => `/tmf-api/slaManagement/v2/${name}`),
];

describe('the conformance runner', function () {
  // Every rule on every API: some 1,700 checks, most of which write.
  this.timeout(600_000);

  describe('on this service', () => {
    let url: string;
    let stop: () => Promise<void>;
    const errors: object[] = [];

    before(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'surety-conformance-'));
      const config = readConfig({
        ...{ PORT: '0', SURETY_DATA_DIR: folder, SURETY_VALIDATE_RESPONSES: 'true' },
        SURETY_CALLBACK_ALLOW: '127.0.0.1/32',
      });
      const logger = recordingLogger({ error: (fields) => void errors.push(fields) });
      const service = await compose(config, { logger });
      url = await service.start();
      stop = async () => {
        await service.stop();
        await rm(folder, { recursive: true, force: true });
      };
    });
    after(() => stop());

    const expectNothingLeft = async (): Promise<void> => {
      for (const path of collections) {
        const { body } = await request(url).get(path).expect(200);
        expect(body, path).to.deep.equal([]);
      }
    };

    it('finds nothing wanting in any API or dialect, not even what only should or may be, and leaves nothing behind', async () => {
      const report = await runConformance({ url, isStrict: true });
      expect(wanting(report)).to.deep.equal([]);
      expect(report.verdict).to.equal('passed');
      expect(report.leftovers).to.deep.equal([]);
      expect(report.apis.map(({ title, isOffered }) => [title, isOffered])).to.deep.equal([
        ['TMF657 v4', true],
        ['TMF657 v2', true],
        ['TMF657 legacy', true],
        ['TMF623', true],
      ]);
      expect(new Set(report.results.map(({ id }) => id)).size).to.be.at.least(250);
      await expectNothingLeft();
      expect(errors).to.deep.equal([]);
    });

    it('removes what it has created when it is broken off', async () => {
      const controller = new AbortController();
      let made = 0;
      const onResult = (): void => {
        made += 1;
        if (made === 40) controller.abort();
      };
      const report = await runConformance({ url, apis: ['tmf623'], signal: controller.signal, onResult });
      expect(report).to.include({ isInterrupted: true });
      expect(report.results).to.have.length(40);
      await expectNothingLeft();
    });

    it('looks at what it is told to', async () => {
      const report = await runConformance({
        url,
        apis: ['tmf657'],
        dialects: ['v2'],
        only: ['TMF630-5-*', 'TMF630-8-created'],
      });
      expect(new Set(report.results.map(({ api }) => api))).to.deep.equal(new Set(['TMF657 v2']));
      expect(report.results.every(({ id }) => id === 'TMF630-8-created' || id.startsWith('TMF630-5-'))).to.equal(true);
    });

    it('says which checks it has left out with notifications', async () => {
      const report = await runConformance({
        url,
        dialects: ['v4'],
        withHub: false,
        only: ['TMF630-13-register', 'TMF623-7-*'],
      });
      expect(new Set(report.results.map(({ outcome }) => outcome))).to.deep.equal(new Set(['skipped']));
      expect(report.verdict).to.equal('passed');
    });
  });

  describe('on a poor server', () => {
    it('notices, skips what cannot be looked at, and still removes everything', async () => {
      const server = await startPoorServer(true);
      const report = await runConformance({
        url: server.url,
        only: ['TMF630-8-*', 'TMF630-5-206', 'TMF630-13-register'],
      });
      expect(report.verdict).to.equal('failed');
      const outcomeOf = (id: string): string[] =>
        report.results.filter((each) => each.id === id).map(({ outcome }) => outcome);
      expect(outcomeOf('TMF630-8-created')).to.deep.equal(['passed', 'failed']);
      expect(outcomeOf('TMF630-8-location')).to.deep.equal(['failed', 'failed']);
      expect(outcomeOf('TMF630-5-206')).to.deep.equal(['failed', 'skipped']);
      expect(outcomeOf('TMF630-13-register')).to.deep.equal(['notOffered']);
      expect(report.apis.map(({ isOffered }) => isOffered)).to.deep.equal([true, false, false, false]);
      expect(server.stored.size).to.equal(0);
      await server.close();
    });

    it('names what it could not remove', async () => {
      const server = await startPoorServer(false);
      const report = await runConformance({ url: server.url, only: ['TMF630-8-created'] });
      const base = `${server.url}/tmf-api/serviceQualityManagement/v4/serviceLevelObjective`;
      expect(report.leftovers).to.deep.equal([`${base}/1`]);
      await server.close();
    });

    it('tells a failure with what was expected, what came, and how to repeat it, but no secrets', async () => {
      const server = await startPoorServer(true);
      const headers = { Authorization: 'Bearer s3cret', 'X-Tenant': 'al1ce' };
      const report = await runConformance({ url: server.url, only: ['TMF630-8-location'], headers });
      expect(server.arrived.every((each) => each.headers['x-tenant'] === 'al1ce')).to.equal(true);
      const { failure } = report.results[0]!;
      expect(failure).to.deep.include({ message: 'the Location header is missing', actual: 'none' });
      expect(failure?.judged?.request)
        .to.match(/^POST http/)
        .and.include('X-Tenant: •••');
      expect(failure?.judged?.response).to.match(/^201\n/);
      expect(failure?.judged?.curl).to.include(`-H "Authorization: $AUTHORIZATION"`).and.include('-X POST');
      expect(JSON.stringify(report)).not.to.match(/s3cret|al1ce/);
      await server.close();
    });

    it('fails a strict run for what is only a warning', async () => {
      const server = await startPoorServer(true);
      const options = { url: server.url, only: ['TMF630-8-too-large'] };
      expect((await runConformance(options)).verdict).to.equal('passed');
      expect((await runConformance({ ...options, isStrict: true })).verdict).to.equal('failed');
      await server.close();
    });

    it('cannot be made when nothing answers, or no API is there', async () => {
      const server = await startStub(() => ({ status: 404 }));
      const reasonOf = async (url: string): Promise<unknown> =>
        runConformance({ url }).then(
          () => undefined,
          (error: unknown) => error,
        );
      expect(await reasonOf(server.url))
        .to.be.instanceOf(UnreachableError)
        .with.property('message')
        .that.includes('TMF623');
      await server.close();
      expect(await reasonOf(server.url))
        .to.be.instanceOf(UnreachableError)
        .with.property('message')
        .that.includes('Nothing answers');
    });
  });
});
