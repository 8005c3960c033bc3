import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { objectAt, textAt } from '../kernel/json.ts';
import type { Expectation, ExpectedPeriod, ExpectedViolation, Finding, Seen } from './scenario.ts';
import { lengthMs, onTimeLine } from './time-line.ts';

/** What is not as expected of a promise; nothing when all is. `start` is that of the time line. */
export function differencesOf(expectation: Expectation, seen: Seen, start: number): Finding[] {
  const found: Finding[] = [];
  const compare = (what: string, expected: string | undefined, got: string): void => {
    if (expected !== undefined && expected !== got) found.push({ what, expected, got });
  };
  compare('status', expectation.status, textAt(seen.commitment, 'status') ?? '');
  compare('statuses', expectation.statuses?.join(' → '), statusesOf(seen).join(' → '));
  compare('events', expectation.events?.join(', '), seen.events.map(({ eventType }) => eventType).join(', '));
  found.push(...reasonsMissing(expectation, seen));
  if (expectation.current !== undefined) {
    found.push(...periodDifferences('present period', expectation.current, objectAt(seen.commitment, 'currentPeriod')));
  }
  for (const period of expectation.periods ?? []) {
    const { name, assessment } = assessmentOf(period, seen, start);
    found.push(...periodDifferences(name, period, assessment));
  }
  if (expectation.violations !== undefined) found.push(...violationDifferences(expectation.violations, seen, start));
  return found;
}

/** Every status there was, from the events that told of its changes. */
function statusesOf({ events }: Seen): string[] {
  return events
    .filter(({ eventType }) => eventType === 'CommitmentStateChangeEvent')
    .map(({ payload }) => textAt(payload, 'status') ?? '');
}

function reasonsMissing({ reasons = [] }: Expectation, { commitment }: Seen): Finding[] {
  const given = commitment['notEvaluableReasons'];
  const all = Array.isArray(given) ? given.map(String).join('; ') : '';
  return reasons
    .filter((reason) => !all.includes(reason))
    .map((reason) => ({ what: 'reason', expected: reason, got: all === '' ? 'none' : all }));
}

function assessmentOf(
  { from }: ExpectedPeriod,
  { assessments }: Seen,
  start: number,
): { name: string; assessment?: JsonObject } {
  if (from === undefined) {
    const [only] = assessments;
    return assessments.length === 1 && only !== undefined
      ? { name: 'period', assessment: only }
      : { name: 'the only period' };
  }
  const found = assessments.find((each) => instantOf(objectAt(each, 'period')?.['startDateTime']) === from);
  const name = `period ${onTimeLine(from, start)}`;
  return found === undefined ? { name } : { name, assessment: found };
}

function periodDifferences(name: string, { figures }: ExpectedPeriod, document: JsonObject | undefined): Finding[] {
  if (document === undefined) {
    const [[, result = 'told'] = []] = figures;
    return figures.get('result') === 'untold' ? [] : [{ what: name, expected: result, got: 'not told' }];
  }
  return [...figures].flatMap(([figure, expected]) => {
    const got = shown(figureOf(document, figure), figure, expected);
    return got === expected ? [] : [{ what: `${name}: ${figure}`, expected, got }];
  });
}

const fromFigures: Readonly<Record<string, string>> = { counted: 'countedMs', down: 'downMs', gap: 'gapMs' };

function figureOf(document: JsonObject, figure: string): JsonValue | undefined {
  const name = fromFigures[figure] ?? figure;
  return document[name] ?? objectAt(document, 'figures')?.[name];
}

/** A figure in the form in which it is expected: a length in the same words, a number to as many decimals. */
function shown(value: JsonValue | undefined, figure: string, expected: string): string {
  if (value === undefined || value === null) return 'none';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (figure in fromFigures)
    return lengthMs(expected) === Number(text) ? expected : `${String(Number(text) / 60_000)}m`;
  return /^-?\d+(\.\d+)?$/u.test(expected) ? toDecimals(text, expected) : text;
}

/** Cut to as many decimals as are expected; a figure with more says so with an ellipsis when it differs. */
function toDecimals(text: string, expected: string): string {
  const decimals = (expected.split('.')[1] ?? '').length;
  const [whole = '', fraction = ''] = text.split('.');
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0');
  const cut = decimals === 0 ? whole : `${whole}.${kept}`;
  const isMore = /[1-9]/u.test(fraction.slice(decimals));
  return cut === expected && !(decimals === 0 && isMore) ? cut : text;
}

function violationDifferences(expected: readonly ExpectedViolation[], { violations }: Seen, start: number): Finding[] {
  const ordered = [...violations].sort(
    (left, right) => (instantOf(left['onset']) ?? 0) - (instantOf(right['onset']) ?? 0),
  );
  if (ordered.length !== expected.length) {
    const got = ordered.map((each) => onTimeLine(instantOf(each['onset']) ?? start, start)).join(', ');
    return [{ what: 'violations', expected: String(expected.length), got: `${String(ordered.length)} ${got}`.trim() }];
  }
  return expected.flatMap((each, index) =>
    oneViolation(each, ordered[index] ?? {}, { start, name: `violation ${String(index + 1)}` }),
  );
}

const instants = { onset: 'onset', opened: 'date', detected: 'detectedAt', restored: 'restoredAt' } as const;

function oneViolation(
  expected: ExpectedViolation,
  got: JsonObject,
  { start, name }: { start: number; name: string },
): Finding[] {
  const found: Finding[] = [];
  for (const [short, attribute] of Object.entries(instants)) {
    const wanted = expected[short as keyof typeof instants];
    const instant = instantOf(got[attribute]);
    if (wanted === undefined || wanted === instant) continue;
    const gotText = instant === undefined ? 'none' : onTimeLine(instant, start);
    found.push({ what: `${name}: ${short}`, expected: onTimeLine(wanted, start), got: gotText });
  }
  for (const [name_, wanted] of expected.texts) {
    const value =
      name_ === 'credit' ? objectAt(objectAt(got, 'recommendedCredit') ?? {}, 'amount')?.['value'] : got[name_];
    const text = shown(value, name_, wanted);
    if (text !== wanted) found.push({ what: `${name}: ${name_}`, expected: wanted, got: text });
  }
  return found;
}

function instantOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'string' ? Date.parse(value) : undefined;
}
