import { derivedId } from '../kernel/ids.ts';
import { type JsonObject, isJsonObject, textAt, valuesAt } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import type { QueryWords } from './query-words.ts';

/** How events of a subscription go out together. */
export interface Grouping {
  /** How long the first event of a group waits for others, ms. */
  windowMs: number;
  /** The window as it was registered, e.g. `PT1M`. */
  window: string;
  /** Path in the rendered event of what they have in common, e.g. `['event', 'slaViolation', 'sla', 'id']`. */
  key: readonly string[];
}

const shortestMs = 1000;
const longestMs = 3_600_000;
const longestKey = 256;
const duration = /^PT(?:(\d{1,2})H)?(?:(\d{1,4})M)?(?:(\d{1,4})S)?$/;
const keyForm = /^event(?:Type|\.[A-Za-z0-9@_-]+)(?:\.[A-Za-z0-9@_-]+)*$/;

/** What is wrong with the grouping of a registration, by path; empty when nothing is, or none was asked for. */
export function groupingFaults(document: JsonObject): Fault[] {
  const { grouping } = document;
  if (grouping === undefined || grouping === null) return [];
  if (!isJsonObject(grouping)) return [{ path: 'grouping', reason: 'must be an object' }];
  const faults: Fault[] = [];
  const { window, key } = grouping;
  if (windowMsOf(window) === undefined)
    faults.push({ path: 'grouping.window', reason: 'must be an ISO 8601 duration from PT1S to PT1H' });
  if (typeof key !== 'string' || key.length > longestKey || !keyForm.test(key))
    faults.push({ path: 'grouping.key', reason: 'must be a path into the event, such as "event.slaViolation.sla.id"' });
  return faults;
}

/** The grouping that a hub document asks for; `words` are those of its dialect. Undefined when it asks for none. */
export function groupingIn(document: JsonObject, words: Pick<QueryWords, 'path'> | undefined): Grouping | undefined {
  const { grouping } = document;
  if (!isJsonObject(grouping) || groupingFaults(document).length > 0) return undefined;
  const [window, key] = [textAt(grouping, 'window') ?? '', (textAt(grouping, 'key') ?? '').split('.')];
  const windowMs = windowMsOf(window);
  return windowMs === undefined ? undefined : { windowMs, window, key: words?.path(key) ?? key };
}

/** The group that a rendered event belongs to, as a short text; undefined when it has nothing at the key: then it goes alone. */
export function groupKeyOf(rendered: JsonObject, { key }: Grouping): string | undefined {
  const [value] = valuesAt(rendered, key);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  return derivedId(key.join('.'), typeof value, String(value));
}

function windowMsOf(window: unknown): number | undefined {
  const match = typeof window === 'string' ? duration.exec(window) : null;
  if (match === null || window === 'PT') return undefined;
  const [hours, minutes, seconds] = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
  const ms = ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
  return ms >= shortestMs && ms <= longestMs ? ms : undefined;
}
