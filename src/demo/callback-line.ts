import { relationText } from '../domain/comparator.ts';
import { shownValue } from '../domain/shown-value.ts';
import { objectAt, textAt, type JsonObject } from '../kernel/json.ts';

/** A callback in a line for people, and what it tells of. */
export interface CallbackLine {
  text: string;
  kind: 'warning' | 'violation' | 'other';
}

/** How a callback's body reads. `receivedAt` UTC ms. Bodies of other events are told by their type. */
export function callbackLine(body: JsonObject, receivedAt: number): CallbackLine {
  const event = objectAt(body, 'event') ?? {};
  const violation = objectAt(event, 'slaViolation');
  const commitment = objectAt(event, 'commitment');
  const eventType = textAt(body, 'eventType') ?? 'an event without a type';
  const line = (head: string, text: string): string =>
    `${clock(receivedAt)}  ${head.padEnd(9)}  ${eventType.padEnd(30)}  ${text}`;
  if (violation !== undefined) return { kind: 'violation', text: line('VIOLATION', violationText(violation)) };
  if (commitment === undefined) return { kind: 'other', text: line('event', '') };
  const status = textAt(commitment, 'status') ?? '';
  return { kind: status === 'warning' ? 'warning' : 'other', text: line(status, commitmentText(commitment)) };
}

function violationText(document: JsonObject): string {
  const violation = objectAt(document, 'violation') ?? {};
  const rule = textAt(objectAt(violation, 'rule') ?? {}, 'description') ?? '';
  const sla = textAt(objectAt(document, 'sla') ?? {}, 'description') ?? '';
  const unit = textAt(violation, 'unit') ?? '';
  const [actual, reference = ''] = [textAt(violation, 'actualValue'), textAt(violation, 'referenceValue')];
  const value = actual === undefined ? 'no value' : `${shownValue(actual, { target: reference }, 5)} ${unit}`;
  return `${sla} · ${rule}: ${value}, promised ${relationText(textAt(violation, 'operator'))} ${reference} ${unit}`;
}

function commitmentText(commitment: JsonObject): string {
  const objective = objectAt(commitment, 'objective') ?? {};
  const unit = textIn(objective, 'unit');
  const target = textIn(objective, 'target');
  const side = textAt(objective, 'violationWhen') === 'above' ? 'at most' : 'at least';
  const [name, subject] = [textIn(commitment, 'name'), textIn(commitment, 'subject')];
  const value = attainedText(commitment, objective);
  return `${name} (${subject}): ${value}, promised ${side} ${target} ${unit}; was ${textIn(commitment, 'previousStatus')}`;
}

function attainedText(commitment: JsonObject, objective: JsonObject): string {
  const attained = textAt(commitment, 'attained');
  if (attained === undefined) return 'no value';
  const target = textIn(objective, 'target');
  const [limit = target, threshold = target] = [textAt(objective, 'limit'), textAt(objective, 'threshold')];
  return `${shownValue(attained, { target, limit, threshold }, 5)} ${textIn(objective, 'unit')}`;
}

function textIn(document: JsonObject, name: string): string {
  return textAt(document, name) ?? '';
}

function clock(instant: number): string {
  return `${new Date(instant).toISOString().slice(11, 19)}Z`;
}
