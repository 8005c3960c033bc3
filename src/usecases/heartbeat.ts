import { gapSpan } from '../domain/collector-gap.ts';
import type { Clock } from '../kernel/clock.ts';
import { formatInstant, type Interval } from '../kernel/instant.ts';
import { Problem } from '../kernel/problem.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';
import type { ResourceService } from '../tmf630/resource-service.ts';
import type { CollectionSpec, ResourceStore, StoredResource } from '../tmf630/resource-store.ts';

/** The collection of one row: when any process of the service was last known to live. */
export const heartbeatsCollection: CollectionSpec = { name: 'heartbeats', indexes: [], numericText: [] };

/** What a heartbeat needs. */
export interface HeartbeatDeps {
  heartbeats: ResourceStore;
  /** The definition of collector gaps, and where they are. */
  definition: ResourceDefinition;
  gaps: ResourceStore;
  service: Pick<ResourceService, 'create'>;
  clock: Pick<Clock, 'now'>;
  /** From how long a silence of all processes on it was an outage, ms; Infinity: none ever is. */
  afterMs: number;
}

const rowId = 'service';
/** Another process has just said the same. */
const freshForMs = 1000;

/**
 * Says that the service lives. When no process has said so for longer than `afterMs`, that time is recorded first, as a collector
 * gap of its own over everything that is measured; answers it then, UTC ms. The gap's id follows from its start, so that of processes that start
 * together one records it, and a crash before the heartbeat is written repeats it. Idempotent.
 */
export async function heartbeat(deps: HeartbeatDeps): Promise<Interval | undefined> {
  const { heartbeats, clock, afterMs } = deps;
  const now = clock.now();
  const last = await heartbeats.get(rowId);
  if (last === undefined) {
    await heartbeats.write({ kind: 'insert', resource: rowAt(now), events: [] });
    return undefined;
  }
  const { updatedAt: since, revision } = last;
  if (now - since < freshForMs) return undefined;
  const gap = now - since > afterMs ? await recordGap(deps, since, now) : undefined;
  const resource = { ...rowAt(now), createdAt: last.createdAt, revision: revision + 1 };
  // Where another process was faster it said the same.
  await heartbeats.write({ kind: 'replace', resource, expectedRevision: revision, events: [] });
  return gap;
}

function rowAt(now: number): StoredResource {
  return { id: rowId, revision: 1, createdAt: now, updatedAt: now, document: { id: rowId }, internal: {} };
}

/** Where the same outage was recorded and the process then died before its heartbeat, what has passed since is one more. */
async function recordGap(deps: HeartbeatDeps, since: number, now: number): Promise<Interval | undefined> {
  for (let start = since; now - start > deps.afterMs;) {
    const id = `own-${formatInstant(start).replace(/[-:.]/gu, '')}`;
    const known = await deps.gaps.get(id);
    if (known === undefined) return (await isRecorded(deps, id, { start, end: now })) ? { start, end: now } : undefined;
    start = gapSpan(known.document)?.end ?? Infinity;
  }
  return undefined;
}

/** False when another process was faster. */
async function isRecorded(
  { service, definition }: HeartbeatDeps,
  id: string,
  { start, end }: Interval,
): Promise<boolean> {
  const body = {
    ...{ id, name: "Surety's own outage", origin: 'own', scope: { all: true } },
    ...{ startDateTime: formatInstant(start), endDateTime: formatInstant(end) },
    ...{ reason: 'no process of the service was running', changedBy: 'Surety' },
  };
  try {
    await service.create(definition, body, {});
    return true;
  } catch (error) {
    if (error instanceof Problem && error.kind === 'conflict') return false;
    throw error;
  }
}
