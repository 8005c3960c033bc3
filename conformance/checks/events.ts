import { checksOf } from '../check.ts';
import { expectHolds, expectNames, expectSame, expectStatus, expectThat } from '../expect.ts';
import { asText, isJsonObject, type JsonObject, merged, nested, valueAt } from '../json.ts';
import { change, delivering, isAbout, isEvent, payloadOf, settled } from './event-stage.ts';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** What subscribers get. */
export const eventChecks = checksOf(
  {
    ...{ document: 'TMF630', section: 'Part 1, 6 notifications: events', needsListener: true },
    applies: (target) => target.api === 'tmf657',
  },
  {
    'TMF630-13-delivered': {
      title:
        'A creation is notified to a subscriber without a query, by POST of JSON to the callback exactly as registered',
      run: async (context) => {
        const { hub, collection, resource, unique } = context;
        const subscription = await hub.subscribe();
        const made = await collection.make(unique('event'));
        const isMine = isEvent(context, made.id, resource.events.create);
        await subscription.waitFor(isMine, `a ${resource.events.create ?? ''} of the new resource`);
        const notification = subscription.received.find(({ body }) => isJsonObject(body) && isMine(body));
        const { method, path, headers } = notification ?? {};
        expectSame(
          { method, path },
          { method: 'POST', path: new URL(subscription.callback).pathname },
          { what: 'the request' },
        );
        expectThat(/^application\/json/i.test(String(headers?.['content-type'])), 'it is not JSON', {
          actual: headers,
        });
      },
    },
    'TMF630-13-envelope': {
      title: 'An event has an eventId, an eventTime, its eventType, and the resource under its name in event',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, resource, unique } = context;
        const subscription = await hub.subscribe();
        const { id } = await collection.make(unique('envelope'));
        const [event = {}] = (await subscription.waitFor(isAbout(context, id), 'the event')).filter(
          isAbout(context, id),
        );
        const { eventId, eventTime, eventType } = event;
        expectThat(typeof eventId === 'string' && eventId !== '', 'eventId is no text', { actual: event });
        expectThat(instant.test(asText(eventTime)), 'eventTime is no RFC 3339 instant', { actual: event });
        expectSame(eventType, resource.events.create, { what: 'eventType' });
        expectNames(event['event'] as typeof event, [resource.events.member], { what: 'event' });
        for (const name of ['timeOcurred', 'domain', 'title']) {
          if (name in event) expectThat(typeof event[name] === 'string', `${name} is no text`, { actual: event });
        }
      },
    },
    'TMF630-13-payload': {
      title: 'A creation event holds the whole resource, as GET reads it',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, resource, unique } = context;
        const subscription = await hub.subscribe();
        const answer = expectStatus(await collection.post(resource.full(unique('payload'))), 201);
        const id = isJsonObject(answer.json) ? answer.json['id'] : undefined;
        const events = await subscription.waitFor(isAbout(context, id), 'the event');
        expectSame(payloadOf(context, events.at(-1) ?? {}), await collection.read(id), {
          what: 'the resource in the event',
        });
      },
    },
    'TMF630-13-change': {
      title: 'A change is notified once, with the resource as it is after it, and names what changed',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, resource, unique } = context;
        const subscription = await hub.subscribe();
        const made = await collection.make(unique('change'), nested(resource.note, 'before'));
        const both = merged(nested(resource.note, 'after'), nested(resource.instant, '2029-01-01T00:00:00Z'));
        expectStatus(await collection.patch(made.id, both), 200);
        const [, event = {}, ...more] = await settled(context, subscription, made.id);
        expectSame(event['eventType'], resource.events.change, { what: 'eventType' });
        expectSame(more, [], { what: 'further events of the one change' });
        expectHolds(payloadOf(context, event), { ...merged(made, both) }, { what: 'the resource in the event' });
        const first = (path: string): string => path.split('.')[0] ?? '';
        const expected = [first(resource.note), first(resource.instant)].sort();
        if (typeof event['fieldPath'] !== 'string') return;
        expectSame(event['fieldPath'].split(',').sort(), expected, { what: 'fieldPath' });
      },
    },
    'TMF630-13-removal': {
      title: 'A removal is notified with the resource as it was',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, resource, unique } = context;
        const subscription = await hub.subscribe();
        const made = await collection.make(unique('removal'), nested(resource.note, 'last words'));
        expectStatus(await collection.remove(made.id), 204);
        const isRemoval = isEvent(context, made.id, resource.events.remove);
        const event = (await subscription.waitFor(isRemoval, `a ${resource.events.remove ?? ''}`)).at(-1) ?? {};
        expectSame(payloadOf(context, event), made, { what: 'the resource in the event' });
      },
    },
    'TMF630-13-once-in-order': {
      title: 'Every change is one event, in the order of the changes, each with an eventId of its own',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, resource, unique } = context;
        const subscription = await hub.subscribe();
        const { id } = await collection.make(unique('in-order'));
        for (const note of ['1', '2', '3', '4']) await change(context, id, note);
        const events = await settled(context, subscription, id);
        const { create, change: changed } = resource.events;
        expectSame(
          events.map(({ eventType }) => eventType),
          [create, changed, changed, changed, changed],
          { what: 'the event types' },
        );
        const notes = events.map((event) => valueAt(payloadOf(context, event), resource.note));
        expectSame(notes, [undefined, '1', '2', '3', '4'], { what: 'what the events say' });
        expectSame(new Set(events.map(({ eventId }) => eventId)).size, 5, { what: 'the number of different eventIds' });
      },
    },
    'TMF630-13-nothing-without-change': {
      title: 'A patch that changes nothing, or is refused, and a read are no events',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, resource, unique } = context;
        const subscription = await hub.subscribe(`eventType=${resource.events.change ?? ''}`);
        const { id } = await collection.make(unique('no-change'), nested(resource.note, 'same'));
        expectStatus(await collection.patch(id, {}), 200);
        expectStatus(await collection.patch(id, nested(resource.note, 'same')), 200);
        expectStatus(await collection.patch(id, { ...nested(resource.note, 'x'), id: 'other' }), 400);
        await collection.read(id);
        expectSame(await settled(context, subscription, id), [], { what: 'the events of no change' });
      },
    },
    'TMF630-13-query-type': {
      title: 'A query by eventType is heeded: one type, several, in any letters',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, resource, unique } = context;
        const { create = '', change: changed = '', remove = '' } = resource.events;
        const [changes, ends, shouted] = [
          await hub.subscribe(`eventType=${changed}`),
          await hub.subscribe(`eventType=${create},${remove}`),
          await hub.subscribe(`eventType=${remove.toUpperCase()}`),
        ];
        const { id } = await collection.make(unique('by-type'));
        await change(context, id, 'x');
        expectStatus(await collection.remove(id), 204);
        const typesOf = async (subscription: typeof ends, last: string): Promise<unknown[]> => {
          const events = await subscription.waitFor(isEvent(context, id, last), `a ${last}`);
          return events.filter(isAbout(context, id)).map(({ eventType }) => eventType);
        };
        expectSame(await typesOf(ends, remove), [create, remove], { what: 'what came to the query for both ends' });
        expectSame(await typesOf(changes, changed), [changed], { what: 'what came to the query for changes' });
        expectSame(await typesOf(shouted, remove), [remove], { what: 'what came to the query in capitals' });
      },
    },
    'TMF630-13-query-attribute': {
      title: 'A query by an attribute of the resource, ANDed with the type, is heeded',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, resource, unique } = context;
        const { change: changed = '', member } = resource.events;
        const query = `eventType=${changed}&event.${member}.${resource.note}=wanted`;
        const [plain, spaced] = [
          await hub.subscribe(query),
          await hub.subscribe(query.replace('&', ' & ').replace('=', ' = ')),
        ];
        const { id } = await collection.make(unique('by-attribute'), nested(resource.note, 'wanted'));
        for (const note of ['unwanted', 'wanted']) await change(context, id, note);
        const noteOf = (event: JsonObject): unknown => valueAt(payloadOf(context, event), resource.note);
        const fits = (event: JsonObject): boolean => isEvent(context, id, changed)(event) && noteOf(event) === 'wanted';
        for (const subscription of [plain, spaced]) {
          const events = (await subscription.waitFor(fits, 'the event that fits')).filter(isAbout(context, id));
          const found = events.map((event) => [event['eventType'], noteOf(event)]);
          expectSame(found, [[changed, 'wanted']], { what: 'what came' });
        }
      },
    },
    'TMF630-13-query-filter': {
      title: 'A query with a JSONPath filter is heeded',
      severity: 'may',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, resource, unique } = context;
        const { path, members, element } = resource.list;
        const condition = `event.${resource.events.member}.${path}[?(@.${members[0]}=='wanted')]`;
        const subscription = await hub.subscribe(`filter=${condition}`);
        const { id } = await collection.make(unique('by-filter'));
        const url = 'https://x.example/';
        for (const name of ['unwanted', 'wanted']) {
          expectStatus(await collection.patch(id, nested(path, [element(name, url)])), 200);
        }
        const nameOf = (event: JsonObject): unknown => valueAt(payloadOf(context, event), `${path}.0.${members[0]}`);
        const fits = (event: JsonObject): boolean => isAbout(context, id)(event) && nameOf(event) === 'wanted';
        const events = (await subscription.waitFor(fits, 'the event that fits')).filter(isAbout(context, id));
        expectSame(events.map(nameOf), ['wanted'], { what: 'what came' });
      },
    },
    'TMF630-13-query-fields': {
      title: 'fields in a query narrows what is sent; eventId, eventTime and eventType stay',
      severity: 'should',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, resource, unique } = context;
        const { create = '', member } = resource.events;
        const subscription = await hub.subscribe(`eventType=${create}&fields=eventType,event.${member}.id`);
        const { id } = await collection.make(unique('narrow'), nested(resource.note, 'not sent'));
        const event = (await subscription.waitFor(isAbout(context, id), 'the event')).at(-1) ?? {};
        expectNames(event, ['eventId', 'eventTime', 'eventType', 'event'], { what: 'the event' });
        const names = Object.keys(payloadOf(context, event)).filter((name) => name !== 'href');
        expectSame(names, ['id'], { what: 'what is sent of the resource' });
      },
    },
    'TMF630-13-unsubscribed': {
      title: 'After DELETE of a subscription nothing more comes to it, and others are not touched',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, session, unique } = context;
        const [gone, stays] = [await hub.subscribe(), await hub.subscribe()];
        const { id } = await collection.make(unique('unsubscribed'));
        await gone.waitFor(isAbout(context, id), 'an event before');
        expectStatus(await session.send('DELETE', gone.url), 204);
        const before = gone.events().filter(isAbout(context, id)).length;
        // Two rounds: what would have gone out with the first has had the time of the second to arrive.
        await settled(context, stays, id);
        await settled(context, stays, id);
        expectSame(gone.events().filter(isAbout(context, id)).length, before, { what: 'the number of events' });
      },
    },
    'TMF630-13-retry': {
      title:
        'A delivery answered with 500 or 503 is repeated, with the same eventId and body, until it is taken; then no more',
      severity: 'should',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, resource, unique } = context;
        const subscription = await hub.subscribe(`eventType=${resource.events.create ?? ''}`);
        subscription.answers.push(500);
        const { id } = await collection.make(unique('retry'));
        const isMine = isAbout(context, id);
        await subscription.waitUntil(
          (received) => received.filter(({ body }) => isJsonObject(body) && isMine(body)).length >= 2,
          hub.repeatDeadlineMs,
        );
        const [first = {}, second, ...more] = subscription.events().filter(isMine);
        expectThat(second !== undefined, `it is not repeated within ${String(hub.repeatDeadlineMs / 1000)} s`, {
          expected: 'the event again',
          actual: 'nothing',
        });
        expectSame(second, first, { what: 'the event of the second attempt' });
        const { id: later } = await collection.make(unique('after-retry'));
        await subscription.waitFor(isAbout(context, later), 'a later event');
        expectSame(more, [], { what: 'further attempts' });
        expectSame(subscription.events().filter(isMine).length, 2, { what: 'the number of attempts' });
      },
    },
    'TMF630-13-event-schema': {
      title: 'Events are what the API document says they are',
      run: async (context) => {
        await delivering(context);
        const { hub, collection, resource, unique, documents, target } = context;
        const subscription = await hub.subscribe();
        const made = expectStatus(await collection.post(resource.full(unique('event-schema'))), 201);
        const id = isJsonObject(made.json) ? made.json['id'] : undefined;
        await change(context, id as string, 'x');
        expectStatus(await collection.remove(id), 204);
        const isRemoval = isEvent(context, id, resource.events.remove);
        const events = (await subscription.waitFor(isRemoval, 'the removal')).filter(isAbout(context, id));
        for (const event of events) {
          const faults = documents.of(target)?.faultsOf(asText(event['eventType']), event) ?? [];
          expectSame(faults, [], { what: `the faults of ${asText(event['eventType'])}` });
        }
      },
    },
    'TMF630-13-own-api': {
      title: 'A subscriber hears of every resource of its API',
      run: async (context) => {
        await delivering(context);
        const { hub, of, target, unique } = context;
        const subscription = await hub.subscribe();
        for (const each of target.resources.filter(({ events }) => events.create !== undefined)) {
          const { id } = await of(each.name).make(unique('own-api'));
          const isMine = (event: JsonObject): boolean => valueAt(event, `event.${each.events.member}.id`) === id;
          await subscription.waitFor(isMine, `a ${each.events.create ?? ''}`);
        }
      },
    },
  },
);
