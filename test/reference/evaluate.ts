import { availability, knownStretches } from './availability.ts';
import type { Counted } from './availability.ts';
import type { Stretch } from './calendar.ts';
import { isIn, openStretches } from './calendar.ts';
import { caseFigures, caseStatistics } from './cases.ts';
import type { Promised } from './contract.ts';
import { isBeyond, readContract } from './contract.ts';
import type { Fact } from './facts.ts';
import { readFacts, toldOf } from './facts.ts';
import type { Fraction } from './fraction.ts';
import { compare, div, fraction, zero } from './fraction.ts';
import { gapEdges, gapStretches } from './gaps.ts';
import { levelOf, ratioFigure, slicesOf, spokenFor } from './levels.ts';
import { excludedStretches } from './maintenance.ts';
import { periodsOf } from './periods.ts';
import { slicesThatSwitch } from './switching.ts';
import type { CalendarWire, FactWire, GapWire, ObjectiveWire, RuleWire, SlaWire, WindowWire } from './wire.ts';
import { instant } from './wire.ts';

/** All that a result follows from. */
export interface History {
  contract: { objective?: ObjectiveWire; rule?: RuleWire; sla?: SlaWire };
  subject: string;
  calendars: readonly CalendarWire[];
  windows: readonly WindowWire[];
  gaps: readonly GapWire[];
  /** In the order in which they arrived. */
  facts: readonly FactWire[];
  /** When the last of them arrived; `now` unless said. */
  lastArrival?: number;
  now: number;
  settleMs: number;
  latenessMs: number;
  /** Periods that touch it are assessed. */
  span: Stretch;
}

export interface PeriodResult {
  start: number;
  end: number;
  /** Its end, or that of the contract's validity. */
  validTo: number;
  result: 'met' | 'notMet' | 'noData' | 'undecided';
  finality: 'open' | 'provisional' | 'final';
  attained?: Fraction;
  attainedWithoutExclusion?: Fraction;
  coverage: Fraction;
  countedMs: number;
  /** Nothing was measured in it and no data speaks for any of it. */
  isSilent: boolean;
  /** All that counts of it lies in gaps, and something does. */
  isGap: boolean;
  /** What broke the promise; several episodes in a period of slices. */
  violations: Violation[];
}

export interface Violation {
  type: 'targetMissed';
  /** When the promise began to be missed, where it can be said. */
  onset?: number;
  /** Of slices: when the breach had lasted too long. */
  opensAt?: number;
}

/** The time of a period as it counts by the contract. */
function countedTime(history: History, promised: Promised, period: Stretch): Counted & { service?: Stretch[] } {
  const service =
    promised.calendars.length === 0
      ? undefined
      : promised.calendars.flatMap((id) => openStretches(id, history.calendars, period));
  const isServed = (at: number): boolean => {
    if (at < period[0] || at >= period[1] || at < promised.validFrom || at >= promised.validTo) return false;
    return service === undefined || isIn(at, service);
  };
  const edges = [promised.validFrom, promised.validTo, ...(service ?? []).flat()].filter(Number.isFinite);
  const { windows, calendars } = history;
  const excluded = excludedStretches(promised, history.subject, {
    windows,
    calendars,
    period,
    isCounted: isServed,
    edges,
  });
  const gaps = gapStretches(history.gaps, { indicator: promised.indicator, subject: history.subject });
  return { period, isServed, excluded, edges, gaps, ...(service === undefined ? {} : { service }) };
}

interface Figures {
  attained?: Fraction;
  coverage: Fraction;
  countedMs: number;
  breachedAt?: number;
  samples: number;
  /** Of the counted time up to what is known: all of it, and what lies in gaps and is not known. */
  elapsedMs: number;
  gapMs: number;
}

/** Length of the counted time for which a test holds. */
function measure(counted: Counted, more: readonly Stretch[], test: (at: number) => boolean): number {
  const points = [...counted.period, ...counted.edges, ...counted.excluded.flat(), ...more.flat()];
  const sorted = [...new Set(points)]
    .filter((at) => at >= counted.period[0] && at <= counted.period[1])
    .sort((a, b) => a - b);
  let total = 0;
  for (let at = 0; at + 1 < sorted.length; at += 1) {
    const [from, to] = [sorted[at] ?? 0, sorted[at + 1] ?? 0];
    if (counted.isServed(from) && test(from)) total += to - from;
  }
  return total;
}

const share = (part: number, whole: number): Fraction => (whole === 0 ? zero : div(fraction(part), fraction(whole)));

/** Levels and ratios of a stretch (a period, or a slice of it). */
function sampleFigures(facts: readonly Fact[], promised: Promised, counted: Counted, until: number): Figures {
  const { treatment } = promised.maintenance;
  const isLeftOut = (at: number): boolean => treatment !== 'none' && isIn(at, counted.excluded);
  const inside = facts.filter(({ start }) => counted.isServed(start) && !isLeftOut(start) && start < until);
  const { gaps } = counted;
  const spoken = spokenFor(facts, promised, gaps);
  const isCounted = (at: number): boolean => treatment !== 'exclude' || !isIn(at, counted.excluded);
  const countedMs = measure(counted, [], isCounted);
  const known: Stretch[] = [[counted.period[0], until]];
  const elapsedMs = measure(counted, known, (at) => isCounted(at) && at < until);
  const coveredMs = measure(counted, [...spoken, ...known], (at) => {
    return isCounted(at) && at < until && (isIn(at, spoken) || isLeftOut(at));
  });
  const gapMs = measure(counted, [...spoken, ...known, ...gapEdges(gaps).map((at): Stretch => [at, at])], (at) => {
    return isCounted(at) && at < until && !isIn(at, spoken) && !isLeftOut(at) && isIn(at, gaps);
  });
  const attained =
    promised.statistic.name === 'ratio'
      ? ratioFigure(inside, promised, counted.period)
      : levelOf(
          inside.map(({ wire }) => fraction(wire.value ?? 0)),
          promised.statistic,
        );
  const coverage = share(coveredMs, elapsedMs);
  return {
    coverage,
    countedMs,
    elapsedMs,
    gapMs,
    samples: inside.length,
    ...(attained === undefined ? {} : { attained }),
  };
}

/** Up to when time enters the figures, and up to when the series is known, which tells how long an outage lasts. */
interface Until {
  until: number;
  known: number;
}

function figuresOf(
  facts: readonly Fact[],
  promised: Promised,
  counted: Counted & { service?: Stretch[] },
  { until, known: knownTo }: Until,
): Figures {
  const { name } = promised.statistic;
  if (name === 'availability') {
    const known = knownStretches(facts, promised, counted, knownTo);
    const { coverage = zero, ...figures } = availability(known, promised, counted, until);
    return { ...figures, coverage, samples: promised.minSamples };
  }
  if (!caseStatistics.has(name)) return sampleFigures(facts, promised, counted, until);
  const isInPeriod = (at: number): boolean =>
    at >= counted.period[0] && at < counted.period[1] && at >= promised.validFrom && at < promised.validTo;
  const { service } = counted;
  const figures = caseFigures(facts, promised, {
    isInPeriod,
    known: until,
    ...(service === undefined ? {} : { service }),
  });
  const countedMs = measure(
    counted,
    [],
    (at) => promised.maintenance.treatment !== 'exclude' || !isIn(at, counted.excluded),
  );
  return {
    coverage: { n: 1n, d: 1n },
    countedMs,
    elapsedMs: countedMs,
    gapMs: 0,
    samples: figures.count,
    ...(figures.attained === undefined ? {} : { attained: figures.attained }),
  };
}

/** Whether there is something to compare, by the policy for missing data and the least number of samples. */
function hasVerdict(figures: Figures, promised: Promised): boolean {
  if (figures.countedMs === 0 || figures.attained === undefined || figures.samples < promised.minSamples) return false;
  const needsCoverage = promised.policy === 'unknown' || promised.policy === 'carryForward';
  // Under the other policies only gaps are unknown.
  const { elapsedMs, gapMs } = figures;
  if (elapsedMs === gapMs) return false;
  const known = needsCoverage ? figures.coverage : share(elapsedMs - gapMs, elapsedMs);
  return (!needsCoverage && gapMs === 0) || compare(known, promised.minCoverage) >= 0;
}

interface KnownTime {
  /** Event time up to which the series is known. */
  watermark: number;
  /** Whether all up to an instant has come in, or has had its time to (ADR 20). */
  isComplete: (end: number) => boolean;
}

/** Up to when a series is known (ADR 20, ADR 22). */
function knownTime(history: History, promised: Promised, facts: readonly Fact[]): KnownTime {
  const { now, settleMs, lastArrival = -Infinity } = history;
  const latest = Math.max(-Infinity, ...facts.map(toldOf));
  let watermark = Math.min(now, latest);
  const isStates = promised.statistic.name === 'availability' && facts.some(({ kind }) => kind === 'state');
  if (isStates && facts.some(({ end, wire, start }) => end === undefined && wire.state !== 'up' && start < now)) {
    watermark = now;
  } else if (isStates && !promised.hasPolicy) watermark = Math.max(watermark, now - settleMs);
  const isComplete = (end: number): boolean => watermark >= end || now >= Math.max(end, lastArrival) + settleMs;
  return { watermark, isComplete };
}

/** The runs of slices beyond the limit that last longer than is tolerated. */
function brokenRuns(slices: { slice: Stretch; verdict?: boolean }[], toleratedMs: number): Violation[] {
  const violations: Violation[] = [];
  let run: number | undefined;
  let isTold = false;
  for (const { slice, verdict } of slices) {
    // No data neither raises nor clears.
    if (verdict === undefined) continue;
    if (!verdict) {
      run = undefined;
      isTold = false;
      continue;
    }
    run ??= slice[0];
    if (!isTold && slice[1] - run > toleratedMs) {
      violations.push({ type: 'targetMissed', onset: run, opensAt: run + toleratedMs });
      isTold = true;
    }
  }
  return violations;
}

function slicedResult(history: History, promised: Promised, period: Stretch, sliceMs: number): Violation[] {
  const facts = readFacts(history.facts, promised.indicator, history.subject);
  const { watermark, isComplete } = knownTime(history, promised, facts);
  const known = isComplete(period[1]) ? period[1] : watermark;
  const compared = slicesOf(period, sliceMs)
    .filter(([, end]) => end <= known)
    .map((slice) => {
      const whole = countedTime(history, promised, period);
      const isServed = (at: number): boolean => at >= slice[0] && at < slice[1] && whole.isServed(at);
      const figures = figuresOf(facts, promised, { ...whole, period: slice, isServed }, { until: slice[1], known });
      if (!hasVerdict(figures, promised) || figures.attained === undefined) return { slice };
      return { slice, verdict: isBeyond(figures.attained, promised) };
    });
  return brokenRuns(compared, promised.toleratedMs);
}

function finalityOf(history: History, isComplete: boolean, end: number): PeriodResult['finality'] {
  if (!isComplete) return 'open';
  return history.now >= Math.max(end, history.lastArrival ?? -Infinity) + history.latenessMs ? 'final' : 'provisional';
}

function withoutExclusion(history: History, promised: Promised, period: Stretch, until: Until): Fraction | undefined {
  const none: Promised = { ...promised, maintenance: { ...promised.maintenance, treatment: 'none' } };
  const facts = readFacts(history.facts, promised.indicator, history.subject);
  return figuresOf(facts, none, countedTime(history, none, period), until).attained;
}

function verdictOf(figures: Figures, promised: Promised, isComplete: boolean): PeriodResult['result'] {
  // Certain even if all that is missing was perfect: so it stands whatever the coverage.
  if (promised.mode === 'certain' && figures.breachedAt !== undefined) return 'notMet';
  if (!isComplete) return 'undecided';
  if (!hasVerdict(figures, promised) || figures.attained === undefined) return 'noData';
  return isBeyond(figures.attained, promised) ? 'notMet' : 'met';
}

/** Of slices that switch only whole ones say anything. */
function decidedUntil(promised: Promised, [from]: Stretch, known: number): number {
  const slices = slicesThatSwitch(promised);
  if (slices === undefined || promised.statistic.name !== 'availability' || known < from) return known;
  return from + Math.floor((known - from) / slices.lengthMs) * slices.lengthMs;
}

function assessPeriod(history: History, promised: Promised, period: Stretch): PeriodResult {
  const facts = readFacts(history.facts, promised.indicator, history.subject);
  const known = knownTime(history, promised, facts);
  const end = Math.min(period[1], promised.validTo);
  const isComplete = known.isComplete(end);
  const untilEnd = decidedUntil(promised, period, Math.min(known.watermark, end));
  const until = isComplete
    ? { until: end, known: Math.max(end, known.watermark) }
    : { until: untilEnd, known: untilEnd };
  const counted = countedTime(history, promised, period);
  const figures = figuresOf(facts, promised, counted, until);
  let result = verdictOf(figures, promised, isComplete);
  let violations: Violation[] = [];
  if (promised.mode === 'instant' && promised.sliceMs !== undefined) {
    violations = slicedResult(history, promised, period, promised.sliceMs);
    if (violations.length > 0) result = 'notMet';
  } else if (result === 'notMet') {
    const breachedAt = promised.mode === 'certain' ? figures.breachedAt : undefined;
    violations = [{ type: 'targetMissed', ...(breachedAt === undefined ? {} : { onset: breachedAt }) }];
  }
  const without = counted.excluded.length > 0 ? withoutExclusion(history, promised, period, until) : undefined;
  return {
    start: period[0],
    end: period[1],
    validTo: end,
    result,
    finality: finalityOf(history, isComplete, end),
    coverage: figures.coverage,
    countedMs: figures.countedMs,
    violations,
    isGap: figures.gapMs > 0 && figures.gapMs === figures.elapsedMs,
    isSilent:
      compare(figures.coverage, zero) === 0 &&
      facts.every(({ start }) => start < Math.max(period[0], promised.validFrom) || start >= end),
    ...(figures.attained === undefined ? {} : { attained: figures.attained }),
    ...(without === undefined ? {} : { attainedWithoutExclusion: without }),
  };
}

/** The result of every period of a history that touches its span. */
export function evaluate(history: History): PeriodResult[] {
  const promised = readContract(history.contract);
  return periodsOf(promised, history.span)
    .filter(([start, end]) => end > promised.validFrom && start < promised.validTo && start < history.now)
    .map((period) => assessPeriod(history, promised, period));
}

/** Instants by their texts. */
export const at = instant;
