import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject, parsedJson } from '../../conformance/json.ts';

/** A request as it arrived, the URL untouched. */
export interface Arrived {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** What a stub answers. */
export interface StubAnswer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** A server that does what a test tells it. */
export interface StubServer {
  url: string;
  arrived: Arrived[];
  close: () => Promise<void>;
}

/** Starts one on a free loopback port. */
export async function startStub(answerTo: (request: Arrived) => StubAnswer): Promise<StubServer> {
  const arrived: Arrived[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
      arrived.push(request);
      const { status, headers: answered = {}, body } = answerTo(request);
      response.writeHead(status, { 'Content-Type': 'application/json', ...answered });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    arrived,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const collection = /^\/tmf-api\/serviceQualityManagement\/v4\/serviceLevelObjective(?:\/([^/?]+))?/;

/** A TMF657 v4 server that stores objectives, and is wrong in all else. `canDelete`: whether what is stored can be removed. */
export async function startPoorServer(canDelete: boolean): Promise<StubServer & { stored: Map<string, object> }> {
  const stored = new Map<string, object>();
  const stub = await startStub(({ method, url, body }) => {
    const [isKnown, id] = collection.exec(url) ?? [];
    if (isKnown === undefined) return { status: 404, body: {} };
    if (method === 'GET')
      return { status: 200, body: id === undefined ? [...stored.values()] : (stored.get(id) ?? {}) };
    if (method === 'DELETE' && canDelete) return { status: stored.delete(id ?? '') ? 204 : 404 };
    if (method !== 'POST') return { status: 500, body: {} };
    const made = String(stored.size + 1);
    stored.set(made, { ...objectIn(body), id: made });
    return { status: 201, body: stored.get(made) };
  });
  return { ...stub, stored };
}

function objectIn(text: string): object {
  const value = parsedJson(text);
  return isJsonObject(value) ? value : {};
}
