import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A listener that cannot be relied on, on a free loopback port. */
export interface Receiver {
  /** Its address, e.g. `http://127.0.0.1:41234/`. */
  url: string;
  port: number;
  /** Ids of the events of the calls that came, in order; `undefined` where nothing was read of one. */
  calls: (string | undefined)[];
  connections: () => number;
  /** Bytes it could get rid of as answers, over all connections. */
  bytesSent: () => number;
  close: () => Promise<void>;
}

/** Does something to a call; `number` counts calls from 0. */
export type Treatment = (outgoing: ServerResponse, number: number, incoming: IncomingMessage) => void;

/** Answers every call with a status, and headers. */
export function answers(status: number, headers: Readonly<Record<string, string>> = {}): Treatment {
  return (outgoing) => void outgoing.writeHead(status, headers).end();
}

/** The first so many calls are treated in one way, all others are taken. */
export function atFirst(calls: number, treatment: Treatment): Treatment {
  return (outgoing, number, incoming) => (number < calls ? treatment : answers(204))(outgoing, number, incoming);
}

/** Where a receiver listens. */
export interface Place {
  host: string;
  port: number;
}

/** A receiver that reads each call before it does something to it. */
export async function receiver(treatment: Treatment, place: Partial<Place> = {}): Promise<Receiver> {
  const server = createHttpServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    outgoing.on('error', () => undefined);
    incoming.on('error', () => undefined);
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      found.calls.push(eventIdIn(Buffer.concat(chunks).toString()));
      treatment(outgoing, found.calls.length - 1, incoming);
    });
  });
  const found = await listening(server, place);
  return found;
}

/** A receiver that does what it likes to connections, from their first bytes on. */
export function rawReceiver(treatment: (socket: Socket, number: number) => void): Promise<Receiver> {
  const server = createServer((socket) => {
    socket.once('data', () => {
      void opened.then(({ calls }) => {
        calls.push(undefined);
        treatment(socket, calls.length - 1);
      });
    });
  });
  const opened = listening(server);
  return opened;
}

/** A receiver over any server, e.g. one with TLS. Closing cuts its connections. */
export async function listening(server: Server, place: Partial<Place> = {}): Promise<Receiver> {
  const { host = '127.0.0.1', port: wanted = 0 } = place;
  const sockets = new Set<Socket>();
  let [connections, bytesOfClosed] = [0, 0];
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      sockets.delete(socket);
      bytesOfClosed += socket.bytesWritten - socket.writableLength;
    });
  });
  await new Promise<void>((resolve) => server.listen(wanted, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://${host}:${String(port)}/`, port, calls: [] },
    connections: () => connections,
    bytesSent: () =>
      [...sockets].reduce((sum, socket) => sum + socket.bytesWritten - socket.writableLength, bytesOfClosed),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function eventIdIn(body: string): string | undefined {
  return body === '' ? undefined : (JSON.parse(body) as { eventId: string }).eventId;
}

/** Writes a chunk so many times, no faster than it is taken. */
export function pour(socket: Pick<ServerResponse, 'write' | 'once' | 'end'>, chunk: Buffer, times: number): void {
  for (let left = times; left > 0; left -= 1) {
    if (socket.write(chunk)) continue;
    socket.once('drain', () => pour(socket, chunk, left - 1));
    return;
  }
  socket.end();
}

/** Writes a text byte by byte, again and again, until the connection is closed. */
export function drip(socket: Socket | ServerResponse, text: string, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    socket.write(text.charAt(at % text.length));
    at += 1;
  }, everyMs);
  socket.once('close', () => clearInterval(timer));
}
