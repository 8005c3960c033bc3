import { requirementText } from '../domain/comparator.ts';
import { creditScheduleFor } from '../domain/credit-schedule.ts';
import { dayMs } from '../domain/duration.ts';
import { anySubject } from '../domain/commitment-terms.ts';
import { parseObjective, parseRule } from '../domain/objective.ts';
import type { Objective, ParsedObjective, Period } from '../domain/objective-model.ts';
import { periodsBetween } from '../domain/period.ts';
import type { Clock } from '../kernel/clock.ts';
import { formatInstant, parseInstant, type Interval } from '../kernel/instant.ts';
import { objectAt, textAt, type JsonObject } from '../kernel/json.ts';
import { invalidBody } from '../kernel/problem.ts';
import { backtestAnswer } from './backtest-answer.ts';
import { backtestSubject, type Proposal, type SubjectHistory } from './backtest-subject.ts';
import { plain } from './commitment-record.ts';
import type { BucketStore } from './ports.ts';

/** What a back-test reads. */
export interface BacktestDeps {
  buckets: BucketStore;
  clock: Clock;
}

/**
 * Would a proposed promise have been kept on recorded history? Takes a checked question (`objective` or `rule` with `sla`,
 * `subject`, `range`), gives it with its answer. Only reads. Problem `invalid` with the reasons why the promise cannot be
 * evaluated, or when the question asks for too much.
 */
export type RunBacktest = (question: JsonObject) => Promise<JsonObject>;

const mostDays = 400;
const mostPeriods = 2000;

/** Makes the back-test. The same rules judge as in the evaluation of contracts; periods that are not over are left out. */
export function createBacktest({ buckets, clock }: BacktestDeps): RunBacktest {
  return async (question) => {
    const now = clock.now();
    const proposal = proposalOf(question, now);
    const histories: SubjectHistory[] = [];
    const budget = { samples: 0 };
    for (const subject of proposal.subjects) {
      histories.push(await backtestSubject(proposal, subject, { buckets, budget, rest: () => clock.sleep(0) }));
    }
    const { objective } = proposal;
    const unit = objective.unit === undefined ? '' : ` ${objective.unit}`;
    const promise = `${objective.indicator} ${requirementText(objective)} ${objective.target}${unit}`;
    return plain({
      ...askedIn(question),
      state: 'done',
      createdAt: formatInstant(now),
      promise,
      ...backtestAnswer(proposal, histories),
    });
  };
}

function askedIn({ name, objective, rule, sla, subject, range }: JsonObject): object {
  return { name, objective, rule, sla, subject, range };
}

function proposalOf(question: JsonObject, now: number): Proposal {
  const { name, objective } = readPromise(question);
  const range = rangeOf(question, now);
  const subjects = subjectsOf(question);
  const most = Math.floor(mostPeriods / subjects.length);
  const periods = periodsIn(objective, { ...range, now }, most);
  if (periods.length > most) {
    throw invalidBody([{ path: 'range', reason: `holds more than ${String(mostPeriods)} periods of these subjects` }]);
  }
  const ruleId = textAt(objectAt(question, name) ?? {}, 'id') ?? 'r1';
  return { objective, schedule: creditScheduleFor(objectAt(question, 'sla') ?? {}, ruleId), subjects, periods, now };
}

function readPromise(question: JsonObject): { name: 'rule' | 'objective'; objective: Objective } {
  const slo = objectAt(question, 'objective');
  const name = slo === undefined ? 'rule' : 'objective';
  const read: ParsedObjective =
    slo === undefined
      ? parseRule(objectAt(question, 'sla') ?? {}, objectAt(question, 'rule') ?? {})
      : parseObjective(slo);
  if (read.objective === undefined) throw invalidBody(read.reasons.map((reason) => ({ path: name, reason })));
  // History is asked about: when the promise is to begin does not matter.
  return { name, objective: { ...read.objective, validFor: {} } };
}

function rangeOf(question: JsonObject, now: number): Interval {
  const range = objectAt(question, 'range') ?? {};
  const instant = (name: string): number => parseInstant(textAt(range, name) ?? '') ?? 0;
  const [start, end] = [instant('startDateTime'), instant('endDateTime')];
  if (end - start > mostDays * dayMs)
    throw invalidBody([{ path: 'range', reason: `must not be longer than ${String(mostDays)} days` }]);
  if (start >= Math.min(end, now)) throw invalidBody([{ path: 'range', reason: 'holds no time that has passed' }]);
  return { start, end: Math.min(end, now) };
}

function subjectsOf({ subject }: JsonObject): string[] {
  const texts = Array.isArray(subject) ? subject.filter((each) => typeof each === 'string') : [];
  const subjects = [...new Set(texts)].filter((each) => each !== anySubject);
  if (subjects.length === 0) throw invalidBody([{ path: 'subject', reason: 'must name subjects, at least one' }]);
  return subjects;
}

/** Periods that are over and lie in the range with at least half of their time: its ends need not be the zone's midnight. */
function periodsIn(objective: Objective, { now, ...range }: Interval & { now: number }, most: number): Period[] {
  return periodsBetween(objective, range, most + 2)
    .filter(({ start, end }) => {
      const insideMs = Math.min(end, range.end) - Math.max(start, range.start);
      return end <= now && (objective.window.type === 'rolling' || 2 * insideMs >= end - start);
    })
    .slice(0, most + 1);
}
