import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject, type JsonObject } from '../kernel/json.ts';

/** A listener for callbacks on loopback. */
export interface Listener {
  /** E.g. `http://127.0.0.1:40123/listener`. */
  url: string;
  close(): Promise<void>;
}

const mostBytes = 1_000_000;

/** Starts a listener on a free port that hands every JSON body to `receive` and answers 204. */
export async function startListener(receive: (body: JsonObject) => void): Promise<Listener> {
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > mostBytes) request.destroy();
    });
    request.on('end', () => {
      const body = parse(text);
      if (body !== undefined) receive(body);
      response.writeHead(body === undefined ? 400 : 204).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${String(port)}/listener`, close };
}

function parse(text: string): JsonObject | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isJsonObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}
