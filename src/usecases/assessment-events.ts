import type { CreditDelta } from '../domain/credit.ts';
import { subtract } from '../domain/decimal.ts';
import { derivedUuid } from '../kernel/ids.ts';
import { textAt, type JsonObject } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';
import { plain } from './commitment-record.ts';

/** Type of the event that tells that a result has become final. */
export const assessmentFinalizedEvent = 'AssessmentFinalizedEvent';
/** Type of the event that tells that a final result is stated anew. */
export const assessmentRestatedEvent = 'AssessmentRestatedEvent';

/** The event of a result that becomes final with this write. Its id follows from the assessment and its statement. */
export function finalizedEvent(resource: StoredResource): ChangeEvent {
  return eventOf(assessmentFinalizedEvent, resource, {});
}

/**
 * The event of a final result stated anew with this write: what readers of the earlier statement have to correct it by. `delta`
 * has the attained value and the result before and after, the difference of the values as decimal text, and what becomes of the credits
 * of the period's violations.
 */
export function restatedEvent(
  resource: StoredResource,
  before: StoredResource,
  credits: readonly CreditDelta[] = [],
): ChangeEvent {
  const credit = credits.map(({ violationId, from, to, difference }) =>
    plain({ violation: { id: violationId }, from, to, difference }),
  );
  const delta = { ...deltaOf(before.document, resource.document), ...(credit.length === 0 ? {} : { credit }) };
  return eventOf(assessmentRestatedEvent, resource, { delta });
}

function deltaOf(before: JsonObject, after: JsonObject): JsonObject {
  const [from, to] = [textAt(before, 'attained'), textAt(after, 'attained')];
  const difference = from === undefined || to === undefined ? undefined : subtract(to, from);
  return {
    result: { from: before['result'] ?? null, to: after['result'] ?? null },
    attained: {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(difference === undefined ? {} : { difference }),
    },
    revision: { from: before['revision'] ?? null, to: after['revision'] ?? null },
  };
}

function eventOf(eventType: string, { document, updatedAt, revision }: StoredResource, more: JsonObject): ChangeEvent {
  const id = textAt(document, 'id') ?? '';
  // There may be tens of thousands of slices: the assessment has them.
  const { slices: _many, ...payload } = document;
  return {
    eventId: derivedUuid(eventType, id, Number(document['revision'])),
    eventType,
    occurredAt: updatedAt,
    resourceName: 'assessment',
    resourceId: id,
    sequence: revision,
    payload: { ...payload, ...more },
  };
}
