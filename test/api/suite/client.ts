import { expect } from 'chai';
import request, { type Response, type Test } from 'supertest';
import { isJsonObject, type JsonObject } from '../../../src/kernel/json.ts';
import { type ApiBinding, apiBindings, apiMounts, type ErrorForm } from '../../../src/resources/bindings.ts';
import type { TestService } from '../../support/service.ts';

/** A resource of an API, as the suites call it. */
export interface SuiteTarget {
  binding: ApiBinding;
  /** Path of the collection, e.g. `/tmf-api/slaManagement/v2/sla`. */
  path: string;
}

/** Sample bodies of a resource. */
export interface Samples {
  /** A smallest valid body; bodies of different numbers may stand beside each other. */
  minimal: (number: number) => JsonObject;
  /** A body with every documented attribute. */
  full: JsonObject;
  /** Bodies that are refused with 400, and the path the message has to name; some say too little, which only a creation may not. */
  invalid: readonly { name: string; body: JsonObject; path: string; isOnlyForCreation?: boolean }[];
  /** Attributes that a patch may not take away. */
  required: readonly string[];
  /** A documented attribute that is a text. */
  scalar: string;
  /** Attributes that no update may change, with another value than any sample has. */
  immutable: JsonObject;
}

/** The target for a resource of an API, e.g. `targetOf('tmf623-v2', 'sla')`. */
export function targetOf(api: ApiBinding['api'], segment: string): SuiteTarget {
  const binding = apiBindings({ checkQuery: () => [] }).find((each) => each.api === api && each.segment === segment);
  const mount = apiMounts.find((each) => each.api === api)?.mounts[0];
  if (binding === undefined || mount === undefined) throw new Error(`${api} ${segment}: no such resource`);
  return { binding, path: `${mount}/${segment}` };
}

/** Calls one collection of a service. */
export interface Client {
  /** Absolute URL of the collection. */
  collection: string;
  get(suffix?: string): Test;
  post(body: object): Test;
  patch(id: unknown, body: object): Test;
  put(id: unknown, body: object): Test;
  remove(id: unknown): Test;
  /** Any other request; `suffix` goes behind the collection's path. */
  send(method: 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete' | 'options', suffix?: string): Test;
  /** Posts, expects 201, gives the body. */
  create(body: object): Promise<JsonObject>;
  /** Names, by the given attribute, of what a query finds (status 200 or 206). */
  found(query: string, attribute: string): Promise<unknown[]>;
  /** Removes every resource of the collection. */
  clear(): Promise<void>;
}

/** A client of a collection. */
export function clientOf({ url }: TestService, { path }: SuiteTarget): Client {
  const http = request(url);
  const one = (id: unknown): string => `${path}/${String(id)}`;
  const client: Client = {
    collection: `${url}${path}`,
    get: (suffix = '') => http.get(`${path}${suffix}`),
    post: (body) => http.post(path).send(body),
    patch: (id, body) =>
      http.patch(one(id)).set('Content-Type', 'application/merge-patch+json').send(JSON.stringify(body)),
    put: (id, body) => http.put(one(id)).send(body),
    remove: (id) => http.delete(one(id)),
    send: (method, suffix = '') => http[method](`${path}${suffix}`),
    create: async (body) => objectOf(await client.post(body).expect(201)),
    found: async (query, attribute) => {
      const response = await client.get(`?${query}`);
      expect([200, 206], `${query}: ${response.text}`).to.include(response.status);
      return listOf(response).map((each) => each[attribute]);
    },
    clear: async () => {
      for (const { id } of listOf(await client.get())) await client.remove(id).expect(204);
    },
  };
  return client;
}

/** The answer's body as one object. */
export function objectOf({ body }: Response): JsonObject {
  if (!isJsonObject(body)) throw new Error('the answer is not an object');
  return body;
}

/** The answer's body as a list of objects. */
export function listOf({ body }: Response): JsonObject[] {
  if (!Array.isArray(body)) throw new Error(`the answer is not a list: ${JSON.stringify(body)}`);
  return body.filter(isJsonObject);
}

/** Expects an error body of this status, in the form of the API it comes from; gives its message. */
export function messageOf(response: Response, status: number): string {
  expect(response.status, response.text).to.equal(status);
  expect(response.headers['content-type']).to.equal('application/json; charset=utf-8');
  const { message, description, ...error } = objectOf(response);
  switch (formOf(response)) {
    case 'text':
      expect(error).to.include({ status: String(status), '@type': 'Error' });
      expect(error['code']).to.match(/^\d+$/);
      expect(error['reason']).to.be.a('string').and.not.equal('');
      return String(message);
    case 'integer':
      expect(error).to.deep.equal({ code: status, status, reason: error['reason'] ?? '', '@type': 'Error' });
      expect(error['reason']).to.be.a('string').and.not.equal('');
      return String(message);
    case 'described':
      expect(error).to.deep.equal({ code: status });
      expect(message).to.be.a('string').and.not.equal('');
      return String(description);
  }
}

function formOf(response: Response): ErrorForm {
  const { pathname } = new URL((response as unknown as { request: { url: string } }).request.url);
  const below = apiMounts.flatMap(({ mounts, errorForm }) =>
    mounts
      .filter((mount) => `${pathname}/`.startsWith(`${mount}/`))
      .map((mount) => ({ length: mount.length, errorForm })),
  );
  return below.sort((left, right) => right.length - left.length)[0]?.errorForm ?? 'text';
}
