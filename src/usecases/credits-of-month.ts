import type { OtherCredit } from '../domain/credit.ts';
import type { Objective } from '../domain/objective-model.ts';
import { noUpdate } from '../domain/missed-updates.ts';
import { localMonth } from '../domain/zone.ts';
import { parseInstant } from '../kernel/instant.ts';
import { objectAt, textAt, type JsonObject } from '../kernel/json.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';

/** The violation that is credited, and the calendar month its credit belongs to. */
export interface CreditPlace {
  violation: StoredResource;
  /** `2026-03`, on the calendar of the contract's zone. */
  month: string;
  objective: Objective;
}

/** The calendar month of an instant in a contract's zone: `2026-03`. */
export function monthOf({ window }: Objective, instant: number): string {
  return monthText(localMonth(window.timeZone, instant));
}

/** The credits of the same month that were recommended before; later ones do not bear on this one. */
export function othersOf({ violation, month }: CreditPlace, violations: readonly StoredResource[]): OtherCredit[] {
  return violations.flatMap((other) => {
    const credit = objectAt(other.document, 'recommendedCredit') ?? {};
    const amount = textAt(objectAt(credit, 'amount') ?? {}, 'value');
    if (amount === undefined || textAt(credit, 'month') !== month || !isBefore(other, violation)) return [];
    return [{ amount, isSameEvent: isSameEvent(violation.document, other.document) }];
  });
}

/** Whether a credit was recommended before another one, which may not have been yet. */
function isBefore(other: StoredResource, violation: StoredResource): boolean {
  if (other.id === violation.id) return false;
  const [at, own] = [recommendedAt(other) ?? '', recommendedAt(violation) ?? '~'];
  return at === own ? Number(other.id) < Number(violation.id) : at < own;
}

/** Of violations taken back, and of missing updates, no month is missed. */
function countsAsMissed({ document }: StoredResource): boolean {
  return textAt(document, 'state') !== 'withdrawn' && textAt(document, 'type') !== noUpdate;
}

/** In how many calendar months running, up to this one, the same rule was missed for the same subject. */
export function monthsMissed(
  { violation, month, objective }: CreditPlace,
  violations: readonly StoredResource[],
): number {
  const own = nameOf(violation);
  const missed = new Set([month]);
  for (const other of violations) {
    const start = instantIn(objectAt(other.document, 'period'), 'startDateTime');
    if (start === undefined || nameOf(other) !== own || !countsAsMissed(other)) continue;
    missed.add(monthOf(objective, start));
  }
  return monthsRunning(month, (each) => missed.has(each));
}

/** How many calendar months running, up to the one given and back, hold: `2026-03`. */
export function monthsRunning(month: string, holds: (month: string) => boolean): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  let count = 0;
  while (holds(monthText(year * 12 + number - 1 - count))) count += 1;
  return count;
}

function monthText(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

function nameOf({ document, internal }: StoredResource): string {
  return JSON.stringify([internal['ruleId'] ?? '', document['subject'] ?? '']);
}

function recommendedAt({ document }: StoredResource): string | undefined {
  return textAt(objectAt(document, 'recommendedCredit') ?? {}, 'recommendedAt');
}

/** The same subject was in breach of two rules at the same time: one event. */
function isSameEvent(left: JsonObject, right: JsonObject): boolean {
  if (left['subject'] !== right['subject']) return false;
  const [one, other] = [breachOf(left), breachOf(right)];
  return one.start < other.end && other.start < one.end;
}

function breachOf(violation: JsonObject): { start: number; end: number } {
  const start = instantIn(violation, 'onset') ?? instantIn(violation, 'date') ?? 0;
  return { start, end: instantIn(violation, 'restoredAt') ?? Infinity };
}

function instantIn(holder: JsonObject | undefined, name: string): number | undefined {
  return holder && parseInstant(textAt(holder, name) ?? '');
}
