import type { Transition } from '../domain/commitment.ts';
import { violationKey } from '../domain/status.ts';
import type { RecordedViolation } from './recorded-violations.ts';

/** A violation as a replay of the facts opens it. */
export type Opened = Extract<Transition, { kind: 'violationOpened' }>;
/** Where a violation ends. */
export type Restored = Extract<Transition, { kind: 'violationRestored' }>;

/** What a replay shows of a period against what is recorded for it. */
export interface Reconciled {
  /** The opened ones under the keys they are, or will be, recorded with. */
  opened: Opened[];
  /** New key by the key of the replay. */
  keys: Map<string, string>;
  /** Recorded ones that the facts no longer show, those cleared before among them. */
  gone: RecordedViolation[];
}

/**
 * Finds for each violation that a replay of one period opens the recorded one it is: the same stretch of time. What is
 * new takes the next free episode. Pure; the same again once the result is recorded.
 */
export function reconcile(opened: readonly Opened[], recorded: readonly RecordedViolation[], ends: Ends): Reconciled {
  const left = recorded.filter(({ isCleared }) => !isCleared).sort((one, other) => one.episode - other.episode);
  let lastEpisode = Math.max(0, ...recorded.map(({ episode }) => episode));
  const keys = new Map<string, string>();
  const named = opened.map((each) => {
    const key = violationKey(each.uniqueKeyParts);
    const place = left.findIndex((other) => isSameTime(each, ends.get(key), other));
    const [match] = place < 0 ? [] : left.splice(place, 1);
    if (match === undefined) lastEpisode = Math.max(lastEpisode + 1, recorded.length === 0 ? each.episode : 0);
    const episode = match?.episode ?? lastEpisode;
    const [commitmentId = '', periodId = '', type = ''] = each.uniqueKeyParts;
    const uniqueKeyParts = [commitmentId, periodId, type, String(episode)];
    keys.set(key, violationKey(uniqueKeyParts));
    return { ...each, uniqueKeyParts, episode };
  });
  const standing = new Set(keys.values());
  return { opened: named, keys, gone: recorded.filter(({ uniqueKey }) => !standing.has(uniqueKey)) };
}

/** When each violation of a replay ended, by its key there; UTC ms. */
export type Ends = ReadonlyMap<string, number>;

function isSameTime(opened: Opened, end: number | undefined, recorded: RecordedViolation): boolean {
  const endOfOpened = end ?? Infinity;
  const endOfRecorded = recorded.restoredAt ?? Infinity;
  return opened.onset <= endOfRecorded && recorded.onset <= endOfOpened;
}
