import { request } from 'undici';
import type { JsonObject } from '../../src/kernel/json.ts';
import { objectIn } from './spec-schemas.ts';

/** An answer with its body read. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
  /** The body where it is a JSON object, else `{}`. */
  body: JsonObject;
}

/** Sends JSON text, or nothing. */
export async function send(method: 'GET' | 'POST' | 'DELETE', url: string, text?: string): Promise<Answer> {
  const sent = text === undefined ? {} : { body: text, headers: { 'content-type': 'application/json' } };
  const answer = await request(url, { method, ...sent });
  const read = await answer.body.text();
  return { status: answer.statusCode, headers: answer.headers, text: read, body: objectIn(read) };
}

/** How many resources a collection has. */
export async function totalOf(collection: string): Promise<number> {
  const { headers } = await send('GET', `${collection}?limit=1&fields=none`);
  return Number(headers['x-total-count']);
}
