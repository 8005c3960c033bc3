import type { ViolationType } from '../domain/commitment.ts';
import { formatInstant } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import { recordedViolations, type RecordedViolation } from './recorded-violations.ts';
import type { ViolationDeps } from './record-violation.ts';

/** Which violations of a commitment in a period stand, by key, after its facts have changed. */
export interface Clearing {
  type: ViolationType;
  periodId: string;
  standing: readonly string[];
  /** The result of the period was final before. */
  isRestated: boolean;
}

/**
 * Takes back the violations recorded for a period that its facts no longer show: they become `withdrawn`, with `clearedAt` and
 * `clearedReason`, and stay. One that people have closed or withdrawn keeps its state and only gets a note
 * (`evaluationNote`). The event is in the same write. Idempotent.
 */
export async function clearViolations(deps: ViolationDeps, commitmentId: string, clearing: Clearing): Promise<void> {
  const standing = new Set(clearing.standing);
  const ofPeriod = await recordedViolations(deps.store)(commitmentId, clearing.periodId);
  for (const violation of ofPeriod) {
    if (violation.type === clearing.type && !standing.has(violation.uniqueKey)) await clear(deps, violation, clearing);
  }
}

async function clear(deps: ViolationDeps, { id }: RecordedViolation, { isRestated }: Clearing): Promise<void> {
  const known = await deps.store.get(id);
  if (known === undefined || known.document['clearedAt'] !== undefined) return;
  const { state } = known.document;
  const reason = isRestated ? 'restated' : 'lateMeasurements';
  if (state === 'closed' || state === 'withdrawn') {
    const evaluationNote = `by the facts known now it was none (${reason})`;
    if (known.document['evaluationNote'] === evaluationNote) return;
    await deps.service.patch(deps.definition, id, { evaluationNote }, {});
    return;
  }
  const clearedAt = formatInstant(deps.clock.now());
  const patch: JsonObject = { state: 'withdrawn', clearedAt, clearedReason: reason };
  await deps.service.patch(deps.definition, id, patch, {});
}
