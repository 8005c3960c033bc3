import type { Assessment } from '../domain/assessment.ts';
import type { CommitmentState } from '../domain/commitment.ts';
import type { Objective } from '../domain/objective-model.ts';
import { advance } from '../domain/status.ts';
import type { Interval } from '../kernel/instant.ts';
import { dueStretches } from './again.ts';
import type { EvaluableCommitment } from './evaluation.ts';
import { adopted, lateFinding, type LateContext, type LateFinding, passedPart, stateBefore } from './late-facts.ts';
import type { SeriesReader } from './series-reader.ts';

/** What decides whether slices are looked at again. Instants in UTC ms. */
interface Passed {
  advancedTo: number;
  /** The commitment with what is remembered of its running period. */
  commitment: Pick<EvaluableCommitment, 'prefix' | 'schedule'>;
  reader: Pick<SeriesReader, 'touched'>;
  now: number;
}

/**
 * Whether slices of the period under way that the status has passed are to be looked at again: at its close, when what counts in them has
 * changed, and when facts came in late enough for the period to be read whole. Windows that roll are looked at one by one as
 * those that have passed.
 */
export function isPassedAgain(
  { window, sliceMs }: Objective,
  { period, finality }: Assessment,
  { advancedTo, commitment: { prefix, schedule }, reader, now }: Passed,
): boolean {
  if (window.type === 'rolling' || sliceMs === undefined) return false;
  if (advancedTo <= period.start || advancedTo >= period.end) return false;
  const isIn = ({ start, end }: Interval): boolean => start < advancedTo && end > period.start;
  const { to = -Infinity } = prefix ?? {};
  const isLate = reader.touched.some((stretch) => isIn(stretch) && stretch.start < to);
  return finality !== 'open' || isLate || dueStretches(schedule.again, now).some(isIn);
}

/**
 * Replays the slices of the period under way that the status has passed, as {@link lateFinding} does those of a period that is over:
 * what they no longer show is cleared, and the breach under way is the one that they show. Idempotent; writes nothing.
 */
export async function passedFinding(context: LateContext, assessment: Assessment): Promise<LateFinding> {
  const { state: now } = context;
  const part = passedPart(assessment, now.advancedTo);
  if (isUneventful(now, part)) return { transitions: [] };
  const finding = await lateFinding(context, part);
  const found = finding.state === undefined ? await breachFound(context, part, finding) : finding;
  return { transitions: found.transitions, state: counted(found.state ?? now, now, found.transitions) };
}

/** Nothing is beyond the limit, nor was: most periods close so. */
function isUneventful({ episode, status, openViolation }: CommitmentState, { slices }: Assessment): boolean {
  const isCalm = episode === 0 && openViolation === undefined && status !== 'breaching';
  return isCalm && slices.every(({ standing }) => standing !== 'beyond');
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
