import type { Stretch } from './calendar.ts';
import { isIn } from './calendar.ts';
import type { Promised } from './contract.ts';
import type { Fact } from './facts.ts';
import type { Fraction } from './fraction.ts';
import { div, fraction, hundred, mul } from './fraction.ts';
import { instant, length } from './wire.ts';

/** What the cases of a period come to. */
export interface CaseFigures {
  /** Nothing without a case. */
  attained?: Fraction;
  /** Cases the figure is made from. */
  count: number;
  /** Of times to repair: those not yet repaired. */
  openCases: number;
}

const at = (text: string | undefined): number | undefined => (text === undefined ? undefined : instant(text));
const percent = (part: number, whole: number): Fraction => mul(hundred, div(fraction(part), fraction(whole)));

interface CasePeriod {
  isInPeriod: (instant: number) => boolean;
  /** Up to when all is known. */
  known: number;
  /** Service hours; undefined is round the clock. */
  service?: readonly Stretch[];
}

function onTime(facts: readonly Fact[], { isInPeriod, known }: CasePeriod): CaseFigures {
  let [due, kept] = [0, 0];
  for (const { wire } of facts) {
    const committed = at(wire.agreedDateTime ?? wire.promisedDateTime);
    if (committed === undefined || !isInPeriod(committed)) continue;
    if (wire.excluded === true || wire.cancelledBy === 'customer') continue;
    const completed = at(wire.completedDateTime);
    const isKept =
      wire.cancelledBy === undefined && completed !== undefined && completed <= committed && completed <= known;
    const isLate = committed < known || wire.cancelledBy === 'provider';
    if (!isKept && !isLate) continue;
    due += 1;
    if (isKept) kept += 1;
  }
  return due === 0 ? { count: 0, openCases: 0 } : { attained: percent(kept, due), count: due, openCases: 0 };
}

/** Milliseconds from start to completion, in service hours, without pauses: adds up stretch by stretch. */
export function repairMs(fact: Fact, completed: number, service: readonly Stretch[] | undefined): number {
  const pauses: Stretch[] = (fact.wire.pause ?? []).map((pause) => [
    at(pause.startDateTime) ?? fact.start,
    at(pause.endDateTime) ?? completed,
  ]);
  const points = [fact.start, completed, ...pauses.flat(), ...(service ?? []).flat()];
  const sorted = [...new Set(points)].filter((one) => one >= fact.start && one <= completed).sort((a, b) => a - b);
  let total = 0;
  for (let n = 0; n + 1 < sorted.length; n += 1) {
    const [from, to] = [sorted[n] ?? 0, sorted[n + 1] ?? 0];
    if (isIn(from, pauses)) continue;
    if (service !== undefined && !isIn(from, service)) continue;
    total += to - from;
  }
  return total;
}

function repairs(
  facts: readonly Fact[],
  { isInPeriod, known, service }: CasePeriod,
): { times: number[]; open: number } {
  const times: number[] = [];
  let open = 0;
  for (const fact of facts) {
    if (fact.wire.excluded === true || fact.wire.cancelledDateTime !== undefined) continue;
    const completed = at(fact.wire.completedDateTime);
    if (completed === undefined || completed > known) {
      if (fact.start < known) open += 1;
    } else if (isInPeriod(completed)) times.push(repairMs(fact, completed, service));
  }
  return { times, open };
}

function timeToRepair(facts: readonly Fact[], promised: Promised, period: CasePeriod): CaseFigures {
  const { times, open } = repairs(facts, period);
  if (times.length === 0) return { count: 0, openCases: open };
  const sum = times.reduce((total, time) => total + time, 0);
  const mean = div(fraction(sum), fraction(times.length));
  return { attained: div(mean, fraction(promised.unitMs)), count: times.length, openCases: open };
}

function percentWithin(facts: readonly Fact[], promised: Promised, period: CasePeriod): CaseFigures {
  const { times, open } = repairs(facts, period);
  const within = length(promised.statistic.parameters.get('within') ?? 'PT0S');
  if (times.length === 0) return { count: 0, openCases: open };
  return {
    attained: percent(times.filter((time) => time <= within).length, times.length),
    count: times.length,
    openCases: open,
  };
}

function calls(facts: readonly Fact[], promised: Promised, { isInPeriod, known }: CasePeriod): CaseFigures {
  const { name, parameters } = promised.statistic;
  const short = parameters.get('shortAbandon');
  const shortMs = short === undefined ? -1 : length(short);
  const within = length(parameters.get('within') ?? 'PT0S');
  let [all, answered, abandoned] = [0, 0, 0];
  for (const { wire, start } of facts) {
    if (!isInPeriod(start) || start >= known || wire.excluded === true) continue;
    const answeredAt = at(wire.answeredDateTime);
    const abandonedAt = at(wire.abandonedDateTime);
    const isLost = answeredAt === undefined && abandonedAt !== undefined;
    if (isLost && abandonedAt - start <= shortMs) continue;
    all += 1;
    if (isLost) abandoned += 1;
    if (answeredAt !== undefined && answeredAt - start <= within) answered += 1;
  }
  if (all === 0) return { count: 0, openCases: 0 };
  return { attained: percent(name === 'abandonRate' ? abandoned : answered, all), count: all, openCases: 0 };
}

/** What the cases of a period come to, by the algorithm of the promise. */
export function caseFigures(facts: readonly Fact[], promised: Promised, period: CasePeriod): CaseFigures {
  const cases = facts.filter(({ kind }) => kind === 'case');
  switch (promised.statistic.name) {
    case 'percentOnTime':
      return onTime(cases, period);
    case 'meanTimeToRepair':
      return timeToRepair(cases, promised, period);
    case 'percentWithin':
      return percentWithin(cases, promised, period);
    default:
      return calls(cases, promised, period);
  }
}

/** The algorithms that are made from cases. */
export const caseStatistics = new Set([
  'percentOnTime',
  'meanTimeToRepair',
  'percentWithin',
  'answeredWithin',
  'abandonRate',
]);
