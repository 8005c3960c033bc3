import type { JsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { faultsAt, notObject } from './checks.ts';

const mostNamed = 1000;

/** Faults of a `scope` that names so many things: it has to name one at least, of these `kinds`. */
export function scopeFaults(document: JsonObject, named: number, kinds: string): Fault[] {
  const notObjects = faultsAt(document, 'scope', notObject);
  if (notObjects.length > 0) return notObjects;
  if (named > mostNamed) return [{ path: 'scope', reason: `names more than ${String(mostNamed)} things` }];
  return named > 0 ? [] : [{ path: 'scope', reason: `must name at least one ${kinds}` }];
}
