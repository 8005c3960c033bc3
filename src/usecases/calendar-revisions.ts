import { derivedId } from '../kernel/ids.ts';
import { whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, ResourceWrite, StoredResource } from '../tmf630/resource-store.ts';

/** Where calendars are kept as they were before each change. These never change. */
export const calendarRevisionsCollection = {
  name: 'calendarRevisions',
  indexes: [{ name: 'calendar', on: [{ scope: 'internal', path: 'calendarId' }] }] as const,
  numericText: [],
};

/** Most earlier revisions of a calendar that are looked at; of those the first one stands for all before it. */
const mostRevisions = 1000;

/**
 * A store of calendars that keeps what it replaces or removes: the revision as it was is written first, so whoever reads a
 * calendar finds every earlier one of it. A crash in between leaves a copy of what still stands, which says the same. Reads
 * and outcomes are those of the store.
 */
export function keepingRevisions(calendars: ResourceStore, revisions: ResourceStore): ResourceStore {
  const keep = async (writes: readonly ResourceWrite[]): Promise<void> => {
    const expected = new Map(writes.flatMap((each) => expectedOf(each) ?? []));
    if (expected.size === 0) return;
    const present = await calendars.getMany([...expected.keys()]);
    const kept = present.filter(({ id, revision }) => expected.get(id) === revision).map(keptRevision);
    await revisions.writeMany(kept.map((resource) => ({ kind: 'insert', resource, events: [] })));
  };
  return {
    write: async (write) => {
      await keep([write]);
      return calendars.write(write);
    },
    writeMany: async (writes) => {
      await keep(writes);
      return calendars.writeMany(writes);
    },
    get: (id) => calendars.get(id),
    getMany: (ids) => calendars.getMany(ids),
    getByUniqueKey: (uniqueKey) => calendars.getByUniqueKey(uniqueKey),
    page: (query) => calendars.page(query),
    list: (query) => calendars.list(query),
    count: (filter) => calendars.count(filter),
    pendingEvents: (limit) => calendars.pendingEvents(limit),
    clearEvents: (events) => calendars.clearEvents(events),
  };
}

function expectedOf(write: ResourceWrite): [string, number][] | undefined {
  if (write.kind === 'insert') return undefined;
  return [[write.kind === 'replace' ? write.resource.id : write.id, write.expectedRevision]];
}

/** A calendar that was removed and made again under the same id goes on: its revisions differ by when it was made. */
function keptRevision({ id, revision, createdAt, updatedAt, document }: StoredResource): StoredResource {
  const internal = { calendarId: id, revision, madeAt: createdAt };
  const own = derivedId('calendarRevision', id, createdAt, revision);
  return { id: own, revision: 1, createdAt, updatedAt, document, internal };
}

/** A revision of a calendar as it was, or is. */
export interface CalendarRevision {
  /** UTC ms of the service's clock; the first one there is has stood for ever. */
  from: number;
  /** `calendar/desk@3`. */
  version: string;
  /** Tells it from every other one, also of a calendar made again under the same id. */
  key: string;
  document: StoredResource['document'];
}

/**
 * All revisions of a calendar, the present one last, each with the instant from which it applied: an edit applies from when it was
 * made. Undefined when there is no such calendar now. Only reads.
 */
export async function revisionsOf(
  stores: { calendars: Pick<ResourceStore, 'get'>; calendarRevisions?: Pick<ResourceStore, 'list'> },
  id: string,
): Promise<CalendarRevision[] | undefined> {
  const present = await stores.calendars.get(id);
  if (present === undefined) return undefined;
  const filter = whereInternal('calendarId', 'eq', id);
  const kept = (await stores.calendarRevisions?.list({ filter, sort: [], offset: 0, limit: mostRevisions })) ?? [];
  const all = [...kept.map(earlier), { ...present, madeAt: present.createdAt }];
  all.sort((left, right) => left.madeAt - right.madeAt || left.revision - right.revision);
  const unique = [...new Map(all.map((each) => [`${String(each.madeAt)} ${String(each.revision)}`, each])).values()];
  return unique.map(({ document, revision, madeAt, updatedAt }, at) => ({
    from: at === 0 ? -Infinity : updatedAt,
    version: `calendar/${id}@${String(revision)}`,
    key: `${id}@${String(revision)} ${String(madeAt)}`,
    document,
  }));
}

function earlier({ document, updatedAt, internal }: StoredResource) {
  return { document, updatedAt, revision: Number(internal['revision']), madeAt: Number(internal['madeAt']) };
}
