import type { Assessment } from '../domain/assessment.ts';
import type { Foresight } from '../domain/foresight.ts';
import { initialState, type CommitmentState, type CommitmentTerms } from '../domain/commitment.ts';
import { partitionOf, type Series } from '../domain/measurement.ts';
import type { Objective, Statistic } from '../domain/objective-model.ts';
import type { Prefix } from '../domain/prefix.ts';
import { formatInstant } from '../kernel/instant.ts';
import type { Again, AsOf } from './again.ts';
import type { EarlierTerms } from './earlier-terms.ts';
import { foresightDocument } from './foresight-document.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';

/** A commitment with its place in the store. */
export interface Commitment {
  revision: number;
  createdAt: number;
  terms: CommitmentTerms;
  state: CommitmentState;
  schedule: CommitmentSchedule;
  /** The period last assessed, for readers: without its slices, which would grow with it. */
  current?: Assessment;
  /** How the period is going to end, where that can be said. */
  foresight?: Foresight;
  /** What is remembered of the running period, so that not all of it is read again. */
  prefix?: Prefix;
}

/** When a commitment has to be looked at again without new measurements. */
export interface CommitmentSchedule {
  /** UTC ms of the service's clock; absent: only new measurements wake it. */
  dueAt?: number;
  /** Latest arrival of a measurement taken in, UTC ms of the service's clock. */
  changedAt: number;
  /** Closed periods without any data, in a row, up to now. */
  emptyPeriods: number;
  /** The commitment for `*` this one was made from. */
  wildcardId?: string;
  /** Id of the violation that is open, once it is recorded. */
  openViolationId?: string;
  /** Stretches of event time to assess again although nothing was measured there: what counts has changed. UTC ms. */
  again?: Again[];
  /** What the contract said before, in order of time: for the periods that ended under it. */
  earlier?: EarlierTerms[];
  /** Periods that were recomputed: which calendars count for them. */
  asOf?: AsOf[];
  /** Up to when missed updates have been looked for, UTC ms of event time; only where the contract limits them. */
  updatesKnownTo?: number;
  /** More updates are missed than may be: since when (UTC ms), and the violation that is. */
  silence?: { uniqueKey: string; since: number; violationId?: string };
  /** The last completed step of a rolling window: its end, and what it came to. */
  lastStep?: { end: number; digest: string };
}

/** Text that names a series in an index. */
export function seriesKey(series: Series): string {
  return JSON.stringify([series.indicator, series.subject]);
}

/** A commitment that nothing has been measured for yet. */
export function newCommitment(terms: CommitmentTerms, now: number, wildcardId?: string): Commitment {
  const status = terms.objective === undefined ? 'notEvaluable' : 'pending';
  const schedule = { changedAt: 0, emptyPeriods: 0, ...(wildcardId === undefined ? {} : { wildcardId }) };
  return { revision: 1, createdAt: now, terms, state: { ...initialState, status }, schedule };
}

/** A commitment as it is stored: what clients read as document, the rest as internal members. `now` UTC ms. */
export function storedCommitment(commitment: Commitment, now: number): StoredResource {
  const { terms, state, schedule, current, foresight, prefix } = commitment;
  return {
    id: terms.id,
    revision: commitment.revision,
    createdAt: commitment.createdAt,
    updatedAt: now,
    document: commitmentDocument(commitment),
    internal: plain({
      partition: partitionOf(terms.series),
      seriesKey: seriesKey(terms.series),
      wildcardIndicator:
        terms.series.subject === '*' && terms.objective !== undefined ? terms.series.indicator : undefined,
      wildcardId: schedule.wildcardId,
      slaId: terms.source.kind === 'sla' ? terms.source.slaId : undefined,
      objectiveId: terms.source.objectiveId,
      calendarIds: terms.calendarIds,
      dueAt: schedule.dueAt,
      terms,
      state,
      schedule,
      current,
      foresight,
      prefix,
    }),
  };
}

/** The commitment that `storedCommitment` stored. */
export function commitmentOf(stored: StoredResource): Commitment {
  // Only storedCommitment writes these members, so their shape is ours.
  const internal = stored.internal as unknown as Omit<Commitment, 'revision' | 'createdAt'>;
  const { terms, state, schedule, current, foresight, prefix } = internal;
  return {
    ...{ revision: stored.revision, createdAt: stored.createdAt, terms, state, schedule },
    ...(current === undefined ? {} : { current }),
    ...(foresight === undefined ? {} : { foresight }),
    ...(prefix === undefined ? {} : { prefix }),
  };
}

/** What clients read of a commitment, without hrefs. */
export function commitmentDocument({ terms, state, schedule, current, foresight }: Commitment): JsonObject {
  const { source, series, objective } = terms;
  return plain({
    id: terms.id,
    name: terms.name,
    status: state.excludedSince === undefined ? state.status : 'excluded',
    ...foresightDocument(foresight),
    since: sinceOf(state),
    sla: source.kind === 'sla' ? { id: source.slaId } : undefined,
    rule: source.kind === 'sla' ? { id: source.ruleId } : undefined,
    serviceLevelObjective: source.objectiveId === undefined ? undefined : { id: source.objectiveId },
    indicator: series.indicator,
    subject: series.subject,
    objective: objective === undefined ? undefined : objectiveDocument(objective),
    notEvaluableReasons: reasonsOf(terms, state),
    currentPeriod: current === undefined ? undefined : currentPeriodDocument(current),
    openViolation: schedule.openViolationId === undefined ? undefined : { id: schedule.openViolationId },
    silence: schedule.silence === undefined ? undefined : silenceDocument(schedule.silence),
    watermark: instantText(state.watermark),
  });
}

function sinceOf({ excludedSince, since }: CommitmentState): string | undefined {
  return instantText(excludedSince ?? since);
}

function reasonsOf({ notEvaluableReasons }: CommitmentTerms, { reasons = [] }: CommitmentState): string[] | undefined {
  const all = [...notEvaluableReasons, ...reasons];
  return all.length === 0 ? undefined : all;
}

function silenceDocument({ since, violationId }: NonNullable<CommitmentSchedule['silence']>): object {
  return { since: formatInstant(since), violation: violationId === undefined ? undefined : { id: violationId } };
}

/** Surety's reading of a contract text, as the API shows it. */
export function objectiveDocument(objective: Objective): JsonObject {
  const {
    window,
    validFor,
    statistic,
    toleranceMs,
    measurementIntervalMs,
    sliceMs,
    parts,
    minOutageMs,
    carryForwardMs,
    ...rest
  } = objective;
  return plain({
    ...rest,
    statistic: statisticText(statistic),
    conformanceWindow: { ...window, anchor: instantText(window.anchor) },
    toleranceSeconds: toleranceMs === 0 ? undefined : toleranceMs / 1000,
    maxAgeSeconds: secondsOf(carryForwardMs),
    measurementIntervalSeconds: measurementIntervalMs / 1000,
    sliceSeconds: secondsOf(sliceMs ?? parts?.lengthMs),
    sliceTarget: parts?.target,
    unavailableAfter: parts?.unavailableAfter,
    availableAfter: parts?.availableAfter,
    minOutageSeconds: secondsOf(minOutageMs),
    validFor: { startDateTime: instantText(validFor.start), endDateTime: instantText(validFor.end) },
  });
}

function instantText(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : formatInstant(instant);
}

function secondsOf(lengthMs: number | undefined): number | undefined {
  return lengthMs === undefined ? undefined : lengthMs / 1000;
}

/** How a statistic is written for people, e.g. `p95`, `availability (down when gte 100)`. */
function statisticText(statistic: Statistic): string {
  if (statistic.kind === 'percentile') return `p${String(statistic.percent)}`;
  if (statistic.kind === 'ratio') return `ratio (${statistic.method})`;
  if ('withinMs' in statistic) return `${statistic.kind} (${String(statistic.withinMs / 1000)} s)`;
  if (statistic.kind !== 'availability' || statistic.downWhen === undefined) return statistic.kind;
  return `availability (down when ${statistic.downWhen.operator} ${statistic.downWhen.value})`;
}

function currentPeriodDocument(assessment: Assessment): JsonObject {
  const { period, figures } = assessment;
  return plain({
    startDateTime: formatInstant(period.start),
    endDateTime: formatInstant(period.end),
    attained: figures.attained,
    coverage: figures.coverage,
    result: assessment.result,
    standing: assessment.standing,
    bestPossible: assessment.bestPossible,
  });
}

/** JSON without absent members, so that both stores hold the same. Objects and arrays are copied, scalars kept. */
export function plain(value: object): JsonObject {
  return withoutAbsent(value) as JsonObject;
}

function withoutAbsent(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (typeof value === 'object' && value !== null) {
    const kept: JsonObject = {};
    for (const [name, member] of Object.entries(value)) if (member !== undefined) kept[name] = withoutAbsent(member);
    return kept;
  }
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new TypeError(`not JSON: ${typeof value}`);
}
