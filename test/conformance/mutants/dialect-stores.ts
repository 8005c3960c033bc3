import { isJsonObject, type JsonObject, type JsonValue, parsedJson } from '../../../conformance/json.ts';
import { asks, isDone, objectIn, pathOf, withJson } from '../wire.ts';
import type { WireRequest } from '../wire.ts';
import { inAll, renamed } from './changes.ts';
import { eachResource, type Mutant, mutantsOf, toServer } from './mutant.ts';

function isAt(version: 'v4' | 'v2' | 'legacy') {
  const bases = { v4: /\/v4\//, v2: /\/v2\//, legacy: /serviceQualityManagement\/+(?!v\d)/ };
  return (request: WireRequest): boolean => asks.resource(request) && bases[version].test(pathOf(request));
}

const [atV4, atV2, atLegacy] = [isAt('v4'), isAt('v2'), isAt('legacy')];

/** Servers whose dialects do not show the same store. */
export const storeMutants: readonly Mutant[] = mutantsOf(
  { api: 'tmf657', checks: ['TMF657-6-cross*', 'TMF657-9-cross*'] },
  {
    'cross-names': {
      what: 'v2 shows what was made through v4 under the names of v4',
      mutation: () => {
        const made = new Set<unknown>();
        return {
          answer: (answer, request) => {
            const value = parsedJson(answer.body);
            if (!isDone(answer) || !isJsonObject(value)) return answer;
            if (asks.create(request) && atV4(request)) made.add(value['id']);
            const isForeign = atV2(request) && made.has(value['id']);
            return isForeign
              ? withJson(answer, renamed({ specParameter: 'serviceLevelObjectiveParameter' })(value))
              : answer;
          },
        };
      },
    },
    'cross-href': {
      what: 'href is that of the dialect in which a resource was made',
      mutation: () => {
        const hrefs = new Map<unknown, JsonValue>();
        return {
          answer: (answer, request) => {
            const value = parsedJson(answer.body);
            if (!isDone(answer) || !isJsonObject(value) || !asks.resource(request)) return answer;
            if (asks.create(request)) hrefs.set(value['id'], value['href'] ?? null);
            return withJson(answer, { ...value, href: hrefs.get(value['id']) ?? null });
          },
        };
      },
    },
    'cross-no-role': {
      what: 'v4 shows related entities that v2 has made without role and @referredType',
      ...eachResource(
        inAll((object) => {
          const { role, '@referredType': _type, ...others } = object;
          return role === 'related' ? others : object;
        }),
        atV4,
      ),
    },
    'cross-role-stored': {
      what: 'v2 shows the role that v4 has filled in',
      ...eachResource(
        inAll((object) =>
          Array.isArray(object['relatedEntity'])
            ? {
                ...object,
                relatedEntity: object['relatedEntity'].map((each) => ({ ...(each as JsonObject), role: 'related' })),
              }
            : object,
        ),
        (request) => atV2(request) && asks.read(request),
      ),
    },
    'cross-mandatory-missing': {
      what: 'Lists of v2 show what v4 has made without the addresses v2 asks for',
      ...eachResource(
        inAll((object) => {
          const { href: _href, ...others } = object;
          return 'role' in object || object['id'] === 'slo-1' ? others : object;
        }),
        (request) => atV2(request) && asks.list(request),
      ),
    },
    'cross-unknown-lost': {
      what: 'Attributes the schema does not name are not seen in other dialects',
      ...eachResource(
        ({ extra: _extra, ...others }) => others,
        (request) => atLegacy(request),
      ),
    },
    'cross-fields': {
      what: 'fields adds id and href in v2 to what v4 has made',
      ...toServer(
        (request) => atV2(request) && asks.read(request),
        (request) => ({ ...request, target: request.target.replace(/fields=/, 'fields=id,href,') }),
      ),
    },
    'cross-filter': {
      what: 'Filters of the oldest dialect look at a nested attribute under its name in v4 only',
      ...toServer(
        (request) => atLegacy(request) && asks.list(request),
        (request) => ({
          ...request,
          target: request.target.replace(/serviceLevelSpecParameter\./g, 'noSuchParameter.'),
        }),
      ),
    },
    'cross-patch': {
      what: 'v2 does not see what was patched through v4',
      mutation: () => {
        const old = new Map<unknown, JsonObject>();
        return {
          answer: (answer, request) => {
            const value = parsedJson(answer.body);
            if (!isDone(answer) || !isJsonObject(value) || !atV2(request)) return answer;
            const before = old.get(value['id']);
            if (asks.read(request) && before !== undefined) return withJson(answer, before);
            old.set(value['id'], value);
            return answer;
          },
        };
      },
    },
    'cross-removal': {
      what: 'v2 still shows what was removed through v4',
      mutation: () => {
        const gone = new Map<string, string>();
        return {
          request: async (request, { send }) => {
            if (!asks.remove(request) || !atV4(request)) return request;
            const target = pathOf(request).replace('/v4/', '/v2/');
            const { body } = await send({ ...request, method: 'GET', target });
            gone.set(target, body);
            return request;
          },
          answer: (answer, request) => {
            const body = gone.get(pathOf(request));
            return asks.read(request) && answer.status === 404 && body !== undefined
              ? { ...answer, status: 200, body }
              : answer;
          },
        };
      },
    },
    'cross-events-lost': {
      what: 'Subscribers of one dialect do not hear of changes made in another',
      mutation: () => {
        const makers = new Map<string, string>();
        const baseOf = (path: string): string => path.replace(/\/[^/]+$/, '');
        return {
          answer: (answer, request) => {
            if (asks.create(request) && isDone(answer))
              makers.set(String(objectIn(answer)['id']), baseOf(pathOf(request)));
            return answer;
          },
          event: async (delivery, { deliver }) => {
            const resources = Object.values(objectIn({ body: JSON.stringify(delivery.event['event']) }));
            const [resource] = resources.filter(isJsonObject);
            const maker = makers.get(String(resource?.['id']));
            return maker === baseOf(delivery.hub) ? deliver(delivery) : 204;
          },
        };
      },
    },
    'cross-events-in-v4': {
      what: 'Subscribers of v2 get events in the words of v4',
      event: (delivery, { deliver }) =>
        deliver(
          delivery.hub.includes('/v2/')
            ? { ...delivery, event: { ...delivery.event, eventType: 'ServiceLevelObjectiveCreateEvent' } }
            : delivery,
        ),
    },
  },
);
