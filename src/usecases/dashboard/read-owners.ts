import type { Status } from '../../domain/assessment.ts';
import { anySubject } from '../../domain/commitment-terms.ts';
import { textAt } from '../../kernel/json.ts';
import { type FilterExpression, allOf, matchAll, where, whereInternal } from '../../tmf630/query/filter-expression.ts';
import type { StoredResource } from '../../tmf630/resource-store.ts';
import { commitmentOf } from '../commitment-record.ts';
import type { DashboardDeps } from './deps.ts';
import { commitmentLine } from './lines.ts';
import type { CommitmentLine, Owner } from './model.ts';
import { compareStatus, statusesWorstFirst, worstOf } from './ranking.ts';

/** Commitments of one owner that are looked at for its status. */
const commitmentsRead = 500;

/** Statuses for which every owner is looked up, however far down the list it stands. */
const troubled: readonly Status[] = statusesWorstFirst.filter((status) => compareStatus(status, 'compliant') < 0);

/**
 * At most `limit` agreements and free-standing objectives, those with the worst commitments first; of each at most `shown`
 * commitments. Whoever is in trouble is found whatever the number of agreements; the rest is filled in order of creation.
 */
export async function readOwners(deps: DashboardDeps, limit: number, shown: number): Promise<Owner[]> {
  const found = new Map<string, OwnerKey>();
  for (const status of troubled) {
    if (found.size >= limit) break;
    const filter = where('status', 'eq', status);
    const stored = await deps.commitments.list({ filter, sort: [], offset: 0, limit: 4 * limit });
    for (const owner of stored.map(ownerOf)) found.set(`${owner.kind} ${owner.id}`, owner);
  }
  for (const owner of await firstOwners(deps, limit)) {
    if (found.size >= limit) break;
    found.set(`${owner.kind} ${owner.id}`, owner);
  }
  const owners = await Promise.all([...found.values()].slice(0, limit).map((owner) => readOwner(deps, owner, shown)));
  return owners.filter((owner) => owner !== undefined).sort((left, right) => compareStatus(left.status, right.status));
}

/** Which agreement or objective. */
export interface OwnerKey {
  kind: Owner['kind'];
  id: string;
}

async function firstOwners({ slas, objectives }: DashboardDeps, limit: number): Promise<OwnerKey[]> {
  // Only an objective that names an entity makes commitments of its own.
  const committing = where('serviceLevelObjectiveParameter.relatedEntity.id', 'gte', '');
  const first = { sort: [], offset: 0, limit };
  const [agreements, freeStanding] = await Promise.all([
    slas.list({ ...first, filter: matchAll }),
    objectives.list({ ...first, filter: committing }),
  ]);
  return [
    ...agreements.map(({ id }): OwnerKey => ({ kind: 'sla', id })),
    ...freeStanding.map(({ id }): OwnerKey => ({ kind: 'objective', id })),
  ];
}

function ownerOf(stored: StoredResource): OwnerKey {
  const { source } = commitmentOf(stored).terms;
  return source.kind === 'sla' ? { kind: 'sla', id: source.slaId } : { kind: 'objective', id: source.objectiveId };
}

/** One owner with its commitments, worst first; undefined when it does not exist any more. */
export async function readOwner(
  deps: DashboardDeps,
  { kind, id }: OwnerKey,
  shown: number,
): Promise<Owner | undefined> {
  const store = kind === 'sla' ? deps.slas : deps.objectives;
  const filter = ownedBy({ kind, id });
  const page = { filter, sort: [], offset: 0, limit: commitmentsRead };
  const [stored, { resources, total }] = await Promise.all([store.get(id), deps.commitments.page(page)]);
  if (stored === undefined) return undefined;
  const name = nameOf(stored);
  const lines = resources.map((each) => commitmentLine(each, kind === 'sla' ? name : undefined)).sort(byStatus);
  const visible = withoutSpread(lines);
  const status = worstOf(visible.map((line) => line.status));
  const state = textAt(stored.document, 'state');
  return {
    ...{ kind, id, name, total },
    ...(state === undefined ? {} : { state }),
    ...(status === undefined ? {} : { status }),
    commitments: visible.slice(0, shown),
  };
}

/** The filter of an owner's commitments. */
function ownedBy({ kind, id }: OwnerKey): FilterExpression {
  if (kind === 'sla') return whereInternal('slaId', 'eq', id);
  return allOf(whereInternal('objectiveId', 'eq', id), whereInternal('slaId', 'eq', null));
}

/** What a resource calls itself, else its id. */
export function nameOf({ id, document }: StoredResource): string {
  const name = textAt(document, 'name')?.trim() ?? '';
  return name === '' ? id : name;
}

function byStatus(left: CommitmentLine, right: CommitmentLine): number {
  return compareStatus(left.status, right.status);
}

/** Without those for any subject whose rule already has commitments for the subjects that were measured. */
function withoutSpread(lines: readonly CommitmentLine[]): CommitmentLine[] {
  const measured = new Set(lines.filter(({ subject }) => subject !== anySubject).map(ruleOf));
  return lines.filter((line) => line.subject !== anySubject || !measured.has(ruleOf(line)));
}

function ruleOf({ source }: CommitmentLine): string {
  return source.kind === 'sla' ? source.ruleId : source.objectiveId;
}
