import type { JsonObject } from '../../kernel/json.ts';
import type { ChangeEvent } from '../../tmf630/change-event.ts';
import type { StoredResource } from '../../tmf630/resource-store.ts';

/** What a record holds: a living resource with its unique key, or only the id of a buried one. */
export type StoredRecord =
  | { resource: StoredResource; uniqueKey: string | undefined; buriedId?: undefined }
  | { resource?: undefined; buriedId: string };

/** A resource's texts for one write: the document is made into text once, for the record and for its events. */
export interface ResourceTexts {
  record(uniqueKey: string | undefined): string;
  event(event: ChangeEvent): string;
}

/**
 * JSON text rather than MessagePack: it gives back every document exactly (member order, unpaired surrogates, any member
 * name), V8 reads it faster, and the document's text is shared by the record and its events.
 */
export function resourceTexts(resource: StoredResource): ResourceTexts {
  const { id, revision, createdAt, updatedAt, document, internal } = resource;
  const documentText = JSON.stringify(document);
  return {
    record: (uniqueKey) => {
      const tail = `${JSON.stringify(internal)},${JSON.stringify(id)},${JSON.stringify(uniqueKey ?? null)}`;
      return `[${String(revision)},${String(createdAt)},${String(updatedAt)},${documentText},${tail}]`;
    },
    event: (event) => eventText(event, event.payload === document ? documentText : undefined),
  };
}

/** An event as stored while it waits. */
export function eventText(event: ChangeEvent, payloadText?: string): string {
  const { payload, ...rest } = event;
  return `${JSON.stringify(rest).slice(0, -1)},"payload":${payloadText ?? JSON.stringify(payload)}}`;
}

/** The record of a buried resource. */
export function buriedText(id: string): string {
  return JSON.stringify(id);
}

type RecordTuple = [number, number, number, JsonObject, JsonObject, string, string | null];

/** The record a text holds. Only texts made by this file are given to it. */
export function parseRecord(text: string): StoredRecord {
  const parsed = JSON.parse(text) as RecordTuple | string;
  if (typeof parsed === 'string') return { buriedId: parsed };
  const [revision, createdAt, updatedAt, document, internal, id, uniqueKey] = parsed;
  return {
    resource: { id, revision, createdAt, updatedAt, document, internal },
    uniqueKey: uniqueKey ?? undefined,
  };
}
