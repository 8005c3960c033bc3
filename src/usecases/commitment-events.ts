import { derivedUuid } from '../kernel/ids.ts';
import { formatInstant } from '../kernel/instant.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import { commitmentDocument } from './commitment-record.ts';
import type { Evaluation } from './evaluate-commitment.ts';

/** Type of the event that tells of a change of a commitment's status. */
export const commitmentStateChangeEvent = 'CommitmentStateChangeEvent';

/** Room for the events of one revision, so that a resource's sequence always grows. */
const eventsPerRevision = 4096;

/**
 * The events of one evaluation: one for each change of status, in order; of thousands in one go (history in fine slices)
 * the last ones, so that they fit in their document. Ids follow from what changed.
 */
export function commitmentEvents({ commitment, transitions }: Evaluation): ChangeEvent[] {
  const { id } = commitment.terms;
  const changes = transitions.filter((transition) => transition.kind === 'status').slice(-eventsPerRevision);
  // Most evaluations change no status.
  const document = changes.length === 0 ? {} : commitmentDocument(commitment);
  return changes.map(({ from, to, at, attained }, position) => ({
    eventId: derivedUuid(commitmentStateChangeEvent, id, from, to, at),
    eventType: commitmentStateChangeEvent,
    occurredAt: at,
    resourceName: 'commitment',
    resourceId: id,
    sequence: commitment.revision * eventsPerRevision + position,
    payload: {
      ...document,
      status: to,
      previousStatus: from,
      since: formatInstant(at),
      ...(attained === undefined ? {} : { attained }),
    },
  }));
}
