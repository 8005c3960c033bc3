import { answerOf, asks, isDone, objectIn, pathOf, withHeader, withJson } from '../wire.ts';
import type { Backstage, WireRequest } from '../wire.ts';
import { type Mutant, mutantsOf, statusInstead, toClient, toServer, whenDone } from './mutant.ts';

const atHub = (request: WireRequest): boolean => /\/hub(?:\/|$)/.test(pathOf(request));
const isHubList = (request: WireRequest): boolean => request.method === 'GET' && /\/hub$/.test(pathOf(request));

/** Registers without a part of the query; the answer tells of it all the same. */
function queryWithout(part: RegExp) {
  return {
    ...toServer(asks.subscribe, (request) => {
      const { query, ...body } = objectIn(request);
      if (typeof query !== 'string') return request;
      const kept = query.split('&').filter((each) => !part.test(each));
      return withJson(request, kept.length === 0 ? body : { ...body, query: kept.join('&') });
    }),
    ...whenDone(asks.subscribe, (answer, request) => {
      const { query } = objectIn(request);
      return query === undefined ? answer : withJson(answer, { ...objectIn(answer), query });
    }),
  };
}

/** A hub that keeps one subscription and forgets the one before. */
function oneSubscriber() {
  let last: string | undefined;
  return whenDone(asks.subscribe, async (answer, request, { send }: Backstage) => {
    if (last !== undefined) await send({ ...request, method: 'DELETE', target: last, body: undefined });
    last = `${pathOf(request)}/${String(objectIn(answer)['id'])}`;
    return answer;
  });
}

/** Servers whose hubs register wrong. */
export const registrationMutants: readonly Mutant[] = mutantsOf(
  {
    api: 'v4',
    checks: [
      'TMF630-13-register*',
      'TMF630-13-callback',
      'TMF630-13-duplicate',
      'TMF630-13-unregister',
      'TMF630-13-unknown',
      'TMF630-13-bad-query',
      'TMF630-13-read',
      'TMF630-13-schema',
      'TMF630-13-no-change',
    ],
  },
  {
    'hub-200': { what: 'A subscription is answered with 200', ...statusInstead(asks.subscribe, 201, 200) },
    'hub-204': {
      what: 'A subscription is answered with 204, as one text says',
      api: 'tmf623',
      ...statusInstead(asks.subscribe, 201, 204),
    },
    'hub-no-location': {
      what: 'A subscription has no Location',
      api: 'v2',
      ...whenDone(asks.subscribe, (answer) => withHeader(answer, 'location', undefined)),
    },
    'hub-no-id': {
      what: 'A subscription has no id',
      api: 'legacy',
      ...whenDone(asks.subscribe, (answer) => {
        const { id: _id, ...others } = objectIn(answer);
        return withJson(answer, others);
      }),
    },
    'hub-no-query': {
      what: 'The query of a subscription is not told back',
      ...whenDone(asks.subscribe, (answer) => {
        const { query: _query, ...others } = objectIn(answer);
        return withJson(answer, others);
      }),
    },
    'hub-other-callback': {
      what: 'The callback of a subscription is told back without its path',
      api: 'tmf623',
      ...whenDone(asks.subscribe, (answer) => {
        const body = objectIn(answer);
        return withJson(answer, { ...body, callback: new URL(String(body['callback'])).origin });
      }),
    },
    'hub-bad-callback': {
      what: 'A callback that is no URL is taken',
      api: 'v2',
      ...toClient(asks.subscribe, (answer, request) =>
        answer.status === 400 && objectIn(request)['callback'] === 'nonsense'
          ? answerOf(201, { id: 'x', callback: 'nonsense' })
          : answer,
      ),
    },
    'hub-no-callback': {
      what: 'A subscription without a callback is answered with 500',
      ...toServer(asks.subscribe, (request) =>
        'callback' in objectIn(request) ? request : answerOf(500, { code: '1', reason: 'internal' }),
      ),
    },
    'hub-duplicate': {
      what: 'The same subscription again is answered with 201',
      ...statusInstead(asks.subscribe, 409, 201),
    },
    'hub-single': {
      what: 'A second subscriber is refused with 409',
      api: 'v2',
      ...toServer(asks.subscribe, (request, { subscribers }) =>
        subscribers().length > 0 ? answerOf(409, { code: 409, reason: 'one listener only' }) : request,
      ),
    },
    'hub-by-callback': {
      what: 'The same callback with another query is refused with 409',
      api: 'tmf623',
      ...toServer(asks.subscribe, (request, { subscribers }) => {
        const { callback } = objectIn(request);
        const isThere = subscribers().some((each) => each.callback === callback);
        return isThere ? answerOf(409, { code: '62', reason: 'this callback is registered' }) : request;
      }),
    },
    'hub-delete-200': {
      what: 'The end of a subscription is answered with 200',
      ...statusInstead(asks.unsubscribe, 204, 200),
    },
    'hub-delete-unknown': {
      what: 'The end of an unknown subscription is answered with 204',
      api: 'v2',
      ...statusInstead(asks.unsubscribe, 404, 204),
    },
    'hub-delete-all': {
      what: 'The end of an unknown subscription ends those there are',
      ...toClient(asks.unsubscribe, async (answer, request, { send }) => {
        if (answer.status !== 404) return answer;
        const hub = pathOf(request).replace(/\/[^/]+$/, '');
        const { body } = await send({ ...request, method: 'GET', target: hub });
        for (const [, id] of body.matchAll(/"id":"([^"]+)"/g)) await send({ ...request, target: `${hub}/${id ?? ''}` });
        return answer;
      }),
    },
    'hub-empty-list': {
      what: 'The list of subscriptions is always empty',
      api: 'tmf623',
      ...toClient(isHubList, (answer) => (isDone(answer) ? withJson(answer, []) : answer)),
    },
    'hub-bad-query': {
      what: 'A query that cannot be read is taken',
      ...toClient(asks.subscribe, (answer, request) =>
        answer.status === 400 && 'query' in objectIn(request)
          ? answerOf(201, { id: 'x', ...objectIn(request) })
          : answer,
      ),
    },
    'hub-error-body': {
      what: 'Refusals of the hub have no body',
      api: 'legacy',
      ...toClient(atHub, (answer) => (answer.status >= 400 ? { ...answer, body: '' } : answer)),
    },
  },
);

/** Servers that do not keep to what was registered. */
export const queryMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-13-query-*', 'TMF623-7-*'] },
  {
    'hub-query-ignored': { what: 'The query of a subscription is ignored', ...queryWithout(/./) },
    'hub-attribute-ignored': {
      what: 'Conditions on attributes in the query of a subscription are ignored',
      api: 'v2',
      ...queryWithout(/event\.|filter/),
    },
    'hub-type-ignored': {
      what: 'Conditions on the event type are ignored',
      api: 'legacy',
      ...queryWithout(/eventType/),
    },
    'hub-fields-ignored': { what: 'fields in the query of a subscription is ignored', ...queryWithout(/^fields/) },
    'hub-type-one-only': {
      what: 'Of several event types in a query only the first counts',
      api: 'v2',
      ...toServer(asks.subscribe, (request) => {
        const { query, ...body } = objectIn(request);
        return typeof query === 'string'
          ? withJson(request, { ...body, query: query.replace(/(eventType=\w+),\w+/, '$1') })
          : request;
      }),
    },
    'hub-type-by-case': {
      what: 'Event types in a query have to be spelt with the same capitals',
      ...toServer(asks.subscribe, (request) => {
        const { query, ...body } = objectIn(request);
        const isShouted = typeof query === 'string' && /eventType=[A-Z]+$/.test(query);
        return isShouted ? withJson(request, { ...body, query: `${query}NO` }) : request;
      }),
    },
    'hub-blanks': {
      what: 'Blanks around = and & in a query belong to names and values',
      api: 'v2',
      ...toServer(asks.subscribe, (request) =>
        String(objectIn(request)['query']).includes(' & ') ? answerOf(400, { code: 400, reason: 'query' }) : request,
      ),
    },
    'hub-one-keeps': { what: 'A second subscriber replaces the first', mutation: oneSubscriber },
    'hub-type-case-623': {
      what: 'The event type in the spelling of the reference code finds nothing',
      api: 'tmf623',
      ...toServer(asks.subscribe, (request) => {
        const { query, ...body } = objectIn(request);
        return typeof query === 'string' && query.includes('=Sla')
          ? withJson(request, { ...body, query: 'eventType=Nothing' })
          : request;
      }),
    },
  },
);
