import type { Comparison, FilterExpression } from '../tmf630/filter-expression.ts';
import { anyOf, matchAll, where } from '../tmf630/filter-expression.ts';

/**
 * A filter in which the `href` that clients see, and which is nowhere stored, is compared as the id that it ends in.
 * `collectionUrl`: the collection as the client addressed it. Only equal and not equal mean something of an address.
 * Pure. Source: TMF657 conformance profile (filtering on all first-level attributes).
 */
export function byOwnAddress(filter: FilterExpression, collectionUrl: string): FilterExpression {
  if (filter.kind === 'and' || filter.kind === 'or') {
    return { ...filter, parts: filter.parts.map((part) => byOwnAddress(part, collectionUrl)) };
  }
  const isOwn = filter.kind === 'compare' && filter.scope === 'document' && filter.path.join('.') === 'href';
  return isOwn ? byId(filter, collectionUrl) : filter;
}

function byId(comparison: Comparison, collectionUrl: string): FilterExpression {
  const { operator, value } = comparison;
  if (operator !== 'eq' && operator !== 'ne') return comparison;
  const id = value === null ? undefined : idIn(value, collectionUrl);
  if (id !== undefined) return where('id', operator, id);
  // No resource has this address, or none at all.
  return operator === 'eq' ? anyOf() : matchAll;
}

function idIn(href: string, collectionUrl: string): string | undefined {
  const segment = href.startsWith(`${collectionUrl}/`) ? href.slice(collectionUrl.length + 1) : '';
  return /^[A-Za-z0-9._~-]+$/.test(segment) ? segment : undefined;
}
