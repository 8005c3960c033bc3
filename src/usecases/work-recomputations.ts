import type { Clock } from '../kernel/clock.ts';
import { formatInstant, parseInstant } from '../kernel/instant.ts';
import { objectAt, objectsAt, textAt, type JsonObject } from '../kernel/json.ts';
import type { Logger } from '../kernel/logger.ts';
import { Problem } from '../kernel/problem.ts';
import { whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { commitmentOf, plain, type Commitment } from './commitment-record.ts';
import { planRecomputation, stretchAsked, type PlanDeps, type RecomputationAsked } from './recomputation-plan.ts';
import { commitmentsSelected } from './recomputation-selection.ts';
import { reassess } from './reassess.ts';

/** What recomputations are done with. */
export interface RecomputationDeps extends PlanDeps {
  recomputations: ResourceStore;
  commitments: ResourceStore;
  calendars: ResourceStore;
  /** Calendars and windows are to be read anew. */
  forget(): void;
  clock: Pick<Clock, 'now'>;
  logger: Logger;
}

const pageSize = 50;
const openAtOnce = 20;
/** Faults of ours in a row after which a recomputation is given up. */
const mostFailures = 5;
/** Most periods that are listed: those that change come first. */
const mostListed = 1000;

/** How far a recomputation is; the internal members beside what its definition derives. */
interface Progress {
  /** `judge`: pages are worked out and, unless it is a dry run, marked; `settle`: waits until what was marked is restated. */
  phase: 'judge' | 'settle';
  /** Commitments that are left in this phase: pages are taken from the last one down, so that none is left out when others go. */
  left?: number;
  /** Commitments worked out whose mark may not be set yet. */
  planned?: string[];
  failures?: number;
}

/**
 * Goes on with recomputations that are not done, at most `pages` pages of commitments in all; answers how many pages. What a page
 * comes to is written before anything is marked, and marks come before the next page: a crash repeats marks, which changes nothing.
 * The restatements themselves are the evaluation's, with its events; a recomputation is `completed` when they are made.
 * Safe in several processes at once: whoever is overtaken stops.
 */
export async function workRecomputations(deps: RecomputationDeps, pages: number): Promise<number> {
  const sort = [{ scope: 'internal', path: 'openSince', direction: 'ascending' }] as const;
  const filter = whereInternal('openSince', 'gte', 0);
  const open = await deps.recomputations.list({ filter, sort, offset: 0, limit: openAtOnce });
  let worked = 0;
  for (const stored of open) {
    let current: StoredResource | undefined = stored;
    for (; current !== undefined && worked < pages; worked += 1) current = await step(deps, current);
  }
  return worked;
}

/** The recomputation a page further; undefined when it is done, has to wait, or somebody else goes on with it. */
async function step(deps: RecomputationDeps, stored: StoredResource): Promise<StoredResource | undefined> {
  const progress = progressOf(stored);
  try {
    return progress.phase === 'judge' ? await judge(deps, stored, progress) : await settle(deps, stored, progress);
  } catch (error) {
    // Others were faster with a commitment: the next turn marks it.
    if (error instanceof Problem && error.kind === 'conflict') return undefined;
    const failures = (progress.failures ?? 0) + 1;
    deps.logger.error({ err: error, recomputationId: stored.id, failures }, 'recomputation could not go on');
    if (failures < mostFailures) await write(deps, stored, { members: {}, progress: { ...progress, failures } });
    else
      await end(deps, stored, { state: 'failed', failureReason: 'the service could not go on with it: see its log' });
    return undefined;
  }
}

async function judge(
  deps: RecomputationDeps,
  stored: StoredResource,
  progress: Progress,
): Promise<StoredResource | undefined> {
  const { document } = stored;
  await mark(deps, stored, progress.planned ?? []);
  const selected = await commitmentsSelected(deps, document);
  const left = progress.left ?? (await selected.count());
  const isDry = document['dryRun'] !== false;
  if (left === 0) {
    const started = { state: 'inProgress', commitments: document['commitments'] ?? 0 };
    if (isDry) return end(deps, stored, { ...started, state: 'completed' });
    return write(deps, stored, { members: started, progress: { phase: 'settle' } });
  }
  const offset = Math.max(0, left - pageSize);
  const found = (await selected.page(offset, left - offset)).map(commitmentOf);
  deps.forget();
  const outcome = await judgePage(deps, stored, found);
  const total = progress.left === undefined ? { commitments: left } : {};
  const done = { commitmentsDone: numberAt(document, 'commitmentsDone') + left - offset };
  return write(deps, stored, {
    members: { state: 'inProgress', ...total, ...done, ...outcome.members },
    progress: { phase: 'judge', left: offset, ...(isDry ? {} : { planned: outcome.judged }) },
  });
}

/** The members of the document with what these commitments come to, and which of them were judged. */
async function judgePage(
  deps: RecomputationDeps,
  { id, document }: StoredResource,
  commitments: readonly Commitment[],
): Promise<{ members: JsonObject; judged: string[] }> {
  const asked = askedIn(id, document);
  const periods: JsonObject[] = [];
  const faults: JsonObject[] = [];
  const judged: string[] = [];
  for (const commitment of commitments) {
    const plan = await planRecomputation(deps, commitment, { asked, now: deps.clock.now() });
    periods.push(...plan.periods);
    if (plan.fault === undefined) judged.push(commitment.terms.id);
    else faults.push({ commitment: { id: commitment.terms.id }, reason: plan.fault });
    await deps.rest();
  }
  const changes = periods.filter(({ isChanged }) => isChanged === true).length;
  const listed = listedOf([...objectsAt(document, 'period'), ...periods]);
  const counted = numberAt(document, 'periods') + periods.length;
  return {
    members: {
      ...{ periods: counted, changed: numberAt(document, 'changed') + changes },
      ...{ period: listed, periodsOmitted: counted - listed.length },
      fault: [...objectsAt(document, 'fault'), ...faults].slice(0, mostListed),
    },
    // Of those without a change, too: their calendars are to count as they are now, whatever comes in later.
    judged,
  };
}

function listedOf(periods: readonly JsonObject[]): JsonObject[] {
  if (periods.length <= mostListed) return [...periods];
  const [changed, others] = [true, false].map((is) => periods.filter(({ isChanged }) => (isChanged === true) === is));
  return [...(changed ?? []), ...(others ?? [])].slice(0, mostListed);
}

async function mark(deps: RecomputationDeps, { id, document }: StoredResource, ids: readonly string[]): Promise<void> {
  const asked = askedIn(id, document);
  if (ids.length === 0) return;
  const again = (commitment: Commitment) => stretchAsked(commitment, asked);
  await reassess(deps.commitments, ids, { again, now: deps.clock.now() });
}

/** Whether what was marked has been taken in, from the last commitment down. */
async function settle(
  deps: RecomputationDeps,
  stored: StoredResource,
  { left: known }: Progress,
): Promise<StoredResource | undefined> {
  const selected = await commitmentsSelected(deps, stored.document);
  const left = known ?? (await selected.count());
  if (left === 0) return end(deps, stored, { state: 'completed' });
  const offset = Math.max(0, left - pageSize);
  const page = (await selected.page(offset, left - offset)).map(commitmentOf);
  const isWaiting = page.some(
    ({ terms, schedule, state }) =>
      terms.objective !== undefined &&
      state.reasons === undefined &&
      (schedule.again ?? []).some(({ recomputation }) => recomputation?.id === stored.id),
  );
  return isWaiting ? undefined : write(deps, stored, { members: {}, progress: { phase: 'settle', left: offset } });
}

function askedIn(id: string, document: JsonObject): RecomputationAsked {
  const range = objectAt(document, 'range') ?? {};
  const [start = 0, end = 0] = ['startDateTime', 'endDateTime'].map((name) => parseInstant(textAt(range, name) ?? ''));
  const requestedBy = textAt(document, 'requestedBy');
  const reason = textAt(document, 'reason') ?? '';
  return { id, range: { start, end }, reason, ...(requestedBy === undefined ? {} : { requestedBy }) };
}

async function end(deps: RecomputationDeps, stored: StoredResource, members: JsonObject): Promise<undefined> {
  const completedAt = formatInstant(deps.clock.now());
  const after = await write(deps, stored, { members: { ...members, completedAt } });
  if (after === undefined) return undefined;
  const { state, dryRun, periods, changed } = after.document;
  deps.logger.info({ recomputationId: stored.id, state, dryRun, periods, changed }, 'recomputation done');
  return undefined;
}

/** Undefined when somebody else was faster. Without progress it is over, and no longer among the open ones. */
async function write(
  { recomputations, clock }: RecomputationDeps,
  stored: StoredResource,
  { members, progress }: { members: JsonObject; progress?: Progress },
): Promise<StoredResource | undefined> {
  const { openSince, progress: _past, ...internal } = stored.internal;
  const resource: StoredResource = {
    ...{ ...stored, revision: stored.revision + 1, updatedAt: clock.now() },
    document: { ...stored.document, ...members },
    internal: progress === undefined ? internal : { ...internal, openSince: openSince ?? 0, progress: plain(progress) },
  };
  const { outcome } = await recomputations.write({
    ...{ kind: 'replace', resource, expectedRevision: stored.revision, events: [] },
  });
  return outcome === 'written' ? resource : undefined;
}

function progressOf({ internal }: StoredResource): Progress {
  // Only `write` makes this member, so its shape is ours.
  return (internal['progress'] as unknown as Progress | undefined) ?? { phase: 'judge' };
}

function numberAt(document: JsonObject, name: string): number {
  const value = document[name];
  return typeof value === 'number' ? value : 0;
}
