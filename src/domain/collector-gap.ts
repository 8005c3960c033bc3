import { parseInstant, type Interval } from '../kernel/instant.ts';
import { objectAt, textAt, type JsonObject } from '../kernel/json.ts';
import { scopeKeysOf, textsAt, type ScopeKey } from './maintenance-scope.ts';

/**
 * A stretch of event time in which measurements could not be taken in, so that silence in it says nothing. UTC ms; the end is
 * Infinity while it lasts. Source: docs/evaluation.md, section 4.
 */
export interface CollectorGap extends Interval {
  id: string;
}

/** How the versions of gaps begin: `collectorGap/7@2`. */
export const gapVersion = 'collectorGap/';

/** What a gap touches: promises that share a key, of these indicators (none: of any). */
export interface GapScope {
  keys: readonly ScopeKey[];
  indicators: readonly string[];
}

/** Who says that there was a gap: a person, or the service of itself. */
export const gapOrigins = ['reported', 'own'] as const;

/** The key that every promise has: of a gap that names nobody, or indicators only. */
export const everything: ScopeKey = 'all';

/** When a gap's document says that nothing came in, whether it is withdrawn or not; undefined when it cannot be read. UTC ms. */
export function gapSpan(document: JsonObject): Interval | undefined {
  const start = parseInstant(textAt(document, 'startDateTime') ?? '');
  if (start === undefined) return undefined;
  if ((document.endDateTime ?? null) === null) return { start, end: Infinity };
  const end = parseInstant(textAt(document, 'endDateTime') ?? '');
  return end === undefined || end <= start ? undefined : { start, end };
}

/** A gap's document as a stretch of time; undefined when it is withdrawn or has no times that can be read. Never throws. */
export function readGap(document: JsonObject): Interval | undefined {
  return document.state === 'withdrawn' ? undefined : gapSpan(document);
}

/** What a gap's document touches; without keys nothing. Never throws. */
export function gapScopeOf(document: JsonObject): GapScope {
  const scope = objectAt(document, 'scope') ?? {};
  const indicators = textsAt(scope, 'indicator');
  const named = scopeKeysOf(document);
  const isForAll = scope.all === true || (named.length === 0 && indicators.length > 0);
  return { keys: isForAll ? [everything] : named, indicators };
}
