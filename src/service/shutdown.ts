import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';

/** Named steps that undo a start. */
export interface Shutdown {
  /** Registers how to undo what was just done. */
  push(name: string, undo: () => Promise<unknown>): void;
  /** Undoes everything, last first, each within what is left of `deadlineMs`. Failures are logged, not thrown. Twice is harmless. */
  run(deadlineMs: number): Promise<void>;
}

/** An empty list of steps. */
export function createShutdown(clock: Clock, logger: Logger): Shutdown {
  const steps: { name: string; undo: () => Promise<unknown> }[] = [];
  let running: Promise<void> | undefined;
  const undoAll = async (deadlineMs: number): Promise<void> => {
    const endsAt = clock.now() + deadlineMs;
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      const patience = new AbortController();
      const late = clock.sleep(Math.max(0, endsAt - clock.now()), patience.signal).then(() => 'late' as const);
      const undone = step.undo().catch((err: unknown) => {
        logger.error({ err, step: step.name }, 'a step of stopping failed');
      });
      const outcome = await Promise.race([undone, late]);
      patience.abort();
      if (outcome === 'late') logger.warn({ step: step.name }, 'a step of stopping took too long and was left');
    }
  };
  return {
    push: (name, undo) => {
      steps.push({ name, undo });
    },
    run: (deadlineMs) => (running ??= undoAll(deadlineMs)),
  };
}
