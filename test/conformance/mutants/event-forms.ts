import { isJsonObject, type JsonObject, type JsonValue } from '../../../conformance/json.ts';
import { objectIn } from '../wire.ts';
import type { Delivery, Mutation } from '../wire.ts';
import { type Mutant, mutantsOf } from './mutant.ts';

const typeOf = ({ event }: Delivery): string => String(event['eventType']);

/** Sends another event. */
function changed(change: (event: JsonObject, delivery: Delivery) => JsonObject): Mutation {
  return { event: (delivery, { deliver }) => deliver({ ...delivery, event: change(delivery.event, delivery) }) };
}

function without(...names: readonly string[]): Mutation {
  return changed((event) => Object.fromEntries(Object.entries(event).filter(([name]) => !names.includes(name))));
}

/** Changes the resource in an event. */
function payload(change: (resource: JsonObject) => JsonValue): Mutation {
  return changed((event) => {
    const { event: content } = event;
    if (!isJsonObject(content)) return event;
    const pairs = Object.entries(content).map(([name, value]) => [name, isJsonObject(value) ? change(value) : value]);
    return { ...event, event: Object.fromEntries(pairs) as JsonObject };
  });
}

/** Servers whose events have another form than they should. */
export const formMutants: readonly Mutant[] = mutantsOf(
  {
    api: 'v4',
    checks: [
      'TMF630-13-delivered',
      'TMF630-13-envelope',
      'TMF630-13-payload',
      'TMF630-13-event-schema',
      'TMF623-7-notified',
    ],
  },
  {
    'event-type-misspelt': {
      what: 'Events have a misspelt type',
      ...changed((event) => ({ ...event, eventType: `${String(event['eventType'])}s` })),
    },
    'event-type-of-rules': {
      what: 'A violation is notified under the spelling of the reference code',
      api: 'tmf623',
      ...changed((event) => ({ ...event, eventType: String(event['eventType']).replace('SLA', 'Sla') })),
    },
    'event-v4-name-to-v2': {
      what: 'A subscriber of v2 gets the event names of v4',
      api: 'v2',
      ...changed((event) => ({
        ...event,
        eventType: String(event['eventType']).replace(/CreationNotification$/, 'CreateEvent'),
      })),
    },
    'event-no-id': { what: 'Events have no eventId', api: 'v2', ...without('eventId') },
    'event-id-number': { what: 'eventId is a number', ...changed((event) => ({ ...event, eventId: 5 })) },
    'event-no-time': { what: 'Events have no eventTime', api: 'tmf623', ...without('eventTime') },
    'event-time-local': {
      what: 'eventTime has no offset',
      ...changed((event) => ({ ...event, eventTime: String(event['eventTime']).replace(/Z$/, '') })),
    },
    'event-no-type': { what: 'Events have no eventType', api: 'legacy', ...without('eventType') },
    'event-unwrapped': {
      what: 'event holds the resource itself, without its name',
      ...changed((event) => ({
        ...event,
        event: Object.values(objectIn({ body: JSON.stringify(event['event']) }))[0] ?? null,
      })),
    },
    'event-member-misnamed': {
      what: 'event holds the resource under another name',
      api: 'v2',
      ...changed((event) => ({
        ...event,
        event: { resource: Object.values(objectIn({ body: JSON.stringify(event['event']) }))[0] ?? null },
      })),
    },
    'event-resource-only': {
      what: 'The notification is the resource itself, without an envelope',
      api: 'tmf623',
      ...changed((event) => objectIn({ body: JSON.stringify(event['event']) })),
    },
    'event-reference-only': {
      what: 'Events hold id and href of the resource only',
      ...payload(({ id = null, href = null }) => ({ id, href })),
    },
    'event-attribute-missing': {
      what: 'The resource in events lacks an attribute',
      api: 'tmf623',
      ...payload(({ relatedParty: _relatedParty, ...others }) => others),
    },
    'event-names-of-v4': {
      what: 'Events of v2 hold the resource under the names of v4',
      api: 'v2',
      ...payload((resource) =>
        Object.fromEntries(
          Object.entries(resource).map(([name, value]) => [
            name
              .replace(/^specParameter$/, 'serviceLevelObjectiveParameter')
              .replace(/^objective$/, 'relatedServiceLevelObjective'),
            value,
          ]),
        ),
      ),
    },
    'event-href-of-v4': {
      what: 'The resource in events of v2 has the href of v4',
      api: 'v2',
      ...payload((resource) => ({ ...resource, href: String(resource['href']).replace('/v2/', '/v4/') })),
    },
    'event-as-text': {
      what: 'Events are posted as text/plain',
      event: (delivery, { deliver }) => deliver({ ...delivery, contentType: 'text/plain' }),
    },
    'event-other-path': {
      what: 'Events are posted to a path of the server below the callback',
      api: 'legacy',
      event: (delivery, { deliver }) =>
        deliver({ ...delivery, callback: `${delivery.callback}/listener/${typeOf(delivery)}` }),
    },
    'event-in-list': {
      what: 'Events come in a list',
      event: (delivery, { deliver }) => deliver({ ...delivery, event: [delivery.event] as unknown as JsonObject }),
    },
  },
);
