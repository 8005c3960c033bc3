import { creditAdjustment, type CreditDelta } from '../domain/credit.ts';
import { money, type Money } from '../domain/money.ts';
import { formatInstant } from '../kernel/instant.ts';
import { objectAt } from '../kernel/json.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';
import type { Evaluation } from './evaluation.ts';
import type { RecordDeps } from './record-transitions.ts';
import {
  agreementOf,
  creditFor,
  creditOfRecorded,
  moneyAt,
  type Settled,
  settledOf,
  violationOf,
} from './settle-credits.ts';

/** What a credit was and would be, each undefined where there is none. */
export interface CreditOutlook {
  /** UTC ms. */
  periodStart: number;
  before: Money | undefined;
  after: Money | undefined;
}

/**
 * What `settleCredits` would make of an evaluation whose violations are not recorded yet: every credit it would look at, as it is and as
 * it would be. Each period for itself: what others would use up of a cap is not foreseen. Only reads.
 */
export async function creditOutlook(
  deps: Pick<RecordDeps, 'slas'> & { violation: Pick<RecordDeps['violation'], 'store'> },
  evaluation: Evaluation,
): Promise<CreditOutlook[]> {
  const found = await settledOf(deps, evaluation);
  const outlooks: CreditOutlook[] = [];
  for (const settled of found?.settled ?? []) {
    const stored = await violationOf(deps, settled);
    const credit = stored && objectAt(stored.document, 'recommendedCredit');
    const violation =
      stored !== undefined && stored.document['state'] !== 'withdrawn' ? stored : unrecorded(evaluation, settled);
    const after =
      found && (await creditFor(deps, { agreement: agreementOf(found.agreement, settled), settled, violation }));
    const before = credit && moneyAt(credit, 'amount');
    outlooks.push({ periodStart: settled.periodStart, before, after: after?.amount });
  }
  return outlooks;
}

/**
 * The differences that `settleCredits` is about to write for an evaluation whose violations are recorded: for who has used what was
 * stated before. Those are what is to be booked; this says them with the result they follow from. Only reads.
 */
export async function creditDeltas(deps: RecordDeps, evaluation: Evaluation): Promise<CreditDelta[]> {
  const found = await settledOf(deps, evaluation);
  if (found === undefined) return [];
  const deltas: CreditDelta[] = [];
  for (const settled of found.settled) {
    const violation = await violationOf(deps, settled);
    if (violation === undefined) continue;
    const agreement = agreementOf(found.agreement, settled);
    const after = await creditOfRecorded(deps, { agreement, settled, violation });
    const difference = differenceOf(amountKnown(violation), after?.amount);
    if (difference !== undefined)
      deltas.push({ periodStart: settled.periodStart, violationId: violation.id, ...difference });
  }
  return deltas;
}

/** Nothing recommended before is a credit of nothing; undefined when nothing changes. */
function differenceOf(
  before: Money | undefined,
  after: Money | undefined,
): Pick<CreditDelta, 'from' | 'to' | 'difference'> | undefined {
  const unit = (after ?? before)?.unit;
  const adjustment = unit === undefined ? undefined : creditAdjustment(before ?? money('0', unit), after);
  return adjustment && { from: adjustment.before, to: adjustment.after, difference: adjustment.delta };
}

function amountKnown({ document }: StoredResource): Money | undefined {
  const known = objectAt(document, 'recommendedCredit');
  return known && moneyAt(known, 'amount');
}

/** A violation as far as its credit looks at it. */
function unrecorded({ commitment: { terms } }: Evaluation, { periodStart, periodEnd }: Settled): StoredResource {
  const [startDateTime, endDateTime] = [formatInstant(periodStart), formatInstant(periodEnd)];
  const document = { subject: terms.series.subject, onset: startDateTime, period: { startDateTime, endDateTime } };
  const ruleId = terms.source.kind === 'sla' ? terms.source.ruleId : '';
  const id = String(Number.MAX_SAFE_INTEGER);
  return { id, revision: 1, createdAt: periodEnd, updatedAt: periodEnd, document, internal: { ruleId } };
}
