import { planOf, timesOf } from '../domain/maintenance.ts';
import { scopeKeysOf } from '../domain/maintenance-scope.ts';
import type { Interval } from '../kernel/instant.ts';
import { objectAt, objectsAt, type JsonObject } from '../kernel/json.ts';
import { anyOf, where, whereInternal, type FilterExpression } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';

/** Commitments whose past is to be looked at again, and which part of it. */
export interface Correction {
  commitmentIds: string[];
  /** UTC ms; from the first to the last instant that the change may have given another meaning. */
  span: Interval;
}

/** Where commitments are found. */
export interface CorrectionDeps {
  slas: ResourceStore;
  commitments: ResourceStore;
}

const atOnce = 100;
const pageSize = 500;

/**
 * What a change of a window with a reason (its last `audit` entry) makes worth recomputing: the commitments that it touches
 * or touched before, and the time it takes or took up to now. Undefined when nothing of it is past. Only reads; source:
 * semantics of retroactive maintenance, docs/calendars.md.
 */
export async function correctionOf(
  deps: CorrectionDeps,
  window: JsonObject,
  now: number,
): Promise<Correction | undefined> {
  const before = objectAt(objectsAt(window, 'audit').at(-1) ?? {}, 'previous');
  const forms = [window, ...(before === undefined ? [] : [before])];
  const past = { start: 0, end: now };
  const times = forms.flatMap((form) => {
    const plan = planOf(form);
    return plan === undefined ? [] : timesOf(plan, past);
  });
  if (times.length === 0) return undefined;
  const span = {
    start: Math.min(...times.map(({ start }) => start)),
    end: Math.min(now, Math.max(...times.map(({ end }) => end))),
  };
  return { commitmentIds: await touched(deps, [...new Set(forms.flatMap(scopeKeysOf))]), span };
}

async function touched({ slas, commitments }: CorrectionDeps, keys: readonly string[]): Promise<string[]> {
  const entities = keys.flatMap((key) => (key.startsWith('entity:') ? [key.slice('entity:'.length)] : []));
  const agreements = await idsOf(slas, keys, (key) => whereInternal('scopeKeys', 'eq', key));
  const found = [
    ...(await idsOf(commitments, agreements, (id) => whereInternal('slaId', 'eq', id))),
    ...(await idsOf(commitments, entities, (id) => where('subject', 'eq', id))),
  ];
  return [...new Set(found)].sort();
}

async function idsOf(
  store: ResourceStore,
  values: readonly string[],
  filterOf: (value: string) => FilterExpression,
): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < values.length; at += atOnce) {
    const filter = anyOf(...values.slice(at, at + atOnce).map(filterOf));
    for (let offset = 0; ; offset += pageSize) {
      const page = await store.list({ filter, sort: [], offset, limit: pageSize });
      ids.push(...page.map(({ id }) => id));
      if (page.length < pageSize) break;
    }
  }
  return ids;
}
