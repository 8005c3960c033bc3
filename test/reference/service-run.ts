import type { Assessment } from '../../src/domain/assessment.ts';
import { parseObjective } from '../../src/domain/objective.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import { newCommitment } from '../../src/usecases/commitment-record.ts';
import { evaluateCommitment } from '../../src/usecases/evaluate-commitment.ts';
import type { EvaluableCommitment, Evaluation, EvaluationContext } from '../../src/usecases/evaluation.ts';
import { parseMeasurement } from '../../src/usecases/parse-measurement.ts';
import { openSeries } from '../../src/usecases/series-reader.ts';
import type { Arrival } from './arrivals.ts';
import type { History } from './evaluate.ts';
import { memoryBuckets } from './memory-buckets.ts';
import { timeRulesIn } from './service-time.ts';
import type { BookedViolation } from './violation-book.ts';
import { violationBook } from './violation-book.ts';

/** What the service's own functions made of a history. */
export interface ServiceRun {
  /** By the id of the period, the latest of each. */
  assessments: Map<string, Assessment>;
  /** Those that late facts have taken back are marked. */
  violations: BookedViolation[];
  /** When something changed last. */
  changedAt: number;
  /** Evaluations that could go on from what was remembered of the period: each was held to one that read all of it. */
  remembered: number;
  /** Why it could not be evaluated, if so. */
  reasons: string[];
}

/** Takes in each arrival at its time and evaluates after it as a beat does, and once more at the end. */
export async function runThroughService(history: History, arrivals: readonly Arrival[]): Promise<ServiceRun> {
  const series = { indicator: 'indicator', subject: history.subject };
  const buckets = memoryBuckets(series);
  const book = violationBook();
  const { objective, reasons } = readPromise(history);
  const run: ServiceRun = {
    ...{ assessments: new Map(), violations: [], changedAt: -Infinity, remembered: 0 },
    reasons: reasons ?? [],
  };
  if (objective === undefined) return run;
  const source = { kind: 'objective' as const, objectiveId: 'promise' };
  const terms = { id: 'c', source, series, objective, notEvaluableReasons: [], versions: [], name: 'c' };
  let commitment: EvaluableCommitment = { ...newCommitment(terms, arrivals[0]?.at ?? history.now), terms };
  const times = { settleMs: history.settleMs, allowedLatenessMs: history.latenessMs };
  for (const { at, facts } of [...arrivals, { at: history.now, facts: [] }]) {
    buckets.take(
      facts.flatMap((fact) => measurementOf(fact, at)),
      at,
    );
    const dirty = buckets.takeDirty();
    for (let round = 0; round < 1000; round += 1) {
      const reader = await openSeries(buckets.store, series, { dirty: round === 0 ? dirty : [] });
      const context: EvaluationContext = {
        ...{ now: at, times, rest: () => Promise.resolve() },
        timeRulesOf: (_terms, span) => Promise.resolve(timeRulesIn(history, objective, span)),
        recorded: (_commitmentId, periodId) => Promise.resolve(book.of(periodId)),
      };
      const evaluation = await evaluateCommitment(commitment, reader, context);
      const { prefix, ...forgetful } = commitment;
      if (prefix !== undefined) {
        run.remembered += 1;
        const whole = await evaluateCommitment(forgetful, reader, context);
        if (toldBy(whole) !== toldBy(evaluation))
          throw new Error(`remembered otherwise: ${toldBy(evaluation)}, read whole: ${toldBy(whole)}`);
      }
      for (const { assessment, finalAt } of evaluation.assessments) {
        // What `finalizeAssessments` does with it later on.
        const isFinal = finalAt !== undefined && finalAt <= history.now;
        run.assessments.set(assessment.period.id, isFinal ? { ...assessment, finality: 'final' } : assessment);
      }
      book.record(evaluation.transitions);
      commitment = { ...evaluation.commitment, terms };
      const { dueAt } = commitment.schedule;
      if (evaluation.takenTo === Infinity && (dueAt === undefined || dueAt > at)) break;
    }
  }
  if (commitment.current !== undefined && !run.assessments.has(commitment.current.period.id)) {
    run.assessments.set(commitment.current.period.id, commitment.current);
  }
  run.violations = book.of();
  run.changedAt = buckets.changedAt();
  return run;
}

/** All that an evaluation says, but for what depends on how much of an open period was read. */
function toldBy({ commitment, assessments, transitions, takenTo }: Evaluation): string {
  const { prefix: _prefix, ...said } = commitment;
  const told = assessments.map(({ assessment, ...rest }) => {
    const { slices, ...figures } = assessment;
    return { ...rest, figures, slices: assessment.finality === 'open' ? [] : slices };
  });
  return JSON.stringify([said, told, transitions, takenTo]);
}

function readPromise({ contract }: History): ReturnType<typeof parseObjective> {
  return parseObjective(contract.objective as unknown as JsonObject);
}

function measurementOf(fact: object, now: number) {
  const { measurement, fault } = parseMeasurement(fact, now);
  if (measurement === undefined) throw new Error(`${fault.path}: ${fault.reason} in ${JSON.stringify(fact)}`);
  return [measurement];
}
