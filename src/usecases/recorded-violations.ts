import { parseInstant } from '../kernel/instant.ts';
import { objectAt, textAt, type JsonObject } from '../kernel/json.ts';
import { allOf, where } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { violationKey } from '../domain/status.ts';

/** A violation that Surety has recorded for a commitment. Instants in UTC ms. */
export interface RecordedViolation {
  id: string;
  uniqueKey: string;
  type: string;
  /** When it was opened, event time. */
  at: number;
  onset: number;
  /** Absent while it lasts. */
  restoredAt?: number;
  episode: number;
  /** Late facts have shown that it never was. */
  isCleared: boolean;
}

/** The violations recorded for one commitment in one period, by its id; or of all periods. Reads only. */
export type RecordedViolations = (commitmentId: string, periodId?: string) => Promise<RecordedViolation[]>;

const pageSize = 500;

/** Reads what is recorded; of a commitment with few violations once, however many periods are asked for. */
export function recordedViolations(store: ResourceStore): RecordedViolations {
  const all = new Map<string, Promise<RecordedViolation[] | undefined>>();
  return async (commitmentId, periodId) => {
    const few = all.get(commitmentId) ?? readAll(store, commitmentId);
    all.set(commitmentId, few);
    const known = await few;
    const isOf = ({ uniqueKey }: RecordedViolation): boolean =>
      periodId === undefined || uniqueKey.startsWith(`${violationKey([commitmentId, periodId])}|`);
    if (known !== undefined) return known.filter(isOf);
    const [start = ''] = (periodId ?? '').split('/');
    const ofPeriod = allOf(where('commitment.id', 'eq', commitmentId), where('period.startDateTime', 'eq', start));
    return (await list(store, ofPeriod)).filter(isOf);
  };
}

/** All of a commitment; undefined when they are too many to hold. */
async function readAll(store: ResourceStore, commitmentId: string): Promise<RecordedViolation[] | undefined> {
  const found = await list(store, where('commitment.id', 'eq', commitmentId));
  return found.length < pageSize ? found : undefined;
}

async function list(
  store: ResourceStore,
  filter: ReturnType<typeof where | typeof allOf>,
): Promise<RecordedViolation[]> {
  const page = await store.list({ filter, sort: [], offset: 0, limit: pageSize });
  return page.flatMap((stored) => recorded(stored) ?? []);
}

/** Undefined for what somebody else has recorded. */
function recorded({ id, document }: StoredResource): RecordedViolation | undefined {
  const type = textAt(document, 'type');
  const commitmentId = textAt(objectAt(document, 'commitment') ?? {}, 'id');
  const at = instantAt(document, 'date');
  const onset = instantAt(document, 'onset');
  if (type === undefined || commitmentId === undefined || at === undefined || onset === undefined) return undefined;
  const episode = numberAt(document, 'episode');
  const last = episode === undefined ? (textAt(document, 'date') ?? '') : String(episode);
  const restoredAt = instantAt(document, 'restoredAt');
  return {
    ...{ id, type, at, onset, isCleared: document['clearedAt'] !== undefined },
    uniqueKey: violationKey([commitmentId, periodIdOf(document), type, last]),
    episode: episode ?? 0,
    ...(restoredAt === undefined ? {} : { restoredAt }),
  };
}

function periodIdOf(document: JsonObject): string {
  const period = objectAt(document, 'period') ?? {};
  return `${textAt(period, 'startDateTime') ?? ''}/${textAt(period, 'endDateTime') ?? ''}`;
}

function numberAt(document: JsonObject, name: string): number | undefined {
  const value = document[name];
  return typeof value === 'number' ? value : undefined;
}

function instantAt(document: JsonObject, name: string): number | undefined {
  return parseInstant(textAt(document, name) ?? '');
}
