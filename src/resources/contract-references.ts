import type { JsonObject } from '../kernel/json.ts';
import { objectAt, objectsAt, textAt } from '../kernel/json.ts';

/**
 * Which objectives an SLA's rules name and which specification its template is, by id or last segment of the href:
 * `{ objectiveIds: ['slo-7'], specificationId: 'gold' }`. A foreign href gives an id that nothing here has: harmless.
 */
export function contractReferences(sla: JsonObject): JsonObject {
  const objectiveIds = objectsAt(sla, 'rule').flatMap(
    (rule) => referredId(objectAt(rule, 'serviceLevelObjective')) ?? [],
  );
  const specificationId = referredId(objectAt(sla, 'template'));
  return {
    ...(objectiveIds.length === 0 ? {} : { objectiveIds: [...new Set(objectiveIds)] }),
    ...(specificationId === undefined ? {} : { specificationId }),
  };
}

function referredId(reference: JsonObject | undefined): string | undefined {
  if (!reference) return undefined;
  const segment = textAt(reference, 'href')?.split('/').at(-1);
  return textAt(reference, 'id') ?? (segment === '' ? undefined : segment);
}
