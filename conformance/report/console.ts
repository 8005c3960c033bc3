import { type CheckResult, type Outcome, type Report, type Totals, totalsOf } from './report.ts';

/** Where a run shows how it goes. */
export interface Screen {
  write: (text: string) => void;
  /** A line can be written over, and colours are wanted. */
  isTerminal: boolean;
  /** Width of a line that is written over. */
  columns: number;
}

/** Shows a run as it goes. */
export interface LiveProgress {
  show: (result: CheckResult, progress: { done: number; total: number }) => void;
  /** Wipes the line that is written over. */
  end: () => void;
}

const marks: Readonly<Record<Outcome, [mark: string, colour: number]>> = {
  passed: ['✓', 32],
  failed: ['✗', 31],
  error: ['!', 31],
  warning: ['▲', 33],
  skipped: ['○', 90],
  notOffered: ['–', 90],
};

/** What outcomes are called. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  ...{ passed: 'passed', failed: 'failed', warning: 'warning' },
  ...{ notOffered: 'not offered', skipped: 'skipped', error: 'runner error' },
};

function coloured(screen: Screen, colour: number, text: string): string {
  return screen.isTerminal ? `\u001b[${String(colour)}m${text}\u001b[0m` : text;
}

/** Where a check was made, e.g. `TMF657 v4 serviceLevelObjective`. */
export function placeOf({ api, resource }: Pick<CheckResult, 'api' | 'resource'>): string {
  return resource === undefined ? api : `${api} ${resource}`;
}

/**
 * Progress of a run: what fails stands at once; on a terminal a last line tells how far it has come, elsewhere a line for
 * each API and resource when it is through.
 */
export function liveProgress(screen: Screen): LiveProgress {
  let place = '';
  let here: CheckResult[] = [];
  const wipe = (): void => {
    if (screen.isTerminal) screen.write('\r\u001b[2K');
  };
  const closePlace = (): void => {
    if (place === '' || screen.isTerminal) return;
    screen.write(`${place.padEnd(42)} ${totalsText(totalsOf(here))}\n`);
  };
  return {
    show: (result, { done, total }) => {
      wipe();
      if (placeOf(result) !== place) {
        closePlace();
        [place, here] = [placeOf(result), []];
      }
      here.push(result);
      if (['failed', 'error', 'warning'].includes(result.outcome)) screen.write(`${troubleText(screen, result)}\n`);
      if (screen.isTerminal)
        screen.write(`[${String(done)}/${String(total)}] ${place} ${result.id}`.slice(0, screen.columns - 1));
    },
    end: () => {
      wipe();
      closePlace();
      place = '';
    },
  };
}

function troubleText(screen: Screen, result: CheckResult): string {
  const [mark, colour] = marks[result.outcome];
  const head = `${coloured(screen, colour, `${mark} ${result.id}`)} ${placeOf(result)}: ${result.title}`;
  return [head, ...detailLines(result)].join('\n');
}

function detailLines({ failure }: CheckResult): string[] {
  if (failure === undefined) return [];
  const one = (text: string): string => {
    const flat = text.replace(/\s+/g, ' ');
    return flat.length > 200 ? `${flat.slice(0, 200)}…` : flat;
  };
  return [
    `    ${one(failure.message)}`,
    ...(failure.expected === undefined ? [] : [`    expected: ${one(failure.expected)}`]),
    ...(failure.actual === undefined ? [] : [`    actual:   ${one(failure.actual)}`]),
  ];
}

/** E.g. `271 passed, 2 failed, 1 not offered`. */
export function totalsText(totals: Totals): string {
  const named: readonly Outcome[] = ['passed', 'failed', 'error', 'warning', 'notOffered', 'skipped'];
  const told = named.filter((outcome) => outcome === 'passed' || totals[outcome] > 0);
  return told.map((outcome) => `${String(totals[outcome])} ${outcomeWords[outcome]}`).join(', ');
}

/** The closing lines of a run. */
export function summaryText(report: Report, screen: Screen): string {
  const width = Math.max(...report.apis.map(({ title }) => title.length));
  const apis = report.apis.map(({ title, isOffered, absence = '', totals }) => {
    const text = isOffered ? totalsText(totals) : `not there (${absence})`;
    return `  ${title.padEnd(width)}  ${text}`;
  });
  const left = report.leftovers.map((url) => `  could not be removed: ${url}`);
  const colour = report.verdict === 'passed' ? 32 : 31;
  const seconds = (report.durationMs / 1000).toFixed(1);
  return [
    '',
    ...apis,
    ...left,
    '',
    `${coloured(screen, colour, verdictText(report))} ${totalsText(report.totals)}, in ${seconds} s.`,
    '',
  ].join('\n');
}

/** The verdict as a sentence. */
export function verdictText({ verdict, isStrict, isInterrupted, totals }: Report): string {
  const suffix = isInterrupted ? ' The run was broken off: this is not the whole picture.' : '';
  if (verdict === 'failed') return `The server does not conform.${suffix}`;
  if (isStrict || totals.warning === 0) return `The server conforms.${suffix}`;
  return `The server conforms to everything it must.${suffix}`;
}
