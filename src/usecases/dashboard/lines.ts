import { isJsonObject, objectAt, textAt, type JsonObject } from '../../kernel/json.ts';
import { parseInstant } from '../../kernel/instant.ts';
import { scalarText } from '../../domain/contract-text.ts';
import type { StoredResource } from '../../tmf630/resource-store.ts';
import { commitmentOf } from '../commitment-record.ts';
import type { CommitmentLine, ViolationLine } from './model.ts';

/** The commitment a stored resource holds, as pages show it. `slaName` is taken off the front of its name. */
export function commitmentLine(stored: StoredResource, slaName?: string): CommitmentLine {
  const { terms, state, schedule, current } = commitmentOf(stored);
  const { since, watermark } = state;
  const { openViolationId } = schedule;
  return {
    id: terms.id,
    name: ownName(terms.name, slaName),
    source: terms.source,
    indicator: terms.series.indicator,
    subject: terms.series.subject,
    status: state.excludedSince === undefined ? state.status : 'excluded',
    reasons: terms.notEvaluableReasons,
    ...(since === undefined ? {} : { since }),
    ...(watermark === undefined ? {} : { watermark }),
    ...(terms.objective === undefined ? {} : { objective: terms.objective }),
    ...(current === undefined ? {} : { current }),
    ...(openViolationId === undefined ? {} : { openViolationId }),
  };
}

function ownName(name: string, slaName: string | undefined): string {
  const front = `${slaName ?? ''} · `;
  return slaName !== undefined && name.startsWith(front) ? name.slice(front.length) : name;
}

/**
 * A recorded violation as pages show it. Violations are also recorded by clients, so every member may be missing or of
 * another shape than ours: what cannot be read is left out.
 */
export function violationLine({ id, document, internal }: StoredResource): ViolationLine {
  const violation = objectAt(document, 'violation') ?? {};
  const rule = objectAt(violation, 'rule') ?? {};
  const sla = objectAt(document, 'sla') ?? {};
  return present({
    id,
    at: instantAt(document, 'date'),
    slaId: scalarText(internal, 'slaId') ?? scalarText(sla, 'id'),
    slaName: textAt(sla, 'description') ?? textAt(sla, 'name'),
    commitmentId: textAt(objectAt(document, 'commitment') ?? {}, 'id'),
    rule: textAt(rule, 'description') ?? scalarText(rule, 'id'),
    subject: textAt(document, 'subject'),
    operator: scalarText(violation, 'operator'),
    referenceValue: scalarText(violation, 'referenceValue'),
    actualValue: scalarText(violation, 'actualValue'),
    unit: scalarText(violation, 'unit'),
    type: textAt(document, 'type'),
    credit: creditOf(objectAt(document, 'recommendedCredit')),
    state: textAt(document, 'state'),
    restoredAt: instantAt(document, 'restoredAt'),
    comment: textAt(violation, 'comment'),
    period: intervalAt(document, 'period'),
  });
}

/** `20.00 EUR, recommended`. */
function creditOf(credit: JsonObject | undefined): string | undefined {
  const { value, unit } = (credit && objectAt(credit, 'amount')) ?? {};
  if (credit === undefined || typeof value !== 'string' || typeof unit !== 'string') return undefined;
  return `${value} ${unit}, ${textAt(credit, 'status') ?? 'recommended'}`;
}

/** The member as an instant, UTC ms; undefined when it is not a date-time. */
export function instantAt(object: JsonObject, name: string): number | undefined {
  const text = textAt(object, name);
  return text === undefined ? undefined : parseInstant(text);
}

/** A member `{startDateTime, endDateTime}`; undefined unless both ends are date-times. */
export function intervalAt(object: JsonObject, name: string): { start: number; end: number } | undefined {
  const period = object[name];
  if (!isJsonObject(period)) return undefined;
  const [start, end] = [instantAt(period, 'startDateTime'), instantAt(period, 'endDateTime')];
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The object without the members that are undefined. */
export function present<Value extends object>(value: { [Name in keyof Value]: Value[Name] | undefined }): Value {
  const kept = Object.entries(value).filter(([, member]) => member !== undefined);
  // Only members that may be missing are optional in Value; the callers' literals name all the others.
  return Object.fromEntries(kept) as Value;
}
