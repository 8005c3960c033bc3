import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient } from '../../conformance/http-client.ts';
import { isJsonObject, parsedJson } from '../../conformance/json.ts';
import { asks, type Backstage, type Delivery, type Mutation, objectIn, pathOf } from './wire.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

/** A server in front of another one that can be made faulty. Without a mutation nobody can tell it is there. */
export interface MutatingProxy {
  /** E.g. `http://127.0.0.1:41234`. */
  url: string;
  /** Puts this fault in the place of any other; undefined: none. */
  mutate: (mutation: Mutation | undefined) => void;
  close: () => Promise<void>;
}

const relayPath = '/relay/';
/** Headers that belong to one connection, and the length, which is told anew. */
const perHop = /^(?:connection|keep-alive|transfer-encoding|content-length|proxy-.*|upgrade|te|trailer)$/;

/** Starts a proxy on a free loopback port in front of the server at `upstream`. */
export async function startMutatingProxy(upstream: string): Promise<MutatingProxy> {
  const client = createHttpClient(30_000);
  const subscribers: Pick<Delivery, 'callback' | 'hub'>[] = [];
  let mutation: Mutation = {};
  const server = createServer((incoming, response) => {
    void (async () => {
      const request = await read(incoming);
      const answer = request.target.startsWith(relayPath) ? await relay(request) : await pass(request);
      write(response, request.method, answer);
    })().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}`;
  const detour = createDetour(`${url}${relayPath}`);

  const backstage: Backstage = {
    subscribers: () => subscribers,
    send: async ({ method, target, headers, body }) => {
      const answer = await client.send({ method, url: `${upstream}${target}`, headers, body });
      return { status: answer.status, headers: flat(answer.headers), body: answer.text };
    },
    deliver: async ({ callback, event, contentType }) => {
      const headers = { 'content-type': contentType };
      return statusOf(client.send({ method: 'POST', url: callback, headers, body: JSON.stringify(event) }));
    },
  };

  async function pass(request: WireRequest): Promise<WireAnswer> {
    const { request: change, answer: alter } = mutation;
    const changed = (await change?.(request, backstage)) ?? request;
    const answer = 'status' in changed ? changed : await ask(changed);
    return (await alter?.(answer, request, backstage)) ?? answer;
  }

  async function ask(request: WireRequest): Promise<WireAnswer> {
    const answer = await backstage.send(asks.subscribe(request) ? detour.registered(request) : request);
    const straight = detour.straightened(answer);
    if (asks.subscribe(request) && answer.status === 201) subscribers.push(subscriberIn(request));
    return straight;
  }

  // Events name the server by its own address, the only one it knows when nobody asks.
  async function relay(arrived: WireRequest): Promise<WireAnswer> {
    const request = { ...arrived, body: (arrived.body ?? '').replaceAll(upstream, url) };
    const delivery = { ...detour.destination(request), contentType: request.headers['content-type'] ?? '' };
    const { event } = mutation;
    const status =
      event === undefined
        ? await statusOf(client.send({ ...request, url: delivery.callback, headers: forwarded(request) }))
        : await event({ ...delivery, event: objectIn(request) }, backstage);
    return { status, headers: {}, body: '' };
  }

  return {
    url,
    mutate: (next = {}) => {
      mutation = next;
      subscribers.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        client.close();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/**
 * The way events take through the proxy. The address that is registered holds the subscriber's own one and its hub, so that
 * two equal subscriptions stay equal.
 */
function createDetour(base: string) {
  const detour = new RegExp(`${base.replaceAll('.', '\\.')}([\\w-]+)`, 'g');
  const decoded = (code: string): [string, string] => {
    const [hub = '', callback = ''] = Buffer.from(code, 'base64url').toString().split(' ');
    return [hub, callback];
  };
  return {
    /** A registration with the detour in place of a loopback address. */
    registered: (request: WireRequest): WireRequest => {
      const body = parsedJson(request.body ?? '');
      if (!isJsonObject(body) || typeof body['callback'] !== 'string') return request;
      const { callback } = body;
      if (!callback.startsWith('http://127.0.0.1:')) return request;
      const code = Buffer.from(`${pathOf(request)} ${callback}`).toString('base64url');
      return { ...request, body: JSON.stringify({ ...body, callback: `${base}${code}` }) };
    },
    /** An answer with the subscribers' own addresses again. */
    straightened: (answer: WireAnswer): WireAnswer => ({
      ...answer,
      body: answer.body.replace(detour, (_all, code: string) => decoded(code)[1]),
    }),
    destination: ({ target }: WireRequest): Pick<Delivery, 'callback' | 'hub'> => {
      const [hub, callback] = decoded(target.slice(relayPath.length));
      return { hub, callback };
    },
  };
}

function subscriberIn(request: WireRequest): Pick<Delivery, 'callback' | 'hub'> {
  const { callback } = objectIn(request);
  return { callback: typeof callback === 'string' ? callback : '', hub: pathOf(request) };
}

/** 410 when nobody is there any more: the server then forgets the subscription. */
async function statusOf(sent: Promise<{ status: number }>): Promise<number> {
  try {
    return (await sent).status;
  } catch {
    return 410;
  }
}

async function read(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = '', url: target = '', headers } = incoming;
  const hasBody = 'content-length' in headers || 'transfer-encoding' in headers;
  const request = { method, target, headers: flat(headers), body: undefined };
  return {
    ...request,
    headers: forwarded(request),
    body: hasBody ? Buffer.concat(chunks).toString('utf8') : undefined,
  };
}

function forwarded({ headers }: Pick<WireRequest, 'headers'>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !perHop.test(name)));
}

function flat(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value = '']) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

function write(response: ServerResponse, method: string, { status, headers, body }: WireAnswer): void {
  const isBare = method === 'HEAD' || status === 204 || status === 304;
  const length = isBare ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...forwarded({ headers }), ...length });
  response.end(isBare ? undefined : body);
}
