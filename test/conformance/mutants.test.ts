import { expect } from 'chai';
import { runConformance } from '../../conformance/run.ts';
import { type LiveService, startLiveService } from './live-service.ts';
import { mutants, mutantsBySubject } from './mutants.ts';
import type { Mutant } from './mutants/mutant.ts';
import { type MutatingProxy, startMutatingProxy } from './mutating-proxy.ts';
import { notice, type Noticing } from './noticing.ts';
import { keepStore, type StoreKeeper } from './store-keeper.ts';

/** Set by `npm run test:deep`: every mutant meets all checks of its API, not only those of its subject. */
const isDeep = process.env['SURETY_DEEP'] === '1';

/** One for each API and dialect that meets everything there is, to the end. */
const thoroughly = ['total-is-page', 'quotes-kept', 'patch-201', 'violation-twice'];

/** What the test says when nobody has noticed, and who has when `SURETY_TEST_NOTICES=1` asks for it. */
function tell({ id }: Mutant, { noticed, results }: Noticing): string {
  if (process.env['SURETY_TEST_NOTICES'] === '1') {
    const { id: check = 'nobody', failure } = noticed ?? {};
    process.stdout.write(`      ${id}: ${check}: ${failure?.message ?? ''}\n`);
  }
  const looked = results.map((each) => `  ${each.outcome}: ${each.id} ${each.api} ${each.resource ?? ''}`);
  return `nobody has noticed ${id}:\n${looked.join('\n')}\n`;
}

describe('the conformance runner and servers with one fault', function () {
  this.timeout(60_000);
  let service: LiveService;
  let proxy: MutatingProxy;
  let keeper: StoreKeeper;
  before(async () => {
    service = await startLiveService();
    proxy = await startMutatingProxy(service.url);
    keeper = await keepStore(service.url);
  });
  afterEach(async () => {
    proxy.mutate(undefined);
    await keeper.sweep();
  });
  after(async () => {
    await proxy.close();
    await service.stop();
  });

  it('have faults that differ, at least a hundred of them', () => {
    expect(mutants.length).to.be.at.least(100);
    for (const of of ['id', 'what'] as const) {
      const all = mutants.map((each) => each[of]);
      expect(all.filter((each, at) => all.indexOf(each) !== at)).to.deep.equal([]);
    }
  });

  it('pass through the same proxy without a fault', async function () {
    this.timeout(600_000);
    const { results, verdict, leftovers } = await runConformance({ url: proxy.url, isStrict: true });
    const wanting = results.filter(({ outcome }) => outcome !== 'passed');
    expect(wanting.map((each) => `${each.id} ${each.api}: ${each.failure?.message ?? each.outcome}`)).to.deep.equal([]);
    expect({ verdict, leftovers }).to.deep.equal({ verdict: 'passed', leftovers: [] });
  });

  for (const [subject, all] of Object.entries(mutantsBySubject)) {
    describe(`are noticed: ${subject}`, () => {
      for (const mutant of all) {
        it(`${mutant.what} (${mutant.api})`, async () => {
          proxy.mutate(mutant.mutation());
          const noticing = await notice(proxy.url, mutant, isDeep ? 'everything' : 'subject');
          expect(noticing.noticed?.id, tell(mutant, noticing)).to.be.a('string');
        });
      }
    });
  }

  describe('fail the whole run of their API', () => {
    for (const mutant of mutants.filter(({ id }) => thoroughly.includes(id))) {
      it(`${mutant.what} (${mutant.api})`, async function () {
        this.timeout(300_000);
        proxy.mutate(mutant.mutation());
        const { results, verdict } = await notice(proxy.url, mutant, 'to the end');
        expect(verdict).to.equal('failed');
        // A fault in one place is no landslide: what passes still says where it is not.
        const passed = results.filter(({ outcome }) => outcome === 'passed');
        expect(passed.length).to.be.above(results.length / 2);
      });
    }
  });
});
