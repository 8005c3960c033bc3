/** Changes that run one after another, alone, and share commits. */
export interface GroupCommit {
  /** Runs `change` and resolves with its answer when the commit that holds it is stored; rejects with what it throws. */
  run<Answer>(change: () => Answer): Promise<Answer>;
  /** Whether a change runs now. */
  isRunning(): boolean;
  /** Calls `step` when what the running change writes is stored, never when it is not; at once when none runs. */
  whenStored(step: () => void): void;
  /** Resolves when no change waits. */
  drained(): Promise<void>;
}

/** Calls `group` inside one transaction; resolves when it is durable, rejects when nothing of it is stored. */
export type CommitGroup = (group: () => void) => Promise<unknown>;

interface WaitingChange {
  /** What to do when it is stored. */
  steps: (() => void)[];
  /** Runs it; gives how its promise ends when it is stored. */
  execute(): () => void;
  fail(error: unknown): void;
}

/**
 * One commit at a time. It takes every change that waits at the moment it begins, so that under load many share one
 * flush; and no change ever runs before it is known whether the commit before it was stored.
 */
export function groupCommit(commit: CommitGroup): GroupCommit {
  const waiting: WaitingChange[] = [];
  let running: WaitingChange | undefined;
  let flushing: Promise<void> | undefined;
  const execute = (change: WaitingChange): (() => void) => {
    running = change;
    const finish = change.execute();
    running = undefined;
    return finish;
  };
  const flushOnce = async (): Promise<void> => {
    const group: WaitingChange[] = [];
    const ends: (() => void)[] = [];
    try {
      await commit(() => {
        group.push(...waiting.splice(0));
        for (const change of group) {
          const end = execute(change);
          ends.push(...change.steps, end);
        }
      });
    } catch (error) {
      // A transaction that could not even begin has taken none: then all that wait have failed.
      for (const change of group.length > 0 ? group : waiting.splice(0)) change.fail(error);
      return;
    }
    for (const end of ends) end();
  };
  const flush = async (): Promise<void> => {
    while (waiting.length > 0) await flushOnce();
    flushing = undefined;
  };
  return {
    run: (change) =>
      new Promise((resolve, reject) => {
        waiting.push(waitingChange(change, resolve, reject));
        flushing ??= flush();
      }),
    isRunning: () => running !== undefined,
    whenStored: (step) => {
      if (running) running.steps.push(step);
      else step();
    },
    drained: () => flushing ?? Promise.resolve(),
  };
}

function waitingChange<Answer>(
  change: () => Answer,
  resolve: (answer: Answer) => void,
  reject: (error: unknown) => void,
): WaitingChange {
  return {
    steps: [],
    execute: () => {
      try {
        const answer = change();
        return () => {
          resolve(answer);
        };
      } catch (error) {
        return () => {
          reject(error);
        };
      }
    },
    fail: reject,
  };
}
