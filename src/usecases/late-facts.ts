import type { Assessment } from '../domain/assessment.ts';
import { type Advance, initialState, type CommitmentState, type Transition } from '../domain/commitment.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { periodsBetween } from '../domain/period.ts';
import { advance, isLasting, targetMissed, violationKey } from '../domain/status.ts';
import { type Opened, reconcile, type Restored } from './late-violations.ts';
import type { RecordedViolation } from './recorded-violations.ts';

/** What a look at late facts needs. */
export interface LateContext {
  commitmentId: string;
  objective: Objective;
  /** The state as it stands now: it has passed the period in question. */
  state: CommitmentState & { advancedTo: number };
  assess(period: Period): Promise<Assessment>;
  /** What is recorded as missed in a period. */
  recorded(periodId: string): Promise<RecordedViolation[]>;
}

/** What late facts show about a period that the status has already passed. */
export interface LateFinding {
  /** Violations opened in the period, and where each of them ended. */
  transitions: Transition[];
  /** The state to go on from when such a violation reaches to where the status stands. */
  state?: CommitmentState;
}

/** A breach that runs through more periods than this is followed no further. */
const periodsFollowed = 100;

/**
 * Replays one passed period. A violation it shows is the one recorded for the same time, else a new one; a recorded one
 * that it no longer shows is cleared. A breach that comes out of earlier periods is theirs, and no second violation. The
 * status moves only when what is found reaches to where it stands. Idempotent; writes nothing.
 */
export async function lateFinding(context: LateContext, assessment: Assessment): Promise<LateFinding> {
  const recorded = await context.recorded(assessment.period.id);
  if (!isBeyondAnywhere(assessment) && recorded.length === 0) return { transitions: [] };
  const { commitmentId, objective } = context;
  const state = await stateBefore(context, assessment);
  const replayed = advance({ commitmentId, objective, state, assessment });
  const opened = replayed.transitions.flatMap((each) => (each.kind === 'violationOpened' ? [each] : []));
  if (opened.length === 0 && recorded.length === 0) return { transitions: [] };
  const own = new Set(opened.map(({ uniqueKeyParts }) => violationKey(uniqueKeyParts)));
  const end = await followed(context, { keys: own, until: lastEnd(recorded), replayed, period: assessment.period });
  const all = [...replayed.transitions, ...end.transitions];
  const ends = new Map(all.flatMap((each) => (each.kind === 'violationRestored' ? [[each.uniqueKey, each.at]] : [])));
  const { opened: named, keys, gone } = reconcile(opened, recorded, ends);
  const later = end.transitions.flatMap((each) => (each.kind === 'violationOpened' ? [each] : []));
  const restored = all.flatMap((each) => restoredOf(each, keys, later));
  const found = {
    opened: [...named, ...later],
    restored,
    gone,
    state: renamed(end.state, keys),
    keys: new Set(keys.values()),
  };
  return concluded(context, assessment, { ...found, end });
}

interface Found {
  opened: Opened[];
  restored: Restored[];
  gone: RecordedViolation[];
  /** The state at the end of the replay. */
  state: CommitmentState;
  /** Keys of the violations of the period itself. */
  keys: ReadonlySet<string>;
  end: { isOpen: boolean; isAtPresent: boolean };
}

function concluded(context: LateContext, assessment: Assessment, found: Found): LateFinding {
  const { opened, restored, gone, state, end } = found;
  const clearing = clearingOf(assessment, found);
  const now = context.state;
  if (gone.some(({ uniqueKey }) => uniqueKey === now.openViolation)) {
    if (end.isAtPresent) return adopted(now, [...clearing, ...opened, ...restored], state);
    // Too far to follow: it is no longer violated by this, and the next evaluation says what it is.
    const { openViolation: _gone, onset: _onset, breachMs: _breachMs, ...rest } = now;
    const { transitions, state: after } = adopted(now, [...clearing, ...late(opened), ...restored], {
      ...rest,
      status: 'compliant',
    });
    return after === undefined ? { transitions } : { transitions, state: after };
  }
  if (!end.isOpen) return { transitions: [...clearing, ...late(opened), ...restored] };
  const finding = stillOpen(context, assessment, { opened, restored, state });
  return { ...finding, transitions: [...clearing, ...finding.transitions] };
}

/** Tells which violations of the period stand, where something has to be taken back. */
function clearingOf({ period }: Assessment, { gone, keys }: Found): Transition[] {
  // Also of those cleared before: what follows from it may not have been written.
  if (gone.length === 0) return [];
  return [{ kind: 'violationsCleared', type: targetMissed, periodId: period.id, standing: [...keys] }];
}

function lastEnd(recorded: readonly RecordedViolation[]): number {
  return Math.max(-Infinity, ...recorded.map(({ restoredAt }) => restoredAt ?? Infinity));
}

function restoredOf(each: Transition, keys: ReadonlyMap<string, string>, later: readonly Opened[]): Restored[] {
  if (each.kind !== 'violationRestored') return [];
  const uniqueKey = keys.get(each.uniqueKey);
  if (uniqueKey !== undefined) return [{ ...each, uniqueKey }];
  return later.some(({ uniqueKeyParts }) => violationKey(uniqueKeyParts) === each.uniqueKey) ? [each] : [];
}

function renamed(state: CommitmentState, keys: ReadonlyMap<string, string>): CommitmentState {
  const { openViolation } = state;
  const key = openViolation === undefined ? undefined : keys.get(openViolation);
  return key === undefined ? state : { ...state, openViolation: key };
}

/** A violation shown late that reaches to where the status stands. */
function stillOpen(
  context: LateContext,
  { period }: Assessment,
  { opened, restored, state }: { opened: Opened[]; restored: Restored[]; state: CommitmentState },
): LateFinding {
  const now = context.state;
  const last = opened.at(-1);
  if (now.openViolation === undefined || now.openViolation === state.openViolation)
    return adopted(now, [...opened, ...restored], state);
  // The breach that lasts is one and the same: it is known under the violation that is open.
  if (isLasting(context.objective))
    return { transitions: [...late(opened.filter((each) => each !== last)), ...restored] };
  if (now.episode > 0 && now.episodePeriod !== period.id) {
    const uniqueKey = state.openViolation ?? '';
    return { transitions: [...late(opened), ...restored, { kind: 'violationRestored', uniqueKey, at: period.end }] };
  }
  const ended: Restored = { kind: 'violationRestored', uniqueKey: now.openViolation, at: period.start };
  return adopted(now, [ended, ...opened, ...restored], state);
}

function late(opened: readonly Opened[]): Opened[] {
  return opened.map((each) => ({ ...each, isLate: true }));
}

function isBeyondAnywhere({ result, slices }: Assessment): boolean {
  return result === 'notMet' || slices.some(({ standing }) => standing === 'beyond');
}

/** The state at the beginning of a period, as far as a breach that runs into it matters. */
export async function stateBefore(context: LateContext, assessment: Assessment): Promise<CommitmentState> {
  const { commitmentId, objective } = context;
  if (!isLasting(objective) || beginsWell(assessment)) return initialState;
  const before: Assessment[] = [];
  let { start } = assessment.period;
  while (before.length < periodsFollowed) {
    const [period] = periodsBetween(objective, { start: start - 1, end: start }, 1);
    if (period === undefined) break;
    const earlier = await context.assess(period);
    before.unshift(earlier);
    if (isGoodAnywhere(earlier) || period.start >= start) break;
    ({ start } = period);
  }
  return before.reduce<CommitmentState>(
    (state, each) => advance({ commitmentId, objective, state, assessment: each }).state,
    initialState,
  );
}

function beginsWell({ slices }: Assessment): boolean {
  const first = slices.find(({ standing }) => standing !== undefined);
  return first !== undefined && first.standing !== 'beyond';
}

function isGoodAnywhere({ result, slices }: Assessment): boolean {
  return slices.length === 0
    ? result === 'met'
    : slices.some(({ standing }) => standing !== undefined && standing !== 'beyond');
}

interface Followed {
  /** Violations to follow to their end. */
  keys: ReadonlySet<string>;
  /** To be followed at least to here: what is recorded lasted so long. UTC ms. */
  until: number;
  replayed: Advance;
  period: Period;
}

/** Goes on from a replayed period until its violations, replayed and recorded, end, or to where the status stands. */
async function followed(
  context: LateContext,
  { keys, until, replayed, period }: Followed,
): Promise<{ state: CommitmentState; transitions: Transition[]; isOpen: boolean; isAtPresent: boolean }> {
  const { commitmentId, objective } = context;
  const { advancedTo } = context.state;
  const lastsTo = isLasting(objective) ? until : -Infinity;
  const transitions: Transition[] = [];
  let { state } = replayed;
  let { end } = period;
  const isOpen = (): boolean => keys.has(state.openViolation ?? '');
  for (let count = 0; (isOpen() || end < lastsTo) && end < advancedTo && count < periodsFollowed; count += 1) {
    const [next] = periodsBetween(objective, { start: end, end: end + 1 }, 1);
    if (next === undefined) break;
    const assessment = passedPart(await context.assess(next), advancedTo);
    const step = advance({ commitmentId, objective, state, assessment });
    transitions.push(...step.transitions);
    ({ state } = step);
    ({ end } = next);
  }
  return { state, transitions, isOpen: isOpen() && end >= advancedTo, isAtPresent: end >= advancedTo };
}

/** Of a period the status stands in, only the slices it has passed. */
export function passedPart(assessment: Assessment, advancedTo: number): Assessment {
  if (assessment.period.end <= advancedTo) return assessment;
  return { ...assessment, slices: assessment.slices.filter(({ end }) => end <= advancedTo) };
}

/** The present state as a replay that reached it has it. */
export function adopted(now: LateContext['state'], transitions: Transition[], replayed: CommitmentState): LateFinding {
  const { advancedTo, watermark, episode, episodePeriod } = now;
  // Of slices that all are gone nothing is known but that they are no breach.
  const status = replayed.status === 'pending' ? 'compliant' : replayed.status;
  const state = {
    ...{ ...replayed, status, advancedTo },
    ...(watermark === undefined ? {} : { watermark }),
    // Episodes are counted in the period that the status is in.
    ...(episodePeriod === undefined || episodePeriod === replayed.episodePeriod ? {} : { episode, episodePeriod }),
  };
  if (now.status === state.status) return { transitions, state };
  const at = state.since ?? advancedTo;
  return { transitions: [...transitions, { kind: 'status', from: now.status, to: state.status, at }], state };
}
