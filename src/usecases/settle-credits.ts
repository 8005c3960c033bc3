import { creditAdjustment, creditOf, type Credit } from '../domain/credit.ts';
import { creditScheduleFor, type CreditSchedule } from '../domain/credit-schedule.ts';
import type { CommitmentTerms, Transition } from '../domain/commitment.ts';
import { parseDuration } from '../domain/duration.ts';
import { money, type Money } from '../domain/money.ts';
import type { Objective } from '../domain/objective-model.ts';
import { isLasting, targetMissed, violationKey } from '../domain/status.ts';
import { plusLocal } from '../domain/zone.ts';
import { derivedUuid } from '../kernel/ids.ts';
import { formatInstant } from '../kernel/instant.ts';
import { isJsonObject, objectAt, objectsAt, textAt, type JsonObject } from '../kernel/json.ts';
import { whereInternal } from '../tmf630/query/filter-expression.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';
import { changeWrite } from '../tmf630/resource-write.ts';
import { monthOf, monthsMissed, othersOf, type CreditPlace } from './credits-of-month.ts';
import { plain } from './commitment-record.ts';
import type { EvaluableTerms } from './earlier-terms.ts';
import type { Evaluation } from './evaluation.ts';
import type { RecordDeps } from './record-transitions.ts';

/** Type of the event that tells billing of a credit, or of a difference to one recommended before. */
export const creditRecommendedEvent = 'CreditRecommendedEvent';

/** Violations of an agreement looked at for its caps; newer ones first. */
const violationsLookedAt = 500;
const episodesFollowed = 10;
const attempts = 5;

/** A violation whose worth is settled: what it attained in the end; absent: the promise was kept after all. */
export interface Settled {
  key: string;
  attained?: string | undefined;
  /** What it was judged by, where that is not what the contract says now. */
  own?: EvaluableTerms;
  periodStart: number;
  periodEnd: number;
  /** It is this very violation; else the last one of its period. */
  isExact?: true;
}

/**
 * Recommends credits for the violations of evaluations whose figure is settled: with the period over, or, where parts of a
 * period are compared, with the violation itself. A figure stated anew gives an adjustment with its delta, one that is met
 * after all takes the credit back; each is written into the violation with its event in the same write. Idempotent: an
 * amount that is the same again writes nothing. Billing decides; nothing is paid here.
 */
export async function settleCredits(deps: RecordDeps, evaluations: readonly Evaluation[]): Promise<void> {
  for (const evaluation of evaluations) {
    const found = await settledOf(deps, evaluation);
    for (const each of found?.settled ?? []) if (found !== undefined) await settle(deps, found.agreement, each);
  }
}

/** The credits an evaluation settles, and by which agreement; undefined for none. */
export async function settledOf(
  deps: Pick<RecordDeps, 'slas'>,
  evaluation: Evaluation,
): Promise<{ agreement: Agreement; settled: Settled[] } | undefined> {
  const { terms } = evaluation.commitment;
  if (terms.hasCredit !== true || terms.source.kind !== 'sla' || terms.objective === undefined) return undefined;
  const settled = settledIn(evaluation, terms.objective);
  if (settled.length === 0) return undefined;
  const sla = await deps.slas.get(terms.source.slaId);
  const schedule = sla && creditScheduleFor(sla.document, terms.source.ruleId);
  if (sla === undefined || schedule === undefined) return undefined;
  return { agreement: { slaId: sla.id, schedule, terms, objective: terms.objective }, settled };
}

/** Where violations are. */
export interface StoredViolations {
  violation: Pick<RecordDeps['violation'], 'store'>;
}

/** A violation that was taken back is worth nothing. */
export async function creditOfRecorded(
  deps: StoredViolations,
  place: { agreement: Agreement; settled: Settled; violation: StoredResource },
): Promise<Credit | undefined> {
  return textAt(place.violation.document, 'state') === 'withdrawn' ? undefined : creditFor(deps, place);
}

/** What a credit is worked out by. */
export interface Agreement {
  slaId: string;
  schedule: CreditSchedule;
  terms: CommitmentTerms;
  objective: Objective;
}

function settledIn({ commitment: { terms }, assessments, transitions }: Evaluation, objective: Objective): Settled[] {
  if (isLasting(objective)) {
    return transitions.flatMap((each) => settledPart(each, terms.id));
  }
  return assessments.flatMap(({ assessment: { period, result, finality, figures }, terms: own }) => {
    if (finality === 'open' || (result !== 'met' && result !== 'notMet')) return [];
    const key = violationKey([terms.id, period.id, targetMissed, '1']);
    const attained = result === 'notMet' ? figures.attained : undefined;
    const place = { key, attained, periodStart: period.start, periodEnd: period.end };
    return [own === undefined ? place : { ...place, own }];
  });
}

/** Where parts of a period are compared: each violation for itself, with what it was when it fell; what is taken back is worth nothing. */
function settledPart(each: Transition, commitmentId: string): Settled[] {
  if (each.kind !== 'violationOpened' && each.kind !== 'violationsCleared') return [];
  // Missing updates have no credit of their own.
  if ((each.type ?? targetMissed) !== targetMissed) return [];
  const [periodStart = 0, periodEnd = 0] = each.periodId.split('/').map(Date.parse);
  const place = { periodStart, periodEnd, isExact: true } as const;
  if (each.kind === 'violationOpened')
    return each.attained === undefined
      ? []
      : [{ key: violationKey(each.uniqueKeyParts), attained: each.attained, ...place }];
  return Array.from({ length: episodesFollowed }, (_, at) =>
    violationKey([commitmentId, each.periodId, targetMissed, String(at + 1)]),
  )
    .filter((key) => !each.standing.includes(key))
    .map((key) => ({ key, ...place }));
}

async function settle(deps: RecordDeps, present: Agreement, settled: Settled): Promise<void> {
  const agreement = agreementOf(present, settled);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const violation = await violationOf(deps, settled);
    if (violation === undefined) return;
    const known = objectAt(violation.document, 'recommendedCredit');
    if (settled.attained === undefined && known === undefined) return;
    const credit = await creditOfRecorded(deps, { agreement, settled, violation });
    const now = deps.violation.clock.now();
    const recommended = nextCredit(known, credit, { agreement, settled, now });
    if (recommended === undefined) return;
    if (await write(deps, violation, recommended)) return;
  }
}

/** The agreement as the violation was judged by it. */
export function agreementOf(present: Agreement, { own }: Settled): Agreement {
  return own === undefined ? present : { ...present, terms: own, objective: own.objective };
}

/** The violation that is settled, or that of the last episode of its period. */
export async function violationOf(
  { violation: { store } }: StoredViolations,
  { key, isExact }: Pick<Settled, 'key' | 'isExact'>,
): Promise<StoredResource | undefined> {
  let found = await store.getByUniqueKey(key);
  for (let episode = 2; isExact !== true && found !== undefined && episode < episodesFollowed; episode += 1) {
    const later = await store.getByUniqueKey(key.replace(/\|1$/u, `|${String(episode)}`));
    if (later === undefined) break;
    found = later;
  }
  return found;
}

/** The credit of a violation by its agreement, others of the month considered; undefined where there is none. */
export async function creditFor(
  deps: StoredViolations,
  { agreement, settled, violation }: { agreement: Agreement; settled: Settled; violation: StoredResource },
): Promise<Credit | undefined> {
  if (settled.attained === undefined) return undefined;
  const { slaId, schedule, objective } = agreement;
  const violations = await deps.violation.store.list({
    filter: whereInternal('slaId', 'eq', slaId),
    sort: [{ scope: 'document', path: 'date', direction: 'descending' }],
    ...{ offset: 0, limit: violationsLookedAt },
  });
  const place: CreditPlace = { violation, month: monthOf(objective, settled.periodStart), objective };
  return creditOf({
    ...{ schedule, objective, attained: settled.attained },
    others: othersOf(place, violations),
    monthsMissed: monthsMissed(place, violations),
  });
}

interface Circumstances {
  agreement: Agreement;
  settled: Settled;
  /** UTC ms. */
  now: number;
}

/** The member as it is to be; undefined when it stays. */
function nextCredit(
  known: JsonObject | undefined,
  credit: Credit | undefined,
  { agreement, settled, now }: Circumstances,
): JsonObject | undefined {
  const before = known && moneyAt(known, 'amount');
  const at = formatInstant(now);
  if (before === undefined) {
    return credit && plain({ ...described(credit, { agreement, settled, now }), recommendedAt: at });
  }
  const adjustment = creditAdjustment(before, credit?.amount);
  if (adjustment === undefined || known === undefined) return undefined;
  const reason = credit === undefined ? 'withdrawn' : 'restated';
  const history = [...objectsAt(known, 'adjustment'), plain({ at, reason, ...adjustment })];
  const stated =
    credit === undefined
      ? { ...known, status: 'withdrawn', amount: plain(adjustment.after) }
      : { ...known, ...described(credit, { agreement, settled, now }) };
  return plain({ ...stated, adjustment: history });
}

function described(credit: Credit, { agreement, settled }: Circumstances): object {
  const { schedule, terms, objective } = agreement;
  const claim = schedule.claimWindow === undefined ? undefined : parseDuration(schedule.claimWindow);
  const { timeZone } = objective.window;
  return {
    status: 'recommended',
    month: monthOf(objective, settled.periodStart),
    basis: credit.basis,
    percent: credit.percent,
    formula: credit.formula,
    amount: credit.amount,
    currency: credit.amount.unit,
    attained: settled.attained,
    chronic: credit.chronic,
    claimUntil: claim && formatInstant(plusLocal(timeZone, settled.periodEnd, claim)),
    versions: terms.versions,
  };
}

/** An amount of a stored credit. */
export function moneyAt(holder: JsonObject, name: string): Money | undefined {
  const amount = holder[name];
  if (!isJsonObject(amount)) return undefined;
  const [value, unit] = [textAt(amount, 'value'), textAt(amount, 'unit')];
  return value === undefined || unit === undefined ? undefined : money(value, unit);
}

/** Writes the credit into the violation, its events in the same write; false when somebody else was faster. */
async function write(
  { violation: { definition, store, clock } }: RecordDeps,
  before: StoredResource,
  recommendedCredit: JsonObject,
): Promise<boolean> {
  const now = clock.now();
  const change = changeWrite({ definition, before }, { ...before.document, recommendedCredit }, { now });
  if (change === undefined) return true;
  const { id, revision, createdAt, document } = change.resource;
  const told = {
    eventId: derivedUuid(creditRecommendedEvent, id, createdAt, revision),
    eventType: creditRecommendedEvent,
    occurredAt: now,
    resourceName: definition.name,
    resourceId: id,
    sequence: Math.max(...change.events.map(({ sequence }) => sequence), 0) + 1,
    payload: document,
  };
  const { outcome } = await store.write({ ...change, events: [...change.events, told] });
  return outcome === 'written';
}
