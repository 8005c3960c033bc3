import { rm } from 'node:fs/promises';
import { dayMs, hourMs, minuteMs } from '../src/domain/duration.ts';
import { type EvaluationWorld, kinds, type Kind, openWorld } from './evaluation-world.ts';
import { median } from './load.ts';

/** Start of the month that is evaluated: one of 31 days. */
const monthStart = Date.UTC(2026, 7, 1);
/** The present of both worlds is this long into the first and the last day. */
const intoDay = 12 * hourMs + 30 * minuteMs;
const mostRatio = 1.3;
const warmRounds = 4;
const commitmentsWanted = 1_000_000;

/** What was measured of one kind: CPU ms for one evaluation, first and last day. */
interface Costs {
  kind: Kind;
  first: number;
  last: number;
}

/**
 * What the assessment of one commitment costs after one new sample, on the first and on the last day of a month of samples a
 * minute apart, by kind of promise; and what a look without news and a beat without anything to do cost. CPU time of this
 * process, medians of rounds that alternate between the two; embedded store. False when the last day costs more than 1.3
 * times as much.
 */
export async function reportEvaluation(
  print: (line: string) => void,
  perKind: number,
  rounds: number,
): Promise<boolean> {
  const first = await openWorld(perKind, { from: monthStart, to: monthStart + intoDay });
  const last = await openWorld(perKind, { from: monthStart, to: monthStart + 30 * dayMs + intoDay });
  try {
    const count = String(perKind * kinds.length);
    print(`one new sample for each of ${count} commitments, samples a minute apart, month of 31 days (ms CPU each)`);
    const costs: Costs[] = [];
    for (const kind of kinds) costs.push(await costsOf(kind, { first, last, rounds }));
    for (const each of costs) print(row(each));
    const sum = { first: mean(costs.map((each) => each.first)), last: mean(costs.map((each) => each.last)) };
    print(`  ${'all kinds'.padEnd(34)} day 1 ${ms(sum.first)}   day 31 ${ms(sum.last)}   ratio ${ratio(sum)}`);
    const look = await interleaved([() => first.look(), () => last.look()], rounds);
    print(`  ${'a look without news'.padEnd(34)} day 1 ${ms(look[0] ?? 0)}   day 31 ${ms(look[1] ?? 0)}`);
    const [beat = 0] = await interleaved([() => last.beat()], rounds);
    print(`  ${'a beat with nothing to do'.padEnd(34)} ${ms(beat)}`);
    reportDistance(print, { assessmentMs: sum.last, lookMs: look[1] ?? 0 });
    return costs.every((each) => each.last <= mostRatio * each.first);
  } finally {
    for (const { folder, close } of [first, last]) {
      await close();
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** How far one process is from a million commitments with a new sample a minute. */
function reportDistance(
  print: (line: string) => void,
  { assessmentMs, lookMs }: { assessmentMs: number; lookMs: number },
): void {
  const perMinute = minuteMs / assessmentMs;
  const cores = (commitmentsWanted * assessmentMs) / minuteMs;
  print(`one core: ${perMinute.toFixed(0)} assessments or ${(minuteMs / lookMs).toFixed(0)} looks a minute`);
  print(
    `a million commitments, each with news every minute: ${cores.toFixed(1)} cores, or one core every ${cores.toFixed(1)} min`,
  );
}

async function costsOf(
  kind: Kind,
  { first, last, rounds }: { first: EvaluationWorld; last: EvaluationWorld; rounds: number },
): Promise<Costs> {
  const [one = 0, other = 0] = await interleaved([() => first.round(kind), () => last.round(kind)], rounds);
  return { kind, first: one, last: other };
}

/** The medians of several measurements, made in turn. */
async function interleaved(measures: readonly (() => Promise<number>)[], rounds: number): Promise<number[]> {
  const found = measures.map((): number[] => []);
  for (let round = -warmRounds; round < rounds; round += 1) {
    for (const [at, measure] of measures.entries()) {
      const cost = await measure();
      if (round >= 0) found[at]?.push(cost);
    }
  }
  return found.map(median);
}

function row({ kind, first, last }: Costs): string {
  return `  ${kind.padEnd(34)} day 1 ${ms(first)}   day 31 ${ms(last)}   ratio ${ratio({ first, last })}`;
}

function ratio({ first, last }: { first: number; last: number }): string {
  return (last / first).toFixed(2);
}

function ms(value: number): string {
  return value.toFixed(3);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
