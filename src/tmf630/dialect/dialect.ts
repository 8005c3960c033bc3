import type { JsonObject, JsonValue } from '../../kernel/json.ts';

/** What rendering needs to know of the request. */
export interface WireContext {
  /** Absolute URL of the API as the client addressed it, without a trailing slash, e.g. `http://h:8080/tmf-api/slaManagement/v2`. */
  baseUrl: string;
  /** Whether a resource that a reference names by id lives in this service; absent: nobody has looked, so it is taken to. */
  exists?: (resourceName: string, id: string) => boolean;
  /** Whether a client has sent the `@type` that the service would have set; absent: nobody knows, so it is taken not to. */
  hasSentType?: boolean;
}

/**
 * One API version's names over the common store. Pure functions; nothing else knows that dialects exist. A new dialect
 * is one table (docs/adr/0023-dialects-are-tables.md). *Own names* are those the dialect's document uses and answers with;
 * *accepted spellings* (aliases) are taken on input only; *canonical names* are those of the store.
 */
export interface Dialect {
  name: string;
  /** A guarded body in accepted spellings to own names, before it is validated. Throws Problem `invalid` when one attribute is there in two spellings. */
  ownNames(resourceName: string, body: JsonObject): JsonObject;
  /** A body in own names to canonical names. */
  fromWire(resourceName: string, body: JsonObject): JsonObject;
  /** What a client writes as the value at a canonical path (`['serviceLevelObjectiveParameter', 'relatedEntity', '0']`), any accepted spelling, to canonical names. */
  valueFromWire(resourceName: string, path: readonly string[], value: JsonValue): JsonValue;
  /** A canonical document to this dialect's wire form, without the resource's own href. */
  toWire(resourceName: string, document: JsonObject, context: WireContext): JsonObject;
  /** A canonical document in own names, with nothing filled in: what a client would have had to send for it. */
  ownForm(resourceName: string, document: JsonObject): JsonObject;
  /** An attribute path in any accepted spelling to the canonical path (filters, fields, sort, JSONPath, pointers). Indexes stay. */
  path(resourceName: string, path: readonly string[]): readonly string[];
  /** The same to own names. */
  ownPath(resourceName: string, path: readonly string[]): readonly string[];
  /** A canonical path to own names (faults, `fieldPath`). Indexes stay. */
  wirePath(resourceName: string, path: readonly string[]): readonly string[];
  /** Whether `fields` answers always carry id and href (v4, TMF623) or only what was asked (v2). */
  fieldsKeepIdentity: boolean;
  /**
   * Whether `toWire` shows a reference without an href differently when nothing here has its id: then `exists` is given
   * for the references of the definition that lack one. Absent: no.
   */
  asksForReferences?: boolean;
  /** Stands before the revision in an ETag, because bodies differ by dialect, e.g. `v2-`. */
  etagPrefix: string;
  /** The event type's name in this dialect. */
  eventType(canonical: string): string;
}
