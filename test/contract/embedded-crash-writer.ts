import { openEmbeddedStorage } from '../../src/storage/embedded/embedded-storage.ts';
import { event, insert, promises, resource } from './support.ts';

/** Writes resources with an event each, changes and measurements until killed; prints what has been acknowledged. */
async function main(folder: string, run: string): Promise<void> {
  const storage = await openEmbeddedStorage(folder);
  const store = await storage.collection(promises);
  process.stdout.write('ready\n');
  const writer = async (lane: number): Promise<never> => {
    for (let at = 0; ; at += 1) {
      const id = `${run}-${String(lane)}-${String(at)}`;
      const document = { name: run, payload: 'x'.repeat(500) };
      await store.write(insert(resource(id, { document }), { uniqueKey: id, events: [event(id, 1)] }));
      process.stdout.write(`resource ${id}\n`);
      const series = { indicator: run, subject: String(lane) };
      await storage.buckets.write([{ series, sample: { kind: 'value', start: at, value: at } }], at);
      process.stdout.write(`sample ${id}\n`);
      process.stdout.write(`integer ${String(await storage.nextInteger('crash'))}\n`);
    }
  };
  await Promise.all([0, 1, 2, 3].map(writer));
}

await main(process.argv[2] ?? '', process.argv[3] ?? '');
