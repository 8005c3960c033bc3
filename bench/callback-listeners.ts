import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/*
 * Listeners of callbacks, in a process of their own (bench/callbacks.ts starts it): `fast` answers 204 after a millisecond,
 * `error` 500 at once, `hang` never. Told `open` it opens so many of each and says their ports; told `read` it says how
 * many calls the fast ones have had, and how long after their events (ms), and forgets them.
 */

/** What the listeners are told. */
export type Command = { do: 'open'; fast: number; error: number; hang: number } | { do: 'read' };

/** What they say. */
export type Said = { ports: { fast: number[]; error: number[]; hang: number[] } } | { delays: number[] };

let delays: number[] = [];

function answerFast(body: string, done: () => void): void {
  const { eventTime } = JSON.parse(body) as { eventTime: string };
  delays.push(Date.now() - Date.parse(eventTime));
  void sleep(1).then(done);
}

function listener(kind: 'fast' | 'error' | 'hang'): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (kind === 'fast') answerFast(Buffer.concat(chunks).toString(), () => response.writeHead(204).end());
      if (kind === 'error') response.writeHead(500).end();
    });
  });
}

async function open(kind: 'fast' | 'error' | 'hang', count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const server = listener(kind);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address !== null && typeof address === 'object') ports.push(address.port);
  }
  return ports;
}

process.on('message', (command: Command) => {
  void (async () => {
    if (command.do === 'read') {
      process.send?.({ delays } satisfies Said);
      delays = [];
      return;
    }
    const [fast, error, hang] = [
      await open('fast', command.fast),
      await open('error', command.error),
      await open('hang', command.hang),
    ];
    process.send?.({ ports: { fast, error, hang } } satisfies Said);
  })();
});
process.on('disconnect', () => process.exit(0));
