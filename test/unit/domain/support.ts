import type { Assessment } from '../../../src/domain/assessment.ts';
import { assess } from '../../../src/domain/assess.ts';
import type { Sample, StateSample, ValueSample } from '../../../src/domain/measurement.ts';
import type { Objective, Period } from '../../../src/domain/objective-model.ts';
import { parseInstant } from '../../../src/kernel/instant.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `utc('2026-03-01T00:00')`, UTC ms. */
export function utc(text: string): number {
  const instant = parseInstant(text.length === 10 ? `${text}T00:00:00Z` : `${text}:00Z`);
  if (instant === undefined) throw new Error(`not an instant: ${text}`);
  return instant;
}

export function objectiveWith(overrides: Partial<Objective> = {}): Objective {
  return {
    indicator: 'latency',
    statistic: { kind: 'mean' },
    violationWhen: 'above',
    inclusive: false,
    target: '50',
    limit: overrides.target ?? '50',
    toleranceMs: 0,
    window: { type: 'calendar', duration: 'PT1H', timeZone: 'UTC' },
    verdictMode: 'instant',
    missingData: 'unknown',
    minCoverage: 0.9,
    measurementIntervalMs: 5 * minute,
    validFor: {},
    defaulted: [],
    ...overrides,
  };
}

/** Monthly availability of at least the target, fed by exceptions. */
export function availabilityWith(overrides: Partial<Objective> = {}): Objective {
  return objectiveWith({
    indicator: 'availability',
    statistic: { kind: 'availability' },
    violationWhen: 'below',
    target: '99.95',
    unit: '%',
    window: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' },
    verdictMode: 'certain',
    defaulted: ['missingData'],
    ...overrides,
  });
}

export function periodFrom(start: number, end: number): Period {
  return { start, end, id: `${new Date(start).toISOString()}/${new Date(end).toISOString()}` };
}

export const april = periodFrom(utc('2026-04-01'), utc('2026-05-01'));

export function down(start: number, minutes: number): StateSample {
  return { kind: 'state', start, end: start + minutes * minute, state: 'down', weight: 1 };
}

export function up(start: number, minutes: number): StateSample {
  return { kind: 'state', start, end: start + minutes * minute, state: 'up', weight: 0 };
}

export function value(start: number, amount: number, end?: number): ValueSample {
  return { kind: 'value', start, value: amount, ...(end === undefined ? {} : { end }) };
}

/** One value for each step of a length, from an instant on. */
export function values(start: number, stepMs: number, amounts: readonly number[]): ValueSample[] {
  return amounts.map((amount, index) => value(start + index * stepMs, amount, start + (index + 1) * stepMs));
}

export function openAt(
  objective: Objective,
  period: Period,
  samples: readonly Sample[],
  watermark: number,
): Assessment {
  return assess({ objective, period, samples, watermark, now: watermark, isClosed: false, finality: 'open' });
}

export function closed(objective: Objective, period: Period, samples: readonly Sample[]): Assessment {
  return assess({
    objective,
    period,
    samples,
    watermark: period.end,
    now: period.end,
    isClosed: true,
    finality: 'provisional',
  });
}
