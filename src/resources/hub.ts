import type { JsonObject } from '../kernel/json.ts';
import { textAt } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';
import { defineResource } from '../tmf630/resource-definition.ts';
import type { CollectionSpec } from '../tmf630/resource-store.ts';
import { byInternal } from './collection.ts';

/** Where the subscriptions of all APIs are kept; internal `api` and `dialect` say where each was made. */
export const hubCollection: CollectionSpec = { name: 'hubs', indexes: [byInternal('api')], numericText: [] };

/** What a hub needs to know. */
export interface HubOptions {
  /** The API it belongs to, e.g. `tmf623-v2`: its subscriptions exist for no other. */
  api: string;
  /** Name of the dialect its subscribers get. */
  dialect: string;
  /** Faults of a subscription's query, paths from `query` on; empty when it can be understood. */
  checkQuery: (query: string, dialect: string) => Fault[];
  /** Faults of a callback's address, path `callback`; absent: any address may be called. */
  checkCallback?: ((callback: string) => Fault[]) | undefined;
  /** What a subscription may say beyond the standard; absent: nothing is made of it. */
  extension?: HubExtension | undefined;
}

/** Attributes of a subscription beyond the standard. */
export interface HubExtension {
  /** Faults of them, by path, in the words of a dialect; empty when there are none. */
  check: (document: JsonObject, dialect: string) => Fault[];
  /** Those that are never shown. */
  withheld: NonNullable<ResourceDefinition['withheld']>;
}

const maximumCallbackLength = 2048;

/** What every callback that is refused is told, whatever the reason: which of our neighbours exist is nobody's business. */
export const callbackRefusal =
  'must be an absolute http or https URL without user and password, at an address that may be called';

/**
 * The hub of one API: subscriptions that are made, read and removed, never changed. An equal callback and query in the
 * same API is a conflict. Source: TMF657, TMF623, TMF630.
 */
export function hubDefinition(options: HubOptions): ResourceDefinition {
  const { api, dialect, checkQuery, checkCallback, extension } = options;
  return defineResource({
    name: 'hub',
    collection: hubCollection,
    clientId: 'replace',
    events: {},
    immutable: ['callback', 'query', ...(extension?.withheld.names ?? [])],
    required: ['callback'],
    check: (document) => [
      ...callbackFaults(document, checkCallback),
      ...queryFaults(document, (query) => checkQuery(query, dialect)),
      ...(extension?.check(document, dialect) ?? []),
    ],
    ...(extension === undefined ? {} : { withheld: extension.withheld }),
    internal: () => ({ api, dialect }),
    uniqueKey: (document) => [api, textAt(document, 'callback') ?? '', textAt(document, 'query') ?? ''].join('\n'),
    scope: whereInternal('api', 'eq', api),
  });
}

function callbackFaults(document: JsonObject, checkAddress: HubOptions['checkCallback']): Fault[] {
  const { callback } = document;
  if (callback === undefined || callback === null) return [];
  if (typeof callback !== 'string') return [{ path: 'callback', reason: 'must be a string' }];
  const reason = callbackReason(callback);
  return reason === undefined ? (checkAddress?.(callback) ?? []) : [{ path: 'callback', reason }];
}

function callbackReason(text: string): string | undefined {
  if (text.length > maximumCallbackLength) return `is longer than ${String(maximumCallbackLength)} characters`;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return callbackRefusal;
  const url = new URL(text);
  return url.username === '' && url.password === '' ? undefined : callbackRefusal;
}

function queryFaults(document: JsonObject, check: (query: string) => Fault[]): Fault[] {
  const { query } = document;
  if (query === undefined || query === null || query === '') return [];
  return typeof query === 'string' ? check(query) : [{ path: 'query', reason: 'must be a string' }];
}
