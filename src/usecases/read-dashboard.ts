import type { Status } from '../domain/assessment.ts';
import { matchAll } from '../tmf630/query/filter-expression.ts';
import type { DashboardDeps } from './dashboard/deps.ts';
import type { CommitmentDetail, CommitmentLine, Listed, Overview, Owner, SlaDetail } from './dashboard/model.ts';
import { type CalendarDetail, type CalendarLine, readCalendar, readCalendars } from './dashboard/read-calendars.ts';
import { readDeliveries } from './dashboard/read-deliveries.ts';
import { readCommitment, readSla } from './dashboard/read-details.ts';
import type { PeriodAsked } from './dashboard/read-explained.ts';
import { readCommitments, readCounts, readSlas, readViolations } from './dashboard/read-lists.ts';
import {
  type SubscriptionDetail,
  type SubscriptionLine,
  readSubscription,
  readSubscriptions,
} from './dashboard/read-subscriptions.ts';
import { type GapDetail, type GapLine, readGap, readGaps } from './dashboard/read-gaps.ts';
import { readWindow, readWindows, type WindowDetail, type WindowLine } from './dashboard/read-maintenance.ts';
import { readOwners } from './dashboard/read-owners.ts';

const ownersShown = 40;
const commitmentsShown = 8;
const violationsShown = 8;
const deliveriesShown = 6;

/** What the pages show, read from the stores. Every read is bounded, however much is stored; nothing is written. */
export interface DashboardReader {
  /** How everything stands now. */
  overview(): Promise<Overview>;
  /** A page of all agreements. */
  slas(offset: number): Promise<Listed<Owner>>;
  /** A page of the commitments with one of these statuses; of all when there is none. */
  commitments(statuses: readonly Status[], offset: number): Promise<Listed<CommitmentLine>>;
  /** One agreement; undefined when there is none. */
  sla(id: string): Promise<SlaDetail | undefined>;
  /** A page of all subscriptions. */
  subscriptions(offset: number): Promise<Listed<SubscriptionLine>>;
  /** One subscription with a page of its deliveries; undefined when there is none. */
  subscription(id: string, offset: number): Promise<SubscriptionDetail | undefined>;
  /** A page of all calendars. */
  calendars(offset: number): Promise<Listed<CalendarLine>>;
  /** One calendar; undefined when there is none. */
  calendar(id: string): Promise<CalendarDetail | undefined>;
  /** A page of all maintenance windows. */
  windows(offset: number): Promise<Listed<WindowLine>>;
  /** One maintenance window; undefined when there is none. */
  window(id: string): Promise<WindowDetail | undefined>;
  /** A page of all collector gaps. */
  gaps(offset: number): Promise<Listed<GapLine>>;
  /** One collector gap; undefined when there is none. */
  gap(id: string): Promise<GapDetail | undefined>;
  /** One commitment and why its figure is what it is. Problem `invalid` when it has no such period. */
  commitment(id: string, period?: PeriodAsked): Promise<CommitmentDetail | undefined>;
}

/** The read models of the dashboard over the service's stores. */
export function createDashboardReader(deps: DashboardDeps): DashboardReader {
  return {
    overview: () => readOverview(deps),
    slas: (offset) => readSlas(deps, offset, commitmentsShown),
    commitments: (statuses, offset) => readCommitments(deps, statuses, offset),
    sla: (id) => readSla(deps, id),
    subscriptions: (offset) => readSubscriptions(deps, offset),
    subscription: (id, offset) => readSubscription(deps, id, offset),
    calendars: (offset) => readCalendars(deps, offset),
    calendar: (id) => readCalendar(deps, id),
    windows: (offset) => readWindows(deps, offset),
    window: (id) => readWindow(deps, id),
    gaps: (offset) => readGaps(deps, offset),
    gap: (id) => readGap(deps, id),
    commitment: (id, period) => readCommitment(deps, id, period),
  };
}

async function readOverview(deps: DashboardDeps): Promise<Overview> {
  const at = deps.clock.now();
  const [counts, owners, slaTotal, violations, deliveries] = await Promise.all([
    readCounts(deps),
    readOwners(deps, ownersShown, commitmentsShown),
    deps.slas.count(matchAll),
    readViolations(deps, matchAll, { offset: 0, limit: violationsShown }),
    readDeliveries(deps, at, deliveriesShown),
  ]);
  return {
    ...{ at, counts, owners, slaTotal, deliveries },
    violations: violations.lines,
    violationTotal: violations.total,
  };
}
