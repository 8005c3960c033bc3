import type { JsonValue } from '../../src/kernel/json.ts';
import type { FilterExpression } from '../../src/tmf630/query/filter-expression.ts';
import { found } from './oracle-json-path.ts';
import type { ResourceQuery, SortKey, StoredResource } from '../../src/tmf630/resource-store.ts';

/*
 * What TMF630 means by a filter, an order and a page, written again from the rules and nothing of src: slow, short, and
 * without indexes. Only types are shared.
 */

/** The ids a query finds, in order, and how many there are without paging. */
export function expectedPage(
  all: readonly StoredResource[],
  query: ResourceQuery,
  numericText: readonly string[],
): { ids: string[]; total: number } {
  const found = all.filter((resource) => passes(query.filter, resource));
  const ordered = [...found].sort((left, right) => precedence(left, right, query.sort, numericText));
  const ids = ordered.slice(query.offset, query.offset + query.limit).map(({ id }) => id);
  return { ids, total: found.length };
}

/** Whether a filter of comparisons, texts to be found, AND and OR lets the resource pass. */
export function passes(filter: FilterExpression, resource: StoredResource): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => passes(part, resource));
    case 'or':
      return filter.parts.some((part) => passes(part, resource));
    case 'pattern': {
      const values = reached(resource[filter.scope], filter.path);
      // Patterns are drawn from what both engines read alike.
      return values.some((value) => typeof value === 'string' && new RegExp(filter.pattern, 'u').test(value));
    }
    case 'node':
      return found(filter.path, resource.document).length > 0;
    case 'compare': {
      const values = reached(resource[filter.scope], filter.path);
      if (filter.operator === 'ne') return !isEqualToAny(values, filter.value);
      if (filter.operator === 'eq') return isEqualToAny(values, filter.value);
      const { value, operator } = filter;
      return value !== null && values.some((one) => standsIn(operator, relation(one, value)));
    }
  }
}

/** Everything a dotted path leads to; arrays on the way and at the end are walked element by element. */
function reached(from: JsonValue | undefined, path: readonly string[]): JsonValue[] {
  if (from === undefined) return [];
  const [name, ...rest] = path;
  if (Array.isArray(from)) {
    if (name !== undefined && /^[0-9]+$/.test(name)) return reached(from[Number(name)], rest);
    return from.flatMap((element) => reached(element, path));
  }
  if (name === undefined) return [from];
  if (typeof from !== 'object' || from === null || !Object.keys(from).includes(name)) return [];
  return reached(from[name], rest);
}

function isEqualToAny(found: readonly JsonValue[], wanted: string | null): boolean {
  if (wanted === null) return found.length === 0 || found.some((one) => one === null);
  return found.some((one) => isEqual(one, wanted));
}

function isEqual(stored: JsonValue, wanted: string): boolean {
  if (typeof stored === 'number') return numberIn(wanted) === stored;
  if (typeof stored === 'boolean') return wanted === String(stored);
  if (typeof stored !== 'string') return false;
  if (stored === wanted) return true;
  const instant = instantIn(stored);
  return instant !== undefined && instant === instantIn(wanted);
}

/** -1, 0, 1 as the stored value is below, at or above the wanted one; NaN when they do not compare. */
function relation(stored: JsonValue, wanted: string): number {
  if (typeof stored === 'number') return difference(stored, numberIn(wanted));
  if (typeof stored === 'boolean') {
    return wanted === 'true' || wanted === 'false' ? difference(Number(stored), Number(wanted === 'true')) : Number.NaN;
  }
  if (typeof stored !== 'string') return Number.NaN;
  const asNumbers = difference(numberIn(stored), numberIn(wanted));
  if (!Number.isNaN(asNumbers)) return asNumbers;
  const asInstants = difference(instantIn(stored), instantIn(wanted));
  return Number.isNaN(asInstants) ? textOrder(stored, wanted) : asInstants;
}

function difference(left: number | undefined, right: number | undefined): number {
  return left === undefined || right === undefined ? Number.NaN : Math.sign(left - right);
}

function standsIn(operator: 'gt' | 'gte' | 'lt' | 'lte', sign: number): boolean {
  if (operator === 'gt') return sign > 0;
  if (operator === 'gte') return sign >= 0;
  if (operator === 'lt') return sign < 0;
  return sign <= 0;
}

/** Code-point order. */
function textOrder(left: string, right: string): number {
  const [leftPoints, rightPoints] = [codePoints(left), codePoints(right)];
  for (const [at, point] of leftPoints.entries()) {
    const other = rightPoints[at];
    if (other === undefined) return 1;
    if (point !== other) return point < other ? -1 : 1;
  }
  return leftPoints.length === rightPoints.length ? 0 : -1;
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function numberIn(text: string): number | undefined {
  const isDecimal = /^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$/.test(text);
  const number = isDecimal ? Number.parseFloat(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

const dateTime = /^(....)-(..)-(..)[Tt](..):(..):(..)(\.[0-9]{1,9})?([Zz]|[-+]..:..)$/;

/** UTC ms of an RFC 3339 date-time, which is one when writing its day and time again gives the same. */
function instantIn(text: string): number | undefined {
  const match = dateTime.exec(text);
  if (!match || !/^[0-9:TtZz.+-]+$/.test(text)) return undefined;
  const isLeap = match[6] === '60';
  const local = `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${isLeap ? '59' : match[6]}`;
  const ms = Date.parse(`${local}Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 19) !== local) return undefined;
  const offset = offsetIn(match[8] ?? 'Z');
  const thousandths = Number((match[7] ?? '.').slice(1).padEnd(3, '0').slice(0, 3));
  return offset === undefined ? undefined : ms + (isLeap ? 1000 : 0) + thousandths - offset;
}

function offsetIn(text: string): number | undefined {
  if (text.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = text.slice(1).split(':').map(Number);
  if (hours === undefined || minutes === undefined || !(hours <= 23 && minutes <= 59)) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function precedence(
  left: StoredResource,
  right: StoredResource,
  keys: readonly SortKey[],
  numericText: readonly string[],
): number {
  for (const key of keys) {
    const [one, other] = [placeOf(left, key, numericText), placeOf(right, key, numericText)];
    const order = placeOrder(one, other);
    if (order !== 0) return key.direction === 'ascending' ? order : -order;
  }
  return left.createdAt - right.createdAt || textOrder(left.id, right.id);
}

type Place = number | string | undefined;

/** The least value ascending, the greatest descending; undefined when there is none. */
function placeOf(resource: StoredResource, key: SortKey, numericText: readonly string[]): Place {
  const isNumeric = key.scope === 'document' && numericText.includes(key.path);
  const places = reached(resource[key.scope], key.path.split('.'))
    .map((value): Place => {
      if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
      if (typeof value !== 'string') return undefined;
      return (isNumeric ? numberIn(value) : undefined) ?? instantIn(value) ?? value;
    })
    .filter((place) => place !== undefined)
    .sort(placeOrder);
  return key.direction === 'ascending' ? places[0] : places.at(-1);
}

/** Absent, then numbers, then texts. */
function placeOrder(left: Place, right: Place): number {
  if (left === undefined || right === undefined) return Number(left !== undefined) - Number(right !== undefined);
  if (typeof left === 'number') return typeof right === 'number' ? Math.sign(left - right) : -1;
  return typeof right === 'number' ? 1 : textOrder(left, right);
}
