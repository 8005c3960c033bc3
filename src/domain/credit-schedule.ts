import { isJsonObject, objectAt, objectsAt, textAt, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { scalarText } from './contract-text.ts';
import { compareDecimals, parseDecimal } from './decimal.ts';
import { money, type Money } from './money.ts';

/** A stretch of attained values and what it is worth. Open at an end that is absent. */
export interface CreditBand {
  /** Decimal text; in the target's unit. */
  from?: string;
  to?: string;
  /** Percent of the basis, decimal text. */
  percent: string;
}

/** What missing a promise is worth, by the agreement. Decimals are texts. */
export interface CreditSchedule {
  /** Ids of the rules it is for; absent: all of the agreement. */
  rules?: string[];
  /** The charge of a month that the percentages are of. */
  basis: Money;
  /** So many percent of the basis for every started step that the value lies beyond the target. */
  linear?: { percent: string; step: string };
  bands: CreditBand[];
  /** Most that is credited in a calendar month, percent of the basis. */
  capPercent?: string;
  /** Violations of one event are credited once, with the highest of their credits. */
  isOnePerEvent: boolean;
  /** Missed in so many calendar months running: the contract gives a further right. */
  chronic?: { months: number; action: string };
  /** How long the customer may claim, ISO 8601 duration from the end of the period. */
  claimWindow?: string;
}

/** The schedules of an agreement: `creditSchedule` is one or an array of them. Those that cannot be read are left out. */
export function creditSchedulesOf(sla: JsonObject): CreditSchedule[] {
  const { creditSchedule: held } = sla;
  const listed = Array.isArray(held) ? held : [held];
  return listed.flatMap((each) => (isJsonObject(each) ? (scheduleOf(each) ?? []) : []));
}

/** The first schedule of an agreement that is for a rule. */
export function creditScheduleFor(sla: JsonObject, ruleId: string): CreditSchedule | undefined {
  return creditSchedulesOf(sla).find(({ rules }) => rules === undefined || rules.includes(ruleId));
}

function scheduleOf(text: JsonObject): CreditSchedule | undefined {
  const basis = objectAt(text, 'basis') ?? {};
  const [value, unit] = [decimalAt(basis, 'value'), textAt(basis, 'unit')];
  if (value === undefined || unit === undefined) return undefined;
  const { rule } = text;
  const capPercent = decimalAt(text, 'capPercent');
  const claimWindow = textAt(text, 'claimWindow');
  const linear = linearOf(objectAt(text, 'linear'));
  const chronic = chronicOf(objectAt(text, 'chronic'));
  return {
    ...(Array.isArray(rule) ? { rules: rule.filter((each) => typeof each === 'string') } : {}),
    basis: money(value, unit),
    ...(linear === undefined ? {} : { linear }),
    bands: objectsAt(text, 'band').flatMap((band) => bandOf(band) ?? []),
    ...(capPercent === undefined ? {} : { capPercent }),
    isOnePerEvent: text['perEvent'] !== 'each',
    ...(chronic === undefined ? {} : { chronic }),
    ...(claimWindow === undefined ? {} : { claimWindow }),
  };
}

function linearOf(text: JsonObject | undefined): CreditSchedule['linear'] {
  if (text === undefined) return undefined;
  const [percent, step] = [decimalAt(text, 'percent'), decimalAt(text, 'step')];
  return percent === undefined || step === undefined ? undefined : { percent, step };
}

function bandOf(text: JsonObject): CreditBand | undefined {
  const [from, to, percent] = [decimalAt(text, 'from'), decimalAt(text, 'to'), decimalAt(text, 'percent')];
  if (percent === undefined) return undefined;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), percent };
}

function chronicOf(text: JsonObject | undefined): CreditSchedule['chronic'] {
  const months = text?.['months'];
  if (text === undefined || typeof months !== 'number') return undefined;
  return { months, action: textAt(text, 'action') ?? 'escalate' };
}

function decimalAt(holder: JsonObject, name: string): string | undefined {
  return parseDecimal(scalarText(holder, name) ?? '');
}

/** Reason of a value that is no decimal, as number or text, or lies outside [least, most]; undefined when it is one. */
export function notDecimalIn(least: number, most = Infinity): (value: JsonValue) => string | undefined {
  const range = most === Infinity ? `of at least ${String(least)}` : `from ${String(least)} to ${String(most)}`;
  return (value) => {
    const decimal = typeof value === 'number' || typeof value === 'string' ? parseDecimal(String(value)) : undefined;
    const isInside =
      decimal !== undefined &&
      compareDecimals(decimal, least) >= 0 &&
      (most === Infinity || compareDecimals(decimal, most) <= 0);
    return isInside ? undefined : `must be a decimal number ${range}`;
  };
}
