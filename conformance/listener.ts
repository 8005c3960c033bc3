import { createServer, type IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { AddressInfo } from 'node:net';
import { type JsonValue, parsedJson } from './json.ts';

/** A notification as it arrived. */
export interface Notification {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: JsonValue | undefined;
  text: string;
}

/** Where the notifications of one subscription arrive. */
export interface Inbox {
  /** The address to register. */
  callback: string;
  /** In order of arrival. */
  readonly received: readonly Notification[];
  /** Statuses of the next answers, first one first; 204 when there are none left. */
  readonly answers: number[];
  /** Resolves as soon as `isEnough` holds for what has come; to false when it does not within `deadlineMs`. */
  waitUntil: (isEnough: (received: readonly Notification[]) => boolean, deadlineMs: number) => Promise<boolean>;
}

/** An HTTP server that takes notifications for as many subscriptions as are asked for. */
export interface Listener {
  open: () => Inbox;
  close: () => Promise<void>;
}

interface OpenInbox extends Inbox {
  take: (notification: Notification) => number;
}

/**
 * Listens on a free port. `host` is what stands in the callbacks: the name or address under which the server that is
 * checked reaches this machine. Loopback is listened on alone, any other on every interface.
 */
export async function startListener(host: string): Promise<Listener> {
  const inboxes = new Map<string, OpenInbox>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path = '', method = '', headers } = request;
      const text = Buffer.concat(chunks).toString('utf8');
      const inbox = inboxes.get(/^\/listener\/(\d+)(?:[/?]|$)/.exec(path)?.[1] ?? '');
      response.statusCode = inbox?.take({ method, path, headers, body: parsedJson(text), text }) ?? 404;
      response.end();
    });
  });
  const isLoopback = host === 'localhost' || host === '::1' || host.startsWith('127.');
  server.listen(0, isLoopback ? host : undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://${isIP(host) === 6 ? `[${host}]` : host}:${String(port)}`;
  return {
    open: () => {
      const key = String(inboxes.size + 1);
      const inbox = createInbox(`${origin}/listener/${key}`);
      inboxes.set(key, inbox);
      return inbox;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function createInbox(callback: string): OpenInbox {
  const received: Notification[] = [];
  const answers: number[] = [];
  const waiting = new Set<() => void>();
  return {
    ...{ callback, received, answers },
    take: (notification) => {
      received.push(notification);
      const status = answers.shift() ?? 204;
      for (const look of waiting) look();
      return status;
    },
    waitUntil: (isEnough, deadlineMs) =>
      new Promise((resolve) => {
        const end = (isDone: boolean): void => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(isDone);
        };
        const timer = setTimeout(() => end(false), deadlineMs);
        const look = (): void => {
          if (isEnough(received)) end(true);
        };
        waiting.add(look);
        look();
      }),
  };
}
