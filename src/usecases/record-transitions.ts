import type { Transition } from '../domain/commitment.ts';
import { noUpdate } from '../domain/missed-updates.ts';
import { violationKey } from '../domain/status.ts';
import { violationDocument } from '../domain/violation.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { assessmentId } from './assessment-record.ts';
import { clearViolations } from './clear-violations.ts';
import type { Evaluation } from './evaluation.ts';
import { recordViolation, type RecordedViolation, restoreViolation, type ViolationDeps } from './record-violation.ts';
import { isFinal, type KnownAssessments } from './save-assessments.ts';

/** What recording what an evaluation found needs. */
export interface RecordDeps {
  slas: ResourceStore;
  objectives: ResourceStore;
  violation: ViolationDeps;
}

type Opened = Extract<Transition, { kind: 'violationOpened' }>;

/**
 * Records the violations an evaluation opened, those it saw end and those that late facts take back, in order, and notes in
 * its commitment which one is open. `known`: what was stated of the periods before; what is found about a final one is
 * marked as restated. Answers how many are new. Idempotent: what an earlier run recorded is found again.
 */
export async function recordTransitions(
  deps: RecordDeps,
  evaluation: Evaluation,
  known: KnownAssessments = new Map(),
): Promise<number> {
  const { commitment, transitions } = evaluation;
  let recorded = 0;
  for (const transition of transitions) {
    if (transition.kind === 'violationsCleared') {
      const isRestated = isFinal(known.get(assessmentId(commitment.terms.id, transition.periodId)));
      await clearViolations(deps.violation, commitment.terms.id, { ...transition, isRestated });
    } else if (transition.kind === 'violationRestored') {
      await restoreViolation(deps.violation, transition);
    } else if (transition.kind === 'violationOpened') {
      const { id, isNew } = await openViolation(deps, evaluation, { transition, known });
      noteOpen(commitment, transition, id);
      if (isNew) recorded += 1;
    }
  }
  if (commitment.state.openViolation === undefined) delete commitment.schedule.openViolationId;
  return recorded;
}

/** Notes which violation is open: that of the target, or that of a silence. */
function noteOpen({ schedule }: Evaluation['commitment'], { type, isLate, uniqueKeyParts }: Opened, id: string): void {
  if (type === noUpdate) {
    if (schedule.silence?.uniqueKey === violationKey(uniqueKeyParts)) schedule.silence.violationId = id;
  } else if (isLate !== true) schedule.openViolationId = id;
}

async function openViolation(
  deps: RecordDeps,
  { commitment, assessments }: Evaluation,
  { transition, known }: { transition: Opened; known: KnownAssessments },
): Promise<RecordedViolation> {
  const judged = assessments.find((each) => each.assessment.period.id === transition.periodId);
  const terms = judged?.terms ?? commitment.terms;
  const { source } = terms;
  const sla = source.kind === 'sla' ? await deps.slas.get(source.slaId) : undefined;
  const slo = source.objectiveId === undefined ? undefined : await deps.objectives.get(source.objectiveId);
  const detectedAt = deps.violation.clock.now();
  const isOfResult = transition.type !== noUpdate;
  const isRestated = isOfResult && isFinal(known.get(assessmentId(terms.id, transition.periodId)));
  const document = violationDocument({
    ...{ terms, transition, assessment: judged?.assessment, detectedAt },
    ...{ sla: sla?.document, slo: slo?.document },
    ...(isRestated ? { reason: 'restated' as const } : {}),
  });
  return recordViolation(deps.violation, violationKey(transition.uniqueKeyParts), document);
}
