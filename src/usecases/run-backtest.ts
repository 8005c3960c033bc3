import { requirementText } from '../domain/comparator.ts';
import type { Clock } from '../kernel/clock.ts';
import { formatInstant } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import { invalidBody } from '../kernel/problem.ts';
import { backtestAnswer } from './backtest-answer.ts';
import { calendarFaultsOf, readProposal } from './backtest-proposal.ts';
import { backtestSubject, type SubjectHistory } from './backtest-subject.ts';
import { createCalendarShelf } from './calendar-shelf.ts';
import { plain } from './commitment-record.ts';
import type { EvaluationTimes } from './evaluation.ts';
import type { BucketStore } from './ports.ts';
import { createTimeRules, type TimeRulesDeps } from './time-rules.ts';

/** What a back-test reads. */
export interface BacktestDeps extends TimeRulesDeps {
  buckets: BucketStore;
  times: EvaluationTimes;
  clock: Clock;
}

/**
 * Would a proposed promise have been kept on recorded history? Takes a checked question (`objective` or `rule` with `sla`,
 * `subject`, `range`), gives it with its answer. Only reads. Problem `invalid` with the reasons why the promise cannot be
 * evaluated, with the path of a calendar that is not there, or when the question asks for too much.
 */
export type RunBacktest = (question: JsonObject) => Promise<JsonObject>;

/**
 * Makes the back-test. The same code judges as in the evaluation of contracts, under the calendars and the maintenance windows that
 * stand when it begins; periods that are not over are left out.
 */
export function createBacktest(deps: BacktestDeps): RunBacktest {
  const { buckets, clock, times } = deps;
  return async (question) => {
    const now = clock.now();
    // For it time stands still: what calendars and windows say is read once, and the same for every period.
    const still = { ...deps, clock: { now: () => now } };
    const proposal = readProposal(question, now);
    const faults = await calendarFaultsOf(proposal, createCalendarShelf(still, still.clock));
    if (faults.length > 0) throw invalidBody(faults);
    const { rulesUnder } = createTimeRules(still);
    const histories: SubjectHistory[] = [];
    const reading = { buckets, times, rulesUnder, budget: { samples: 0 }, rest: () => clock.sleep(0) };
    for (const subject of proposal.subjects) histories.push(await backtestSubject(proposal, subject, reading));
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
