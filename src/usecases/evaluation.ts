import type { Assessment } from '../domain/assessment.ts';
import type { Transition } from '../domain/commitment.ts';
import type { Objective } from '../domain/objective-model.ts';
import type { AskedBy } from './again.ts';
import type { EvaluableTerms } from './earlier-terms.ts';
import type { Commitment } from './commitment-record.ts';
import type { TimeRulesOf } from './ports.ts';
import type { RecordedViolations } from './recorded-violations.ts';

/** Times that decide when a period is judged, ms. */
export interface EvaluationTimes {
  /** A period without later measurements is judged this long after its end or after the last arrival. */
  settleMs: number;
  /** A result becomes final this long after its period's end or after the last arrival. */
  allowedLatenessMs: number;
}

/** What one evaluation goes by. */
export interface EvaluationContext {
  /** UTC ms of the service's clock. */
  now: number;
  times: EvaluationTimes;
  /** What of a period counts for a commitment. */
  timeRulesOf: TimeRulesOf;
  /** What is recorded as missed. */
  recorded: RecordedViolations;
  /** Start of the first period that anything was recorded of, UTC ms; undefined (or absent): of none yet. */
  firstAssessed?(commitmentId: string): Promise<number | undefined>;
  /** Lets others have the processor for a moment; called now and then in long evaluations. */
  rest(): Promise<void>;
}

/** A commitment that can be evaluated. */
export type EvaluableCommitment = Commitment & { terms: { objective: Objective } };

/** A period as an evaluation found it. */
export interface Judged {
  assessment: Assessment;
  /** Why it is stated anew, should it have been final, and `recomputation` by whose wish. */
  reason: string;
  recomputation?: AskedBy;
  /** What it was judged by, where that is not what the contract says now. */
  terms?: EvaluableTerms;
  finalAt?: number;
}

/** What one evaluation of one commitment found. */
export interface Evaluation {
  /** The commitment after it; its revision is one higher. */
  commitment: Commitment;
  assessments: Judged[];
  transitions: Transition[];
  /** Event time up to which everything touched was taken in; Infinity unless there was more than one evaluation takes. */
  takenTo: number;
}
