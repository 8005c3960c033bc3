import type { Assessment } from '../domain/assessment.ts';
import { initialState, type CommitmentState, type Transition } from '../domain/commitment.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { periodsBetween } from '../domain/period.ts';
import { advance, isLasting, violationKey } from '../domain/status.ts';

/** What a look at late facts needs. */
export interface LateContext {
  commitmentId: string;
  objective: Objective;
  /** The state as it stands now: it has passed the period in question. */
  state: CommitmentState & { advancedTo: number };
  assess(period: Period): Promise<Assessment>;
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
 * Replays one passed period: violations it shows get the keys they would have had in time, so those already recorded are
 * found again. A breach that comes out of earlier periods is theirs, and no second violation. The status moves only
 * when the violation still lasts where it stands. Idempotent; writes nothing.
 */
export async function lateFinding(context: LateContext, assessment: Assessment): Promise<LateFinding> {
  if (!isBeyondAnywhere(assessment)) return { transitions: [] };
  const { commitmentId, objective } = context;
  const state = await stateBefore(context, assessment);
  const replayed = advance({ commitmentId, objective, state, assessment });
  const opened = replayed.transitions.flatMap((each) => (each.kind === 'violationOpened' ? [each] : []));
  if (opened.length === 0) return { transitions: [] };
  const keys = new Set(opened.map(({ uniqueKeyParts }) => violationKey(uniqueKeyParts)));
  const end = await followed(context, { keys, state: replayed.state, period: assessment.period });
  const restored = [...replayed.transitions, ...end.transitions].flatMap((each) =>
    each.kind === 'violationRestored' && keys.has(each.uniqueKey) ? [each] : [],
  );
  return end.isOpen
    ? stillOpen(context, assessment, { opened, restored, state: end.state })
    : { transitions: [...late(opened), ...restored] };
}

type Opened = Extract<Transition, { kind: 'violationOpened' }>;
type Restored = Extract<Transition, { kind: 'violationRestored' }>;

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
async function stateBefore(context: LateContext, assessment: Assessment): Promise<CommitmentState> {
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
  keys: ReadonlySet<string>;
  state: CommitmentState;
  period: Period;
}

/** Goes on from a replayed period until its violation ends, or to where the status stands. */
async function followed(
  context: LateContext,
  { keys, state: from, period }: Followed,
): Promise<{ state: CommitmentState; transitions: Transition[]; isOpen: boolean }> {
  const { commitmentId, objective } = context;
  const { advancedTo } = context.state;
  const transitions: Transition[] = [];
  let state = from;
  let { end } = period;
  const isOpen = (): boolean => keys.has(state.openViolation ?? '');
  for (let count = 0; isOpen() && end < advancedTo && count < periodsFollowed; count += 1) {
    const [next] = periodsBetween(objective, { start: end, end: end + 1 }, 1);
    if (next === undefined) break;
    const assessment = passedPart(await context.assess(next), advancedTo);
    const step = advance({ commitmentId, objective, state, assessment });
    transitions.push(...step.transitions);
    ({ state } = step);
    ({ end } = next);
  }
  return { state, transitions, isOpen: isOpen() && end >= advancedTo };
}

/** Of a period the status stands in, only the slices it has passed. */
function passedPart(assessment: Assessment, advancedTo: number): Assessment {
  if (assessment.period.end <= advancedTo) return assessment;
  return { ...assessment, slices: assessment.slices.filter(({ end }) => end <= advancedTo) };
}

function adopted(now: LateContext['state'], transitions: Transition[], replayed: CommitmentState): LateFinding {
  const { advancedTo, watermark, episode, episodePeriod } = now;
  const state = {
    ...{ ...replayed, advancedTo },
    ...(watermark === undefined ? {} : { watermark }),
    // Episodes are counted in the period that the status is in.
    ...(episodePeriod === undefined || episodePeriod === replayed.episodePeriod ? {} : { episode, episodePeriod }),
  };
  if (now.status === state.status) return { transitions, state };
  const at = state.since ?? advancedTo;
  return { transitions: [...transitions, { kind: 'status', from: now.status, to: state.status, at }], state };
}
