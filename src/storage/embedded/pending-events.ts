import type { ChangeEvent } from '../../tmf630/change-event.ts';
import type { PendingEvent } from '../../tmf630/resource-store.ts';
import { lastPart } from './index-scan.ts';
import { keyText } from './key-text.ts';
import type { Table } from './table.ts';

/** The waiting events of one collection. The methods that change something run inside a transaction. */
export interface PendingEvents {
  /** Puts events, given as JSON texts with their ids, behind all others. */
  add(recordKey: string, holderId: string, events: readonly { eventId: string; text: string }[]): void;
  /** The first waiting events, in the order they were added. */
  first(limit: number): PendingEvent[];
  /** Takes one away; false when it was not there. */
  remove(recordKey: string, eventId: string): boolean;
  /** Whether the record still holds one. */
  holds(recordKey: string): boolean;
}

/**
 * Events wait in a table of their own, written in the same transaction as their record: by ['q', number] in order of
 * arrival, and by ['h', record, event] to be found again.
 */
export function pendingEvents(table: Table): PendingEvents {
  const queue = { start: ['q'], end: ['q', lastPart] };
  let next = nextNumber(table);
  return {
    add: (recordKey, holderId, events) => {
      for (const { eventId, text } of events) {
        table.put(['q', next], `[${JSON.stringify(holderId)},${text}]`);
        table.put(['h', recordKey, keyText(eventId)], String(next));
        next += 1;
      }
    },
    first: (limit) => table.entries({ ...queue, limit }).map(({ value }) => parsePending(value)),
    remove: (recordKey, eventId) => {
      const number = table.get(['h', recordKey, keyText(eventId)]);
      if (number === undefined) return false;
      table.remove(['q', Number(number)]);
      table.remove(['h', recordKey, keyText(eventId)]);
      return true;
    },
    holds: (recordKey) => {
      const range = { start: ['h', recordKey], end: ['h', recordKey, lastPart], limit: 1 };
      return table.keys(range).length > 0;
    },
  };
}

function nextNumber(table: Table): number {
  const [last] = table.keys({ start: ['q', lastPart], end: ['q'], reverse: true, limit: 1 });
  return Array.isArray(last) ? Number(last[1]) + 1 : 1;
}

function parsePending(text: string): PendingEvent {
  const [holderId, event] = JSON.parse(text) as [string, ChangeEvent];
  return { holderId, event };
}
