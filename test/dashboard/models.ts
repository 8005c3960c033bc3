import type { Objective } from '../../src/domain/objective-model.ts';
import type { ChartPoint, CommitmentDetail, CommitmentHistory, Explained } from '../../src/usecases/dashboard/model.ts';

/** 2026-11-22T12:00:00Z. */
export const noon = Date.UTC(2026, 10, 22, 12);
export const minuteMs = 60_000;

/** Latency p95 at most 50 ms, warning from 45, each minute in Oslo. */
export const objective: Objective = {
  indicator: 'latency',
  statistic: { kind: 'percentile', percent: 95 },
  violationWhen: 'above',
  inclusive: false,
  target: '50',
  unit: 'ms',
  limit: '55',
  threshold: '45',
  toleranceMs: 0,
  window: { type: 'calendar', duration: 'PT1M', timeZone: 'Europe/Oslo' },
  verdictMode: 'instant',
  missingData: 'unknown',
  minCoverage: 0.9,
  measurementIntervalMs: 10_000,
  validFor: {},
  defaulted: ['minCoverage'],
};

/** Monthly availability of at least 99.95 %. */
export const availability: Objective = {
  ...objective,
  ...{ indicator: 'availability', statistic: { kind: 'availability' }, violationWhen: 'below', unit: '%' },
  ...{ target: '99.95', limit: '99.95', threshold: '99.97', verdictMode: 'certain' },
  window: { type: 'calendar', duration: 'P1M', timeZone: 'Europe/Oslo' },
};

/** A period of a minute, the `place`th after noon. */
export function point(place: number, of: Partial<ChartPoint> = {}): ChartPoint {
  const start = noon + place * minuteMs;
  return {
    ...{ start, end: start + minuteMs, result: 'met', finality: 'final', attained: '20', coverage: 1 },
    ...{ standing: 'compliant', isAfterGap: false },
    ...of,
  };
}

/** A commitment with these periods. */
export function history(of: Partial<CommitmentHistory> = {}): CommitmentHistory {
  return {
    ...{ id: 'c 1/ä', name: 'Latency', indicator: 'latency', subject: 'site-7', status: 'compliant', reasons: [] },
    source: { kind: 'sla', slaId: '12', ruleId: 'latency' },
    ...{ objective, since: noon, watermark: noon + 5000, points: [point(0), point(1)] },
    ...of,
  };
}

/** Why a minute came to what it did. */
export function explained(of: Partial<Explained> = {}): Explained {
  const period = { start: noon, end: noon + minuteMs };
  return {
    ...{ period, counted: period, result: 'met', finality: 'final', standing: 'compliant', attained: '20' },
    ...{ formula: 'value 6 of 6 in ascending order', samplesUsed: 6, countedMs: 60_000, coveredMs: 50_000 },
    coverage: 5 / 6,
    intervals: [
      { start: noon, end: noon + 50_000, kind: 'counted' },
      { start: noon + 50_000, end: noon + 60_000, kind: 'missing' },
    ],
    ...{ intervalsOmitted: 0, samplesOmitted: 0, slices: [], versions: ['sla/12@3'], hash: 'h4sh' },
    samples: [10, 12, 20].map((value, at) => ({ start: noon + at * 10_000, value, unit: 'ms', source: 'probe-1' })),
    ...of,
  };
}

/** What a commitment's page shows. */
export function detail(of: Partial<CommitmentDetail> = {}): CommitmentDetail {
  return {
    ...{ at: noon + minuteMs, commitment: history(), sla: { id: '12', name: 'Gold' }, versions: ['sla/12@3'] },
    ...{ explained: explained(), violations: [], violationTotal: 0 },
    ...of,
  };
}
