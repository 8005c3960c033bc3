import type { Assessment, Finality, Result, Standing, Status } from '../../domain/assessment.ts';
import type { Foresight } from '../../domain/foresight.ts';
import type { CommitmentSource } from '../../domain/commitment.ts';
import type { Objective } from '../../domain/objective-model.ts';
import type { Interval } from '../../kernel/instant.ts';

/** How many commitments have a status; commitments for any subject are not counted, only those made from them. */
export interface StatusCount {
  status: Status;
  count: number;
}

/** One commitment as a page shows it. Instants in UTC ms; numbers are decimal texts in full precision. */
export interface CommitmentLine {
  id: string;
  /** The rule's or objective's name, without the agreement's. */
  name: string;
  source: CommitmentSource;
  indicator: string;
  /** `*` stands for any subject. */
  subject: string;
  status: Status;
  /** Since when, event time. */
  since?: number;
  /** Event time up to which measurements are known. */
  watermark?: number;
  objective?: Objective;
  /** Why there is no objective. */
  reasons: string[];
  /** The period last assessed. */
  current?: Assessment;
  /** A violation that is open. */
  openViolationId?: string;
}

/** Who promised: an agreement, or an objective that stands by itself. */
export interface Owner {
  kind: 'sla' | 'objective';
  id: string;
  name: string;
  /** State of an agreement in the standard's words (`observed`, `terminated`). */
  state?: string;
  /** Worst status of its commitments; undefined when it has none. */
  status?: Status;
  /** Worst first; at most as many as the page asked for. */
  commitments: CommitmentLine[];
  /** How many commitments it has in all. */
  total: number;
}

/** A recorded violation. Texts are as whoever recorded it gave them: empty when they gave none. */
export interface ViolationLine {
  id: string;
  /** When it happened, UTC ms. */
  at?: number;
  slaId?: string;
  slaName?: string;
  commitmentId?: string;
  rule?: string;
  subject?: string;
  operator?: string;
  referenceValue?: string;
  actualValue?: string;
  unit?: string;
  /** `targetMissed`, or `noUpdate` where measurements are missing. */
  type?: string;
  /** What it is worth by the agreement, `20.00 EUR`, with its status. */
  credit?: string;
  /** `open`, `restored` or what people made of it. */
  state?: string;
  restoredAt?: number;
  comment?: string;
  period?: Interval;
}

/** One delivery of an event, newest ones for the overview. */
export interface DeliveryLine {
  at: number;
  eventType: string;
  /** Host and path of the callback; never its query. */
  callback: string;
  state: string;
  attempts: number;
  /** What the last attempt met: a status or a reason. */
  outcome: string;
}

/** A subscription whose listener has failed for too long. */
export interface SuspendedLine {
  /** Host and port of the callback, never more. */
  endpoint: string;
  /** Since when nothing but tries is sent, UTC ms. */
  since: number;
  /** When its listener is tried next, UTC ms. */
  nextProbeAt?: number;
}

/** How the events get out. */
export interface DeliveryHealth {
  subscriptions: number;
  /** On their way: not tried yet, or to be tried again. */
  waiting: number;
  /** Given up in the last day. */
  abandoned: number;
  /** When the oldest one that waits happened, UTC ms. */
  oldestWaiting?: number;
  /** Subscriptions that are suspended, those for longest first, at most a few. */
  suspended: SuspendedLine[];
  /** How many are suspended. */
  suspendedTotal: number;
  latest: DeliveryLine[];
}

/** What the first page shows. */
export interface Overview {
  /** When it was read, UTC ms. */
  at: number;
  counts: StatusCount[];
  /** Worst first. */
  owners: Owner[];
  slaTotal: number;
  violations: ViolationLine[];
  violationTotal: number;
  deliveries: DeliveryHealth;
}

/** A page of a longer list. */
export interface Listed<Line> {
  at: number;
  lines: Line[];
  offset: number;
  limit: number;
  total: number;
}

/** One point of a chart: a period and what it came to. */
export interface ChartPoint extends Interval {
  result: Result;
  finality: Finality;
  attained?: string;
  coverage?: number;
  standing?: Standing;
  /** Periods between the one before and this one were not assessed. */
  isAfterGap: boolean;
}

/** A commitment with its recent periods. */
export interface CommitmentHistory extends CommitmentLine {
  /** In order of time; the last may still be open. */
  points: ChartPoint[];
}

/** What the page of an agreement shows. */
export interface SlaDetail {
  at: number;
  owner: Owner;
  description?: string;
  parties: { name: string; role?: string }[];
  validFor: { start?: number; end?: number };
  /** What its rules were copied from, as the agreement calls it. */
  template?: string;
  /** When it was completed, UTC ms. */
  completedAt?: number;
  /** Zone of the agreement. */
  timeZone?: string;
  ruleCount: number;
  /** Recent periods of the first commitments, worst first. */
  histories: CommitmentHistory[];
  violations: ViolationLine[];
  violationTotal: number;
}

/** A stretch of counted time. */
export interface ExplainedInterval extends Interval {
  kind: 'counted' | 'bad' | 'missing' | 'excluded' | 'outsideHours';
  /** Share that counts as down, 0 to 1. */
  weight?: number;
  /** Ids of the collector gaps a stretch without data lies in. */
  collectorGap?: string[];
}

/** One sample behind a figure; the members its kind has. */
export interface ExplainedSample {
  start: number;
  end?: number;
  value?: number;
  unit?: string;
  good?: number;
  total?: number;
  state?: string;
  source?: string;
}

/** A compared part of a period. */
export interface ExplainedSlice extends Interval {
  attained?: string;
  coverage: number;
  standing?: Standing;
}

/** Why the figure of a period is what it is. */
export interface Explained {
  period: Interval;
  result: Result;
  finality: Finality;
  standing?: Standing;
  attained?: string;
  formula: string;
  samplesUsed: number;
  countedMs: number;
  coveredMs: number;
  coverage: number;
  /** Part of what is not covered that lies in collector gaps, ms. */
  gapMs?: number;
  downMs?: number;
  /** The figure with nothing excluded, where something was. */
  attainedWithoutExclusion?: string;
  /** Time excluded, ms. */
  excludedMs?: number;
  unusable?: { samples: number; reason: string };
  counted: Interval;
  intervals: ExplainedInterval[];
  intervalsOmitted: number;
  samples: ExplainedSample[];
  samplesOmitted: number;
  slices: ExplainedSlice[];
  versions: string[];
  hash: string;
}

/** What the page of a commitment shows. */
export interface CommitmentDetail {
  at: number;
  commitment: CommitmentHistory;
  /** The agreement it belongs to. */
  sla?: { id: string; name: string };
  versions: string[];
  /** Budget, burn rates and jeopardy of the present period, where there are such. */
  foresight?: Foresight;
  /** Of the period asked for, else the last one; absent while nothing is measured. */
  explained?: Explained;
  violations: ViolationLine[];
  violationTotal: number;
  /** How many commitments were made from it, when it is one for any subject. */
  subjects?: number;
}
