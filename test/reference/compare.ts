import { drawArrivals, inOrderOfArrival } from './arrivals.ts';
import type { Arrival } from './arrivals.ts';
import { evaluate } from './evaluate.ts';
import type { History, PeriodResult } from './evaluate.ts';
import { decimal, fraction, isNear } from './fraction.ts';
import { drawHistory } from './generate.ts';
import type { Switches } from './generate.ts';
import { readFacts } from './facts.ts';
import { runThroughService } from './service-run.ts';
import type { ServiceRun } from './service-run.ts';

interface Circumstances {
  /** Whether there has to be a result: see {@link toldPeriods}. */
  isTold: boolean;
  isOneArrival: boolean;
}

/** How a period differs, for people; nothing when it does not. */
function differences(expected: PeriodResult, run: ServiceRun, { isTold, isOneArrival }: Circumstances): string[] {
  const id = `${new Date(expected.start).toISOString()}/${new Date(expected.end).toISOString()}`;
  const got = [...run.assessments.values()].find(({ period }) => {
    const [from = '', to = ''] = period.id.split('/');
    return Date.parse(from) === expected.start && Date.parse(to) === expected.end;
  });
  const quiet = expected.result === 'noData' || expected.result === 'undecided';
  if (got === undefined) return quiet || !isTold ? [] : [`${id}: nothing, expected ${expected.result}`];
  // A period in which nothing counts has nothing to become final.
  if (expected.countedMs === 0 && quiet && got.result !== 'notMet') return [];
  const found: string[] = [];
  const compare = (what: string, left: unknown, right: unknown): void => {
    if (left !== right) found.push(`${id}: ${what} ${String(left)}, expected ${String(right)}`);
  };
  const isSame = got.result === expected.result || (got.finality === 'open' && quiet && got.result !== 'notMet');
  if (!isSame) compare('result', got.result, expected.result);
  // When a period that a later arrival did not touch becomes final depends on the arrivals before.
  const isSettled = (finality: string): boolean => finality !== 'open';
  if (isOneArrival) compare('finality', got.finality, expected.finality);
  else compare('settled', isSettled(got.finality), isSettled(expected.finality));
  const { attained, coverage } = expected;
  if (expected.finality === 'open') return found;
  const isAttained =
    attained === undefined || got.figures.attained === undefined
      ? attained === undefined && got.figures.attained === undefined
      : isNear(fraction(got.figures.attained), attained);
  if (!isAttained)
    compare('attained', got.figures.attained, attained === undefined ? undefined : decimal(attained, 12));
  compare('counted', got.figures.countedMs, expected.countedMs);
  if (expected.countedMs > 0 && !isNear(fraction(got.figures.coverage.toFixed(12)), coverage)) {
    compare('coverage', got.figures.coverage, decimal(coverage, 12));
  }
  return found;
}

/**
 * The periods that have to be told: what was measured before their end is something, and they are not far into a silence. Of a
 * silence three that count are told, then the commitment sleeps (ADR 21); one that late facts make is not gone through.
 */
function toldPeriods(expected: readonly PeriodResult[], first: number, isOneArrival: boolean): Set<PeriodResult> {
  let silent = 0;
  const told = new Set<PeriodResult>();
  for (const period of expected) {
    if (!period.isSilent) silent = 0;
    else if (period.countedMs > 0 && !period.isGap) silent += 1;
    if (period.validTo > first && silent <= (isOneArrival ? 3 : 0)) told.add(period);
  }
  return told;
}

/** What the reference and the service make differently of a history that came in so; nothing when they agree. */
export async function disagreements(history: History, arrivals: readonly Arrival[]): Promise<string[]> {
  const run = await runThroughService(history, arrivals);
  if (run.reasons.length > 0) return run.reasons.map((reason) => `not evaluable: ${reason}`);
  const facts = inOrderOfArrival(arrivals);
  const expected = evaluate({ ...history, facts, lastArrival: run.changedAt });
  const first = readFacts(facts, 'indicator', history.subject)[0]?.start ?? Infinity;
  const isOneArrival = arrivals.length === 1;
  const told = toldPeriods(expected, first, isOneArrival);
  // A period that the last arrivals did not touch was settled before them.
  const before = isOneArrival ? expected : evaluate({ ...history, facts, lastArrival: -Infinity });
  const found = expected.flatMap((period, at) => {
    const circumstances = { isTold: told.has(period), isOneArrival };
    const differs = differences(period, run, circumstances);
    const earlier = before[at] ?? period;
    return differs.length > 0 && differences(earlier, run, circumstances).length === 0 ? [] : differs;
  });
  if (found.length === 0) found.push(...violationDifferences(expected, run, { told, isOneArrival }));
  return found;
}

/**
 * Every period that is not met has one violation that stands, from the instant at which it became certain; no other period has
 * one. Periods that need not be told are left out.
 */
function violationDifferences(
  expected: readonly PeriodResult[],
  run: ServiceRun,
  { told, isOneArrival }: { told: ReadonlySet<PeriodResult>; isOneArrival: boolean },
): string[] {
  const found: string[] = [];
  for (const period of expected) {
    const { start, result, violations } = period;
    const id = new Date(start).toISOString();
    const [violation] = violations;
    if (violation?.opensAt !== undefined || !told.has(period)) continue;
    const ours = run.violations.filter(
      (one) => !one.isCleared && Date.parse(one.periodId.split('/')[0] ?? '') === start,
    );
    const many = result === 'notMet' ? 1 : 0;
    if (ours.length !== many) found.push(`${id}: ${ours.length} violations, expected ${many}`);
    const [our] = ours;
    // A violation keeps the onset it was first told with.
    if (our === undefined || violation?.onset === undefined || !isOneArrival) continue;
    if (Math.abs(our.onset - violation.onset) > 1) {
      found.push(
        `${id}: onset ${new Date(our.onset).toISOString()}, expected ${new Date(violation.onset).toISOString()}`,
      );
    }
  }
  return found;
}

/** Compares one drawn history; of a disagreement also the smallest set of facts that still shows it. */
export async function compareDrawn(seed: number, number: number, switches: Switches): Promise<string | undefined> {
  const history = drawHistory(seed, number, switches);
  const arrivals = drawArrivals(seed, number, history);
  const found = await disagreements(history, arrivals);
  if (found.length === 0) return undefined;
  const small = await shrunk(history, arrivals);
  const told = {
    objective: history.contract.objective,
    calendars: history.calendars,
    windows: history.windows,
    gaps: history.gaps,
    now: new Date(history.now).toISOString(),
    arrivals: small.map(({ at, facts }) => ({ at: new Date(at).toISOString(), facts })),
  };
  return `history ${number} of seed ${seed}:\n${(await disagreements(history, small)).join('\n')}\n${JSON.stringify(told, undefined, 1)}`;
}

/** Leaves out facts, one after the other, as long as the two still disagree. */
async function shrunk(history: History, arrivals: readonly Arrival[]): Promise<Arrival[]> {
  let best = arrivals.map(({ at, facts }) => ({ at, facts: [...facts] }));
  for (const [n, { facts }] of arrivals.entries()) {
    for (const fact of facts) {
      const fewer = best.map((one, m) =>
        m === n ? { ...one, facts: one.facts.filter((each) => each !== fact) } : one,
      );
      if ((await disagreements(history, fewer)).length > 0) best = fewer;
    }
  }
  return best;
}
