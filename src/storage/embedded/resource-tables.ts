import type { Key } from 'lmdb';
import type { CollectionSpec, StoredResource } from '../../tmf630/resource-store.ts';
import type { Environment } from './environment.ts';
import type { IndexEntries, MakeEntries } from './index-entries.ts';
import { entriesMaker, signatureOf } from './index-entries.ts';
import type { IndexKinds } from './index-kinds.ts';
import { indexKinds } from './index-kinds.ts';
import { keysBetween, lastPart } from './index-scan.ts';
import { keyText } from './key-text.ts';
import type { PendingEvents } from './pending-events.ts';
import { pendingEvents } from './pending-events.ts';
import { parseRecord } from './record-text.ts';
import type { Table } from './table.ts';
import type { Tally } from './tally.ts';
import { blockTally } from './tally.ts';

/** The tables of one collection. */
export interface ResourceTables {
  /** Record key -> record text. */
  records: Table;
  /** [createdAt, record key] of living resources. */
  order: Table;
  /** [index, ...values, createdAt, record key] of living resources. */
  entries: Table;
  /** Unique key -> id of the living resource that has it. */
  unique: Table;
  events: PendingEvents;
  kinds: IndexKinds;
  /** Counts the entries of an index; those of `order` when undefined. */
  tallyOf(index: string | undefined): Tally;
  /** The index entries of a resource. */
  entriesOf: MakeEntries;
}

/** Opens a collection's tables and brings its indexes in line with the declarations, building new ones. */
export async function openResourceTables(environment: Environment, spec: CollectionSpec): Promise<ResourceTables> {
  const table = (part: string): Table => environment.table(`${spec.name}.${part}`);
  const notes = table('notes');
  const tables = {
    records: table('records'),
    order: table('order'),
    entries: table('entries'),
    unique: table('unique'),
  };
  const events = pendingEvents(table('events'));
  await environment.transaction(() => {
    alignIndexes(spec, tables, notes);
  });
  const kinds = indexKinds(environment, spec, notes);
  return { ...tables, ...tallied(environment, tables, spec), events, kinds, entriesOf: entriesMaker(spec) };
}

/** The tables whose keys are counted, so that every change to them is told to their tallies once it is stored. */
function tallied(
  { whenStored }: Pick<Environment, 'whenStored'>,
  { order, entries }: Pick<ResourceTables, 'order' | 'entries'>,
  { indexes }: CollectionSpec,
): Pick<ResourceTables, 'order' | 'entries' | 'tallyOf'> {
  const whole = blockTally(order, { start: [true], end: [lastPart] });
  const byIndex = new Map(
    indexes.map(({ name }) => [name, blockTally(entries, { start: [name], end: [name, lastPart] })]),
  );
  const tallyOf = (index: string | undefined): Tally => byIndex.get(index ?? '') ?? whole;
  return {
    order: observed(order, (key) => {
      whenStored(() => whole.touch(key));
    }),
    entries: observed(entries, (key) => {
      whenStored(() => byIndex.get(String(key[0]))?.touch(key));
    }),
    tallyOf,
  };
}

function observed(table: Table, tell: (key: Key[]) => void): Table {
  const change = (key: Key): void => {
    if (Array.isArray(key)) tell(key);
  };
  return {
    ...table,
    put: (key, value) => {
      table.put(key, value);
      change(key);
    },
    remove: (key) => {
      table.remove(key);
      change(key);
    },
  };
}

/** Puts the entries of a living resource, inside a transaction. */
export function putEntries(tables: Pick<ResourceTables, 'entries'>, entries: readonly IndexEntries[]): void {
  for (const { keys } of entries) for (const key of keys) tables.entries.put(key, '');
}

/** The key in `order`. */
export function orderKey(resource: StoredResource): [number, string] {
  return [resource.createdAt, keyText(resource.id)];
}

function alignIndexes(
  spec: CollectionSpec,
  tables: Pick<ResourceTables, 'records' | 'order' | 'entries'>,
  notes: Table,
): void {
  const declared = new Map(spec.indexes.map((index) => [index.name, signatureOf(spec, index)]));
  const stored = new Map(notes.entries({ start: ['index'], end: ['index', lastPart] }).map(signatureEntry));
  for (const [name, signature] of stored) {
    if (declared.get(name) !== signature) dropIndex(name, tables.entries, notes);
  }
  const missing = spec.indexes.filter(({ name }) => stored.get(name) !== declared.get(name));
  if (missing.length === 0) return;
  buildIndexes({ ...spec, indexes: missing }, tables, notes);
  for (const { name } of missing) notes.put(['index', name], declared.get(name) ?? '');
}

function signatureEntry({ key, value }: { key: unknown; value: string }): [string, string] {
  return [Array.isArray(key) ? String(key[1]) : '', value];
}

function dropIndex(name: string, entries: Table, notes: Table): void {
  for (const key of [...keysBetween(entries, { start: [name], end: [name, lastPart] })]) entries.remove(key);
  notes.remove(['index', name]);
  notes.remove(['kinds', name]);
}

function buildIndexes(
  spec: CollectionSpec,
  tables: Pick<ResourceTables, 'records' | 'order' | 'entries'>,
  notes: Table,
): void {
  // Nobody sees these kinds before the transaction is stored.
  const kinds = indexKinds({ whenStored: (step) => step() }, spec, notes);
  const entriesOf = entriesMaker(spec);
  for (const [, recordKey] of keysBetween(tables.order, { start: [true], end: [lastPart] })) {
    const text = tables.records.get(String(recordKey));
    const { resource } = text === undefined ? { resource: undefined } : parseRecord(text);
    if (!resource) continue;
    const entries = entriesOf(resource);
    putEntries(tables, entries);
    kinds.note(entries);
  }
}
