import { gapSpan } from '../../domain/collector-gap.ts';
import type { Interval } from '../../kernel/instant.ts';
import { objectAt, textAt } from '../../kernel/json.ts';
import { matchAll } from '../../tmf630/query/filter-expression.ts';
import type { StoredResource } from '../../tmf630/resource-store.ts';
import type { DashboardDeps } from './deps.ts';
import type { Listed } from './model.ts';
import { type ChangeLine, changesOf, scopeOf } from './read-audited.ts';

/** A collector gap in a list. */
export interface GapLine {
  id: string;
  name: string;
  isWithdrawn: boolean;
  /** The service's own outage. */
  isOwn: boolean;
  /** UTC ms; the end is Infinity while it lasts. */
  span?: Interval;
  scope: string[];
  /** Why it was recorded, or last changed. */
  reason?: string;
}

/** One collector gap. */
export interface GapDetail extends GapLine {
  at: number;
  description?: string;
  audit: ChangeLine[];
}

const pageLimit = 50;

/** A page of all gaps, those that start last first. */
export async function readGaps(deps: DashboardDeps, offset: number): Promise<Listed<GapLine>> {
  const sort = [{ scope: 'document', path: 'startDateTime', direction: 'descending' }] as const;
  const { resources, total } = await deps.collectorGaps.page({ filter: matchAll, sort, offset, limit: pageLimit });
  return { at: deps.clock.now(), lines: resources.map(lineOf), offset, limit: pageLimit, total };
}

/** One gap; undefined when there is none. */
export async function readGap(deps: DashboardDeps, id: string): Promise<GapDetail | undefined> {
  const found = await deps.collectorGaps.get(id);
  if (found === undefined) return undefined;
  const description = textAt(found.document, 'description');
  return {
    ...lineOf(found),
    at: deps.clock.now(),
    ...(description === undefined ? {} : { description }),
    audit: changesOf(found.document),
  };
}

function lineOf({ id, document }: StoredResource): GapLine {
  const span = gapSpan(document);
  const [last] = changesOf(document);
  return {
    ...{ id, name: textAt(document, 'name') ?? id },
    ...{ isWithdrawn: document['state'] === 'withdrawn', isOwn: document['origin'] === 'own' },
    ...(span === undefined ? {} : { span }),
    scope: scopeOf(objectAt(document, 'scope') ?? {}),
    ...(last === undefined ? {} : { reason: last.reason }),
  };
}
