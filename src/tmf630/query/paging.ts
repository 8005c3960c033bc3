import { invalidQuery } from '../../kernel/problem.ts';
import { nameOf, queryParts } from './raw-query.ts';

/** Which part of a list is wanted. */
export interface Paging {
  /** How many resources to leave out. */
  offset: number;
  /** How many to give, at most; never above the maximum. */
  limit: number;
  /** Whether the client asked for a page (sent `offset` or `limit`). */
  isPaged: boolean;
}

/**
 * Reads `offset` and `limit`. Absent: 0 and the maximum. A limit above the maximum is lowered. Throws Problem `invalid`
 * for anything but one non-negative integer. Source: TMF630 Part 1, 4.5.
 */
export function parsePaging(offsets: readonly string[], limits: readonly string[], maximumLimit: number): Paging {
  const offset = readCount('offset', offsets);
  const limit = readCount('limit', limits);
  return {
    offset: offset ?? 0,
    limit: Math.min(limit ?? maximumLimit, maximumLimit),
    isPaged: offset !== undefined || limit !== undefined,
  };
}

function readCount(name: string, texts: readonly string[]): number | undefined {
  const [text] = texts;
  if (text === undefined) return undefined;
  if (texts.length > 1) throw invalidQuery(name, 'is given more than once');
  if (!/^\d{1,15}$/.test(text)) throw invalidQuery(name, 'must be a non-negative integer');
  return Number(text);
}

/** A page as it was found. */
export interface FoundPage extends Paging {
  /** Resources in the body. */
  count: number;
  /** Resources the filter has in all. */
  total: number;
  /** Absolute URL of the collection without query. */
  url: string;
  /** The query as it came. */
  rawQuery: string;
  /** Answer 200 even for a part of the list. */
  isPartialStatusOff?: boolean;
}

/** Status and headers of a list answer. */
export interface PageAnswer {
  status: 200 | 206;
  headers: Record<string, string>;
}

const maximumLinkLength = 2048;

/**
 * Status and headers of a list: 206 with Content-Range when the body holds fewer resources than the filter has, else
 * 200; X-Total-Count and X-Result-Count always; Link where there is more than one page, unless it would exceed 2 KB.
 * Source: TMF630 Part 1, 4.5.
 */
export function describePage(page: FoundPage): PageAnswer {
  const isPart = page.count < page.total;
  const headers: Record<string, string> = {
    'X-Total-Count': String(page.total),
    'X-Result-Count': String(page.count),
  };
  const link = page.isPaged || isPart ? linkHeader(page) : '';
  if (link !== '' && link.length <= maximumLinkLength) headers.Link = link;
  if (!isPart || page.isPartialStatusOff === true) return { status: 200, headers };
  return { status: 206, headers: { ...headers, 'Content-Range': contentRange(page) } };
}

function contentRange({ offset, count, total }: FoundPage): string {
  if (count === 0) return `items */${String(total)}`;
  return `items ${String(offset + 1)}-${String(offset + count)}/${String(total)}`;
}

/** The Link header's value: self, first, prev, next, last; empty for pages without length. */
function linkHeader({ url, rawQuery, offset, limit, total }: FoundPage): string {
  if (limit === 0) return '';
  const last = total === 0 ? 0 : Math.floor((total - 1) / limit) * limit;
  const places: [string, number][] = [
    ['self', offset],
    ['first', 0],
  ];
  if (offset > 0) places.push(['prev', Math.min(Math.max(0, offset - limit), last)]);
  if (offset + limit < total) places.push(['next', offset + limit]);
  places.push(['last', last]);
  const kept = keptParameters(rawQuery);
  return places
    .map(([relation, at]) => {
      const query = [...kept, `offset=${String(at)}`, `limit=${String(limit)}`].join('&');
      return `<${headerSafe(`${url}?${query}`)}>; rel="${relation}"`;
    })
    .join(', ');
}

function keptParameters(rawQuery: string): string[] {
  return queryParts(rawQuery).filter((part) => part !== '' && !['offset', 'limit'].includes(nameOf(part)));
}

// A raw query may hold characters that end the <...> of a Link or do not belong into a header.
function headerSafe(url: string): string {
  return url.replaceAll(/[^\x21-\x7e]|[<>"]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
