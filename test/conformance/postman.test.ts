import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { runPostman } from '../../conformance/postman.ts';
import { type LiveService, startLiveService } from './live-service.ts';
import { mutants } from './mutants.ts';
import { type MutatingProxy, startMutatingProxy } from './mutating-proxy.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sample = (name: string): string => `conformance/samples/r18-style.postman_${name}.json`;

/** Faults that a kit of this style tells, each by a test of its own. */
const noticedByTheKit = [
  ...['no-location', 'href-of-other-dialect', 'mandatory-missing-in-lists', 'inner-mandatory-missing'],
  ...['comparator-as-operator', 'quotes-kept', 'empty-text-lost', 'bad-input-created', 'error-code-text'],
];

/** A store that other dialects and APIs have filled with the least they ask for. */
const others: readonly (readonly [path: string, body: object])[] = [
  [
    '/serviceQualityManagement/v4/serviceLevelObjective',
    { conformanceComparator: 'below', conformanceTarget: '', serviceLevelObjectiveParameter: {} },
  ],
  [
    '/serviceQualityManagement/v4/serviceLevelObjective',
    {
      ...{ id: 'made-through-v4', name: 'Made through v4', conformanceComparator: '>', conformanceTarget: '99' },
      serviceLevelObjectiveParameter: { relatedEntity: [{ id: 'cell-1', role: 'measured', '@referredType': 'Cell' }] },
      ...{ serviceLevelObjectiveConsequence: [{}], '@type': 'SpecialObjective', extra: { deep: [1] } },
    },
  ],
  [
    '/serviceQualityManagement/v4/serviceLevelSpecification',
    { name: 'Made through v4', relatedServiceLevelObjective: [{ id: 'made-through-v4' }, { id: 'nowhere' }] },
  ],
  [
    '/serviceQualityManagement/serviceLevelObjective',
    { conformanceComparator: '<', conformanceTarget: '5', serviceLevelSpecParameter: { relatedEntity: [{}] } },
  ],
  [
    '/serviceQualityManagement/serviceLevelSpecification',
    { name: 'Made through the oldest', relatedServiceLevelObjective: [{}] },
  ],
  ['/slaManagement/v2/sla', { name: 'Agreed' }],
  ['/slaManagement/v2/slaViolation', {}],
];

async function fill(url: string): Promise<void> {
  for (const [path, body] of others) {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(`${url}/tmf-api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(answer.status, `${path}: ${await answer.text()}`).to.equal(201);
  }
}

/** The titles of the tests that failed, of all there were. */
async function failuresAt(url: string): Promise<{ failed: string[]; count: number }> {
  const { hostname: host, port } = new URL(url);
  const files = { collection: sample('collection'), environment: sample('environment') };
  const results = await runPostman({ ...files, variables: { host, port } });
  const failed = results.filter(({ outcome }) => outcome !== 'passed');
  return { failed: failed.map(({ title, failure }) => `${title}: ${failure?.message ?? ''}`), count: results.length };
}

/** The runner's own command line with the collection; the code it ends with. */
function commandLine(url: string): Promise<{ code: number | null; out: string }> {
  const { hostname, port } = new URL(url);
  const kit = ['--postman', sample('collection'), '--env', sample('environment')];
  const where = ['--env-var', `host=${hostname}`, '--env-var', `port=${port}`];
  const checks = ['--api', 'tmf657', '--dialect', 'v2', '--only', 'TMF630-2-unknown-path'];
  const args = ['--import', 'tsx', 'conformance/main.ts', '--url', url, ...checks, ...kit, ...where];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out })));
}

describe('a collection in the style of the R18 kit', function () {
  this.timeout(60_000);
  let service: LiveService;
  let proxy: MutatingProxy;
  before(async () => {
    service = await startLiveService();
    proxy = await startMutatingProxy(service.url);
  });
  after(async () => {
    await proxy.close();
    await service.stop();
  });

  it('passes on an empty store, and again on the store it has left', async () => {
    for (let times = 0; times < 2; times += 1) {
      const { failed, count } = await failuresAt(service.url);
      expect(failed).to.deep.equal([]);
      expect(count).to.be.above(150);
    }
  });

  it('passes on a store with what v4, the oldest dialect and TMF623 have made of the least they ask for', async () => {
    await fill(service.url);
    expect((await failuresAt(service.url)).failed).to.deep.equal([]);
  });

  it("passes through the runner's command line, which ends with 0", async () => {
    const { code, out } = await commandLine(proxy.url);
    expect(out).to.include('The server conforms');
    expect(code).to.equal(0);
  });

  describe('fails', () => {
    afterEach(() => proxy.mutate(undefined));

    for (const mutant of mutants.filter(({ id }) => noticedByTheKit.includes(id))) {
      it(`before a server with one fault: ${mutant.what}`, async () => {
        proxy.mutate(mutant.mutation());
        expect((await failuresAt(proxy.url)).failed).not.to.deep.equal([]);
      });
    }

    it("through the runner's command line, which ends with 1 and says why", async () => {
      proxy.mutate(mutants.find(({ id }) => id === 'fields-adds-id')?.mutation());
      const { code, out } = await commandLine(proxy.url);
      expect(out)
        .to.match(/✗ .*: exactly name\b/)
        .and.include('The server does not conform');
      expect(code).to.equal(1);
    });
  });
});
