import { Pool } from 'undici';
import type { Server } from './servers.ts';

/** One request of a load, by its number. */
export interface LoadRequest {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  body?: string;
  type?: string;
}

/** What a load cost. */
export interface LoadResult {
  perSecond: number;
  /** CPU time of the server for one request, ms. */
  cpuMs: number;
}

/** Sends `count` requests, `concurrency` at a time, and measures the server. Throws when any is not answered with 2xx. */
export async function load(
  server: Server,
  request: (number: number) => LoadRequest,
  { count, concurrency }: { count: number; concurrency: number },
): Promise<LoadResult> {
  const pool = new Pool(server.url, { connections: concurrency, pipelining: 1 });
  const cpuBefore = server.cpuMs();
  const startedAt = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let number = next++; number < count; number = next++) await send(pool, request(number));
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuMs = (server.cpuMs() - cpuBefore) / count;
  await pool.close();
  return { perSecond: count / seconds, cpuMs };
}

async function send(pool: Pool, { method, path, body, type = 'application/json' }: LoadRequest): Promise<void> {
  const answer = await pool.request({
    method,
    path,
    ...(body === undefined ? {} : { body, headers: { 'content-type': type } }),
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300)
    throw new Error(`${method} ${path}: ${String(answer.statusCode)} ${text.slice(0, 300)}`);
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const ascending = [...values].sort((left, right) => left - right);
  return ascending[Math.floor(ascending.length / 2)] ?? Number.NaN;
}
