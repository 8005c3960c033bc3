import type { Dialect } from '../tmf630/dialect/dialect.ts';

/** How the words of a query are understood: events are compared as they are rendered. */
export interface QueryWords {
  /** A path into the event, in any spelling its dialect accepts, to the one it is rendered with. */
  path: (path: readonly string[]) => readonly string[];
  /** The name of an event type, in any spelling, to the one it is rendered with, in lower case. */
  eventType: (written: string) => string;
}

/** Words that are compared as they are written; event types without regard to case. */
export const asWritten: QueryWords = { path: (path) => path, eventType: (written) => written.toLowerCase() };

/** The words of a dialect. `eventTypes`: the canonical ones, which are understood in every dialect. */
export function queryWords(dialect: Pick<Dialect, 'ownPath' | 'eventType'>, eventTypes: Iterable<string>): QueryWords {
  const own = new Map([...eventTypes].map((type) => [type.toLowerCase(), dialect.eventType(type).toLowerCase()]));
  return {
    path: ([first, resourceName, ...path]) => {
      if (first === undefined) return [];
      if (resourceName === undefined) return [first];
      return [first, resourceName, ...(first === 'event' ? dialect.ownPath(resourceName, path) : path)];
    },
    eventType: (written) => own.get(written.toLowerCase()) ?? written.toLowerCase(),
  };
}
