import type { ReadMeasurement } from './mapped-row.ts';

/** Holds back the latest measurement of each series until the series moves on in time. */
export interface Collapser {
  /** Takes one in; gives those that are now known to be the last of their instant. */
  add(read: ReadMeasurement): ReadMeasurement[];
  /** Gives all that are held back. */
  flush(): ReadMeasurement[];
  /** How many were superseded by a later one of the same series and time. */
  readonly collapsed: number;
}

/**
 * Files that log oftener than their times can tell have several rows for one instant; sent one after the other, each
 * would replace the one before, on every import anew. So of neighbours in a series with the same time only the last is
 * sent, as the service would have kept it. Cases are never collapsed: each has a name. At most `mostSeries` are held, then all are let go.
 */
export function createCollapser(mostSeries = 10_000): Collapser {
  const held = new Map<string, ReadMeasurement>();
  let collapsed = 0;
  const flush = (): ReadMeasurement[] => {
    const all = [...held.values()];
    held.clear();
    return all;
  };
  return {
    add(read) {
      const { measurement } = read;
      if ('case' in measurement) return [read];
      const { indicator, subject, at } = measurement;
      const key = `${indicator}\u0000${subject}`;
      const before = held.get(key);
      const isNew = before === undefined;
      const released = isNew && held.size >= mostSeries ? flush() : [];
      held.set(key, read);
      if (before !== undefined && 'at' in before.measurement && before.measurement.at === at) collapsed += 1;
      else if (!isNew) released.push(before);
      return released;
    },
    flush,
    get collapsed() {
      return collapsed;
    },
  };
}
