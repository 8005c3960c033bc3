import type { ChangeEvent } from '../../tmf630/change-event.ts';
import type { ResourceWrite, StoredResource, WriteOutcome } from '../../tmf630/resource-store.ts';
import type { IndexEntries, IndexKey } from './index-entries.ts';
import { keyText } from './key-text.ts';
import type { StoredRecord } from './record-text.ts';
import { buriedText, eventText, parseRecord, resourceTexts } from './record-text.ts';
import type { ResourceTables } from './resource-tables.ts';
import { orderKey, putEntries } from './resource-tables.ts';

type Write<Kind extends ResourceWrite['kind']> = Extract<ResourceWrite, { kind: Kind }>;

/** A write with its texts and index keys ready: to be run inside a transaction, where it decides before it writes. */
export type PreparedWrite = () => WriteOutcome;

/** Does all of a write that needs no look at the database. Throws on documents that are not JSON. */
export function prepareWrite(tables: ResourceTables, write: ResourceWrite): PreparedWrite {
  if (write.kind === 'insert') return prepareInsert(tables, write);
  if (write.kind === 'replace') return prepareReplace(tables, write);
  return prepareBury(tables, write);
}

function prepareInsert(tables: ResourceTables, write: Write<'insert'>): PreparedWrite {
  const { resource, uniqueKey } = write;
  const recordKey = keyText(resource.id);
  const uniqueText = uniqueKey === undefined ? undefined : keyText(uniqueKey);
  const texts = resourceTexts(resource);
  const record = texts.record(uniqueKey);
  const events = write.events.map((event) => ({ eventId: event.eventId, text: texts.event(event) }));
  const entries = tables.entriesOf(resource);
  return () => {
    if (tables.records.has(recordKey)) return { outcome: 'duplicateId' };
    const holder = uniqueText === undefined ? undefined : tables.unique.get(uniqueText);
    if (holder !== undefined) return { outcome: 'duplicateKey', id: holder };
    tables.records.put(recordKey, record);
    tables.order.put(orderKey(resource), '');
    if (uniqueText !== undefined) tables.unique.put(uniqueText, resource.id);
    putEntries(tables, entries);
    tables.kinds.note(entries);
    tables.events.add(recordKey, resource.id, events);
    return { outcome: 'written' };
  };
}

function prepareReplace(tables: ResourceTables, write: Write<'replace'>): PreparedWrite {
  const { resource, expectedRevision } = write;
  const recordKey = keyText(resource.id);
  const texts = resourceTexts(resource);
  const events = write.events.map((event) => ({ eventId: event.eventId, text: texts.event(event) }));
  const entries = tables.entriesOf(resource);
  return () => {
    const before = expected(tables, recordKey, expectedRevision);
    if (!before) return { outcome: 'stale' };
    tables.records.put(recordKey, texts.record(before.uniqueKey));
    moveOrder(tables, before.resource, resource);
    moveEntries(tables, tables.entriesOf(before.resource), entries);
    tables.kinds.note(entries);
    tables.events.add(recordKey, resource.id, events);
    return { outcome: 'written' };
  };
}

function prepareBury(tables: ResourceTables, write: Write<'bury'>): PreparedWrite {
  const recordKey = keyText(write.id);
  const events = write.events.map((event: ChangeEvent) => ({ eventId: event.eventId, text: eventText(event) }));
  return () => {
    const before = expected(tables, recordKey, write.expectedRevision);
    if (!before) return { outcome: 'stale' };
    tables.order.remove(orderKey(before.resource));
    if (before.uniqueKey !== undefined) tables.unique.remove(keyText(before.uniqueKey));
    moveEntries(tables, tables.entriesOf(before.resource), []);
    tables.events.add(recordKey, write.id, events);
    if (tables.events.holds(recordKey)) tables.records.put(recordKey, buriedText(write.id));
    else tables.records.remove(recordKey);
    return { outcome: 'written' };
  };
}

/** Takes events away and sweeps what was buried and holds none any more; inside a transaction. */
export function removeEvents(tables: ResourceTables, events: readonly { holderId: string; eventId: string }[]): void {
  for (const { holderId, eventId } of events) {
    const recordKey = keyText(holderId);
    if (!tables.events.remove(recordKey, eventId)) continue;
    const isBuried = tables.records.get(recordKey)?.startsWith('"') ?? false;
    if (isBuried && !tables.events.holds(recordKey)) tables.records.remove(recordKey);
  }
}

function expected(
  tables: ResourceTables,
  recordKey: string,
  revision: number,
): Extract<StoredRecord, { resource: StoredResource }> | undefined {
  const text = tables.records.get(recordKey);
  if (text === undefined) return undefined;
  const record = parseRecord(text);
  return record.resource && record.resource.revision === revision ? record : undefined;
}

function moveOrder(tables: ResourceTables, before: StoredResource, after: StoredResource): void {
  if (before.createdAt === after.createdAt) return;
  tables.order.remove(orderKey(before));
  tables.order.put(orderKey(after), '');
}

function moveEntries(tables: ResourceTables, before: readonly IndexEntries[], after: readonly IndexEntries[]): void {
  for (const [at, { keys }] of before.entries()) moveKeys(tables, keys, after[at]?.keys ?? []);
}

function moveKeys({ entries }: ResourceTables, before: readonly IndexKey[], after: readonly IndexKey[]): void {
  if (before.length === after.length && before.every((key, at) => isSameKey(key, after[at]))) return;
  const gone = new Map(before.map((key) => [JSON.stringify(key), key]));
  for (const key of after) {
    if (!gone.delete(JSON.stringify(key))) entries.put(key, '');
  }
  for (const key of gone.values()) entries.remove(key);
}

function isSameKey(left: IndexKey, right: IndexKey | undefined): boolean {
  return right?.length === left.length && left.every((part, at) => part === right[at]);
}
