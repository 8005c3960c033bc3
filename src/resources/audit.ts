import { formatInstant } from '../kernel/instant.ts';
import { objectsAt, textAt, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { invalidBody, type Fault } from '../kernel/problem.ts';

/** A change of something that figures rest on. */
export interface AuditedChange {
  before: JsonObject | undefined;
  /** UTC ms. */
  now: number;
  /** Figures that were true till now may change. */
  isPast: boolean;
  /** What was done, e.g. `created`. */
  action: string;
  /** Attributes that decide, kept as they were before. */
  decisive: readonly string[];
  /** Why a change of the past needs a reason, for people. */
  demand: string;
}

/** Changes that are kept with a resource; one with more is to be followed by a new one. */
const mostAudited = 100;

/**
 * The document with its `reason` and `changedBy` moved into `audit`, with what was before. A change of the past without a
 * reason: Problem `invalid` naming `reason`. Without a reason, and about no past, the document as it is.
 */
export function withAudit(document: JsonObject, change: AuditedChange): JsonObject {
  const { before, now, isPast, action, decisive, demand } = change;
  const reason = textAt(document, 'reason');
  if (isPast && (reason === undefined || reason.trim() === '')) throw invalidBody([{ path: 'reason', reason: demand }]);
  if (reason === undefined) return document;
  const { reason: _reason, changedBy, ...rest } = document;
  const entry: JsonObject = { dateTime: formatInstant(now), reason, action };
  const who = changedBy ?? document.approver ?? null;
  if (who !== null) entry.changedBy = who;
  if (before !== undefined) entry.previous = previousOf(before, decisive);
  return { ...rest, audit: [...objectsAt(document, 'audit'), entry] };
}

/** Fault of an audit that has no room; `successor`: what to make instead. */
export function auditFaults(document: JsonObject, successor: string): Fault[] {
  return objectsAt(document, 'audit').length <= mostAudited
    ? []
    : [{ path: 'audit', reason: `has ${String(mostAudited)} changes already: make ${successor}` }];
}

function previousOf(before: JsonObject, decisive: readonly string[]): JsonObject {
  const told = [...decisive, 'state'].map((name): [string, JsonValue] => [name, before[name] ?? null]);
  return Object.fromEntries(told.filter(([, value]) => value !== null));
}
