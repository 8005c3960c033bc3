import { Unprepared } from '../endings.ts';
import type { Made } from '../collection.ts';
import type { CheckContext } from '../context.ts';
import { expectStatus, objectOf } from '../expect.ts';
import type { Subscription } from '../hub-client.ts';
import { isJsonObject, type JsonObject, nested, valueAt } from '../json.ts';

/** The resource an event is about. */
export function payloadOf({ resource }: CheckContext, event: JsonObject): JsonObject {
  const payload = valueAt(event, `event.${resource.events.member}`);
  return isJsonObject(payload) ? payload : {};
}

/** Whether an event is about this resource. */
export function isAbout(context: CheckContext, id: unknown): (event: JsonObject) => boolean {
  return (event) => valueAt(event, `event.${context.resource.events.member}.id`) === id;
}

/** Whether an event is about this resource and of this type. */
export function isEvent(context: CheckContext, id: unknown, type: string | undefined): (event: JsonObject) => boolean {
  const isMine = isAbout(context, id);
  return (event) => event['eventType'] === type && isMine(event);
}

/**
 * Rejects with Unprepared when not even a creation is notified: one check says so, all others would only repeat it, each
 * after a long wait.
 */
export async function delivering(context: CheckContext): Promise<void> {
  const isDelivered = await context.once('delivers', async (stage) => {
    const subscription = await stage.hub.subscribe();
    const { id } = await stage.collection.make(stage.unique('first-event'));
    const isMine = isAbout(stage, id);
    try {
      await subscription.waitFor(isMine, 'a first event');
      return true;
    } catch {
      return false;
    } finally {
      await stage.session.send('DELETE', subscription.url);
    }
  });
  if (!isDelivered) throw new Unprepared('no event is delivered at all');
}

/** A patch of the note, expected to be done. */
export async function change(
  { collection, resource }: CheckContext,
  id: Made['id'],
  value: string,
): Promise<JsonObject> {
  return objectOf(expectStatus(await collection.patch(id, nested(resource.note, value)), 200));
}

/**
 * Events about `id` that a subscription has got, once an event that was caused later has come. What was to come before it
 * is there by then: events of one resource keep their order.
 */
export async function settled(
  context: CheckContext,
  subscription: Subscription,
  id: Made['id'],
): Promise<JsonObject[]> {
  const { resource, unique } = context;
  const mark = unique('mark');
  await change(context, id, mark);
  const isMark = (event: JsonObject): boolean => valueAt(payloadOf(context, event), resource.note) === mark;
  const events = await subscription.waitFor((event) => isAbout(context, id)(event) && isMark(event), 'a later event');
  return events.slice(0, -1).filter(isAbout(context, id));
}
