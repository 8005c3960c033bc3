import type { Assessment } from '../domain/assessment.ts';
import type { CommitmentState } from '../domain/commitment.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { advance } from '../domain/status.ts';
import { type Again, dueStretches } from './again.ts';
import { adopted, lateFinding, type LateContext, type LateFinding, passedPart, stateBefore } from './late-facts.ts';

/** What decides whether slices are looked at again. Instants in UTC ms. */
interface Passed {
  advancedTo: number;
  again: readonly Again[] | undefined;
  now: number;
}

/**
 * Whether slices of the period under way that the status has passed are to be assessed again: what counts in them has changed. Windows
 * that roll are looked at one by one as those that have passed.
 */
export function isPassedAgain(
  { window, sliceMs }: Objective,
  period: Period,
  { advancedTo, again, now }: Passed,
): boolean {
  if (window.type === 'rolling' || sliceMs === undefined) return false;
  if (advancedTo <= period.start || advancedTo >= period.end) return false;
  return dueStretches(again, now).some(({ start, end }) => start < advancedTo && end > period.start);
}

/**
 * Replays the slices of the period under way that the status has passed, as {@link lateFinding} does those of a period that is over:
 * what they no longer show is cleared, and the breach under way is the one that they show. Idempotent; writes nothing.
 */
export async function passedFinding(context: LateContext, assessment: Assessment): Promise<LateFinding> {
  const { state: now } = context;
  const part = passedPart(assessment, now.advancedTo);
  const finding = await lateFinding(context, part);
  const found = finding.state === undefined ? await breachFound(context, part, finding) : finding;
  return { transitions: found.transitions, state: counted(found.state ?? now, now, found.transitions) };
}

/** A breach that is no violation yet is in no finding about violations. */
async function breachFound(context: LateContext, part: Assessment, finding: LateFinding): Promise<LateFinding> {
  const { state: now, commitmentId, objective } = context;
  if (now.openViolation !== undefined) return finding;
  const before = await stateBefore(context, part);
  const { state } = advance({ commitmentId, objective, state: before, assessment: part });
  const isOfBreach = now.status === 'breaching' || state.status === 'breaching';
  return isOfBreach && !isSameBreach(now, state) ? adopted(now, finding.transitions, state) : finding;
}

/** What is opened from now on in the period comes behind all that was. */
function counted(
  state: CommitmentState,
  { episode, episodePeriod }: CommitmentState,
  transitions: LateFinding['transitions'],
): CommitmentState {
  const opened = transitions.flatMap((each) => (each.kind === 'violationOpened' ? [each.episode] : []));
  const latest = { ...state, episode: Math.max(episode, ...opened) };
  return episodePeriod === undefined ? latest : { ...latest, episodePeriod };
}

function isSameBreach(left: CommitmentState, right: CommitmentState): boolean {
  return left.status === right.status && left.onset === right.onset && left.breachMs === right.breachMs;
}
