import type { Dialect } from './dialect/dialect.ts';
import { formatHttpDate, parseHttpDate } from './http-date.ts';
import type { StoredResource } from './resource-store.ts';

/**
 * The strong ETag of a resource in a dialect, with its quotes, e.g. `"7"` or `"v2-7"`: the revision, because any change
 * counts it on, and the dialect's prefix, because the bodies differ. Source: TMF630 digest of Part 1; RFC 9110, 8.8.3.
 */
export function etagOf(dialect: Pick<Dialect, 'etagPrefix'>, { revision }: Pick<StoredResource, 'revision'>): string {
  return `"${dialect.etagPrefix}${String(revision)}"`;
}

/** The `Last-Modified` header of a resource, e.g. `Sun, 22 Nov 2026 10:00:00 GMT`. */
export function lastModifiedOf({ updatedAt }: Pick<StoredResource, 'updatedAt'>): string {
  return formatHttpDate(updatedAt);
}

/**
 * Whether an `If-Match` header (a list of tags, or `*`) lets a resource with this ETag be changed. Tags are compared
 * strongly: a weak one never matches, nor does anything that is not a tag. Source: RFC 9110, 13.1.1.
 */
export function matchesIfMatch(header: string, etag: string): boolean {
  return header.trim() === '*' || tagsIn(header).some((tag) => tag === etag);
}

/**
 * Whether an `If-None-Match` header (a list of tags, or `*`) names this ETag: then the client has it already. Tags are
 * compared weakly: `W/"7"` names `"7"`. Source: RFC 9110, 13.1.2.
 */
export function matchesIfNoneMatch(header: string, etag: string): boolean {
  return header.trim() === '*' || tagsIn(header).some((tag) => tag.replace(/^W\//, '') === etag);
}

/**
 * Whether a resource has been changed after the date of an `If-Unmodified-Since` or `If-Modified-Since` header, to the
 * second; undefined for what is no date, so that the header is to be ignored. Source: RFC 9110, 13.1.3 and 13.1.4.
 */
export function isModifiedSince(header: string, { updatedAt }: Pick<StoredResource, 'updatedAt'>): boolean | undefined {
  const since = parseHttpDate(header);
  return since === undefined ? undefined : Math.floor(updatedAt / 1000) * 1000 > since;
}

/** The tags of a list, with quotes and, where they have one, `W/`. Commas may stand inside the quotes. */
function tagsIn(header: string): string[] {
  return header.match(/(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g) ?? [];
}
