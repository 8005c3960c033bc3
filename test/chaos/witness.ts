import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { Chance } from './chance.ts';

/** A connection of some process to a witness. The kernel closes those of a killed process. */
export interface Connection {
  /** Real time, ms; absent while it is open. */
  closedAt?: number;
}

/** A callback as it came. */
export interface Receipt {
  /** Real time, ms. */
  at: number;
  eventId: string;
  eventType: string;
  /** Of what it tells, e.g. `serviceLevelObjective/4f1c`. */
  resource: string;
  /** The number in a description `mark 7`; 0 without one. */
  mark: number;
  /** Whether it was answered with 2xx. */
  isTaken: boolean;
  connection: Connection;
}

/** A subscriber that keeps what it hears and, while it is moody, often fails. */
export interface Witness {
  name: string;
  url: string;
  receipts: Receipt[];
  isMoody: boolean;
  close(): Promise<void>;
}

type Answer = (outgoing: ServerResponse) => void;

const takes: Answer = (outgoing) => void outgoing.writeHead(204).end();

/** What a moody witness does, by hundredths. All but the taking comes to a failed attempt. */
const moods: readonly (readonly [upTo: number, answer: Answer])[] = [
  [75, takes],
  [87, (outgoing) => void outgoing.writeHead(503).end()],
  [92, (outgoing) => void outgoing.writeHead(429, { 'retry-after': '1' }).end()],
  [98, (outgoing) => void outgoing.destroy()],
  [100, () => undefined],
];

/** Starts a witness on a free loopback port; `chance` decides its moods. */
export async function startWitness(name: string, chance: Chance, isMoody: boolean): Promise<Witness> {
  const connections = new WeakMap<Socket, Connection>();
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', () => undefined);
    incoming.on('end', () => {
      const hundredth = witness.isMoody ? chance.between(0, 99) : 0;
      const answer = moods.find(([upTo]) => hundredth < upTo)?.[1] ?? takes;
      const connection = connections.get(incoming.socket) ?? {};
      const heard = heardIn(Buffer.concat(chunks).toString());
      witness.receipts.push({ at: Date.now(), ...heard, isTaken: answer === takes, connection });
      answer(outgoing);
    });
  });
  server.on('connection', (socket) => {
    const connection: Connection = {};
    connections.set(socket, connection);
    socket.once('close', () => (connection.closedAt = Date.now()));
  });
  // A connection that idles is for the service to give up: so that one is closed with its process, or long after its last call.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const witness: Witness = {
    ...{ name, url: `http://127.0.0.1:${String(port)}/`, receipts: [], isMoody },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return witness;
}

function heardIn(text: string): Pick<Receipt, 'eventId' | 'eventType' | 'resource' | 'mark'> {
  const { eventId, eventType, event } = JSON.parse(text) as {
    eventId: string;
    eventType: string;
    event: Record<string, JsonObject>;
  };
  const [[resourceName, document] = ['', {}]] = Object.entries(event);
  return { eventId, eventType, resource: `${resourceName}/${String(document['id'])}`, mark: markOf(document) };
}

/** The number in a document's description `mark 7`; 0 without one. */
export function markOf(document: Readonly<Record<string, unknown>>): number {
  return Number(/^mark (\d+)$/u.exec(String(document['description']))?.[1] ?? 0);
}
