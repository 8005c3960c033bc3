import { parseLengthMs } from '../domain/quantity.ts';

/** How the demonstration is to run. */
export interface DemoOptions {
  /** Stops by itself after this long, ms; absent: at Ctrl-C. */
  forMs?: number;
  /** Seed of the network's moods: the same seed, the same values. */
  seed: number;
}

/** What `npm run demo -- --help` prints. */
export const usage = `Usage: npm run demo -- [--for 90s] [--seed 7]
  --for   stop after this long (90s, 2min); the exit code is 0 when a warning and a violation were delivered, else 1
  --seed  a whole number; the same number gives the same measurements
PORT names the port to listen on; without it 8080 or the next free one is taken.
`;

/** The options in a command line, or what is wrong with it. */
export function readOptions(
  args: readonly string[],
): { options: DemoOptions; fault?: undefined } | { options?: undefined; fault: string } {
  const options: DemoOptions = { seed: 7 };
  for (let at = 0; at < args.length; at += 2) {
    const [name, value = ''] = [args[at] ?? '', args[at + 1]];
    const fault = take(options, name, value);
    if (fault !== undefined) return { fault };
  }
  return { options };
}

function take(options: DemoOptions, name: string, value: string): string | undefined {
  if (name === '--seed') {
    if (!/^\d{1,9}$/u.test(value)) return '--seed: must be a whole number';
    options.seed = Number(value);
    return undefined;
  }
  if (name !== '--for') return `${name}: unknown option`;
  const forMs = parseLengthMs(value);
  if (forMs === undefined || forMs <= 0) return '--for: must be a length of time such as 90s';
  options.forMs = forMs;
  return undefined;
}
