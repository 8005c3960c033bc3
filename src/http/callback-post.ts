import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { setMaxListeners } from 'node:events';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import type { Dispatcher } from 'undici';
import type { PostCallback, PostOutcome } from '../events/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AddressGuard } from './address-guard.ts';

/** Looks a host name up, all its addresses. */
export type LookupAll = (
  host: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

/** What posting works with. */
export interface CallbackPostDeps {
  guard: AddressGuard;
  clock: Clock;
  /** From the first step to the whole answer; 10 s when absent. */
  timeoutMs?: number;
  /** Most connections to one endpoint, kept as long as they are used: as many as its callbacks may be under way; 32 when absent. */
  connections?: number;
  /** The machine's resolver when absent. */
  lookup?: LookupAll;
  /** Certificates (PEM) of the authorities that are trusted, in place of those that the machine trusts. */
  authorities?: readonly string[];
}

/** Posts callbacks over kept-alive connections. */
export interface CallbackPoster {
  post: PostCallback;
  /** Closes the connections, breaking off what is under way. */
  close(): Promise<void>;
}

const answerBytes = 65_536;
const refusedCode = 'ERR_CALLBACK_ADDRESS';

/**
 * The client for callbacks. The guard sees every address at the moment of connecting: literal ones before, looked-up
 * ones in the connection's own look-up, whose answer is the one that is connected to, so a name that changes its address between the two
 * checks gains nothing. Redirects are not followed; of an answer at most 64 kB is read, as it comes (it is asked not to be compressed, and
 * never inflated), and dropped. Proxy settings are not used.
 */
export function createCallbackPost(deps: CallbackPostDeps): CallbackPoster {
  const { timeoutMs = 10_000, connections = 32, lookup = lookUpAll } = deps;
  const trust = deps.authorities === undefined ? {} : { ca: [...deps.authorities] };
  const agent = new Agent({
    connect: { lookup: guardedLookup(deps.guard, lookup), timeout: timeoutMs, ...trust },
    // Connections that idle are given up.
    ...{ connections, pipelining: 1, keepAliveTimeout: 4000, keepAliveMaxTimeout: 60_000 },
    ...{ headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxHeaderSize: 16_384 },
  });
  return {
    post: (request) => postOnce({ ...deps, timeoutMs }, agent, request),
    close: () => agent.destroy(),
  };
}

async function postOnce(
  { guard, clock, timeoutMs }: CallbackPostDeps & { timeoutMs: number },
  agent: Agent,
  { url, body, headers, signal }: Parameters<PostCallback>[0],
): Promise<PostOutcome> {
  const startedAt = clock.now();
  const duration = (): { durationMs: number } => ({ durationMs: Math.max(0, clock.now() - startedAt) });
  if (guard.checkUrl(url).length > 0) return { kind: 'refused', reason: 'address', ...duration() };
  const limit = timeLimit(timeoutMs, signal);
  try {
    const { origin, pathname, search } = new URL(url);
    const path = `${pathname}${search}`;
    const sent = { ...headers, 'accept-encoding': 'identity' };
    const answer = await agent.request({ origin, path, method: 'POST', headers: sent, body, signal: limit.signal });
    await drop(answer.body);
    const retryAfterMs = retryAfterOf(answer.headers['retry-after'], clock.now());
    const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
    return { kind: 'answered', status: answer.statusCode, ...asked, ...duration() };
  } catch (error) {
    const failure: Failure = limit.isOver() ? { kind: 'failed', reason: 'timeout' } : failureOf(error);
    return { ...failure, ...duration() };
  } finally {
    limit.clear();
  }
}

interface TimeLimit {
  signal: AbortSignal;
  isOver(): boolean;
  clear(): void;
}

/** Aborts after a time or with the caller's signal. Not AbortSignal.any: on Node 20 each one stays with a long-lived source for good. */
function timeLimit(ms: number, outer: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    controller.abort();
  }, ms);
  const pass = (): void => controller.abort();
  if (outer?.aborted === true) pass();
  // Node.js takes more than ten listeners for a leak; here each goes with its call.
  if (outer !== undefined) setMaxListeners(0, outer);
  outer?.addEventListener('abort', pass, { once: true });
  const clear = (): void => {
    clearTimeout(timer);
    outer?.removeEventListener('abort', pass);
  };
  return { signal: controller.signal, isOver: () => isOver, clear };
}

/** Reads the answer to its end so that the connection can be used again, or breaks it off when it is long. Its status is in: nothing here changes the outcome. */
async function drop(body: Dispatcher.ResponseData['body']): Promise<void> {
  let left = answerBytes;
  try {
    for await (const chunk of body) {
      left -= Buffer.isBuffer(chunk) ? chunk.byteLength : 0;
      if (left < 0) break;
    }
  } catch {
    // The listener, or the deadline, cut its answer short after the status.
  }
}

function guardedLookup(guard: AddressGuard, lookup: LookupAll): LookupFunction {
  return (host, options, done) => {
    lookup(host, (error, found) => {
      if (error !== null) {
        done(error, '', 0);
        return;
      }
      const allowed = found.filter(({ address }) => guard.isAllowedAddress(address, host));
      const [first] = allowed;
      if (first === undefined) {
        done(refusal(), '', 0);
        return;
      }
      if (options.all === true) {
        done(null, allowed);
        return;
      }
      done(null, first.address, first.family);
    });
  };
}

function refusal(): NodeJS.ErrnoException {
  return Object.assign(new Error('the address may not be called'), { code: refusedCode });
}

const lookUpAll: LookupAll = (host, done) => {
  systemLookup(host, { all: true, verbatim: true }, (error, addresses) => {
    done(error, error === null ? addresses : []);
  });
};

/** Every code that an error or what it was caused by carries. Several addresses tried give several errors in one. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...inner, ...codesOf(error.cause)];
}

type Failure =
  | { kind: 'refused'; reason: 'address' }
  | { kind: 'failed'; reason: 'timeout' | 'connection' | 'tls' | 'dns' | 'tooLarge' };

const reasonOfCode: readonly (readonly [RegExp, Failure])[] = [
  [/^ERR_CALLBACK_ADDRESS$/, { kind: 'refused', reason: 'address' }],
  [/^(ENOTFOUND|EAI_.*|ENODATA|ESERVFAIL)$/, { kind: 'failed', reason: 'dns' }],
  [/TIMEOUT|ETIMEDOUT/, { kind: 'failed', reason: 'timeout' }],
  [/^UND_ERR_HEADERS_OVERFLOW$|^HPE_HEADER_OVERFLOW$/, { kind: 'failed', reason: 'tooLarge' }],
  [
    /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH|INVALID_CA|CRL_)/,
    { kind: 'failed', reason: 'tls' },
  ],
];

function failureOf(error: unknown): Failure {
  const codes = codesOf(error);
  const known = reasonOfCode.find(([pattern]) => codes.some((code) => pattern.test(code)));
  return known?.[1] ?? { kind: 'failed', reason: 'connection' };
}

/** Milliseconds to wait, from `Retry-After: 120` or an HTTP date; undefined for anything else. */
function retryAfterOf(header: string | string[] | undefined, now: number): number | undefined {
  const text = (Array.isArray(header) ? header[0] : header)?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
