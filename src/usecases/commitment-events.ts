import type { Transition } from '../domain/commitment.ts';
import { derivedUuid } from '../kernel/ids.ts';
import { formatInstant } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import { commitmentDocument } from './commitment-record.ts';
import type { Evaluation } from './evaluation.ts';

/** Type of the event that tells of a change of a commitment's status, or of its jeopardy. */
export const commitmentStateChangeEvent = 'CommitmentStateChangeEvent';

/** Room for the events of one revision, so that a resource's sequence always grows. */
const eventsPerRevision = 4096;

type Told = Extract<Transition, { kind: 'status' | 'jeopardy' }>;

/**
 * The events of one evaluation: one for each change of status or jeopardy, in order; of thousands in one go (history in fine
 * slices) the last ones, so that they fit in their document. Ids follow from what changed.
 */
export function commitmentEvents({ commitment, transitions }: Evaluation): ChangeEvent[] {
  const { id } = commitment.terms;
  const changes = transitions.filter(isTold).slice(-eventsPerRevision);
  // Most evaluations change no status.
  const document = changes.length === 0 ? {} : commitmentDocument(commitment);
  return changes.map((change, position) => ({
    eventId: derivedUuid(commitmentStateChangeEvent, id, ...namesOf(change), change.at),
    eventType: commitmentStateChangeEvent,
    occurredAt: change.at,
    resourceName: 'commitment',
    resourceId: id,
    sequence: commitment.revision * eventsPerRevision + position,
    payload: { ...document, ...toldOf(change) },
  }));
}

function isTold(transition: Transition): transition is Told {
  return transition.kind === 'status' || transition.kind === 'jeopardy';
}

function namesOf(change: Told): string[] {
  return change.kind === 'status' ? [change.from, change.to] : ['jeopardy', String(change.isInJeopardy)];
}

function toldOf(change: Told): JsonObject {
  if (change.kind === 'jeopardy') return { previousJeopardy: { isInJeopardy: !change.isInJeopardy } };
  const { from, to, at, attained } = change;
  return {
    status: to,
    previousStatus: from,
    since: formatInstant(at),
    ...(attained === undefined ? {} : { attained }),
  };
}
