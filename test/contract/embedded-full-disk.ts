import { openEmbeddedStorage } from '../../src/storage/embedded/embedded-storage.ts';
import { matchAll } from '../../src/tmf630/query/filter-expression.ts';
import { event, insert, promises, resource } from './support.ts';

/**
 * Writes, several at a time, until the file cannot grow any more. Prints why it was refused, how many writes were
 * acknowledged and how many resources are found then. A rejection nobody handles ends the process.
 */
async function main(folder: string): Promise<void> {
  const storage = await openEmbeddedStorage(folder);
  const store = await storage.collection(promises);
  let acknowledged = 0;
  let refused: string | undefined;
  const writer = async (lane: number): Promise<void> => {
    for (let at = 0; refused === undefined && at < 1_000; at += 1) {
      const id = `${String(lane)}-${String(at)}`;
      const stored = resource(id, { document: { name: id, payload: 'x'.repeat(30_000) } });
      try {
        await store.write(insert(stored, { events: [event(id, 1)] }));
        acknowledged += 1;
      } catch (error) {
        refused = String(error);
      }
    }
  };
  await Promise.all([0, 1, 2].map(writer));
  process.stdout.write(`${refused ?? ''}\n${String(acknowledged)}\n${String(await store.count(matchAll))}\n`);
  await storage.close().catch(() => undefined);
}

await main(process.argv[2] ?? '');
