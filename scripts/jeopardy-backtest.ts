import { assess } from '../src/domain/assess.ts';
import { foresee, type Foresight } from '../src/domain/foresight.ts';
import type { StateSample } from '../src/domain/measurement.ts';
import type { Objective, Period } from '../src/domain/objective-model.ts';
import { recorded, usageIn, type UsageLedger, type UsagePiece } from '../src/domain/usage.ts';
import { seededRandom, type RandomSource } from '../src/kernel/random.ts';

/**
 * How well jeopardy foretells: months of outages drawn from a seed, looked at every few hours as the service would, and
 * compared with how they ended. Prints the figures of docs/evaluation.md: `node --import tsx scripts/jeopardy-backtest.ts`.
 */

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const monthMs = 30 * day;
const stepMs = 6 * hour;

/** What a service's outages are drawn with. */
interface Kind {
  name: string;
  /** Outages in a month, on average; services differ by a factor of up to three either way. */
  outages: number;
  /** Median length of an outage, minutes; each twice as long or half as long, roughly. */
  minutes: number;
  /** Share of months in which outages become four times as frequent on some day. */
  turning: number;
}

/** Kinds of services, from rare long outages to many short ones. */
export const kinds: readonly Kind[] = [
  { name: 'few outages, long', outages: 1.5, minutes: 9, turning: 0 },
  { name: 'several outages', outages: 5, minutes: 3, turning: 0 },
  { name: 'several outages, a month in three turns worse', outages: 4, minutes: 2.5, turning: 1 / 3 },
  { name: 'many short outages', outages: 25, minutes: 0.7, turning: 0 },
  { name: 'many short outages, a month in three turns worse', outages: 18, minutes: 0.6, turning: 1 / 3 },
];

/** How the months of a kind were foretold. */
export interface Score {
  name: string;
  months: number;
  /** Months that missed the target. */
  missed: number;
  /** Missed months that were in jeopardy before they were lost. */
  foretold: number;
  /** Months in jeopardy at some time that kept the target after all. */
  false: number;
  /** Of the months in which jeopardy was raised, those that missed. */
  precision: number;
  /** Of the months that missed, those in which it was raised in time. */
  recall: number;
  /** Median time from the first raising to the loss, days. */
  leadDays: number;
}

const objective: Objective = {
  ...{ indicator: 'availability', statistic: { kind: 'availability' }, violationWhen: 'below', inclusive: false },
  ...{ target: '99.95', limit: '99.95', unit: '%', toleranceMs: 0, verdictMode: 'certain', missingData: 'unknown' },
  ...{ minCoverage: 0.9, measurementIntervalMs: 300_000, validFor: {}, defaulted: ['missingData'] },
  window: { type: 'calendar', duration: 'P30D', timeZone: 'UTC', anchor: 0 },
};

/** The scores of every kind over as many months each; the same seed gives the same. */
export function backTest(seed: string, monthsOfEach: number): Score[] {
  return kinds.map((kind) => scoreOf(kind, seed, monthsOfEach));
}

const monthsOfService = 6;

function scoreOf(kind: Kind, seed: string, months: number): Score {
  const random = seededRandom(`${seed} ${kind.name}`);
  const ends: MonthEnd[] = [];
  while (ends.length < months) ends.push(...monthsOf(kind, `${kind.name} ${String(ends.length)}`, random));
  const missed = ends.filter(({ lostAt }) => lostAt !== undefined);
  const foretold = missed.filter(({ raisedAt }) => raisedAt !== undefined);
  const wrong = ends.filter(({ lostAt, raisedAt }) => lostAt === undefined && raisedAt !== undefined);
  const leads = foretold.map(({ lostAt = 0, raisedAt = 0 }) => lostAt - raisedAt).sort((left, right) => left - right);
  return {
    ...{ name: kind.name, months: ends.length, missed: missed.length, foretold: foretold.length, false: wrong.length },
    precision: foretold.length / Math.max(1, foretold.length + wrong.length),
    recall: foretold.length / Math.max(1, missed.length),
    leadDays: (leads[Math.floor(leads.length / 2)] ?? 0) / day,
  };
}

interface MonthEnd {
  raisedAt?: number;
  lostAt?: number;
}

/** One service through six months; the first is only seen, so that there is a past to go by. */
function monthsOf(kind: Kind, id: string, random: RandomSource): MonthEnd[] {
  const rate = kind.outages * 3 ** (2 * random.next() - 1);
  const ends: MonthEnd[] = [];
  let ledger: UsageLedger | undefined;
  let before: Foresight | undefined;
  for (let month = 0; month < monthsOfService; month += 1) {
    const outages = drawnMonth(kind, { rate, start: month * monthMs }, random);
    const end: MonthEnd = {};
    for (let at = month * monthMs + stepMs; at < (month + 1) * monthMs; at += stepMs) {
      const pieces = outages.flatMap((outage) => piecesIn(outage, at - stepMs, at));
      ledger = recorded(ledger, { start: at - stepMs, end: at, pieces }, 'ms');
      before = look({ id, month, at, outages, ledger, before });
      if (before === undefined) continue;
      if (Number(before.budget.used) > Number(before.budget.total)) end.lostAt ??= at;
      else if (before.jeopardy.isInJeopardy && end.lostAt === undefined) end.raisedAt ??= at;
    }
    if (month > 0) ends.push(end);
  }
  return ends;
}

interface Look {
  id: string;
  month: number;
  at: number;
  outages: readonly StateSample[];
  ledger: UsageLedger;
  before: Foresight | undefined;
}

function look({ id, month, at, outages, ledger, before }: Look): Foresight | undefined {
  const [start, end] = [month * monthMs, (month + 1) * monthMs];
  const period: Period = { start, end, id: `${String(start)}/${String(end)}` };
  const samples = [upBefore(start), ...outages.filter((outage) => outage.start < at)];
  const assessment = assess({ objective, period, samples, watermark: at, now: at, isClosed: false, finality: 'open' });
  return foresee({
    ...{ commitmentId: id, objective, assessment, wholeMs: monthMs, ledger, before },
    usageIn: (stretch) => ({ ...usageIn(ledger, stretch), total: stretch.end - stretch.start }),
  });
}

function upBefore(start: number): StateSample {
  return { kind: 'state', start: start - minute, end: start, state: 'up', weight: 0 };
}

function piecesIn({ start, end = start }: StateSample, from: number, to: number): UsagePiece[] {
  const [left, right] = [Math.max(start, from), Math.min(end, to)];
  return right > left ? [[left, right, right - left, 0]] : [];
}

function drawnMonth(kind: Kind, { rate, start }: { rate: number; start: number }, random: RandomSource): StateSample[] {
  const turnsAt = random.next() < kind.turning ? start + random.next() * monthMs : Infinity;
  const outages: StateSample[] = [];
  for (let at = start; ;) {
    const mean = monthMs / (at >= turnsAt ? 4 * rate : rate);
    at += Math.max(minute, -Math.log(1 - random.next()) * mean);
    if (at >= start + monthMs) return outages;
    const lengthMs = Math.round(kind.minutes * minute * Math.exp(0.7 * normal(random)));
    const end = Math.min(at + Math.max(1000, lengthMs), start + monthMs);
    outages.push({ kind: 'state', start: Math.floor(at), end: Math.floor(end), state: 'down', weight: 1 });
    at = end;
  }
}

/** A number of the standard normal distribution (Box and Muller). */
function normal(random: RandomSource): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** The scores as a table of a document. */
export function tableOf(scores: readonly Score[]): string {
  const percent = (share: number): string => `${String(Math.round(share * 100))} %`;
  const rows = scores.map(
    ({ name, months, missed, precision, recall, leadDays }) =>
      `| ${name} | ${String(months)} | ${String(missed)} | ${percent(precision)} | ${percent(recall)} | ${leadDays.toFixed(1)} |`,
  );
  return [
    '| outages | months | missed | precision | recall | days ahead (median) |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

if (process.argv[1]?.endsWith('jeopardy-backtest.ts') === true) {
  const months = Number(process.argv[2] ?? 1000);
  process.stdout.write(`${tableOf(backTest(process.argv[3] ?? 'surety', months))}\n`);
}
