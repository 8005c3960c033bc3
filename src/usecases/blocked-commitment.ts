import type { Transition } from '../domain/commitment.ts';
import type { EvaluableCommitment, Evaluation, EvaluationContext } from './evaluation.ts';

/** Why it cannot be said at present what time counts for a commitment; undefined when it can. */
export async function timeFault(
  { terms }: EvaluableCommitment,
  { timeRulesOf, now }: EvaluationContext,
): Promise<string[] | undefined> {
  const time = await timeRulesOf(terms, { start: now, end: now + 1 });
  return 'reasons' in time ? time.reasons : undefined;
}

/**
 * The evaluation of a commitment whose counted time cannot be said: `notEvaluable`, with the reasons, until what it refers to
 * exists; then it goes on where it stopped.
 */
export function blockedEvaluation(commitment: EvaluableCommitment, reasons: string[], now: number): Evaluation {
  const { status: from } = commitment.state;
  const transitions: Transition[] =
    from === 'notEvaluable' ? [] : [{ kind: 'status', from, to: 'notEvaluable', at: now }];
  const { dueAt: _past, ...schedule } = commitment.schedule;
  const state = { ...commitment.state, status: 'notEvaluable' as const, reasons };
  // What changes meanwhile is not looked at: nothing remembered is sure to hold afterwards.
  const { prefix: _unsure, ...rest } = commitment;
  return {
    commitment: { ...rest, revision: commitment.revision + 1, state, schedule },
    assessments: [],
    transitions,
    takenTo: Infinity,
  };
}

/** The commitment as it goes on once its counted time can be said. */
export function unblocked(commitment: EvaluableCommitment): EvaluableCommitment {
  const { reasons, ...state } = commitment.state;
  if (reasons === undefined) return commitment;
  return { ...commitment, state: { ...state, status: 'pending' } };
}
