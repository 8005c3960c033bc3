import { expect } from 'chai';
import { closingLines, judged, overall, run, totalsIn } from '../../../scripts/suites.ts';
import type { SuiteResult } from '../../../scripts/suites.ts';

describe('the test run', () => {
  it('sums the totals of several runs in one output, coloured or not', () => {
    const output =
      '\u001b[92m \u001b[0m\u001b[32m 12 passing\u001b[0m\u001b[90m (3s)\u001b[0m\n\n  2 passing (40ms)\n  1 pending\n  1 failing\n';
    expect(totalsIn(output)).to.deep.equal({ passed: 14, failed: 1 });
  });

  it('does not take a test that talks of passing for a total', () => {
    expect(totalsIn('    ✔ has 3 passing (1s)\n  x 3 failing\n')).to.deep.equal({ passed: 0, failed: 0 });
  });

  it('counts a run that ended badly without a failed test as one failure', () => {
    expect(judged({ passed: 3, failed: 0 }, 1)).to.deep.equal({ passed: 3, failed: 1 });
    expect(judged({ passed: 3, failed: 2 }, 2)).to.deep.equal({ passed: 3, failed: 2 });
    expect(judged({ passed: 3, failed: 0 }, 0)).to.deep.equal({ passed: 3, failed: 0 });
  });

  it('ends with the sum alone on the last line, and says what did not run', () => {
    const results: SuiteResult[] = [
      { name: 'unit', kind: 'ran', totals: { passed: 10, failed: 1 }, seconds: 1.23 },
      { name: 'mongo', kind: 'notRun', reason: 'no server', isFault: true },
      { name: 'browser', kind: 'notRun', reason: 'no Chromium', isFault: false },
    ];
    expect(closingLines(results)).to.deep.equal([
      'unit     10 passed, 1 failed (1.2 s)',
      'mongo    FAILED: not run: no server',
      'browser  not run: no Chromium',
      '',
      '10 passed, 2 failed',
    ]);
    expect(overall(results)).to.deep.equal({ passed: 10, failed: 2 });
  });

  it('hands on the exit code and the output of what it runs', async () => {
    const { exitCode, output } = await run({
      file: process.execPath,
      args: ['-e', 'console.log(" "); process.exit(3)'],
    });
    expect({ exitCode, output }).to.deep.equal({ exitCode: 3, output: ' \n' });
  });

  it('ends what has told its totals and does not end by itself, and counts that as a failure', async () => {
    const code = 'console.log("  3 passing (1ms)"); setInterval(() => undefined, 1000)';
    const quietly = { endMs: 50, show: () => undefined };
    const { exitCode, output } = await run({ file: process.execPath, args: ['-e', code] }, quietly);
    expect(judged(totalsIn(output), exitCode)).to.deep.equal({ passed: 3, failed: 1 });
  });

  it('sees totals that come in two pieces', async () => {
    const code =
      "process.stdout.write('  3 pass'); setTimeout(() => process.stdout.write('ing (1ms)\\n'), 30); setInterval(() => 0, 1000)";
    const { exitCode } = await run(
      { file: process.execPath, args: ['-e', code] },
      { endMs: 50, show: () => undefined },
    );
    expect(exitCode).to.equal(1);
  });

  it('lets what runs several suites be silent between their totals', async () => {
    const code = "console.log('  3 passing (1ms)'); setTimeout(() => console.log('  4 passing (1ms)'), 200)";
    const several = { file: process.execPath, args: ['-e', code], isOfSeveral: true };
    const { exitCode, output } = await run(several, { endMs: 50, show: () => undefined });
    expect([exitCode, totalsIn(output).passed]).to.deep.equal([0, 7]);
  });
});
