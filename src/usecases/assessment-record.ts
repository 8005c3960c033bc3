import type { Assessment } from '../domain/assessment.ts';
import { length } from '../domain/intervals.ts';
import { derivedId } from '../kernel/ids.ts';
import { formatInstant } from '../kernel/instant.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';
import { partitionOf } from '../domain/measurement.ts';
import type { AskedBy } from './again.ts';
import { plain, type Commitment } from './commitment-record.ts';

/** Id of the assessment of one commitment for one period: the same for every evaluation. */
export function assessmentId(commitmentId: string, periodId: string): string {
  return derivedId('assessment', commitmentId, periodId);
}

/** Where a result stands in what was stated of its period. Instants in UTC ms. */
export interface AssessmentPlace {
  revision: number;
  statement: number;
  createdAt: number;
  now: number;
  finalAt?: number;
  reason?: string;
  recomputation?: AskedBy;
}

/**
 * An assessment as it is stored. `revision` counts its writes, `statement` the times it was stated anew after being
 * final (what readers see as revision), with the `reason` and whose `recomputation` it was. `finalAt` (UTC ms) is when a
 * provisional one becomes final. `hash` is the same for the same versions of contract, calendars and windows and the same
 * figures. The slices of an open period are not stored: its document is written often, and would grow with it.
 */
export function storedAssessment(
  commitment: Commitment,
  assessment: Assessment,
  place: AssessmentPlace,
): StoredResource {
  const { terms } = commitment;
  const { period, figures } = assessment;
  const id = assessmentId(terms.id, period.id);
  const versions = [...terms.versions, ...(assessment.versions ?? [])];
  return {
    id,
    revision: place.revision,
    createdAt: place.createdAt,
    updatedAt: place.now,
    document: plain({
      id,
      commitment: { id: terms.id },
      sla: terms.source.kind === 'sla' ? { id: terms.source.slaId } : undefined,
      rule: terms.source.kind === 'sla' ? { id: terms.source.ruleId } : undefined,
      serviceLevelObjective: terms.source.objectiveId === undefined ? undefined : { id: terms.source.objectiveId },
      indicator: terms.series.indicator,
      subject: terms.series.subject,
      period: { startDateTime: formatInstant(period.start), endDateTime: formatInstant(period.end) },
      result: assessment.result,
      finality: assessment.finality,
      revision: place.statement,
      ...{ reason: place.reason, recomputation: place.recomputation },
      attained: figures.attained,
      target: terms.objective?.target,
      unit: terms.objective?.unit,
      standing: assessment.standing,
      bestPossible: assessment.bestPossible,
      figures,
      slices:
        assessment.slices.length === 0 || assessment.finality === 'open'
          ? undefined
          : assessment.slices.map(({ counted, ...slice }) => ({
              ...slice,
              start: formatInstant(slice.start),
              end: formatInstant(slice.end),
              countedMs: counted && length(counted),
            })),
      watermark: formatInstant(assessment.watermark),
      versions,
      hash: derivedId(JSON.stringify([versions, terms.objective ?? null, digestOf(assessment)])),
      assessedAt: formatInstant(place.now),
    }),
    internal: plain({ partition: partitionOf(terms.series), finalAt: place.finalAt, digest: digestOf(assessment) }),
  };
}

/**
 * Text that is equal exactly when two assessments of one period say the same (finality and watermark aside). Of an open one the
 * slices are left out: which of them it has depends on how much of the period was read.
 */
export function digestOf({ period, result, figures, standing, slices, finality }: Assessment): string {
  return derivedId(JSON.stringify([period.id, result, figures, standing ?? '', finality === 'open' ? [] : slices]));
}
