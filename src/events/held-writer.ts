import type { Delivery, StoredDelivery } from './delivery.ts';
import { type LaneDeps, changeAll, writeHeld } from './delivery-lane.ts';

/** Writes what an attempt made of a held delivery; undefined when it is not ours any more. See {@link writeHeld}. */
export type WriteHeld = (
  held: StoredDelivery,
  next: (delivery: Delivery) => Delivery,
) => Promise<StoredDelivery | undefined>;

interface Waiting {
  held: StoredDelivery;
  next: (delivery: Delivery) => Delivery;
  resolve: (written: StoredDelivery | undefined) => void;
  reject: (error: unknown) => void;
}

const mostAtOnce = 500;

/** A {@link WriteHeld} whose calls share writes: what comes in while one is under way goes into the next. */
export function createHeldWriter(deps: LaneDeps): WriteHeld {
  const waiting: Waiting[] = [];
  let isWriting = false;
  const writeAll = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) await writeTogether(deps, waiting.splice(0, mostAtOnce));
    isWriting = false;
  };
  return (held, next) =>
    new Promise((resolve, reject) => {
      waiting.push({ held, next, resolve, reject });
      if (!isWriting) void writeAll();
    });
}

/** Never rejects: each caller hears of its own failure. */
async function writeTogether(deps: LaneDeps, group: readonly Waiting[]): Promise<void> {
  try {
    const written = await changeAll(
      deps,
      group.map(({ held, next }) => ({ from: held, to: next(held.delivery) })),
    );
    await Promise.all(group.map((each, at) => finish(deps, each, written[at])));
  } catch (error) {
    for (const { reject } of group) reject(error);
  }
}

async function finish(deps: LaneDeps, { held, next, resolve, reject }: Waiting, written: StoredDelivery | undefined) {
  if (written !== undefined) {
    resolve(written);
    return;
  }
  try {
    // Others have changed it meanwhile: it is read again.
    resolve(await writeHeld(deps, held, next));
  } catch (error) {
    reject(error);
  }
}
