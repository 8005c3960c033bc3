import type { JsonObject } from '../kernel/json.ts';
import { formatInstant } from '../kernel/instant.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';
import { createWrite, type ResourceService } from '../tmf630/resource-service.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';

/** What recording needs. */
export interface ViolationDeps {
  definition: ResourceDefinition;
  store: ResourceStore;
  service: ResourceService;
  clock: Clock;
  nextInteger(counter: string): Promise<number>;
}

/** A violation as recorded. `isNew` is false when an earlier run had recorded it. */
export interface RecordedViolation {
  id: string;
  isNew: boolean;
}

/**
 * Records a violation once: `uniqueKey` says which one it is (commitment, period, type, episode), so a second run, or
 * another process at the same time, finds the first one's. The create event is in the same write. Idempotent.
 */
export async function recordViolation(
  deps: ViolationDeps,
  uniqueKey: string,
  document: JsonObject,
): Promise<RecordedViolation> {
  const known = await deps.store.getByUniqueKey(uniqueKey);
  if (known !== undefined) return { id: known.id, isNew: false };
  const number = await deps.nextInteger(deps.definition.collection.name);
  const write = createWrite(
    deps.definition,
    { ...document, id: number },
    { now: deps.clock.now(), id: String(number), uniqueKey },
  );
  const outcome = await deps.store.write(write);
  if (outcome.outcome === 'written') return { id: String(number), isNew: true };
  if (outcome.outcome === 'duplicateKey') return { id: outcome.id, isNew: false };
  // The number was taken by a client's own id: the next one is free.
  return recordViolation(deps, uniqueKey, document);
}

/**
 * Notes that the promise is kept again: state `restored`, `restoredAt` and the value then attained. A violation that has
 * been moved on by people (acknowledged, in progress, closed) keeps their state. Idempotent; unknown keys are ignored.
 */
export async function restoreViolation(
  deps: ViolationDeps,
  { uniqueKey, at, attained }: { uniqueKey: string; at: number; attained?: string },
): Promise<void> {
  const known = await deps.store.getByUniqueKey(uniqueKey);
  if (known === undefined || known.document['restoredAt'] !== undefined) return;
  const patch: JsonObject = { restoredAt: formatInstant(at) };
  if (known.document['state'] === 'open') patch['state'] = 'restored';
  if (attained !== undefined) patch['attainedAfter'] = attained;
  await deps.service.patch(deps.definition, known.id, patch, {});
}
