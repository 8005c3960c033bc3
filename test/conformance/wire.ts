import { isJsonObject, type JsonObject, type JsonValue, parsedJson } from '../../conformance/json.ts';

/** A request as it stands between client and server. Names of headers are in small letters. */
export interface WireRequest {
  method: string;
  /** Path and query as sent, e.g. `/tmf-api/slaManagement/v2/sla?name=Gold`. */
  target: string;
  headers: Readonly<Record<string, string>>;
  /** Undefined when there is none. */
  body: string | undefined;
}

/** An answer as it stands between server and client. Names of headers are in small letters. */
export interface WireAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** An event on its way to a subscriber. */
export interface Delivery {
  event: JsonObject;
  /** The subscriber's own address. */
  callback: string;
  /** Path of the hub it subscribed at. */
  hub: string;
  contentType: string;
}

/** What a fault can do beside changing what passes. */
export interface Backstage {
  /** Asks the server itself. */
  send: (request: WireRequest) => Promise<WireAnswer>;
  /** Brings an event to its subscriber; gives the status of the answer. */
  deliver: (delivery: Delivery) => Promise<number>;
  /** Who has subscribed until now, the first one first. */
  subscribers: () => readonly Pick<Delivery, 'callback' | 'hub'>[];
}

type Eventual<T> = T | Promise<T>;

/** One fault of a server: what it does to requests, answers and events; what is not said stays as it is. */
export interface Mutation {
  /** Gives what is sent to the server instead, or an answer without asking it. */
  request?: (request: WireRequest, backstage: Backstage) => Eventual<WireRequest | WireAnswer>;
  /** Gives what the client gets instead. `request` is what the client has sent. */
  answer?: (answer: WireAnswer, request: WireRequest, backstage: Backstage) => Eventual<WireAnswer>;
  /** Does what is done with an event; gives the status the server gets for it. */
  event?: (delivery: Delivery, backstage: Backstage) => Eventual<number>;
}

/** The path of a request, without its query. */
export function pathOf({ target }: Pick<WireRequest, 'target'>): string {
  return target.replace(/\?.*$/s, '');
}

const resources = 'serviceLevelObjective|serviceLevelSpecification|sla|slaViolation';
const collection = new RegExp(`/(${resources})/?$`);
const one = new RegExp(`/(${resources})/+([^/]+)/?$`);

/** The kinds of requests there are, by what they ask for. */
export const asks = {
  list: (request: WireRequest): boolean => request.method === 'GET' && collection.test(pathOf(request)),
  read: (request: WireRequest): boolean => request.method === 'GET' && one.test(pathOf(request)),
  create: (request: WireRequest): boolean => request.method === 'POST' && collection.test(pathOf(request)),
  patch: (request: WireRequest): boolean => request.method === 'PATCH' && one.test(pathOf(request)),
  put: (request: WireRequest): boolean => request.method === 'PUT' && one.test(pathOf(request)),
  remove: (request: WireRequest): boolean => request.method === 'DELETE' && one.test(pathOf(request)),
  /** Anything at a collection or at one of its resources. */
  resource: (request: WireRequest): boolean => collection.test(pathOf(request)) || one.test(pathOf(request)),
  subscribe: (request: WireRequest): boolean => request.method === 'POST' && /\/hub\/?$/.test(pathOf(request)),
  unsubscribe: (request: WireRequest): boolean => request.method === 'DELETE' && /\/hub\/[^/]+$/.test(pathOf(request)),
};

/** The path of the collection a request is about, e.g. `/tmf-api/slaManagement/v2/sla`. */
export function collectionOf(request: WireRequest): string {
  return pathOf(request).replace(one, '/$1').replace(/\/$/, '');
}

/** The name of the resource a request is about; empty when it is about none. */
export function resourceOf(request: WireRequest): string {
  return collection.exec(collectionOf(request))?.[1] ?? '';
}

/** The parameters of a request, as they stand between its `&`. */
export function parametersOf({ target }: WireRequest): string[] {
  const at = target.indexOf('?');
  return at < 0 || at === target.length - 1 ? [] : target.slice(at + 1).split('&');
}

/** The request with other parameters. */
export function withParameters(request: WireRequest, parameters: readonly string[]): WireRequest {
  const query = parameters.length === 0 ? '' : `?${parameters.join('&')}`;
  return { ...request, target: `${pathOf(request)}${query}` };
}

/** A GET of a target in the name of the client that sent `request`. */
export function getOf(request: WireRequest, target: string): WireRequest {
  const { host = '' } = request.headers;
  return { method: 'GET', target, headers: { host, accept: 'application/json' }, body: undefined };
}

/** The body as an object; an empty one when it is none. */
export function objectIn({ body }: { body: string | undefined }): JsonObject {
  const value = parsedJson(body ?? '');
  return isJsonObject(value) ? value : {};
}

/** The objects of a body that is a list. */
export function listIn({ body }: { body: string | undefined }): JsonObject[] {
  const value = parsedJson(body ?? '');
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The same with another body. */
export function withJson<Message extends WireRequest | WireAnswer>(message: Message, value: JsonValue): Message {
  return { ...message, body: JSON.stringify(value) };
}

/** The answer with another header; without it when there is no value. */
export function withHeader<Message extends WireRequest | WireAnswer>(
  message: Message,
  name: string,
  value: string | undefined,
): Message {
  const { [name]: _before, ...others } = message.headers;
  return { ...message, headers: value === undefined ? others : { ...others, [name]: value } };
}

/** An answer of the fault's own. */
export function answerOf(status: number, value?: JsonValue): WireAnswer {
  if (value === undefined) return { status, headers: {}, body: '' };
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** Whether a request was done. */
export function isDone({ status }: WireAnswer): boolean {
  return status >= 200 && status < 300;
}
