import { isZone } from '../../domain/zone.ts';
import type { Interval } from '../../kernel/instant.ts';
import { objectAt, objectsAt, textAt, type JsonObject } from '../../kernel/json.ts';
import { matchAll } from '../../tmf630/query/filter-expression.ts';
import type { StoredResource } from '../../tmf630/resource-store.ts';
import type { DashboardDeps } from './deps.ts';
import { type ChangeLine, changesOf, scopeOf, textMember } from './read-audited.ts';
import { instantAt } from './lines.ts';
import type { Listed } from './model.ts';

/** A maintenance window in a list. Times in UTC ms. */
export interface WindowLine {
  id: string;
  name: string;
  state: string;
  kind: string;
  /** Its times; of a recurring one those under way or next, or the last. */
  span?: Interval;
  /** The zone its times are told in. */
  timeZone: string;
  /** RRULE of a recurring one. */
  rule?: string;
  /** What it is on: `service svc-42`, `tag gold`. */
  scope: string[];
}

/** One maintenance window. */
export interface WindowDetail extends WindowLine {
  at: number;
  noticeGivenAt?: number;
  approver?: string;
  /** Begun last and next, with their states. */
  occurrences: (Interval & { state: string })[];
  agreements: { id: string; name: string }[];
  /** There are more agreements than are named. */
  isAffectedCut: boolean;
  /** What was changed with a reason, the newest first. */
  audit: ChangeLine[];
}

const pageLimit = 50;

/** A page of all windows, those that start last first. */
export async function readWindows(deps: DashboardDeps, offset: number): Promise<Listed<WindowLine>> {
  const sort = [{ scope: 'document', path: 'startDateTime', direction: 'descending' }] as const;
  const { resources, total } = await deps.maintenanceWindows.page({ filter: matchAll, sort, offset, limit: pageLimit });
  return { at: deps.clock.now(), lines: resources.map(lineOf), offset, limit: pageLimit, total };
}

/** One window; undefined when there is none. */
export async function readWindow(deps: DashboardDeps, id: string): Promise<WindowDetail | undefined> {
  const found = await deps.maintenanceWindows.get(id);
  if (found === undefined) return undefined;
  const { document } = found;
  const noticeGivenAt = instantAt(document, 'noticeGivenAt');
  return {
    ...lineOf(found),
    at: deps.clock.now(),
    ...(noticeGivenAt === undefined ? {} : { noticeGivenAt }),
    ...textMember('approver', document),
    occurrences: objectsAt(document, 'occurrence').flatMap((each) => {
      const span = spanIn(each);
      return span === undefined ? [] : [{ ...span, state: textAt(each, 'state') ?? '' }];
    }),
    agreements: objectsAt(document, 'affectedAgreement').map((each) => ({
      id: idIn(each),
      name: textAt(each, 'name') ?? idIn(each),
    })),
    isAffectedCut: document['isAffectedCut'] === true,
    audit: changesOf(document),
  };
}

/** Ids of agreements are texts or numbers. */
function idIn({ id }: JsonObject): string {
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

function lineOf({ id, document }: StoredResource): WindowLine {
  const recurrence = objectAt(document, 'recurrence');
  const span = recurrence === undefined ? spanIn(document) : presentOf(document);
  return {
    ...{ id, name: textAt(document, 'name') ?? id },
    ...{ state: textAt(document, 'state') ?? 'planned', kind: textAt(document, 'kind') ?? 'planned' },
    ...(span === undefined ? {} : { span }),
    ...comingAgain(recurrence),
    scope: scopeOf(objectAt(document, 'scope') ?? {}),
  };
}

function comingAgain(recurrence: JsonObject | undefined): Pick<WindowLine, 'timeZone' | 'rule'> {
  if (recurrence === undefined) return { timeZone: 'UTC' };
  const zone = textAt(recurrence, 'timeZone') ?? 'UTC';
  return { timeZone: isZone(zone) ? zone : 'UTC', rule: textAt(recurrence, 'rrule') ?? '' };
}

function presentOf(document: JsonObject): Interval | undefined {
  const all = objectsAt(document, 'occurrence');
  const shown = all.find(({ state }) => state === 'started') ?? all.find(({ state }) => state === 'planned');
  const last = shown ?? all.at(-1);
  return last && spanIn(last);
}

function spanIn(holder: JsonObject): Interval | undefined {
  const [start, end] = [instantAt(holder, 'startDateTime'), instantAt(holder, 'endDateTime')];
  return start === undefined || end === undefined ? undefined : { start, end };
}
