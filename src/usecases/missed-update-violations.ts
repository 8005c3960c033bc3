import type { Transition } from '../domain/commitment.ts';
import { noUpdate, type UpdatesMissed } from '../domain/missed-updates.ts';
import type { Objective } from '../domain/objective-model.ts';
import { periodAt } from '../domain/period.ts';
import { violationKey } from '../domain/status.ts';
import type { Interval } from '../kernel/instant.ts';
import type { CommitmentSchedule } from './commitment-record.ts';
import { type Opened, reconcile } from './late-violations.ts';
import type { RecordedViolation, RecordedViolations } from './recorded-violations.ts';

/** More missed updates than may be, as the facts show them now. Instants in UTC ms. */
export interface Missed extends UpdatesMissed {
  periodId: string;
  /** When an update came again, or the period it was counted in was over; absent while it lasts. */
  restoredAt?: number;
  /** Only so if nothing more arrives: enough to keep a violation, not to open one. */
  isSupposed?: boolean;
}

/** What is known of the missed updates of a stretch of time. */
export interface MissedFacts {
  missed: readonly Missed[];
  /** Stretches of which `missed` tells all. */
  looked: readonly Interval[];
}

/** What they are compared with. */
export interface MissedRecord {
  commitmentId: string;
  objective: Objective;
  recorded: RecordedViolations;
}

/** What follows for violations, and the one that is open. */
export interface MissedOutcome {
  transitions: Transition[];
  silence?: NonNullable<CommitmentSchedule['silence']>;
}

/**
 * Holds the missed updates that facts show against the violations recorded: what is new is opened, what has ended is
 * restored, what the facts no longer show is taken back. Reads only; the same again once that is recorded.
 */
export async function reconcileMissed(facts: MissedFacts, record: MissedRecord): Promise<MissedOutcome> {
  const recorded = await recordedMissed(facts, record);
  const outcome: MissedOutcome = { transitions: [] };
  const periodIds = new Set([...facts.missed, ...recorded].map(({ periodId }) => periodId));
  for (const periodId of periodIds) {
    const own = facts.missed.filter((each) => each.periodId === periodId);
    const known = recorded.filter((each) => each.periodId === periodId);
    takePeriod(outcome, { periodId, own, known }, { facts, record });
  }
  return outcome;
}

type Known = RecordedViolation & { periodId: string };

/** Those recorded in the periods concerned, within the stretches looked at or not. */
async function recordedMissed(
  { missed, looked }: MissedFacts,
  { commitmentId, objective, recorded }: MissedRecord,
): Promise<Known[]> {
  const all = await recorded(commitmentId);
  const known = all.map((each) => ({ ...each, periodId: each.uniqueKey.split('|')[1] ?? '' }));
  const own = known.filter(({ type }) => type === noUpdate);
  const periodIds = new Set(missed.map(({ periodId }) => periodId));
  for (const { start, end } of looked) {
    for (const { at, periodId } of own) if (start <= at && at <= end) periodIds.add(periodId);
    periodIds.add(periodAt(objective.window, start).id);
    periodIds.add(periodAt(objective.window, end).id);
  }
  if (all.length > 0) return own.filter(({ periodId }) => periodIds.has(periodId));
  // More than are read at once: of the periods concerned only.
  const found: Known[] = [];
  for (const periodId of periodIds)
    found.push(...(await recorded(commitmentId, periodId)).map((each) => ({ ...each, periodId })));
  return found.filter(({ type }) => type === noUpdate);
}

interface OfPeriod {
  periodId: string;
  own: readonly Missed[];
  known: readonly Known[];
}

function takePeriod(
  outcome: MissedOutcome,
  { periodId, own, known }: OfPeriod,
  { facts, record }: { facts: MissedFacts; record: MissedRecord },
): void {
  const isLooked = ({ at }: Known): boolean => facts.looked.some(({ start, end }) => start <= at && at <= end);
  const drafts = own.map((each, index) => openedOf(each, [record.commitmentId, periodId, noUpdate], index + 1));
  const ends = new Map(
    own.flatMap(({ restoredAt }, index) =>
      restoredAt === undefined ? [] : [[violationKey(drafts[index]?.uniqueKeyParts ?? []), restoredAt] as const],
    ),
  );
  const { opened, gone } = reconcile(drafts, known, ends);
  const isGone = (each: Known): boolean =>
    isLooked(each) && gone.some(({ uniqueKey }) => uniqueKey === each.uniqueKey) && !each.isCleared;
  if (known.some(isGone)) {
    const standing = [
      ...known.filter((each) => !isGone(each)).map(({ uniqueKey }) => uniqueKey),
      ...opened.map(({ uniqueKeyParts }) => violationKey(uniqueKeyParts)),
    ];
    outcome.transitions.push({ kind: 'violationsCleared', type: noUpdate, periodId, standing });
  }
  opened.forEach((each, index) => {
    takeOpened(outcome, each, { missed: own[index], known });
  });
}

function openedOf(missed: Missed, key: string[], episode: number): Opened {
  const { onset, at, lastUpdateAt, periodId } = missed;
  const uniqueKeyParts = [...key, String(episode)];
  return { kind: 'violationOpened', type: noUpdate, uniqueKeyParts, onset, at, lastUpdateAt, periodId, episode };
}

function takeOpened(
  outcome: MissedOutcome,
  opened: Opened,
  { missed, known }: { missed: Missed | undefined; known: readonly Known[] },
): void {
  const uniqueKey = violationKey(opened.uniqueKeyParts);
  const recorded = known.find((each) => each.uniqueKey === uniqueKey);
  const { restoredAt, isSupposed } = missed ?? {};
  if (recorded === undefined && isSupposed === true) return;
  if (recorded === undefined) outcome.transitions.push(opened);
  if (restoredAt === undefined) {
    const violationId = recorded === undefined ? {} : { violationId: recorded.id };
    outcome.silence = { uniqueKey, since: opened.onset, ...violationId };
  } else if (recorded?.restoredAt === undefined) {
    outcome.transitions.push({ kind: 'violationRestored', uniqueKey, at: restoredAt });
  }
}
