import { setTimeout as pause } from 'node:timers/promises';
import { type JsonObject, type JsonValue } from '../../../conformance/json.ts';
import { answerOf, asks, isDone, objectIn, pathOf, resourceOf } from '../wire.ts';
import type { Delivery, Mutation } from '../wire.ts';
import { type Mutant, mutantsOf, toServer } from './mutant.ts';

const typeOf = ({ event }: Delivery): string => String(event['eventType']);
const idOf = ({ event }: Delivery): string => String(event['eventId']);

/** Sends another event. */
function changed(change: (event: JsonObject, delivery: Delivery) => JsonObject): Mutation {
  return { event: (delivery, { deliver }) => deliver({ ...delivery, event: change(delivery.event, delivery) }) };
}

/** Swallows events. */
function lost(fits: RegExp): Mutation {
  return { event: (delivery, { deliver }) => (fits.test(typeOf(delivery)) ? 204 : deliver(delivery)) };
}

/** Does something to the attempts after the first one of each delivery. */
function onRepeat(repeat: Required<Mutation>['event']): Mutation {
  const seen = new Set<string>();
  return {
    event: (delivery, backstage) => {
      const key = `${delivery.callback} ${idOf(delivery)}`;
      const isRepeat = seen.has(key);
      seen.add(key);
      return isRepeat ? repeat(delivery, backstage) : backstage.deliver(delivery);
    },
  };
}

/** An event of the fault's own about a resource, for everybody who has subscribed. */
async function invented(
  { deliver, subscribers }: Parameters<Required<Mutation>['event']>[1],
  { type, name, resource }: { type: string; name: string; resource: JsonObject },
): Promise<void> {
  const [eventId, eventTime] = [`invented-${String(performance.now())}`, '2026-11-22T09:15:04.120Z'];
  const event = { eventId, eventTime, eventType: type, event: { [name]: resource } };
  for (const each of subscribers()) await deliver({ ...each, event, contentType: 'application/json' });
}

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** Servers that send too many events, too few, or the wrong ones. */
export const flowMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-13-*', 'TMF623-7-*'] },
  {
    'event-create-lost': { what: 'Creations are not notified', checks: ['TMF630-13-delivered'], ...lost(/Creat/) },
    'event-change-lost': {
      what: 'Changes are not notified',
      api: 'v2',
      checks: ['TMF630-13-change'],
      ...lost(/Change/),
    },
    'event-removal-lost': {
      what: 'Removals are not notified',
      checks: ['TMF630-13-removal'],
      ...lost(/Delete|Remove/),
    },
    'violation-unnotified': {
      what: 'Violations are not notified',
      api: 'tmf623',
      checks: ['TMF623-7-notified'],
      ...lost(/Violation/),
    },
    'event-one-resource-only': {
      what: 'Only one of the resources of an API is notified',
      api: 'v2',
      checks: ['TMF630-13-delivered', 'TMF630-13-own-api'],
      ...lost(/Specification/),
    },
    'event-twice': {
      what: 'Every event comes twice, with two ids',
      checks: ['TMF630-13-change', 'TMF630-13-once-in-order', 'TMF623-7-notified'],
      event: async (delivery, { deliver }) => {
        await deliver(delivery);
        return deliver({ ...delivery, event: { ...delivery.event, eventId: `${idOf(delivery)}-2` } });
      },
    },
    'violation-twice': {
      what: 'Every violation is notified twice',
      api: 'tmf623',
      checks: ['TMF623-7-notified'],
      event: async (delivery, { deliver }) => {
        await deliver(delivery);
        return deliver(delivery);
      },
    },
    'event-same-id': {
      what: 'All events have one eventId',
      api: 'v2',
      checks: ['TMF630-13-once-in-order'],
      ...changed((event) => ({ ...event, eventId: 'one' })),
    },
    'event-overtaken': {
      what: 'Events of one resource overtake one another',
      checks: ['TMF630-13-once-in-order'],
      mutation: () => {
        let count = 0;
        return {
          event: async (delivery, { deliver }) => {
            count += 1;
            if (count % 2 === 1) return deliver(delivery);
            void pause(250).then(() => deliver(delivery));
            return 204;
          },
        };
      },
    },
    'event-change-as-before': {
      what: 'A change is notified with the resource as it was before',
      checks: ['TMF630-13-change'],
      mutation: () => {
        const last = new Map<string, JsonValue>();
        return changed((event, { callback }) => {
          const before = last.get(callback) ?? event['event'] ?? null;
          last.set(callback, event['event'] ?? null);
          return { ...event, event: before };
        });
      },
    },
    'event-field-path': {
      what: 'fieldPath names the first attribute that changed only',
      checks: ['TMF630-13-change'],
      ...changed((event) =>
        typeof event['fieldPath'] === 'string'
          ? { ...event, fieldPath: event['fieldPath'].split(',')[0] ?? '' }
          : event,
      ),
    },
    'event-to-everybody': {
      what: 'Every event goes to every subscriber, whatever the queries say',
      checks: ['TMF630-13-query-*', 'TMF623-7-*'],
      api: 'tmf623',
      event: async (delivery, { deliver, subscribers }) => {
        const all = new Set(subscribers().map(({ callback }) => callback));
        for (const callback of all) await deliver({ ...delivery, callback });
        return 204;
      },
    },
    'event-without-change': {
      what: 'A patch that changes nothing is notified',
      checks: ['TMF630-13-nothing-without-change'],
      answer: async (answer, request, backstage) => {
        const name = resourceOf(request);
        const type = `${capital(name)}AttributeValueChangeEvent`;
        if (asks.patch(request) && isDone(answer) && request.body === '{}') {
          await invented(backstage, { type, name, resource: objectIn(answer) });
        }
        return answer;
      },
    },
    'event-of-refusal': {
      what: 'A refused patch is notified',
      api: 'v2',
      checks: ['TMF630-13-nothing-without-change'],
      answer: async (answer, request, backstage) => {
        if (!asks.patch(request) || answer.status !== 400) return answer;
        const name = resourceOf(request);
        const { body } = await backstage.send({ ...request, method: 'GET', body: undefined });
        const type = `${capital(name)}AttributeValueChangeNotification`;
        await invented(backstage, { type, name, resource: objectIn({ body }) });
        return answer;
      },
    },
    'event-after-end': {
      what: 'A subscription that was ended still gets events',
      checks: ['TMF630-13-unsubscribed'],
      mutation: () => {
        const ended = new Set<string>();
        return toServer(asks.unsubscribe, (request) => {
          if (ended.has(pathOf(request))) return request;
          ended.add(pathOf(request));
          return answerOf(204);
        });
      },
    },
    'retry-none': {
      what: 'A delivery that was answered with 500 is not repeated',
      checks: ['TMF630-13-retry'],
      event: async (delivery, { deliver }) => {
        await deliver(delivery);
        return 204;
      },
    },
    'retry-none-623': {
      what: 'A notification of a violation that was answered with 500 is not repeated',
      api: 'tmf623',
      checks: ['TMF623-7-retry'],
      event: async (delivery, { deliver }) => {
        await deliver(delivery);
        return 204;
      },
    },
    'retry-other-id': {
      what: 'A repeated delivery has another eventId',
      api: 'v2',
      checks: ['TMF630-13-retry'],
      mutation: () =>
        onRepeat((delivery, { deliver }) =>
          deliver({ ...delivery, event: { ...delivery.event, eventId: `${idOf(delivery)}-again` } }),
        ),
    },
    'retry-twice': {
      what: 'A delivery that was taken is repeated once more',
      checks: ['TMF630-13-retry'],
      mutation: () =>
        onRepeat(async (delivery, { deliver }) => {
          await deliver(delivery);
          return deliver(delivery);
        }),
    },
  },
);
