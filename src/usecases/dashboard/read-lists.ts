import type { Status } from '../../domain/assessment.ts';
import {
  type FilterExpression,
  allOf,
  anyOf,
  matchAll,
  where,
  whereInternal,
} from '../../tmf630/query/filter-expression.ts';
import type { DashboardDeps } from './deps.ts';
import { commitmentLine, violationLine } from './lines.ts';
import type { CommitmentLine, Listed, Owner, StatusCount, ViolationLine } from './model.ts';
import { statusesWorstFirst } from './ranking.ts';
import { readOwner } from './read-owners.ts';

const pageLimit = 50;

/** A commitment for any subject is a form from which others are made: it is not among them. */
const ofOneSubject = whereInternal('wildcardIndicator', 'eq', null);

/** How many commitments have each status, worst first. */
export async function readCounts({ commitments }: DashboardDeps): Promise<StatusCount[]> {
  return Promise.all(
    statusesWorstFirst.map(async (status) => ({ status, count: await commitments.count(withStatus(status)) })),
  );
}

/** Those at rest are all pending: only there does the filter need to look closer. */
function withStatus(status: Status): FilterExpression {
  const filter = where('status', 'eq', status);
  return status === 'pending' ? allOf(filter, ofOneSubject) : filter;
}

/** A page of the commitments that have one of the statuses; of all when there is none. */
export async function readCommitments(
  deps: DashboardDeps,
  statuses: readonly Status[],
  offset: number,
): Promise<Listed<CommitmentLine>> {
  const filter = statuses.length === 0 ? ofOneSubject : anyOf(...statuses.map(withStatus));
  const { resources, total } = await deps.commitments.page({ filter, sort: [], offset, limit: pageLimit });
  const lines = resources.map((stored) => commitmentLine(stored));
  return { at: deps.clock.now(), lines, offset, limit: pageLimit, total };
}

/** A page of all agreements in order of creation, each with its worst commitments. */
export async function readSlas(deps: DashboardDeps, offset: number, shown: number): Promise<Listed<Owner>> {
  const query = { filter: matchAll, sort: [], offset, limit: pageLimit };
  const { resources, total } = await deps.slas.page(query);
  const owners = await Promise.all(resources.map(({ id }) => readOwner(deps, { kind: 'sla', id }, shown)));
  const lines = owners.filter((owner) => owner !== undefined);
  return { at: deps.clock.now(), lines, offset, limit: pageLimit, total };
}

/** Violations of a filter, the newest first. */
export async function readViolations(
  { violations }: DashboardDeps,
  filter: FilterExpression,
  page: { offset: number; limit: number },
): Promise<{ lines: ViolationLine[]; total: number }> {
  const sort = [{ scope: 'document', path: 'date', direction: 'descending' }] as const;
  const { resources, total } = await violations.page({ filter, sort, ...page });
  return { lines: resources.map(violationLine), total };
}
