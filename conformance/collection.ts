import { setTimeout as pause } from 'node:timers/promises';
import { Unprepared } from './endings.ts';
import { expectStatus, listOf, shortened } from './expect.ts';
import type { ResourceFixture } from './fixtures/resource-fixture.ts';
import type { Answer } from './http-client.ts';
import { isJsonObject, type JsonObject, type JsonValue, merged } from './json.ts';
import type { Sending, Session } from './session.ts';

/** The media types of patches. */
export const patchTypes = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  query: 'application/json-patch-query+json',
} as const;

type Headers = Readonly<Record<string, string>>;

/** One collection of a target, as checks call it. Answers are not judged unless said so. */
export interface Collection {
  /** As the client addresses it, absolute. */
  url: string;
  /** The URL of one of its objects. */
  urlOf: (id: unknown) => string;
  list: (query?: string, headers?: Headers) => Promise<Answer>;
  get: (id: unknown, query?: string, headers?: Headers) => Promise<Answer>;
  post: (body: JsonValue, sending?: Sending & { query?: string }) => Promise<Answer>;
  /** A JSON merge patch unless `type` says otherwise. */
  patch: (id: unknown, body: JsonValue, sending?: Sending & { query?: string }) => Promise<Answer>;
  put: (id: unknown, body: JsonValue, headers?: Headers) => Promise<Answer>;
  remove: (id: unknown, headers?: Headers) => Promise<Answer>;
  /** Anything else; `suffix` stands behind the collection's URL. */
  send: (method: string, suffix?: string, sending?: Sending) => Promise<Answer>;
  /** Creates the smallest object with this label and the `change` merged in. Rejects with Unprepared. */
  make: (label: string, change?: JsonObject) => Promise<Made>;
  /** Like `make`, where that it can be created is a part of what is checked: fails when it cannot. */
  create: (label: string, change: JsonObject) => Promise<Made>;
  /** What a query finds; expects 200 or 206. */
  find: (query: string) => Promise<JsonObject[]>;
  /** The object as it reads now; expects 200. */
  read: (id: unknown) => Promise<JsonObject>;
}

/** An object that was created for a check. */
export type Made = JsonObject & { id: string | number };

/** The collection of a resource at a base URL. */
export function collectionOf(session: Session, baseUrl: string, resource: ResourceFixture): Collection {
  const url = `${baseUrl}/${resource.name}`;
  const urlOf = (id: unknown): string => `${url}/${encodeURIComponent(String(id))}`;
  const paced = createPacer();
  const behind = (query: string | undefined): string => (query === undefined || query === '' ? '' : `?${query}`);
  const collection: Collection = {
    ...{ url, urlOf },
    list: (query, headers = {}) => session.send('GET', `${url}${behind(query)}`, { headers }),
    get: (id, query, headers = {}) => session.send('GET', `${urlOf(id)}${behind(query)}`, { headers }),
    post: (json, { query, ...sending } = {}) => session.send('POST', `${url}${behind(query)}`, { json, ...sending }),
    patch: (id, json, { query, ...sending } = {}) =>
      session.send('PATCH', `${urlOf(id)}${behind(query)}`, { json, type: patchTypes.merge, ...sending }),
    put: (id, json, headers = {}) => session.send('PUT', urlOf(id), { json, headers }),
    remove: (id, headers = {}) => session.send('DELETE', urlOf(id), { headers }),
    send: (method, suffix = '', sending = {}) => session.send(method, `${url}${suffix}`, sending),
    make: async (label, change = {}) =>
      madeBy(await paced(label, () => collection.post(merged(resource.minimal(label), change)))),
    create: async (label, change) =>
      madeBy(expectStatus(await paced(label, () => collection.post(merged(resource.minimal(label), change))), 201)),
    find: async (query) => listOf(expectStatus(await collection.list(query), 200, 206)),
    read: async (id) => {
      const { json } = expectStatus(await collection.get(id), 200);
      return isJsonObject(json) ? json : {};
    },
  };
  return collection;
}

/**
 * Makes what has one label in different milliseconds: servers list by the time of creation, and what was created at the
 * same time has no order that could be expected.
 */
function createPacer(): (label: string, make: () => Promise<Answer>) => Promise<Answer> {
  const doneAt = new Map<string, number>();
  return async (label, make) => {
    const since = performance.now() - (doneAt.get(label) ?? -Infinity);
    if (since < 1) await pause(2);
    const made = await make();
    doneAt.set(label, performance.now());
    return made;
  };
}

// Another check judges status and body of a creation: here anything will do that can be worked with.
function madeBy(answer: Answer): Made {
  const { json, status, text } = answer;
  const isMade = status >= 200 && status < 300;
  if (isMade && isJsonObject(json)) {
    const { id } = json;
    if (typeof id === 'string' || typeof id === 'number') return { ...json, id };
  }
  throw new Unprepared(`an object it needs could not be created: status ${String(status)}, ${shortened(text)}`);
}
