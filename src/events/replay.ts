import { formatInstant } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import { textAt } from '../kernel/json.ts';
import type { Logger } from '../kernel/logger.ts';
import { type FilterExpression, allOf, matchAll, where, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { instantAt, numberAt } from './record-members.ts';
import { type ReopenDeps, reopenAll } from './reopen-deliveries.ts';
import { replay as definition } from './replay-definition.ts';

/** What replaying works with. */
export interface ReplayDeps extends ReopenDeps {
  replays: ResourceStore;
  logger: Logger;
}

const pageSize = 500;
/** Of one moment: a burst that is relayed at once. */
const longestPage = 20_000;

/**
 * Goes on with the replays that are not done, at most `pages` pages in all; gives how many deliveries were opened again. A page is
 * the deliveries of the next moments, in order; what has been done is noted after each. A crash repeats a page, which finds
 * its deliveries opened by this replay and opens none twice. Safe in several processes at once.
 */
export async function workReplays(deps: ReplayDeps, pages: number): Promise<number> {
  const open = await deps.replays.list({
    filter: whereInternal('openSince', 'gte', 0),
    sort: [{ scope: 'internal', path: 'openSince', direction: 'ascending' }],
    ...{ offset: 0, limit: pages },
  });
  let left = pages;
  let replayed = 0;
  for (const stored of open) {
    for (let current: StoredResource | undefined = stored; current !== undefined && left > 0; left -= 1) {
      const step = await workPage(deps, current);
      replayed += step.replayed;
      current = step.next;
    }
  }
  return replayed;
}

/** The replay with a page more done; `next` is undefined when it is done, or somebody else goes on with it. */
async function workPage(
  deps: ReplayDeps,
  stored: StoredResource,
): Promise<{ replayed: number; next: StoredResource | undefined }> {
  const { rows, cursor } = await nextPage(deps, stored);
  const counts = await reopenAll(deps, rows, stored.id);
  const document: JsonObject = {
    ...stored.document,
    replayed: (numberAt(stored.document, 'replayed') ?? 0) + counts.replayed,
    skipped: (numberAt(stored.document, 'skipped') ?? 0) + counts.skipped,
    ...(cursor === undefined ? { status: 'succeeded', completedAt: formatInstant(deps.clock.now()) } : {}),
  };
  const resource: StoredResource = {
    ...{ ...stored, revision: stored.revision + 1, updatedAt: deps.clock.now(), document },
    internal: { ...definition.internal(document), ...(cursor === undefined ? {} : { cursor }) },
  };
  const write = { kind: 'replace', resource, expectedRevision: stored.revision, events: [] } as const;
  const { outcome } = await deps.replays.write(write);
  if (cursor === undefined && outcome === 'written') report(deps.logger, resource);
  return { replayed: counts.replayed, next: cursor !== undefined && outcome === 'written' ? resource : undefined };
}

function report(logger: Logger, { id, document }: StoredResource): void {
  const { replayed = 0, skipped = 0 } = document;
  logger.info({ replayId: id, replayed, skipped }, 'replay done');
}

interface Page {
  rows: StoredResource[];
  /** When the last event of the page occurred, RFC 3339; undefined when nothing comes after it. */
  cursor: string | undefined;
}

/** The next deliveries by time, whole moments only: those of one moment have an order of their own. */
async function nextPage({ deliveries }: ReplayDeps, { document, internal }: StoredResource): Promise<Page> {
  const deliveryId = textAt(document, 'deliveryId');
  if (deliveryId !== undefined) return { rows: await deliveries.getMany([deliveryId]), cursor: undefined };
  const filter = allOf(deliveriesAsked(document), after(textAt(internal, 'cursor')));
  for (let limit = pageSize; ; limit *= 2) {
    const rows = await deliveries.list({
      ...{ filter, offset: 0, limit },
      sort: [{ scope: 'document', path: 'occurredAt', direction: 'ascending' }],
    });
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return { rows, cursor: undefined };
    const at = textAt(last.document, 'occurredAt');
    const whole = rows.filter((row) => textAt(row.document, 'occurredAt') !== at);
    const cursor = textAt(whole.at(-1)?.document ?? {}, 'occurredAt');
    if (cursor !== undefined) return { rows: whole, cursor };
    if (limit >= longestPage) return { rows, cursor: at };
  }
}

/** The deliveries that a replay asks for. */
export function deliveriesAsked(document: JsonObject): FilterExpression {
  const [eventId, subscriptionId] = [textAt(document, 'eventId'), textAt(document, 'subscriptionId')];
  if (eventId !== undefined) return where('eventId', 'eq', eventId);
  const [from, to] = [instantAt(document, 'from'), instantAt(document, 'to')];
  return allOf(
    where('subscriptionId', 'eq', subscriptionId ?? ''),
    from === undefined ? matchAll : where('occurredAt', 'gte', formatInstant(from)),
    to === undefined ? matchAll : where('occurredAt', 'lt', formatInstant(to)),
  );
}

function after(cursor: string | undefined): FilterExpression {
  return cursor === undefined ? matchAll : where('occurredAt', 'gt', cursor);
}
