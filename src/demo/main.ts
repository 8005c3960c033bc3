import { runDemo } from './demo.ts';
import { readOptions, usage } from './options.ts';

const args = process.argv.slice(2);
const { options, fault } = readOptions(args);

if (args.includes('--help')) {
  process.stdout.write(usage);
} else if (options === undefined) {
  process.stderr.write(`${fault}\n${usage}`);
  process.exitCode = 2;
} else {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop.abort();
    });
  }
  const code = await runDemo(options, {
    env: process.env,
    stop: stop.signal,
    print: (line) => process.stdout.write(`${line}\n`),
  }).catch((error: unknown) => {
    process.stderr.write(`The demonstration ended early: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  });
  // Everything is stopped; a timer of the job library would keep the process for some seconds more.
  process.exit(code);
}
