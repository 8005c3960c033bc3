import type { Transition } from '../../src/domain/commitment.ts';
import { violationKey } from '../../src/domain/status.ts';
import type { RecordedViolation } from '../../src/usecases/recorded-violations.ts';

/** A violation as it stands in the book; instants in UTC ms. */
export interface BookedViolation extends RecordedViolation {
  periodId: string;
}

/** The violations of one commitment in memory, kept as `recordTransitions` keeps them in a store. */
export interface ViolationBook {
  record: (transitions: readonly Transition[]) => void;
  of: (periodId?: string) => BookedViolation[];
}

export function violationBook(): ViolationBook {
  const book = new Map<string, BookedViolation>();
  const of = (periodId?: string): BookedViolation[] =>
    [...book.values()].filter((each) => periodId === undefined || each.periodId === periodId);
  const open = (transition: Extract<Transition, { kind: 'violationOpened' }>): void => {
    const { uniqueKeyParts, at, onset, episode, periodId } = transition;
    const uniqueKey = violationKey(uniqueKeyParts);
    if (book.has(uniqueKey)) return;
    const type = uniqueKeyParts[2] ?? '';
    book.set(uniqueKey, { id: uniqueKey, uniqueKey, type, at, onset, episode, periodId, isCleared: false });
  };
  const record = (transition: Transition): void => {
    if (transition.kind === 'violationOpened') open(transition);
    else if (transition.kind === 'violationsCleared') {
      for (const each of of(transition.periodId)) {
        if (each.type === transition.type && !transition.standing.includes(each.uniqueKey)) each.isCleared = true;
      }
    } else if (transition.kind === 'violationRestored') {
      const known = book.get(transition.uniqueKey);
      if (known !== undefined) known.restoredAt ??= transition.at;
    }
  };
  return { record: (transitions) => transitions.forEach(record), of };
}
