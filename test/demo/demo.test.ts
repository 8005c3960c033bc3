import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import request from 'supertest';

/** A running demonstration and what it has printed. */
interface Run {
  child: ChildProcess;
  lines: string[];
  /** Resolves with the first line, past or future, that matches; rejects when the process ends without one. */
  line(pattern: RegExp): Promise<string>;
  ended: Promise<number | null>;
}

const runs: Run[] = [];

function startDemo(args: readonly string[]): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/demo/main.ts', ...args], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const watch of watchers) watch();
    });
  }
  const line = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const watch = (): void => {
        const found = lines.find((each) => pattern.test(each));
        if (found === undefined) return;
        watchers.delete(watch);
        resolve(found);
      };
      watchers.add(watch);
      void ended.then((code) => {
        reject(new Error(`ended with ${String(code)} before ${String(pattern)}:\n${lines.join('\n')}`));
      });
      watch();
    });
  const run = { child, lines, line, ended };
  runs.push(run);
  return run;
}

/** The overview once it shows a text; as it is after a hundred looks. */
async function pageWith(url: string, text: string): Promise<string> {
  let page = '';
  for (let look = 0; look < 100 && !page.includes(text); look += 1) {
    page = (await request(url).get('/dashboard').expect(200)).text;
  }
  expect(page).to.contain(text);
  return page;
}

describe('npm run demo', function () {
  this.timeout(90_000);

  afterEach(async () => {
    for (const { child, ended } of runs.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
  });

  it('shows a warning and a violation on the page and at a subscriber within a minute, and ends at Ctrl-C', async () => {
    const run = startDemo(['--for', '80s', '--seed', '11']);
    const url = /http:\S+(?=\/dashboard)/u.exec(await run.line(/^ {2}page {2}http/u))?.[0] ?? '';
    expect((await request(url).get('/dashboard').expect(200)).text).to.contain('Surety');
    const warning = await run.line(/first warning delivered after/u);
    const violation = await run.line(/first violation delivered after/u);
    for (const line of [warning, violation]) expect(Number(/after ([\d.]+) s/u.exec(line)?.[1])).to.be.below(60);
    expect(await run.line(/SLAViolationCreateNotification {2}/u)).to.match(
      / · [\w ]+: [\d.]+ %, promised at least [\d.]+ %$/u,
    );
    // A callback is heard a moment before its delivery is noted.
    const page = await pageWith(url, 'SLAViolationCreateNotification');
    expect(page).to.contain('Gold Business Access, Oslo').and.contain('Core link has room');
    expect(page)
      .to.match(/status=violated".*?class="count">[1-9]/su)
      .and.contain('instead of at least');
    run.child.kill('SIGINT');
    expect(await run.ended).to.equal(0);
    expect(run.lines.filter((line) => line.startsWith('{'))).to.deep.equal([]);
  });

  it('ends with 1 when its time was too short for them, and says so', async () => {
    const run = startDemo(['--for', '4s']);
    expect(await run.ended).to.equal(1);
    expect(run.lines.join('\n')).to.contain('no warning and no violation');
  });

  it('ends with 2 and its usage for options it does not know', async () => {
    const run = startDemo(['--quickly']);
    expect(await run.ended).to.equal(2);
    expect(run.lines.join('\n')).to.contain('--quickly').and.contain('Usage');
  });
});
