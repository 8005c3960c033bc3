import { performance } from 'node:perf_hooks';

/** A long read's share of the event loop. */
export interface Turn {
  /** Whether the reads of this round of the loop have had their time, so that {@link next} has to be waited for. Asked before each record. */
  isDue(): boolean;
  /** Resolves when this read may go on, in a later round. */
  next(): Promise<void>;
}

/** Gives every long read of the process its turns. */
export interface Turns {
  begin(): Turn;
}

/** What turns need of the process. */
export interface LoopAccess {
  /** A clock in ms that never goes back; measures, decides nothing. */
  elapsed: () => number;
  /** Runs the function in the next round of the event loop. */
  inNextRound: (run: () => void) => void;
}

/** What all long reads may take of one round, in ms. */
const shareMs = 5;

/**
 * Turns for reads that look at many records. All of them together take 5 ms of a round of the event loop (and what is left
 * of the record at hand), however many there are: that each gave way by itself would hold up the rest a hundredfold with
 * a hundred of them. Of those that wait, the one with the fewest turns so far goes first, so that short reads are done soon.
 */
export function createTurns({ elapsed, inNextRound }: LoopAccess): Turns {
  const waiting: { taken: number; resume: () => void }[] = [];
  let began: number | undefined;
  let isServing = false;

  const serve = (): void => {
    isServing = false;
    began = undefined;
    const least = Math.min(...waiting.map(({ taken }) => taken));
    const at = waiting.findIndex(({ taken }) => taken === least);
    const [first] = at < 0 ? [] : waiting.splice(at, 1);
    if (first === undefined) return;
    beginRound();
    first.resume();
  };
  const beginRound = (): void => {
    began = elapsed();
    if (!isServing) inNextRound(serve);
    isServing = true;
  };
  return {
    begin: () => {
      let taken = 0;
      return {
        isDue: () => {
          if (began === undefined) beginRound();
          return began !== undefined && elapsed() - began >= shareMs;
        },
        next: () => {
          taken += 1;
          return new Promise((resume) => {
            waiting.push({ taken, resume });
          });
        },
      };
    },
  };
}

/** The turns of this process: there is one event loop, whatever the number of stores. */
export const turns: Turns = createTurns({
  elapsed: () => performance.now(),
  inNextRound: (run) => setImmediate(run),
});
