import { assess } from '../domain/assess.ts';
import type { Assessment } from '../domain/assessment.ts';
import { initialState, type CommitmentState, type Transition } from '../domain/commitment.ts';
import type { CreditSchedule } from '../domain/credit-schedule.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { advance } from '../domain/status.ts';
import { invalidBody } from '../kernel/problem.ts';
import type { BucketStore } from './ports.ts';
import { openSeries, samplesOfPeriod } from './series-reader.ts';

type Opened = Extract<Transition, { kind: 'violationOpened' }>;

/** A question that was read. */
export interface Proposal {
  objective: Objective;
  schedule: CreditSchedule | undefined;
  subjects: string[];
  periods: Period[];
  now: number;
}

/** What a promise would have come to for one subject. */
export interface SubjectHistory {
  subject: string;
  assessments: Assessment[];
  violations: Opened[];
}

/** What reading goes by. */
export interface BacktestReading {
  buckets: BucketStore;
  /** Counted up over all subjects: a question may not read without end. */
  budget: { samples: number };
  /** Lets others have the processor for a moment. */
  rest(): Promise<void>;
}

const mostSamples = 5_000_000;
const samplesBetweenRests = 20_000;

/** Judges every period in order as the evaluation would once all had come in. Period by period: little is held. */
export async function backtestSubject(
  { objective, periods, now }: Proposal,
  subject: string,
  reading: BacktestReading,
): Promise<SubjectHistory> {
  const series = { indicator: objective.indicator, subject };
  const reader = await openSeries(reading.buckets, series, { dirty: [] });
  const history: SubjectHistory = { subject, assessments: [], violations: [] };
  let state: CommitmentState = initialState;
  let sinceRest = 0;
  const assessed = async (period: Period): Promise<Assessment> => {
    const samples = await samplesOfPeriod(objective, period, reader);
    reading.budget.samples += samples.length;
    sinceRest += samples.length;
    if (reading.budget.samples > mostSamples) throw tooMuch();
    return assess({ objective, period, samples, watermark: period.end, now, isClosed: true, finality: 'provisional' });
  };
  for (const period of periods) {
    const assessment = await assessed(period);
    const step = advance({ commitmentId: 'backtest', objective, state, assessment });
    state = step.state;
    history.assessments.push(assessment);
    history.violations.push(...step.transitions.filter((each) => each.kind === 'violationOpened'));
    if (sinceRest < samplesBetweenRests) continue;
    sinceRest = 0;
    await reading.rest();
  }
  return history;
}

function tooMuch(): Error {
  const reason = `reads more than ${mostSamples.toLocaleString('en')} measurements: ask for less time or fewer subjects`;
  return invalidBody([{ path: 'range', reason }]);
}
