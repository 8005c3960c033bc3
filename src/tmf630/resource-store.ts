import type { JsonObject } from '../kernel/json.ts';
import type { ChangeEvent } from './change-event.ts';
import type { FilterExpression, PathScope } from './query/filter-expression.ts';

/** A resource as stored. */
export interface StoredResource {
  /** Identifier as text (integer ids in decimal). Unique in its collection. */
  id: string;
  /** 1 when created, one more with every change. The optimistic lock and the ETag. */
  revision: number;
  /** UTC ms; with `id` the default order of lists. Never changes. */
  createdAt: number;
  /** UTC ms of the last change. */
  updatedAt: number;
  /** What clients see, in canonical (v4) names, with `id`, without `href`. */
  document: JsonObject;
  /** Members that only Surety reads; never on the wire. */
  internal: JsonObject;
}

/** Where an indexed or sorted value is found. */
export interface AttributePath {
  scope: PathScope;
  /** Dotted path, e.g. `rule.metric`. */
  path: string;
}

/**
 * An index over one or more attribute paths. A path that reaches several values through an array indexes each of them
 * (at most one such path per index). Every index ends in (createdAt, id) by itself.
 */
export interface IndexDeclaration {
  name: string;
  on: readonly AttributePath[];
  /**
   * Often read from the greatest value down. Ties ascend either way, so a store that cannot turn an index round in part
   * keeps it a second time.
   */
  isReadDownwards?: boolean;
  /**
   * Asked only for resources that have a value at the first path: a store need not keep the others in it. For members that are there
   * for a short while.
   */
  isPartial?: boolean;
}

/** What a store has to know about a collection. */
export interface CollectionSpec {
  /** Plural camelCase, e.g. `slaViolations`. */
  name: string;
  indexes: readonly IndexDeclaration[];
  /** Document paths that hold text meaning a number (targets): they sort by number. Dotted. */
  numericText: readonly string[];
  /** Internal paths at which there is a number or nothing: what a comparison with them finds needs no look at what is held. */
  numericInternal?: readonly string[];
}

/** One sort key. Absent values come first when ascending. */
export interface SortKey extends AttributePath {
  direction: 'ascending' | 'descending';
}

/** A page of a filtered, sorted collection. Ties are broken by createdAt, then id, ascending. */
export interface ResourceQuery {
  filter: FilterExpression;
  sort: readonly SortKey[];
  offset: number;
  limit: number;
}

/** The page and how many resources the filter has in all. */
export interface ResourcePage {
  resources: StoredResource[];
  total: number;
}

/** A change to one resource. Events are stored in the same write and kept until cleared. */
export type ResourceWrite =
  | { kind: 'insert'; resource: StoredResource; uniqueKey?: string; events: readonly ChangeEvent[] }
  | { kind: 'replace'; resource: StoredResource; expectedRevision: number; events: readonly ChangeEvent[] }
  | { kind: 'bury'; id: string; expectedRevision: number; events: readonly ChangeEvent[] };

/**
 * What became of a write. `duplicateId`: the id is taken (a buried resource holds its id until swept). `duplicateKey`:
 * a living resource, `id`, already has this uniqueKey. `stale`: the revision differs or the resource is gone; nothing
 * was written.
 */
export type WriteOutcome =
  { outcome: 'written' } | { outcome: 'duplicateId' } | { outcome: 'duplicateKey'; id: string } | { outcome: 'stale' };

/** An event waiting in its resource's document. */
export interface PendingEvent {
  /** The document it waits in. */
  holderId: string;
  event: ChangeEvent;
}

/**
 * A collection of resources. Writes are durable when their promise resolves, compare-and-set on the revision, and
 * atomic per resource, its events included. Reads see every write whose promise has resolved. Buried resources are
 * never returned; they stay only until their events are cleared.
 */
export interface ResourceStore {
  /** One write. */
  write(write: ResourceWrite): Promise<WriteOutcome>;
  /** Many writes, each on its own (no atomicity across them), in as few round trips as the store can; outcomes by position. At most one write per id. */
  writeMany(writes: readonly ResourceWrite[]): Promise<WriteOutcome[]>;
  /** The resource, or undefined when unknown or buried. */
  get(id: string): Promise<StoredResource | undefined>;
  /** Those of the ids that exist, in no particular order. */
  getMany(ids: readonly string[]): Promise<StoredResource[]>;
  /** The living resource that was inserted with this uniqueKey. */
  getByUniqueKey(uniqueKey: string): Promise<StoredResource | undefined>;
  /** A page with the total of the filtered set. */
  page(query: ResourceQuery): Promise<ResourcePage>;
  /** A page without counting: for readers that need no total (workers). */
  list(query: ResourceQuery): Promise<StoredResource[]>;
  /** How many resources the filter has. */
  count(filter: FilterExpression): Promise<number>;
  /** Up to `limit` waiting events, oldest first as far as the store can tell; of one resource always in sequence. */
  pendingEvents(limit: number): Promise<PendingEvent[]>;
  /** Takes these events out of their documents; sweeps buried resources left without events. Unknown ones are ignored. */
  clearEvents(events: readonly { holderId: string; eventId: string }[]): Promise<void>;
}
