import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a listener does with a callback: takes it, refuses it with 503, or never answers. */
export type Mood = 'takes' | 'refuses' | 'hangs';

/** A callback as it came. */
export interface Heard {
  eventId: string;
  eventType: string;
  violationId: string;
  isTaken: boolean;
}

/** A subscriber that is not always at its best. */
export interface Listener {
  url: string;
  mood: Mood;
  heard: Heard[];
  close(): Promise<void>;
}

/** Starts a listener on a free loopback port. */
export async function startListener(mood: Mood = 'takes'): Promise<Listener> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      listener.heard.push(heardIn(Buffer.concat(chunks).toString(), listener.mood));
      answer(outgoing, listener.mood);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const listener: Listener = {
    url: `http://127.0.0.1:${String(port)}/`,
    ...{ mood, heard: [] },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return listener;
}

function heardIn(text: string, mood: Mood): Heard {
  const { eventId, eventType, event } = JSON.parse(text) as {
    eventId: string;
    eventType: string;
    event: { slaViolation?: { id: number | string } };
  };
  return { eventId, eventType, violationId: String(event.slaViolation?.id), isTaken: mood === 'takes' };
}

function answer(outgoing: ServerResponse, mood: Mood): void {
  if (mood === 'takes') outgoing.writeHead(204).end();
  if (mood === 'refuses') outgoing.writeHead(503).end();
}

/** The event ids each violation was told of with, by the violation's id. */
export function eventIdsByViolation({ heard }: Listener): Map<string, Set<string>> {
  const byViolation = new Map<string, Set<string>>();
  for (const { violationId, eventId } of heard)
    byViolation.set(violationId, (byViolation.get(violationId) ?? new Set()).add(eventId));
  return byViolation;
}
