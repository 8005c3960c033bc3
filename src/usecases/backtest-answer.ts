import { creditOf, type Credit, type OtherCredit } from '../domain/credit.ts';
import type { Assessment } from '../domain/assessment.ts';
import { add, compareDecimals } from '../domain/decimal.ts';
import { money, type Money } from '../domain/money.ts';
import type { Objective } from '../domain/objective-model.ts';
import { isLasting } from '../domain/status.ts';
import { formatInstant } from '../kernel/instant.ts';
import type { Proposal } from './backtest-proposal.ts';
import type { SubjectHistory } from './backtest-subject.ts';
import { monthOf, monthsRunning } from './credits-of-month.ts';

const mostViolations = 2000;

/** `summary`, `period` and `violation` of a back-test: what it comes to, and every step to it. */
export function backtestAnswer(proposal: Proposal, histories: readonly SubjectHistory[]): object {
  const periods = histories.flatMap(({ subject, assessments }) =>
    assessments.map((assessment) => periodDocument(subject, assessment)),
  );
  const violations = violationsOf(proposal, histories);
  const all = histories.flatMap(({ subject, assessments }) =>
    assessments.map((assessment) => ({ subject, assessment })),
  );
  const of = (result: Assessment['result']): number =>
    all.filter(({ assessment }) => assessment.result === result).length;
  const worst = worstOf(proposal.objective, all);
  return {
    summary: {
      periods: all.length,
      ...{ met: of('met'), notMet: of('notMet'), noData: of('noData'), violations: violations.length },
      worst: worst && periodDocument(worst.subject, worst.assessment),
      credit: sumOf(
        violations.flatMap(({ credit }) => credit?.amount ?? []),
        proposal,
      ),
    },
    period: periods,
    violation: violations.slice(0, mostViolations).map(({ credit, ...rest }) => ({
      ...rest,
      credit: credit?.amount,
      formula: credit?.formula,
    })),
  };
}

function periodDocument(subject: string, { period, result, standing, figures, versions }: Assessment): object {
  return {
    subject,
    startDateTime: formatInstant(period.start),
    endDateTime: formatInstant(period.end),
    result,
    attained: figures.attained,
    attainedWithoutExclusion: figures.attainedWithoutExclusion,
    standing,
    coverage: figures.coverage,
    countedMs: figures.countedMs,
    excludedMs: figures.excludedMs,
    formula: figures.formula,
    versions,
  };
}

interface Judged {
  subject: string;
  assessment: Assessment;
}

/** The period furthest on the bad side; undefined for promises without a direction. */
function worstOf({ violationWhen }: Objective, all: readonly Judged[]): Judged | undefined {
  if (violationWhen !== 'below' && violationWhen !== 'above') return undefined;
  const sign = violationWhen === 'below' ? -1 : 1;
  let worst: Judged | undefined;
  for (const each of all) {
    const attained = each.assessment.figures.attained;
    if (attained === undefined || each.assessment.result === 'noData') continue;
    const known = worst?.assessment.figures.attained;
    if (known === undefined || compareDecimals(attained, known) * sign > 0) worst = each;
  }
  return worst;
}

interface WouldBe {
  subject: string;
  period: object;
  date: string;
  onset: string;
  attained: string | undefined;
  credit: Credit | undefined;
}

/** In order of time, so that caps are used up as they would have been. */
function violationsOf(proposal: Proposal, histories: readonly SubjectHistory[]): WouldBe[] {
  const { objective, schedule } = proposal;
  const given = new Map<string, OtherCredit[]>();
  const missed = new Set<string>();
  const opened = histories
    .flatMap(({ subject, assessments, violations }) => violations.map((each) => ({ subject, assessments, each })))
    .sort((left, right) => left.each.at - right.each.at);
  return opened.map(({ subject, assessments, each }) => {
    const period = assessments.find((one) => one.period.id === each.periodId);
    const attained = attainedAt(objective, each, period);
    const { start, end } = period?.period ?? { start: each.onset, end: each.at };
    const month = monthOf(objective, start);
    missed.add(`${subject} ${month}`);
    const others = given.get(month) ?? [];
    const monthsMissed = monthsRunning(month, (text) => missed.has(`${subject} ${text}`));
    const credit = schedule && attained && creditOf({ schedule, objective, attained, others, monthsMissed });
    if (credit) given.set(month, [...others, { amount: credit.amount.value, isSameEvent: false }]);
    return {
      subject,
      period: { startDateTime: formatInstant(start), endDateTime: formatInstant(end) },
      ...{ date: formatInstant(each.at), onset: formatInstant(each.onset), attained },
      credit: credit || undefined,
    };
  });
}

/** A lasting breach is told with the figure it had; any other with that of its whole period. */
function attainedAt(
  objective: Objective,
  { attained }: SubjectHistory['violations'][number],
  period: Assessment | undefined,
): string | undefined {
  return isLasting(objective) ? attained : (period?.figures.attained ?? attained);
}

function sumOf(amounts: readonly Money[], { schedule }: Proposal): Money | undefined {
  if (schedule === undefined) return undefined;
  const sum = amounts.reduce((total, { value }) => add(total, value), '0');
  return money(sum, schedule.basis.unit);
}
