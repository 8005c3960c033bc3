import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Report } from '../../conformance/report/report.ts';
import { startPoorServer, type StubServer } from './stub-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command line; `onOutput` may do something to the process while it runs. */
function conformance(args: readonly string[], onOutput: (stop: () => void) => void = () => undefined): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'conformance/main.ts', ...args], { cwd: root });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    onOutput(() => void child.kill('SIGINT'));
  });
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

describe('the conformance command line', function () {
  this.timeout(60_000);
  let server: StubServer & { stored: Map<string, object> };
  let folder: string;

  before(async () => {
    server = await startPoorServer(true);
    folder = await mkdtemp(join(tmpdir(), 'surety-conformance-'));
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const dialect = ['--api', 'tmf657', '--dialect', 'v4'];

  it('ends with 0 when all holds that was asked for', async () => {
    const { code, out } = await conformance([
      '--url',
      server.url,
      ...dialect,
      '--only',
      'TMF630-1-slashes',
      'TMF630-8-too-large',
    ]);
    expect(out).to.include('The server conforms to everything it must.');
    expect(code).to.equal(0);
  });

  it('ends with 1 when something does not, tells what, and writes every report', async () => {
    const file = (name: string): string => join(folder, name);
    const files = ['--json', file('a.json'), '--junit', file('a.xml'), '--html', file('a.html')];
    const { code, out } = await conformance(['--url', server.url, ...dialect, '--only', 'TMF630-8-location', ...files]);
    expect(code).to.equal(1);
    expect(out)
      .to.include('✗ TMF630-8-location TMF657 v4 serviceLevelObjective')
      .and.include('the Location header is missing');
    expect(out).not.to.include('\u001b');
    const report = JSON.parse(await readFile(file('a.json'), 'utf8')) as Report;
    expect(report).to.include({ verdict: 'failed', url: server.url });
    expect(await readFile(file('a.xml'), 'utf8'))
      .to.match(/^<\?xml/)
      .and.include('failures="2"');
    expect(await readFile(file('a.html'), 'utf8')).to.include('The server does not conform.');
  });

  for (const [name, args, reason] of [
    ['no address', [], '--url is missing'],
    ['an address that is none', ['--url', 'localhost'], 'an absolute http or https URL'],
    ['an API that there is not', ['--url', 'http://127.0.0.1:1', '--api', 'tmf999'], 'there are tmf657, tmf623'],
    ['a check that there is not', ['--url', 'http://127.0.0.1:1', '--only', 'TMF630-0'], 'no check is called TMF630-0'],
    ['an option that there is not', ['--url', 'http://127.0.0.1:1', '--fast'], '--fast'],
    ['a header that is none', ['--url', 'http://127.0.0.1:1', '--header', 'nonsense'], "'Name: value'"],
    ['an environment of no collection', ['--url', 'http://127.0.0.1:1', '--env', 'x'], 'belong to --postman'],
    ['a server that does not answer', ['--url', 'http://127.0.0.1:1'], 'Nothing answers'],
  ] as const) {
    it(`ends with 2 and says why: ${name}`, async () => {
      const { code, err } = await conformance(args);
      expect(err).to.include(reason).and.not.include('    at ');
      expect(code).to.equal(2);
    });
  }

  it('lists the checks, and tells how to call it', async () => {
    const { code, out } = await conformance(['--list']);
    expect(code).to.equal(0);
    expect(out.match(/^TMF6\d\d-/gm)).to.have.length.above(250);
    expect((await conformance(['--help'])).out).to.include('--postman');
  });

  it('removes what it has created on Ctrl-C, and ends with 130', async () => {
    let isAsked = false;
    const { code, out } = await conformance(['--url', server.url, ...dialect, '--no-hub'], (stop) => {
      if (isAsked || server.stored.size === 0) return;
      isAsked = true;
      stop();
    });
    expect(out).to.include('broken off');
    expect(code).to.equal(130);
    expect(server.stored.size).to.equal(0);
  });

  describe('with a Postman collection', () => {
    const test = (name: string, script: string): object => ({
      name,
      request: { method: 'GET', url: '{{base}}/tmf-api/serviceQualityManagement/v4/serviceLevelObjective' },
      event: [
        {
          listen: 'test',
          script: {
            exec: [`pm.test(${JSON.stringify(script)}, () => pm.expect(pm.response.code).to.eql(${script}));`],
          },
        },
      ],
    });
    const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
    const run = async (codes: readonly string[]): Promise<Ended> => {
      const file = join(folder, 'collection.json');
      const item = codes.map((code) => test(`list ${code}`, code));
      await writeFile(file, JSON.stringify({ info: { name: 'mine', schema }, item }));
      const postman = ['--postman', file, '--env-var', `base=${server.url}`, '--json', join(folder, 'postman.json')];
      return conformance(['--url', server.url, ...dialect, '--only', 'TMF630-8-too-large', ...postman]);
    };

    it('adds its tests to the reports', async () => {
      const { code, out } = await run(['200', '200']);
      expect(out).to.include('Postman collection');
      expect(code).to.equal(0);
      const report = JSON.parse(await readFile(join(folder, 'postman.json'), 'utf8')) as Report;
      const tests = report.results.filter(({ rule }) => rule.document === 'Postman');
      expect(tests.map(({ title, outcome }) => [title, outcome])).to.deep.equal([
        ['list 200: 200', 'passed'],
        ['list 200: 200', 'passed'],
      ]);
    });

    it('ends with 1 when one of its tests fails', async () => {
      const { code, out } = await run(['200', '418']);
      expect(out).to.include('✗ list 418: 418').and.include('The server does not conform');
      expect(code).to.equal(1);
    });
  });
});
