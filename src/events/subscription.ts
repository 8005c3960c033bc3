import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { type Fault, Problem, invalidQuery } from '../kernel/problem.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import { type FieldSelection, parseFields, selectFields } from '../tmf630/query/fields.ts';
import { type FilterExpression, matchAll } from '../tmf630/query/filter-expression.ts';
import { compileFilter } from '../tmf630/query/filter-match.ts';
import { narrowNodes } from '../tmf630/query/filter-narrow.ts';
import { parseFilter } from '../tmf630/query/filter-parse.ts';
import { parseNodeFilters } from '../tmf630/query/node-filter.ts';
import { queryLimits } from '../tmf630/query/query-limits.ts';
import { type QueryItem, shown, splitQuery } from '../tmf630/query/raw-query.ts';
import type { Grouping } from './grouping.ts';
import { asWritten, type QueryWords } from './query-words.ts';
import type { SigningSecret } from './signature.ts';

/** A hub's query, read. */
export interface ParsedSubscription {
  /** Event types the query asks for by name, in lower case: only these reach beyond the standard events of the hub's API. */
  namedEventTypes: ReadonlySet<string>;
  /** Whether the query has any condition. */
  isConditional: boolean;
  /** Whether the rendered event passes. */
  matches(rendered: JsonObject): boolean;
  /** What is sent of the event; absent for all of it. */
  fields?: FieldSelection;
}

/** A listener and what it wants to hear. */
export interface Subscription {
  id: string;
  callback: string;
  /** The API whose hub it was made on, e.g. `tmf657-v4`. */
  api: string;
  /** Name of the dialect events are rendered in. */
  dialect: string;
  /** Absolute URL of the API as it was addressed at registration, for hrefs; absent: the configured public one. */
  baseUrl?: string;
  /** Canonical event types that every subscription of that API gets unasked. */
  standardEventTypes: ReadonlySet<string>;
  query: ParsedSubscription;
  /** What its callbacks are signed with, the newest first; absent: they are not signed. */
  secrets?: readonly SigningSecret[];
  /** How events that have something in common go out together; absent: each by itself. */
  grouping?: Grouping;
}

/** Members of the envelope that `fields` cannot take away. */
const keptMembers = [['eventId'], ['eventTime'], ['eventType']];

/**
 * Reads a hub's query: a GET query string over the event document in the words of the hub's dialect, e.g.
 * `eventType=SLAViolationCreateNotification&event.slaViolation.sla.id=12&fields=event.slaViolation.id`. A leading `?` and blanks around names and
 * values are dropped; event types compare without regard to case, save in JSONPath; `filter` is a JSONPath from the event document;
 * no query wants every event of the API. Pure. Throws Problem `invalid` naming the parameter (sort, offset, limit, depth and
 * expand mean nothing here), `notImplemented` for JSONPath beyond the subset. Source: TMF630.
 */
export function parseSubscriptionQuery(query: string | undefined, words: QueryWords = asWritten): ParsedSubscription {
  const { conditions, filters, fieldTexts } = sortOut((query ?? '').trim().replace(/^\?/, ''));
  const limits = queryLimits();
  const attributes = parseFilter(conditions, { path: words.path, trimValues: true, limits });
  const expression = inOwnEventTypes(attributes, words);
  const nodes = parseNodeFilters(filters, { path: words.path, limits });
  const fields = parseFields(fieldTexts, words.path);
  const named = inOwnEventTypes(narrowNodes(nodes ?? matchAll), words);
  return {
    namedEventTypes: new Set([...namedEventTypes(expression), ...namedEventTypes(named)]),
    isConditional: conditions.length + filters.length > 0,
    matches: documentTest(expression, nodes),
    ...(fields === undefined ? {} : { fields }),
  };
}

function sortOut(query: string): { conditions: QueryItem[]; filters: string[]; fieldTexts: string[] } {
  const conditions: QueryItem[] = [];
  const filters: string[] = [];
  const fieldTexts: string[] = [];
  for (const item of splitQuery(query).filter(({ name }) => name !== '')) {
    if (item.symbol === undefined) throw invalidQuery(shown(item.name), 'is not followed by an operator and a value');
    const base = item.name.split('.', 1)[0] ?? '';
    if (meaningless.includes(base)) throw invalidQuery(base, 'means nothing in the query of a subscription');
    if (base === 'fields') fieldTexts.push(plainText(base, item));
    else if (base === 'filter') filters.push(plainText(base, item));
    else conditions.push(item);
  }
  return { conditions, filters, fieldTexts };
}

/** What is wrong with a hub's query, for its check at registration; empty when nothing is. */
export function subscriptionQueryFaults(query: string | undefined, words?: QueryWords): Fault[] {
  try {
    parseSubscriptionQuery(query, words);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [{ path: 'query', reason: error.message }];
  }
}

/**
 * Whether the subscription wants the event: one of its API's standard events or one its query names, which passes the
 * query. `rendered` (the event in the subscription's dialect) is called only when it has to be looked at. Pure.
 */
export function wants(subscription: Subscription, event: ChangeEvent, rendered: () => JsonObject): boolean {
  const { query, standardEventTypes } = subscription;
  const isStandard = standardEventTypes.has(event.eventType);
  if (!query.isConditional) return isStandard;
  if (!isStandard && query.namedEventTypes.size === 0) return false;
  const document = rendered();
  return (isStandard || query.namedEventTypes.has(eventTypeOf(document))) && query.matches(document);
}

/** What of a rendered event is sent: the selected fields and always `eventId`, `eventTime`, `eventType`. Pure. */
export function narrowed(rendered: JsonObject, fields: FieldSelection | undefined): JsonObject {
  if (fields === undefined) return rendered;
  const paths = fields === 'none' ? [] : fields;
  return selectFields(rendered, [...keptMembers, ...paths], { keepIdentity: false });
}

const meaningless = ['sort', 'offset', 'limit', 'depth', 'DEPTH', 'expand'];

function plainText(base: string, { name, symbol, text }: QueryItem): string {
  if (name !== base || symbol !== '=') throw invalidQuery(base, 'takes only "="');
  return text;
}

function isEventType(path: readonly string[]): boolean {
  return path.length === 1 && path[0] === 'eventType';
}

/** Event types in a query as the rendered ones are spelt, in lower case; patterns for them find any case. */
function inOwnEventTypes(expression: FilterExpression, words: QueryWords): FilterExpression {
  if ('parts' in expression)
    return { ...expression, parts: expression.parts.map((part) => inOwnEventTypes(part, words)) };
  if (expression.kind === 'node' || !isEventType(expression.path)) return expression;
  if (expression.kind === 'pattern') return { ...expression, pattern: `(?i)${expression.pattern}` };
  const { value } = expression;
  return value === null ? expression : { ...expression, value: words.eventType(value) };
}

function namedEventTypes(expression: FilterExpression): string[] {
  if ('parts' in expression) return expression.parts.flatMap(namedEventTypes);
  if (expression.kind !== 'compare') return [];
  const { path, operator, value } = expression;
  return isEventType(path) && operator === 'eq' && value !== null ? [value] : [];
}

function documentTest(
  conditions: FilterExpression,
  nodes: FilterExpression | undefined,
): (rendered: JsonObject) => boolean {
  const holds = compileFilter(conditions);
  const isFound = compileFilter(nodes ?? matchAll);
  return (rendered) =>
    holds({ document: { ...rendered, eventType: eventTypeOf(rendered) }, internal: {} }) &&
    isFound({ document: rendered, internal: {} });
}

function eventTypeOf(rendered: JsonObject): string {
  const eventType: JsonValue | undefined = rendered['eventType'];
  return typeof eventType === 'string' ? eventType.toLowerCase() : '';
}

/** The query that nothing passes. */
export const wantsNothing: ParsedSubscription = {
  namedEventTypes: new Set(),
  isConditional: true,
  matches: () => false,
};
