import { textAt } from '../kernel/json.ts';
import type { Logger } from '../kernel/logger.ts';
import { Problem } from '../kernel/problem.ts';
import { matchAll } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { groupingIn } from './grouping.ts';
import { secretsIn } from './hub-extension.ts';
import type { QueryWords } from './query-words.ts';
import { optional } from './record-members.ts';
import { type ParsedSubscription, type Subscription, parseSubscriptionQuery, wantsNothing } from './subscription.ts';

/** Where subscriptions are found. */
export interface SubscriptionSource {
  /** All live ones. */
  all(): Promise<Subscription[]>;
  /** Those of the ids that are live, in no particular order. */
  find(ids: readonly string[]): Promise<Subscription[]>;
  /** Ends one, as its own listener asked for (410). Idempotent. */
  end(id: string): Promise<void>;
}

/** What a {@link SubscriptionSource} over the hub collection works with. */
export interface SubscriptionSourceDeps {
  /** The `hub` collection: document {id, callback, query?}, internal {api, dialect, baseUrl?}. */
  hub: ResourceStore;
  /** Canonical event types that subscriptions of an API get unasked. */
  standardEventTypes(api: string): ReadonlySet<string>;
  /** How the queries of a dialect's subscribers are understood; absent: as they are written. */
  wordsOf?: (dialect: string) => QueryWords | undefined;
  logger: Logger;
}

const pageSize = 500;
const keptQueries = 10_000;

/** Subscriptions as the hub collection holds them; queries are read once per dialect and text. */
export function subscriptionSource(deps: SubscriptionSourceDeps): SubscriptionSource {
  const read = subscriptionReader(deps);
  return {
    all: async () => (await allOf(deps.hub)).map(read),
    find: async (ids) => (await deps.hub.getMany(ids)).map(read),
    end: async (id) => {
      const found = await deps.hub.get(id);
      if (found !== undefined) await deps.hub.write({ kind: 'bury', id, expectedRevision: found.revision, events: [] });
    },
  };
}

async function allOf(hub: ResourceStore): Promise<StoredResource[]> {
  const found: StoredResource[] = [];
  for (;;) {
    const page = await hub.list({ filter: matchAll, sort: [], offset: found.length, limit: pageSize });
    found.push(...page);
    if (page.length < pageSize) return found;
  }
}

function subscriptionReader(deps: SubscriptionSourceDeps): (resource: StoredResource) => Subscription {
  const known = new Map<string, ParsedSubscription>();
  const parse = (stored: StoredQuery): ParsedSubscription => {
    const key = `${stored.dialect}\n${stored.query}`;
    const parsed = known.get(key) ?? parseStored(deps, stored);
    if (known.size >= keptQueries) known.clear();
    known.set(key, parsed);
    return parsed;
  };
  return ({ id, document, internal }) => {
    const api = textAt(internal, 'api') ?? '';
    const dialect = textAt(internal, 'dialect') ?? api;
    const baseUrl = textAt(internal, 'baseUrl');
    return {
      ...{ id, api, callback: textAt(document, 'callback') ?? '', dialect },
      ...(baseUrl === undefined ? {} : { baseUrl }),
      standardEventTypes: deps.standardEventTypes(api),
      query: parse({ id, dialect, query: textAt(document, 'query') ?? '' }),
      secrets: secretsIn(internal),
      ...optional('grouping', groupingIn(document, deps.wordsOf?.(dialect))),
    };
  };
}

interface StoredQuery {
  /** Of the subscription. */
  id: string;
  dialect: string;
  query: string;
}

/** Queries are checked at registration; one that an older version took and this one cannot read gets nothing, and says so. */
function parseStored({ logger, wordsOf }: SubscriptionSourceDeps, stored: StoredQuery): ParsedSubscription {
  try {
    return parseSubscriptionQuery(stored.query, wordsOf?.(stored.dialect));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    logger.error(
      { subscriptionId: stored.id, fault: error.message },
      'subscription query cannot be read; it gets no events',
    );
    return wantsNothing;
  }
}
