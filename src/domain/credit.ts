import type { CreditBand, CreditSchedule } from './credit-schedule.ts';
import { add, ceiling, compareDecimals, divide, multiply, readable, subtract } from './decimal.ts';
import { money, type Money } from './money.ts';
import type { Objective } from './objective-model.ts';

/** A credit that another violation of the agreement was given in the same calendar month. */
export interface OtherCredit {
  amount: string;
  /** Whether both violations are of one event: the same subject, at the same time. */
  isSameEvent: boolean;
}

/** What a credit is worked out from. */
export interface CreditFacts {
  schedule: CreditSchedule;
  objective: Pick<Objective, 'target' | 'limit' | 'violationWhen' | 'unit'>;
  /** Decimal text in the target's unit. */
  attained: string;
  others: readonly OtherCredit[];
  /** Calendar months running, this one included, in which the promise was missed. */
  monthsMissed?: number;
}

/** What a violation is worth by the agreement: a recommendation, billing decides. */
export interface Credit {
  basis: Money;
  /** Percent of the basis before caps, decimal text. */
  percent: string;
  /** How the amount came about, in numbers. */
  formula: string;
  amount: Money;
  /** The further right the contract gives, when the promise was missed in so many months running. */
  chronic?: { months: number; action: string };
}

/**
 * The credit for a missed promise. Linear: so many percent of the basis for every started step beyond the target
 * (T 99.95, attained 99.80, 1 % for each started 0.1: two steps, 2 % of 1,000 are 20.00). Bands: the percentage of the band
 * that holds the value, ends on the target's side excluded. Of violations of one event the highest counts once; what is
 * credited in a month stays below the cap. Exact decimals, rounded half up to the currency's minor unit once at the end.
 * Undefined where the schedule says nothing about the value. Pure.
 */
export function creditOf(facts: CreditFacts): Credit | undefined {
  const { schedule, monthsMissed = 0 } = facts;
  const share = shareOf(facts);
  if (share === undefined) return undefined;
  const { basis, chronic } = schedule;
  const whole = money(percentOfBasis(share.percent, basis), basis.unit);
  const { amount, remarks } = reduced(facts, whole.value);
  const { value } = money(amount, basis.unit);
  const isChronic = chronic !== undefined && monthsMissed >= chronic.months;
  return {
    basis,
    percent: share.percent,
    formula: [`${share.text} of ${basis.value} ${basis.unit} = ${whole.value} ${basis.unit}`, ...remarks].join('; '),
    amount: { value, unit: basis.unit },
    ...(isChronic ? { chronic: { months: monthsMissed, action: chronic.action } } : {}),
  };
}

/** What changed about a credit that was recommended before. */
export interface CreditAdjustment {
  /** Signed, with the currency's minor unit: `-20.00`. */
  delta: Money;
  before: Money;
  after: Money;
}

/**
 * The difference that a restated or withdrawn violation makes to a credit recommended before: billing gets a delta and
 * never a silent edit. Undefined when nothing changes. A withdrawn violation is worth nothing. Pure.
 */
export function creditAdjustment(before: Money, after: Money | undefined): CreditAdjustment | undefined {
  const now = after ?? money('0', before.unit);
  // Another currency cannot be set off: the old amount is taken back and the new one recommended.
  const delta = now.unit === before.unit ? subtract(now.value, before.value) : now.value;
  if (now.unit === before.unit && compareDecimals(delta, 0) === 0) return undefined;
  return { delta: money(delta, now.unit), before, after: now };
}

/** What becomes of the credit of a recorded violation. */
export interface CreditDelta {
  /** UTC ms. */
  periodStart: number;
  violationId: string;
  from: Money;
  to: Money;
  difference: Money;
}

interface Share {
  percent: string;
  text: string;
}

function shareOf(facts: CreditFacts): Share | undefined {
  const { linear, bands } = facts.schedule;
  return linear === undefined ? bandShare(facts, bands) : linearShare(facts, linear);
}

function linearShare(
  { objective, attained }: CreditFacts,
  linear: { percent: string; step: string },
): Share | undefined {
  const gap = gapOf(objective, attained);
  if (gap === undefined || compareDecimals(gap, 0) <= 0) return undefined;
  const steps = ceiling(divide(gap, linear.step) ?? '0');
  const percent = multiply(steps, linear.percent);
  const stepWord = steps === '1' ? 'started step' : 'started steps';
  const from =
    objective.violationWhen === 'below' ? [objective.target, shown(attained)] : [shown(attained), objective.target];
  const text = `${from.join(' − ')} = ${shown(gap)}: ${steps} ${stepWord} of ${linear.step} × ${linear.percent} % = ${percent} %`;
  return { percent, text };
}

/** How far a value lies beyond the target; undefined for promises that have no direction. */
function gapOf({ target, violationWhen }: CreditFacts['objective'], attained: string): string | undefined {
  if (violationWhen === 'below') return subtract(target, attained);
  return violationWhen === 'above' ? subtract(attained, target) : undefined;
}

function bandShare({ objective, attained }: CreditFacts, bands: readonly CreditBand[]): Share | undefined {
  const band = bands.find((each) => isInBand(each, attained, objective.violationWhen === 'above'));
  if (band === undefined) return undefined;
  const { from, to, percent } = band;
  const ends = [from === undefined ? '' : `from ${from}`, to === undefined ? '' : `to ${to}`].filter(
    (end) => end !== '',
  );
  const lines = [from, to].filter((line) => line !== undefined);
  return { percent, text: `${readable(attained, lines)} lies in the band ${ends.join(' ')}: ${percent} %` };
}

/** The end on the target's side does not belong to a band: a value at the target is no miss. */
function isInBand({ from, to }: CreditBand, attained: string, isAbove: boolean): boolean {
  const low = from === undefined ? 1 : compareDecimals(attained, from);
  const high = to === undefined ? -1 : compareDecimals(attained, to);
  return isAbove ? low > 0 && high <= 0 : low >= 0 && high < 0;
}

function percentOfBasis(percent: string, basis: Money): string {
  return multiply(multiply(basis.value, percent), '0.01');
}

/** What is left of an amount when its event and its month have had credits already. */
function reduced({ schedule, others }: CreditFacts, whole: string): { amount: string; remarks: string[] } {
  const { basis, capPercent, isOnePerEvent } = schedule;
  const remarks: string[] = [];
  let amount = whole;
  const ofEvent = isOnePerEvent ? sumOfAmounts(others.filter(({ isSameEvent }) => isSameEvent)) : '0';
  if (compareDecimals(ofEvent, 0) > 0) {
    amount = atLeastZero(subtract(amount, ofEvent));
    remarks.push(`one credit for each event: ${fixed(ofEvent, basis)} was recommended for this one already`);
  }
  if (capPercent === undefined) return { amount, remarks };
  const cap = money(percentOfBasis(capPercent, basis), basis.unit).value;
  const left = atLeastZero(subtract(cap, sumOfAmounts(others)));
  if (compareDecimals(amount, left) <= 0) return { amount, remarks };
  const given = fixed(left, basis);
  remarks.push(`at most ${capPercent} % in a month: ${cap} ${basis.unit}, of which ${given} ${basis.unit} is left`);
  return { amount: left, remarks };
}

function sumOfAmounts(others: readonly OtherCredit[]): string {
  return others.reduce((sum, { amount }) => add(sum, amount), '0');
}

function atLeastZero(value: string): string {
  return compareDecimals(value, 0) < 0 ? '0' : value;
}

function fixed(value: string, { unit }: Money): string {
  return money(value, unit).value;
}

/** A decimal as it is worth writing down: what was measured may have forty digits. */
function shown(value: string): string {
  return readable(value);
}
