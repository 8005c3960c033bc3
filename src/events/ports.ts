import type { ResourceStore } from '../tmf630/resource-store.ts';

/** A collection whose documents may hold waiting events. */
export type EventHolder = Pick<ResourceStore, 'pendingEvents' | 'clearEvents'>;

/** What came of one POST to a callback. `refused`: never sent, the address may not be called. */
export type PostOutcome =
  | { kind: 'answered'; status: number; retryAfterMs?: number; durationMs: number }
  | { kind: 'failed'; reason: 'timeout' | 'connection' | 'tls' | 'dns' | 'tooLarge'; durationMs: number }
  | { kind: 'refused'; reason: 'address'; durationMs: number };

/** Posts a JSON body to a callback URL. Never throws: every outcome is a value. No redirects, bounded time and answer size. */
export type PostCallback = (request: {
  url: string;
  body: string;
  headers: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}) => Promise<PostOutcome>;
