import { planOf, timesOf } from '../domain/maintenance.ts';
import { scopeKeysOf } from '../domain/maintenance-scope.ts';
import { formatInstant, type Interval } from '../kernel/instant.ts';
import { objectAt, objectsAt, textAt, type JsonObject } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import { anyOf, where, whereInternal, type FilterExpression } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { reassess } from './reassess.ts';

/** What a change of the past makes worth recomputing. */
export interface Correction {
  /** UTC ms; from the first to the last instant that the change may have given another meaning. */
  span: Interval;
  /** What the window touches or touched before: keys that agreements share, and `entity:` of subjects. */
  keys: string[];
  /** Told with what is stated anew. */
  reason: string;
}

/** Where commitments are found. */
export interface CorrectionDeps {
  slas: ResourceStore;
  commitments: ResourceStore;
}

const atOnce = 100;
const pageSize = 500;

/**
 * Has what a change of the past of maintenance windows touches assessed again: open periods at once, final ones as a
 * restatement. A change of the past is one that took its reason into `audit`. Takes any events and leaves the others alone;
 * reads page by page. Idempotent: an event that comes twice has the same looked at again, which changes nothing.
 * `now` UTC ms. Source: docs/calendars.md.
 */
export async function reassessMaintenance(
  deps: CorrectionDeps,
  events: readonly ChangeEvent[],
  now: number,
): Promise<void> {
  for (const { payload } of correctionsIn(events, 'maintenanceWindow')) {
    const correction = correctionOf(payload, now);
    if (correction === undefined) continue;
    const again = { ...correction.span, reason: correction.reason };
    for await (const ids of touchedBy(deps, correction.keys)) await reassess(deps.commitments, ids, { again, now });
  }
}

/** Changes of the past of resources of a name, by what they took into `audit`. Of the events of one write (value and state) one says all. */
export function correctionsIn(events: readonly ChangeEvent[], name: string): ChangeEvent[] {
  const corrections = events.filter(
    ({ resourceName, occurredAt, payload }) =>
      resourceName === name && textAt(lastAudit(payload), 'dateTime') === formatInstant(occurredAt),
  );
  return [...new Map(corrections.map((each) => [`${each.resourceId} ${String(each.occurredAt)}`, each])).values()];
}

/** The last change with a reason. */
export function lastAudit(document: JsonObject): JsonObject {
  return objectsAt(document, 'audit').at(-1) ?? {};
}

/**
 * What a change of a window with a reason (its last `audit` entry) makes worth recomputing: the time it takes or took up to
 * now, and what it touches or touched before. Undefined when nothing of it is past. Pure.
 */
export function correctionOf(window: JsonObject, now: number): Correction | undefined {
  const audit = lastAudit(window);
  const before = objectAt(audit, 'previous');
  const forms = [window, ...(before === undefined ? [] : [before])];
  const span = pastOf(forms, now);
  if (span === undefined) return undefined;
  const [id, action, reason] = [textAt(window, 'id'), textAt(audit, 'action'), textAt(audit, 'reason')].map(String);
  const told = `maintenance window ${id ?? ''} ${action ?? ''}: ${reason ?? ''}`;
  return { span, keys: [...new Set(forms.flatMap(scopeKeysOf))], reason: told };
}

/** From the first to the last instant up to now that any of these forms of a window takes. */
function pastOf(forms: readonly JsonObject[], now: number): Interval | undefined {
  const times = forms.flatMap((form) => {
    const plan = planOf(form);
    return plan === undefined ? [] : timesOf(plan, { start: 0, end: now });
  });
  if (times.length === 0) return undefined;
  const start = times.reduce((first, each) => Math.min(first, each.start), Infinity);
  const end = times.reduce((last, each) => Math.max(last, each.end), -Infinity);
  return { start, end: Math.min(now, end) };
}

/** Ids of the commitments that share any of these keys, page by page; some may come twice. */
export async function* touchedBy(
  { slas, commitments }: CorrectionDeps,
  keys: readonly string[],
): AsyncGenerator<string[]> {
  for await (const agreements of idsWhere(slas, keys, (key) => whereInternal('scopeKeys', 'eq', key)))
    yield* idsWhere(commitments, agreements, (id) => whereInternal('slaId', 'eq', id));
  const subjects = keys.flatMap((key) => (key.startsWith('entity:') ? [key.slice('entity:'.length)] : []));
  yield* idsWhere(commitments, subjects, (id) => where('subject', 'eq', id));
}

/**
 * Ids of the resources for which the comparison with any of the values holds, page by page. The last page comes first: what is
 * removed meanwhile then moves nothing past the reader.
 */
export async function* idsWhere(
  store: ResourceStore,
  values: readonly string[],
  filterOf: (value: string) => FilterExpression,
): AsyncGenerator<string[]> {
  for (let at = 0; at < values.length; at += atOnce) {
    const filter = anyOf(...values.slice(at, at + atOnce).map(filterOf));
    for (let end = await store.count(filter); end > 0; end -= pageSize) {
      const offset = Math.max(0, end - pageSize);
      const page = await store.list({ filter, sort: [], offset, limit: end - offset });
      yield page.map(({ id }) => id);
    }
  }
}
