import type { Measurement } from '../domain/measurement.ts';
import type { Clock } from '../kernel/clock.ts';
import { parseMeasurement } from './parse-measurement.ts';
import type { BucketStore, SampleOutcome } from './ports.ts';

/** What became of one measurement that was sent. A replaced sample (same key, another content) counts as accepted. */
export interface IngestResult {
  index: number;
  outcome: 'accepted' | 'duplicate' | 'rejected';
  /** Attribute at fault, in the sender's words; empty for the whole measurement. Rejected ones only. */
  path?: string;
  reason?: string;
}

/**
 * Takes in a batch and answers for each in order; indexes count from `firstIndex`. What is answered `accepted` is
 * durable. Safe to repeat: a measurement already known answers `duplicate`.
 */
export type Ingest = (bodies: readonly unknown[], firstIndex: number) => Promise<IngestResult[]>;

/** What intake needs. `onAccepted` is told how many changed something (a nudge for the evaluator; may be ignored). */
export interface IngestDeps {
  buckets: BucketStore;
  clock: Clock;
  onOutcome(outcome: SampleOutcome | 'rejected', count: number): void;
  onAccepted(measurements: readonly Measurement[]): void;
}

/** Makes the intake. */
export function createIngest(deps: IngestDeps): Ingest {
  return async (bodies, firstIndex) => {
    const now = deps.clock.now();
    const parsed = bodies.map((body) => parseMeasurement(body, now));
    const measurements = parsed.flatMap(({ measurement }) => (measurement === undefined ? [] : [measurement]));
    const outcomes = measurements.length === 0 ? [] : await deps.buckets.write(measurements, now);
    tellOutcomes(deps, outcomes, parsed.length - measurements.length);
    const changed = measurements.filter((_, position) => outcomes[position] !== 'duplicate');
    if (changed.length > 0) deps.onAccepted(changed);
    let position = 0;
    return parsed.map(({ fault }, offset) => {
      const index = firstIndex + offset;
      if (fault !== undefined) return { index, outcome: 'rejected', path: fault.path, reason: fault.reason };
      const outcome = outcomes[position++];
      return { index, outcome: outcome === 'duplicate' ? 'duplicate' : 'accepted' };
    });
  };
}

function tellOutcomes(deps: IngestDeps, outcomes: readonly SampleOutcome[], rejected: number): void {
  for (const outcome of ['accepted', 'duplicate', 'replaced'] as const) {
    const count = outcomes.filter((each) => each === outcome).length;
    if (count > 0) deps.onOutcome(outcome, count);
  }
  if (rejected > 0) deps.onOutcome('rejected', rejected);
}
