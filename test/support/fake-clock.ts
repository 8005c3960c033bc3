import type { Clock } from '../../src/kernel/clock.ts';

/** A clock that stands still until it is told to go on. */
export interface FakeClock extends Clock {
  /** Moves the present on by `ms` and wakes, in order, whoever has slept long enough. */
  advance(ms: number): void;
}

interface Sleeper {
  wakeAt: number;
  wake: () => void;
}

/** A fake clock that shows `start` (UTC ms). */
export function fakeClock(start: number): FakeClock {
  let present = start;
  let sleepers: Sleeper[] = [];
  return {
    now: () => present,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true || ms <= 0) {
          resolve();
          return;
        }
        const sleeper = { wakeAt: present + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((each) => each !== sleeper);
          resolve();
        });
      }),
    advance: (ms) => {
      present += ms;
      const due = sleepers.filter(({ wakeAt }) => wakeAt <= present).sort((left, right) => left.wakeAt - right.wakeAt);
      sleepers = sleepers.filter(({ wakeAt }) => wakeAt > present);
      for (const { wake } of due) wake();
    },
  };
}
