import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../src/kernel/json.ts';

/** One callback as it arrived. */
export interface ReceivedCallback {
  path: string;
  headers: IncomingHttpHeaders;
  body: JsonObject;
}

/** A listener on a free loopback port that keeps what is posted to it. */
export interface CallbackSink {
  /** Its address, e.g. `http://127.0.0.1:41234/listener`. */
  url: string;
  /** What has come so far, in order of arrival. */
  received: ReceivedCallback[];
  /** Statuses of the next answers, first one first; 204 when there are none left. */
  answers: number[];
  /** Resolves when `count` callbacks have come; rejects after `timeoutMs`. */
  waitFor(count: number, timeoutMs?: number): Promise<ReceivedCallback[]>;
  close(): Promise<void>;
}

/** Starts a listener. */
export async function callbackSink(): Promise<CallbackSink> {
  const received: ReceivedCallback[] = [];
  const answers: number[] = [];
  let onArrival = (): void => undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as JsonObject;
      received.push({ path: request.url ?? '', headers: request.headers, body });
      response.statusCode = answers.shift() ?? 204;
      response.end();
      onArrival();
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const waitFor = (count: number, timeoutMs = 5_000): Promise<ReceivedCallback[]> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`${String(received.length)} of ${String(count)} callbacks came`));
      }, timeoutMs);
      onArrival = () => {
        if (received.length < count) return;
        clearTimeout(timer);
        resolve(received);
      };
      onArrival();
    });
  return {
    url: `http://127.0.0.1:${String(port)}/listener`,
    received,
    answers,
    waitFor,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
