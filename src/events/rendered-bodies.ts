import type { JsonObject } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { eventIn } from './event-record.ts';
import { type Subscription, narrowed } from './subscription.ts';

/** The event as the subscription's listener gets it, before `fields`. Subscriptions of one dialect and base URL get the same. */
export type RenderEvent = (event: ChangeEvent, subscription: Subscription) => JsonObject;

/** A form of `render` that renders an event once for all subscriptions that get the same. */
export function renderOnce(render: RenderEvent): RenderEvent {
  const known = new WeakMap<ChangeEvent, Map<string, JsonObject>>();
  return (event, subscription) => {
    const forms = known.get(event) ?? new Map<string, JsonObject>();
    known.set(event, forms);
    const key = formOf(subscription);
    const rendered = forms.get(key) ?? render(event, subscription);
    forms.set(key, rendered);
    return rendered;
  };
}

function formOf({ api, dialect, baseUrl = '' }: Subscription): string {
  return `${api}\n${dialect}\n${baseUrl}`;
}

/** The bodies of events that are being sent. */
export interface Bodies {
  /** Those of the events that are still kept, by id. */
  find(eventIds: readonly string[]): Promise<Map<string, ChangeEvent>>;
  /** The event as its listener gets it, before `fields`. */
  rendered(event: ChangeEvent, subscription: Subscription): JsonObject;
  /** What is posted. */
  of(event: ChangeEvent, subscription: Subscription): string;
}

const keptEvents = 500;

/** {@link Bodies} that remember the last few hundred events: one that many want is read and rendered once. */
export function createBodies({ events, render }: { events: ResourceStore; render: RenderEvent }): Bodies {
  const kept = new Map<string, ChangeEvent>();
  const texts = new WeakMap<ChangeEvent, Map<string, string>>();
  const rendered = renderOnce(render);
  const whole = (event: ChangeEvent, subscription: Subscription): string => {
    const forms = texts.get(event) ?? new Map<string, string>();
    texts.set(event, forms);
    const key = formOf(subscription);
    const text = forms.get(key) ?? JSON.stringify(rendered(event, subscription));
    forms.set(key, text);
    return text;
  };
  return {
    find: async (eventIds) => {
      const missing = [...new Set(eventIds)].filter((id) => !kept.has(id));
      const read = missing.length === 0 ? [] : (await events.getMany(missing)).map(eventIn);
      const found = new Map(eventIds.flatMap((id) => optionalEntry(id, kept.get(id))));
      for (const event of read) {
        found.set(event.eventId, event);
        kept.set(event.eventId, event);
      }
      for (const id of kept.keys()) {
        if (kept.size <= keptEvents) break;
        kept.delete(id);
      }
      return found;
    },
    rendered,
    of: (event, subscription) => {
      const { fields } = subscription.query;
      if (fields === undefined) return whole(event, subscription);
      return JSON.stringify(narrowed(rendered(event, subscription), fields));
    },
  };
}

function optionalEntry(id: string, event: ChangeEvent | undefined): [string, ChangeEvent][] {
  return event === undefined ? [] : [[id, event]];
}
