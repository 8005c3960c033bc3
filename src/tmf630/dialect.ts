import type { JsonObject } from '../kernel/json.ts';

/** What rendering needs to know of the request. */
export interface WireContext {
  /** Absolute URL of the API as the client addressed it, without a trailing slash, e.g. `http://h:8080/tmf-api/slaManagement/v2`. */
  baseUrl: string;
}

/**
 * One API version's names over the common store. Pure functions; nothing else knows that dialects exist. A new dialect
 * is one table (docs/adr/0001-generic-resource.md).
 */
export interface Dialect {
  name: string;
  /** A request body in this dialect's names to canonical names. */
  fromWire(resourceName: string, body: JsonObject): JsonObject;
  /** A canonical document to this dialect's wire form, without href. */
  toWire(resourceName: string, document: JsonObject, context: WireContext): JsonObject;
  /** An attribute path as the client wrote it to the canonical path (filters, fields, sort, hub queries). */
  path(resourceName: string, path: readonly string[]): readonly string[];
  /** Whether `fields` answers always carry id and href (v4, TMF623) or only what was asked (v2). */
  fieldsKeepIdentity: boolean;
  /** The event type's name in this dialect. */
  eventType(canonical: string): string;
}
