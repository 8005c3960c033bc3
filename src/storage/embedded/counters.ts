import type { Environment } from './environment.ts';
import type { Table } from './table.ts';

/** Named counters. */
export interface Counters {
  /** The next integer, from 1. Never given twice. */
  next(counter: string): Promise<number>;
  /** Gives back what was reserved and not given out; before closing. */
  settle(): Promise<void>;
}

/** How many numbers are reserved in one durable write: a crash leaves a gap of at most so many. */
const blockSize = 50;

/** Counters that cost a write only once in fifty numbers. The table holds the highest number that may have been given. */
export function openCounters(environment: Environment, table: Table): Counters {
  const blocks = new Map<string, { next: number; end: number }>();
  const reserving = new Map<string, Promise<void>>();
  const reserve = (counter: string): Promise<void> => {
    const running = reserving.get(counter) ?? startReserving(counter);
    reserving.set(counter, running);
    return running;
  };
  const startReserving = async (counter: string): Promise<void> => {
    try {
      const used = await environment.transaction(() => {
        const before = Number(table.get(['counter', counter]) ?? '0');
        table.put(['counter', counter], String(before + blockSize));
        return before;
      });
      blocks.set(counter, { next: used + 1, end: used + blockSize });
    } finally {
      reserving.delete(counter);
    }
  };
  const next = async (counter: string): Promise<number> => {
    for (;;) {
      const block = blocks.get(counter);
      if (block && block.next <= block.end) return block.next++;
      await reserve(counter);
    }
  };
  const settle = async (): Promise<void> => {
    const left = [...blocks].filter(([, block]) => block.next <= block.end);
    blocks.clear();
    if (left.length === 0) return;
    await environment.transaction(() => {
      for (const [counter, block] of left) table.put(['counter', counter], String(block.next - 1));
    });
  };
  return { next, settle };
}
