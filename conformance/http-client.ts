import { Agent as HttpAgent, type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type JsonValue, parsedJson } from './json.ts';

/** A request exactly as it goes out: nothing in the URL is encoded, decoded or normalised on the way. */
export interface Request {
  method: string;
  /** Absolute; what stands behind the authority is sent as written (`?a=>=5`, `?a%3E%3D5`). */
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
}

/** An answer, or why there was none. */
export interface Answer {
  request: Request;
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body's value; undefined when it is not JSON. */
  json: JsonValue | undefined;
  elapsedMs: number;
}

/** Nothing came back: refused, reset, or too late. */
export class NoAnswer extends Error {
  constructor(
    readonly request: Request,
    reason: string,
    /** The server had closed the connection before: nobody has read the request. */
    readonly isStaleConnection = false,
  ) {
    super(`no answer to ${request.method} ${request.url}: ${reason}`);
    this.name = 'NoAnswer';
  }
}

/** Sends requests over connections it keeps open until closed. Redirects are answers like any other. */
export interface HttpClient {
  /** Rejects with {@link NoAnswer}. */
  send: (request: Request) => Promise<Answer>;
  close: () => void;
}

/** A client whose requests may take `timeoutMs` each. */
export function createHttpClient(timeoutMs: number): HttpClient {
  const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) };
  const close = (): void => {
    for (const agent of Object.values(agents)) agent.destroy();
  };
  const once = (request: Request): Promise<Answer> => send(request, agents, timeoutMs);
  const again = (request: Request) => (error: unknown) => {
    if (error instanceof NoAnswer && error.isStaleConnection) return once(request);
    throw error;
  };
  return { send: (request) => once(request).catch(again(request)), close };
}

type Agents = Readonly<{ 'http:': HttpAgent; 'https:': HttpsAgent }>;

function send(request: Request, agents: Agents, timeoutMs: number): Promise<Answer> {
  const started = performance.now();
  const { origin, target } = splitUrl(request.url);
  const { hostname, port, protocol } = new URL(origin);
  const isSecure = protocol === 'https:';
  const options = {
    method: request.method,
    // An address of version 6 stands in brackets in a URL and without them in a socket.
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: target,
    agent: isSecure ? agents['https:'] : agents['http:'],
    headers: headersOf(request),
  };
  return new Promise((resolve, reject) => {
    let hasBegun = false;
    const fail = (error: NodeJS.ErrnoException): void => {
      // The server closed a connection that lay idle, at the moment it was to be used once more: it has read nothing.
      const isStale = outgoing.reusedSocket && error.code === 'ECONNRESET' && !hasBegun;
      reject(new NoAnswer(request, error.message, isStale));
    };
    const outgoing = (isSecure ? httpsRequest : httpRequest)(options, (response) => {
      hasBegun = true;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const { statusCode: status = 0, headers } = response;
        resolve({ request, status, headers, text, json: parsedJson(text), elapsedMs: performance.now() - started });
      });
    });
    outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error(`nothing within ${String(timeoutMs)} ms`)));
    outgoing.on('error', fail);
    outgoing.end(request.body);
  });
}

function headersOf({ headers, body }: Request): Record<string, string | number> {
  return body === undefined ? headers : { ...headers, 'Content-Length': Buffer.byteLength(body) };
}

/** The origin of an absolute URL and everything behind it, untouched. */
export function splitUrl(url: string): { origin: string; target: string } {
  const [, origin = '', behind = ''] = /^(https?:\/\/[^/?#]+)(.*)$/is.exec(url) ?? [];
  if (origin === '') throw new Error(`not an absolute http or https URL: ${url}`);
  return { origin, target: behind.startsWith('/') ? behind : `/${behind}` };
}
