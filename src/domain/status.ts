import type { Standing, Status } from './assessment.ts';
import type { Advance, AdvanceInput, CommitmentState, Transition } from './commitment.ts';
import type { Objective } from './objective-model.ts';
import { lengthOfSlice, openedAt } from './slice-trail.ts';
import { isWellClear } from './standing.ts';
import { stepsOf, type Step } from './steps.ts';

/** The type of violation that this state machine opens; part of its key. */
export const targetMissed = 'targetMissed';

/** A warning clears after this many good evaluations in a row. */
const goodRunToClear = 3;

/** The one text a violation is known by, from the parts an opening transition carries. */
export function violationKey(uniqueKeyParts: readonly string[]): string {
  return uniqueKeyParts.join('|');
}

/**
 * Moves a commitment's status on by one assessment.
 *
 * - Forward only: what lies before `advancedTo` (the end of the last completed slice or closed period) is passed over,
 *   so the same assessment twice adds nothing, and a state that was never saved gives the same keys again.
 * - Instant mode: slices beyond the limit make it `breaching`, and `violated` once they last longer than the tolerance
 *   period; time without data neither adds nor ends it. Other modes: violated with the result notMet.
 * - A violation of a calendar period ends with it: the next period's violation is another one. Where slices, a tolerance
 *   period or a rolling window make a breach one run through many periods, it lasts until something is good again.
 * - In certain mode a new period that has begun and is not lost restores; in the others a good slice or closed period. Where
 *   a period that was lost no longer is (facts have changed), its violations are cleared instead.
 * - No data neither raises nor clears. A warning clears after three good evaluations, or one a tenth clear of its line;
 *   it never turns into a violation by ageing.
 *
 * Pure. Source: docs/evaluation.md.
 */
export function advance(input: AdvanceInput): Advance {
  const steps = stepsOf(input.objective, input.assessment, input.state);
  if (steps.length === 0) return { state: input.state, transitions: [] };
  const run: Run = { input, state: enterPeriod(input), transitions: [] };
  for (const step of steps) take(run, step);
  const watermark = Math.max(input.state.watermark ?? -Infinity, input.assessment.watermark);
  return { state: { ...run.state, watermark }, transitions: run.transitions };
}

/** One advance under way. */
interface Run {
  readonly input: AdvanceInput;
  state: CommitmentState;
  transitions: Transition[];
}

function enterPeriod({ objective, state, assessment: { period } }: AdvanceInput): CommitmentState {
  if (state.episodePeriod === period.id) return state;
  // What facts may still show of the time before the first period is late: it says nothing of the status now.
  const begun = objective.window.type === 'rolling' ? {} : { advancedTo: state.advancedTo ?? period.start };
  return { ...state, ...begun, episodePeriod: period.id, episode: 0 };
}

function take(run: Run, step: Step): void {
  if (step.standing === undefined) takeUnknown(run, step);
  else if (step.standing === 'beyond') takeBeyond(run, step);
  else takeGood(run, step, step.standing);
  if (step.isComplete) run.state = { ...run.state, advancedTo: step.end };
}

/** No data neither raises nor clears; but what facts no longer show, since they have changed, never was a violation. */
function takeUnknown(run: Run, step: Step): void {
  if (isOfThisPeriod(run) && !isLasting(run.input.objective)) {
    clear(run);
    run.state = withoutBreach(run.state);
    setStatus(run, 'noData', { ...step, at: step.end });
    return;
  }
  if (step.hasData) return;
  const { status } = run.state;
  if (status === 'compliant' || status === 'pending') setStatus(run, 'noData', { ...step, at: step.end });
}

function takeBeyond(run: Run, step: Step): void {
  const { state } = run;
  if (state.openViolation !== undefined && !isLasting(run.input.objective)) {
    if (isOfThisPeriod(run)) return;
    restore(run, step.start);
  }
  const breach = breachWith(run, step);
  run.state = { ...run.state, onset: breach.onset, breachMs: breach.breachMs, goodRun: 0 };
  if (run.state.openViolation !== undefined) return;
  const { toleranceMs, verdictMode } = run.input.objective;
  if (verdictMode === 'instant' && breach.breachMs <= toleranceMs)
    setStatus(run, 'breaching', { ...step, at: step.end });
  else open(run, step, breach);
}

/** Whether the violation that is open was opened in the period under way, and not in one before. */
function isOfThisPeriod({ state, input: { commitmentId, assessment } }: Run): boolean {
  return state.openViolation?.startsWith(`${violationKey([commitmentId, assessment.period.id])}|`) === true;
}

interface Breach {
  onset: number;
  breachMs: number;
}

function breachWith({ state, input: { objective } }: Run, step: Step): Breach {
  if (step.breachedAt !== undefined)
    return { onset: state.onset ?? step.breachedAt, breachMs: step.end - step.breachedAt };
  return {
    onset: state.onset ?? step.start,
    breachMs: (isLasting(objective) ? (state.breachMs ?? 0) : 0) + lengthOfSlice(step),
  };
}

function open(run: Run, step: Step, { onset, breachMs }: Breach): void {
  const { commitmentId, assessment, objective } = run.input;
  const episode = run.state.episode + 1;
  const periodId = assessment.period.id;
  const uniqueKeyParts = [commitmentId, periodId, targetMissed, String(episode)];
  const tolerated = objective.verdictMode === 'instant' ? objective.toleranceMs : 0;
  const at = step.breachedAt ?? openedAt(step, breachMs, tolerated);
  run.transitions.push({ kind: 'violationOpened', uniqueKeyParts, onset, at, ...attainedOf(step), periodId, episode });
  run.state = { ...run.state, episode, openViolation: violationKey(uniqueKeyParts) };
  setStatus(run, 'violated', { ...step, at });
}

function takeGood(run: Run, step: Step, standing: Exclude<Standing, 'beyond'>): void {
  const { objective } = run.input;
  const { status } = run.state;
  const isRaised = status === 'violated' || status === 'breaching';
  // Of a period still open only certain mode knows that it is not lost.
  if (isRaised && !step.isComplete && objective.verdictMode !== 'certain') return;
  const isCorrected = isOfThisPeriod(run) && !isLasting(objective);
  const clearedAt = isCorrected ? step.end : step.start;
  if (isCorrected) clear(run);
  else restore(run, clearedAt, step);
  run.state = withoutBreach(run.state);
  const next = statusAfter(run, step, standing);
  setStatus(run, next, { ...step, at: isRaised ? clearedAt : step.end });
}

/** The status for a standing on the good side, with the warning's hysteresis; counts the good run. */
function statusAfter(run: Run, step: Step, standing: Exclude<Standing, 'beyond'>): Status {
  const { state, input } = run;
  if (state.status !== 'warning' || standing !== 'compliant') {
    run.state = { ...state, goodRun: 0 };
    return standing;
  }
  const isNew = step.isComplete || input.assessment.watermark > (state.watermark ?? -Infinity);
  const goodRun = state.goodRun + (isNew ? 1 : 0);
  const isClear = step.attained !== undefined && isWellClear(input.objective, step.attained);
  const isCleared = isClear || goodRun >= goodRunToClear;
  run.state = { ...state, goodRun: isCleared ? 0 : goodRun };
  return isCleared ? 'compliant' : 'warning';
}

function restore(run: Run, at: number, step?: Step): void {
  const { openViolation } = run.state;
  if (openViolation === undefined) return;
  run.transitions.push({
    kind: 'violationRestored',
    uniqueKey: openViolation,
    at,
    ...(step === undefined ? {} : attainedOf(step)),
  });
  run.state = withoutBreach(run.state);
}

/** The period is good after all: what was opened in it never was a violation. */
function clear(run: Run): void {
  const periodId = run.input.assessment.period.id;
  run.transitions.push({ kind: 'violationsCleared', type: targetMissed, periodId, standing: [] });
}

function withoutBreach(state: CommitmentState): CommitmentState {
  const { onset: _onset, breachMs: _breachMs, openViolation: _openViolation, ...rest } = state;
  return rest;
}

function setStatus(run: Run, to: Status, { at, attained }: { at: number; attained?: string }): void {
  const { status: from } = run.state;
  if (from === to) return;
  run.transitions.push({ kind: 'status', from, to, at, ...(attained === undefined ? {} : { attained }) });
  run.state = { ...run.state, status: to, since: at };
}

function attainedOf({ attained }: Step): { attained?: string } {
  return attained === undefined ? {} : { attained };
}

/** Whether a violation goes on through periods until something is good. */
export function isLasting({ window, verdictMode, sliceMs, toleranceMs }: Objective): boolean {
  return window.type === 'rolling' || (verdictMode === 'instant' && (sliceMs !== undefined || toleranceMs > 0));
}
