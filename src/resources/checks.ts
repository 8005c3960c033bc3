import { parseInstant } from '../kernel/instant.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { isJsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';

/** A value with where it is, as faults name places: `rule[0].id`. */
export interface Placed {
  path: string;
  value: JsonValue;
}

/**
 * The values at a dotted path of member names, each with its place; arrays on the way are walked element by element.
 * Absent and null members give nothing. `relatedParty.validFor` -> `relatedParty[0].validFor`, ...
 */
export function placesAt(document: JsonObject, path: string): readonly Placed[] {
  const names = namesOf(path);
  // Most optional attributes are absent from most documents.
  if ((document[names[0] ?? ''] ?? null) === null) return nothing;
  const found: Placed[] = [];
  walk({ path: '', value: document }, names, found);
  return found;
}

/** As {@link placesAt}, with the elements of an array at the end instead of the array. */
export function elementsAt(document: JsonObject, path: string): readonly Placed[] {
  return placesAt(document, path).flatMap(elementsOf);
}

const nothing: readonly Placed[] = [];
const knownPaths = new Map<string, readonly string[]>();

// Paths are written in definitions, so there are only so many.
function namesOf(path: string): readonly string[] {
  const known = knownPaths.get(path);
  if (known) return known;
  const names = path.split('.');
  knownPaths.set(path, names);
  return names;
}

function walk(place: Placed, names: readonly string[], found: Placed[]): void {
  const [name, ...rest] = names;
  if (name === undefined) {
    found.push(place);
    return;
  }
  for (const { path, value } of elementsOf(place)) {
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) continue;
    const member = value[name] ?? null;
    if (member !== null) walk({ path: path === '' ? name : `${path}.${name}`, value: member }, rest, found);
  }
}

function elementsOf({ path, value }: Placed): Placed[] {
  if (!Array.isArray(value)) return [{ path, value }];
  return value.flatMap((element, at) => elementsOf({ path: `${path}[${String(at)}]`, value: element }));
}

/** Faults of a member that is there and for which `reasonOf` gives a reason; an absent or null member has none. */
export function faultsAt(
  document: JsonObject,
  path: string,
  reasonOf: (value: JsonValue) => string | undefined,
): Fault[] {
  return placesAt(document, path).flatMap(({ path: place, value }) => {
    const reason = reasonOf(value);
    return reason === undefined ? [] : [{ path: place, reason }];
  });
}

/** Reason of a value that is not a text of at least one character: for identifiers. */
export function notText(value: JsonValue): string | undefined {
  if (typeof value !== 'string') return 'must be a string';
  return value === '' ? 'must not be empty' : undefined;
}

/** Reason of a value that is not an RFC 3339 date-time. */
export function notInstant(value: JsonValue): string | undefined {
  const isInstant = typeof value === 'string' && parseInstant(value) !== undefined;
  return isInstant ? undefined : 'must be an RFC 3339 date-time';
}

/** Reason of a value that is not an object. */
export function notObject(value: JsonValue): string | undefined {
  return isJsonObject(value) ? undefined : 'must be an object';
}

/** Reason of a value that is not an array. */
export function notArray(value: JsonValue): string | undefined {
  return Array.isArray(value) ? undefined : 'must be an array';
}

/**
 * Faults of references: each is an object, and its id, where it has one, is a text that is not empty. Whether it must have
 * one is for the document of the API to say: without a version it is optional. Source: TMF657.
 */
export function referenceFaults(document: JsonObject, path: string): Fault[] {
  return elementsAt(document, path).flatMap(({ path: place, value }) => {
    if (!isJsonObject(value)) return [{ path: place, reason: 'must be an object' }];
    const id = value.id ?? null;
    const reason = id === null ? undefined : notText(id);
    return reason === undefined ? [] : [{ path: `${place}.id`, reason }];
  });
}

/**
 * Faults of the TimePeriods at these paths: both ends, where present, are date-times, and the end is not before the
 * start. Source: TMF657, TMF623.
 */
export function periodFaults(document: JsonObject, paths: readonly string[]): Fault[] {
  return paths.flatMap((path) =>
    placesAt(document, path).flatMap(({ path: place, value }) =>
      isJsonObject(value) ? faultsOfPeriod(place, value) : [{ path: place, reason: 'must be an object' }],
    ),
  );
}

function faultsOfPeriod(path: string, period: JsonObject): Fault[] {
  const ends = [...faultsAt(period, 'startDateTime', notInstant), ...faultsAt(period, 'endDateTime', notInstant)];
  if (ends.length > 0) return ends.map((fault) => ({ ...fault, path: `${path}.${fault.path}` }));
  const [start, end] = [instantOf(period.startDateTime), instantOf(period.endDateTime)];
  if (start === undefined || end === undefined || end >= start) return [];
  return [{ path: `${path}.endDateTime`, reason: 'is before startDateTime' }];
}

function instantOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'string' ? parseInstant(value) : undefined;
}
