import { formatInstant } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { RandomSource } from '../kernel/random.ts';

/** What is measured, of whom: the contracts (contracts.ts) promise something of each. */
export const subjects = {
  gold: 'access-oslo-0417',
  silver: ['access-bergen-0112', 'access-tromso-0933'],
  voice: 'voice-fjordbank',
  core: 'core-osl-bgo',
} as const;

/** How the network fares. */
export type Phase = 'good' | 'degraded' | 'outage';

/** Seconds of one turn: good, then degraded, then an outage, then good again for the rest. */
export const turn = { degradedAt: 10, outageAt: 24, recoveredAt: 45, length: 90 } as const;

const [secondMs, minuteMs, hourMs] = [1000, 60_000, 3_600_000];

/** The phase so many seconds after the start. */
export function phaseAt(seconds: number): Phase {
  const at = seconds % turn.length;
  if (at >= turn.degradedAt && at < turn.outageAt) return 'degraded';
  return at >= turn.outageAt && at < turn.recoveredAt ? 'outage' : 'good';
}

/** Chance that repeats: the same seed gives the same row of numbers (mulberry32). */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}

/** An indicator with its unit. */
interface Kpi {
  indicator: string;
  unit: string;
}

const loss: Kpi = { indicator: 'packetLoss', unit: '%' };
const latency: Kpi = { indicator: 'latency', unit: 'ms' };
const downloadRate: Kpi = { indicator: 'downloadRate', unit: 'Mbit/s' };
const linkUtilisation: Kpi = { indicator: 'linkUtilisation', unit: '%' };

/** What is usual of the access line in each phase: the middle and how far values lie from it. */
const usual: Readonly<Record<Phase, { loss: Spread; rate: Spread; latency?: Spread }>> = {
  good: { loss: [0.15, 0.15], rate: [236, 14], latency: [21, 4] },
  degraded: { loss: [0.4, 0.3], rate: [214, 14], latency: [45.5, 2.5] },
  // Nothing comes back, so there is no latency to measure.
  outage: { loss: [100, 0], rate: [0, 0] },
};

type Spread = readonly [middle: number, spread: number];

/** What the probes report at an instant (UTC ms) of a phase. The same random source gives the same values. */
export function measurementsAt(at: number, phase: Phase, random: RandomSource): JsonObject[] {
  const { gold, silver, core } = subjects;
  const now = usual[phase];
  const report = (kpi: Kpi, subject: string, around: Spread): JsonObject => ({
    ...{ ...kpi, subject, value: near(random, around) },
    at: formatInstant(at),
  });
  return [
    report(loss, gold, now.loss),
    report(downloadRate, gold, now.rate),
    ...(now.latency === undefined ? [] : [report(latency, gold, now.latency)]),
    ...silver.map((subject) => report(latency, subject, [38, 9])),
    report(linkUtilisation, core, [57, 6]),
    calls(at, phase, random),
  ];
}

/** Calls of one second: offered and answered. Now and then a caller hangs up; in an outage most are lost. */
function calls(at: number, phase: Phase, random: RandomSource): JsonObject {
  const total = Math.round(near(random, [44, 6]));
  const lost = phase === 'outage' ? Math.round(total * 0.55) : Number(random.next() < 0.4);
  return {
    ...{ indicator: 'answerRatio', subject: subjects.voice, good: total - lost, total },
    startDateTime: formatInstant(at - secondMs),
    endDateTime: formatInstant(at),
  };
}

/**
 * A good past up to `now` (UTC ms), so that charts begin with a history: twelve hours of minutes for the availability, an
 * hour of ten-second values for the rest.
 */
export function pastUpTo(now: number, random: RandomSource): JsonObject[] {
  const past: JsonObject[] = [];
  const firstHour = Math.floor(now / hourMs) * hourMs - 11 * hourMs;
  const firstMinute = Math.floor(now / (5 * minuteMs)) * 5 * minuteMs - hourMs;
  for (let at = firstHour; at < firstMinute; at += minuteMs) past.push(lossOfMinute(at, random));
  for (let at = firstMinute; at <= now; at += 10 * secondMs) past.push(...measurementsAt(at, 'good', random));
  return past;
}

function lossOfMinute(start: number, random: RandomSource): JsonObject {
  return {
    ...{ ...loss, subject: subjects.gold, value: near(random, usual.good.loss) },
    startDateTime: formatInstant(start),
    endDateTime: formatInstant(start + minuteMs),
  };
}

/** A number near a middle, with two decimals, never below 0. */
function near(random: RandomSource, [middle, spread]: Spread): number {
  const value = middle + (random.next() - 0.5) * 2 * spread;
  return Math.max(0, Math.round(value * 100) / 100);
}
