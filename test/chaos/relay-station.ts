import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between a client and a service that comes and goes: one address all the time, 502 while the service is away. */
export interface RelayStation {
  url: string;
  /** Where requests go; undefined while the service is away. */
  target: string | undefined;
  /** Bodies of requests that were answered with 200. */
  acknowledged: string[];
  /** Called when a request has been handed on in full, before its answer. */
  onHandedOn: () => void;
  close(): Promise<void>;
}

/** Starts a station on a free loopback port. */
export async function relayStation(): Promise<RelayStation> {
  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => handOn(station, incoming, { body, outgoing }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const station: RelayStation = {
    url: `http://127.0.0.1:${String(port)}`,
    ...{ target: undefined, acknowledged: [], onHandedOn: () => undefined },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return station;
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function handOn(
  station: RelayStation,
  { method, url, headers }: IncomingMessage,
  { body, outgoing }: { body: string; outgoing: ServerResponse },
): void {
  const away = (): void => void outgoing.writeHead(502).end();
  if (station.target === undefined) return away();
  const onward = request(`${station.target}${url ?? ''}`, { method, headers, agent: false }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('error', away);
    answer.on('end', () => {
      if (answer.statusCode === 200) station.acknowledged.push(body);
      outgoing.writeHead(answer.statusCode ?? 502, { 'Content-Type': answer.headers['content-type'] ?? 'text/plain' });
      outgoing.end(Buffer.concat(chunks));
    });
  });
  onward.on('error', away);
  onward.end(body, () => {
    station.onHandedOn();
  });
}
