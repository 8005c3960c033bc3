import type { Assessment, Status } from './assessment.ts';
import type { ContractTime } from './contract-time.ts';
import type { Series } from './measurement.ts';
import type { Objective } from './objective-model.ts';

/** Which contract a commitment comes from: one rule of an SLA, or a free-standing objective. */
export type CommitmentSource =
  { kind: 'sla'; slaId: string; ruleId: string; objectiveId?: string } | { kind: 'objective'; objectiveId: string };

/** What a contract says about one subject; made anew whenever the contract changes. */
export interface CommitmentTerms {
  id: string;
  source: CommitmentSource;
  /** Indicator and subject; subject `*` when the contract names none: it then covers whatever is measured. */
  series: Series;
  /** The objective, or the reasons why there is none. */
  objective?: Objective;
  notEvaluableReasons: string[];
  /** Revision of each contract document the terms were made from, e.g. `sla/12@3`. */
  versions: string[];
  name: string;
  /** Calendars that the contract names; absent: none. */
  calendarIds?: string[];
  /** What the contract says about hours and maintenance; absent: nothing, or nothing that can be read. */
  time?: ContractTime;
  /** The agreement says what a violation is worth (`creditSchedule`). */
  hasCredit?: true;
}

/** The running state of a commitment between evaluations: plain JSON. */
export interface CommitmentState {
  status: Status;
  /** When the status began in event time, UTC ms. */
  since?: number;
  /** Counts violation episodes within `episodePeriod`; part of a violation's identity. */
  episode: number;
  /** Id of the period the episodes are counted in. */
  episodePeriod?: string;
  /** Start of the present breach, UTC ms, while breaching or violated. */
  onset?: number;
  /** Time beyond the limit since the onset, ms, while breaching or violated; time without data is not in it. */
  breachMs?: number;
  /** Slices or evaluations on the good side since the last warning (hysteresis). */
  goodRun: number;
  /** uniqueKey of the violation that is open, if one is. */
  openViolation?: string;
  /** Event time up to which the series is known, UTC ms. */
  watermark?: number;
  /** While the present lies in excluded time: since when, UTC ms. The status is kept below it. */
  excludedSince?: number;
  /** Why it cannot be evaluated at present, although its text can be read: a calendar that cannot be found. */
  reasons?: string[];
  /** End of the last slice the state machine has taken in, UTC ms. */
  advancedTo?: number;
}

/** A state before anything was measured. */
export const initialState: CommitmentState = { status: 'pending', episode: 0, goodRun: 0 };

/** What a violation is of: the promised value, or the measuring itself. Part of its key. */
export type ViolationType = 'targetMissed' | 'noUpdate';

/** What changed about a commitment in one step. */
export type Transition =
  | { kind: 'status'; from: Status; to: Status; at: number; attained?: string }
  | {
      kind: 'violationOpened';
      /** Absent: the target was missed. */
      type?: ViolationType;
      uniqueKeyParts: string[];
      onset: number;
      at: number;
      attained?: string;
      periodId: string;
      episode: number;
      isLate?: boolean;
      /** Of missed updates: when the last one came before them, UTC ms. */
      lastUpdateAt?: number;
    }
  /** Of the violations recorded for a period (of one type) only those named stand: facts show that the others never were. */
  | { kind: 'violationsCleared'; type: ViolationType; periodId: string; standing: string[] }
  | { kind: 'violationRestored'; uniqueKey: string; at: number; attained?: string }
  /** A miss of the present period came to be expected, or no longer is. Never a violation. */
  | { kind: 'jeopardy'; isInJeopardy: boolean; at: number };

/** The state after a step and what happened in it, in order. */
export interface Advance {
  state: CommitmentState;
  transitions: Transition[];
}

/** Input of one step of the state machine. */
export interface AdvanceInput {
  commitmentId: string;
  objective: Objective;
  state: CommitmentState;
  assessment: Assessment;
}
