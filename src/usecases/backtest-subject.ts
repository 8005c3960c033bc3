import type { Assessment } from '../domain/assessment.ts';
import { initialState, type CommitmentState, type CommitmentTerms, type Transition } from '../domain/commitment.ts';
import { advance } from '../domain/status.ts';
import { invalidBody } from '../kernel/problem.ts';
import type { Proposal } from './backtest-proposal.ts';
import { newCommitment } from './commitment-record.ts';
import type { EvaluableTerms } from './earlier-terms.ts';
import { emptyPeriodsBeforeSleep, emptyPeriodsWith, isBeforeData } from './empty-periods.ts';
import type { EvaluationContext, EvaluationTimes } from './evaluation.ts';
import { knownTimeOf } from './known-time.ts';
import { PeriodAssessor } from './period-assessor.ts';
import type { BucketStore } from './ports.ts';
import { openSeries, type SeriesReader } from './series-reader.ts';
import type { TimeRulesReader } from './time-rules.ts';

type Opened = Extract<Transition, { kind: 'violationOpened' }>;

/** What a promise would have come to for one subject. */
export interface SubjectHistory {
  subject: string;
  assessments: Assessment[];
  violations: Opened[];
}

/** What reading goes by. */
export interface BacktestReading {
  buckets: BucketStore;
  times: EvaluationTimes;
  rulesUnder: TimeRulesReader['rulesUnder'];
  /** Counted up over all subjects: a question may not read without end. */
  budget: { samples: number };
  /** Lets others have the processor for a moment. */
  rest(): Promise<void>;
}

const mostSamples = 5_000_000;
const periodsBetweenRests = 50;
const commitmentId = 'backtest';

/**
 * Judges every period in order as the evaluation would once all had come in, with its own code: what is told of a period, and
 * what of a silence. Period by period: little is held.
 */
export async function backtestSubject(
  proposal: Proposal,
  subject: string,
  reading: BacktestReading,
): Promise<SubjectHistory> {
  const { objective, periods, now } = proposal;
  const series = { indicator: objective.indicator, subject };
  const reader = counting(await openSeries(reading.buckets, series, { dirty: [] }), reading);
  const terms = termsOf(proposal, subject);
  const commitment = { ...newCommitment(terms, now), terms };
  const context = contextOf(proposal, subject, reading);
  const known = await knownTimeOf(commitment, reader, { now, settleMs: reading.times.settleMs });
  const assessor = new PeriodAssessor({ commitment, reader, context, known });
  const history: SubjectHistory = { subject, assessments: [], violations: [] };
  let state: CommitmentState = initialState;
  let emptyPeriods = 0;
  for (const [at, period] of periods.entries()) {
    if (at % periodsBetweenRests === 0) await reading.rest();
    const assessment = await assessor.assess(period, true);
    emptyPeriods = await emptyPeriodsWith(emptyPeriods, assessment, { objective, reader });
    if (emptyPeriods > emptyPeriodsBeforeSleep || (await isBeforeData(reader, period))) {
      history.assessments.push(untold(assessment));
      continue;
    }
    const step = advance({ commitmentId, objective, state, assessment });
    state = step.state;
    history.assessments.push(assessment);
    history.violations.push(...step.transitions.filter((each) => each.kind === 'violationOpened'));
  }
  return history;
}

function termsOf({ objective }: Proposal, subject: string): EvaluableTerms {
  return {
    ...{ id: commitmentId, source: { kind: 'objective', objectiveId: commitmentId }, name: commitmentId },
    ...{ series: { indicator: objective.indicator, subject }, objective, notEvaluableReasons: [], versions: [] },
  };
}

function contextOf({ time, now }: Proposal, subject: string, reading: BacktestReading): EvaluationContext {
  const said = { ...time, keys: [...new Set([...time.keys, `entity:${subject}`])] };
  return {
    ...{ now, times: reading.times, rest: () => reading.rest(), recorded: () => Promise.resolve([]) },
    timeRulesOf: ({ objective }: CommitmentTerms, span, asOf) =>
      reading.rulesUnder(said, { span, validFor: objective?.validFor ?? {}, asOf }),
  };
}

/** The reader, counting what it reads. */
function counting(reader: SeriesReader, { budget }: BacktestReading): SeriesReader {
  return {
    ...reader,
    samples: async (from, to) => {
      const samples = await reader.samples(from, to);
      budget.samples += samples.length;
      if (budget.samples > mostSamples) throw tooMuch();
      return samples;
    },
  };
}

/** Before the first sample and far into a silence the evaluation tells nothing, whatever the promise says of missing data. */
function untold({ period, finality, figures, slices, watermark, versions }: Assessment): Assessment {
  const { attained: _none, attainedWithoutExclusion: _neither, ...rest } = figures;
  const kept = { period, finality, figures: { ...rest, formula: 'no data' }, slices, watermark };
  return { ...kept, result: 'noData', ...(versions === undefined ? {} : { versions }) };
}

function tooMuch(): Error {
  const reason = `reads more than ${mostSamples.toLocaleString('en')} measurements: ask for less time or fewer subjects`;
  return invalidBody([{ path: 'range', reason }]);
}
