import { objectAt, type JsonObject } from '../kernel/json.ts';
import { anyOf, where, whereInternal, type FilterExpression } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';

/** The commitments a recomputation is of, in an order that stays: in order of creation. */
export interface Selection {
  count(): Promise<number>;
  page(offset: number, limit: number): Promise<StoredResource[]>;
}

/** Calendars that are built on each other are followed to this many. */
const mostCalendars = 500;

/** Finds what a recomputation's `sla`, `serviceLevelObjective`, `commitment` or `calendar` selects. Only reads. */
export async function commitmentsSelected(
  { commitments, calendars }: { commitments: ResourceStore; calendars: ResourceStore },
  document: JsonObject,
): Promise<Selection> {
  const commitment = idAt(document, 'commitment');
  if (commitment !== undefined) {
    const found = (): Promise<StoredResource[]> => commitments.getMany([commitment]);
    return { count: async () => (await found()).length, page: found };
  }
  const filter = await filterOf(calendars, document);
  return {
    count: () => commitments.count(filter),
    page: (offset, limit) => commitments.list({ filter, sort: [], offset, limit }),
  };
}

async function filterOf(calendars: ResourceStore, document: JsonObject): Promise<FilterExpression> {
  const [sla, objective] = [idAt(document, 'sla'), idAt(document, 'serviceLevelObjective')];
  if (sla !== undefined) return whereInternal('slaId', 'eq', sla);
  if (objective !== undefined) return whereInternal('objectiveId', 'eq', objective);
  const ids = await withDescendants(calendars, idAt(document, 'calendar') ?? '');
  return anyOf(...ids.map((id) => whereInternal('calendarIds', 'eq', id)));
}

/** A calendar and those that are built on it. */
async function withDescendants(calendars: ResourceStore, id: string): Promise<string[]> {
  const found = new Set([id]);
  for (const each of found) {
    if (found.size >= mostCalendars) break;
    const children = { filter: where('parent.id', 'eq', each), sort: [], offset: 0, limit: mostCalendars };
    for (const child of await calendars.list(children)) found.add(child.id);
  }
  return [...found];
}

function idAt(document: JsonObject, name: string): string | undefined {
  const id = objectAt(document, name)?.['id'];
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}
