import type { Prediction } from './prediction.ts';

/** Whether a promise is going to be missed as things go, and since when that is said. Plain JSON. */
export interface JeopardyState {
  isInJeopardy: boolean;
  /** When it was last raised or cleared, event time, UTC ms. */
  since?: number;
  /** While in jeopardy: since when it is no longer expected, event time, UTC ms. */
  calmSince?: number;
}

/** Cleared at once when the prediction is a tenth clear of its line. */
const clearBelow = 0.9;
/** Cleared when nothing was expected for so long. */
const calmMs = 86_400_000;

/**
 * Raises jeopardy when a miss is expected; clears it when the prediction is a tenth clear of its line, or not expected for a
 * day. Without a prediction (the period is over, or already lost) there is none: what has happened is no longer in
 * jeopardy. `at` event time, UTC ms. Pure, and the same prediction again changes nothing. Never makes a violation.
 */
export function advanceJeopardy(
  state: JeopardyState,
  prediction: Pick<Prediction, 'isExpected' | 'score'> | undefined,
  at: number,
): JeopardyState {
  if (prediction === undefined) return state.isInJeopardy ? { isInJeopardy: false, since: at } : state;
  if (!state.isInJeopardy) return prediction.isExpected ? { isInJeopardy: true, since: at } : state;
  const { calmSince, ...rest } = state;
  if (prediction.isExpected) return rest;
  const calmFrom = Math.min(calmSince ?? at, at);
  const isClear = prediction.score <= clearBelow || at - calmFrom >= calmMs;
  return isClear ? { isInJeopardy: false, since: at } : { ...rest, calmSince: calmFrom };
}
