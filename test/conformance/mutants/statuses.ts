import { answerOf, asks, collectionOf, getOf, objectIn, pathOf, withHeader, withJson } from '../wire.ts';
import type { WireRequest } from '../wire.ts';
import { type Mutant, mutantsOf, statusInstead, toClient, toServer, whenDone } from './mutant.ts';

const any = (): boolean => true;
const isType = (request: WireRequest, type: string): boolean =>
  (request.headers['content-type'] ?? '').startsWith(type);

/** Servers that do the right thing and say another, or do what they should refuse. */
export const statusMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-1-*', 'TMF630-8-*'] },
  {
    'created-200': {
      what: 'A creation is answered with 200',
      ...statusInstead(asks.create, 201, 200),
    },
    'created-202': {
      what: 'A creation is answered with 202, as if it were still to be done',
      api: 'tmf623',
      ...statusInstead(asks.create, 201, 202),
    },
    'created-204': {
      what: 'A creation is answered with 204 and no body',
      api: 'v2',
      ...statusInstead(asks.create, 201, 204),
    },
    'empty-list-404': {
      what: 'A list of nothing is answered with 404',
      api: 'v2',
      ...toClient(asks.list, (answer) =>
        answer.body === '[]' ? answerOf(404, { code: 404, reason: 'none' }) : answer,
      ),
    },
    'empty-list-204': {
      what: 'A list of nothing is answered with 204',
      api: 'tmf623',
      ...toClient(asks.list, (answer) => (answer.body === '[]' ? { ...answer, status: 204 } : answer)),
    },
    'bad-input-500': {
      what: 'A body that is no JSON, or no object, is answered with 500',
      ...statusInstead(asks.create, 400, 500),
    },
    'bad-input-422': {
      what: 'An invalid body is answered with 422',
      api: 'tmf623',
      ...statusInstead(asks.create, 400, 422),
    },
    'bad-input-created': {
      what: 'A body that lacks a mandatory attribute is answered with 201',
      api: 'v2',
      ...toClient(asks.create, (answer, request) =>
        answer.status === 400 ? answerOf(201, { ...objectIn(request), id: 'x', href: 'http://x/x' }) : answer,
      ),
    },
    'unknown-id-200': {
      what: 'An unknown id reads as an empty object with 200',
      ...toClient(asks.read, (answer) => (answer.status === 404 ? answerOf(200, {}) : answer)),
    },
    'unknown-id-400': {
      what: 'An unknown id is answered with 400',
      api: 'legacy',
      ...statusInstead(asks.read, 404, 400),
    },
    'unknown-id-500': {
      what: 'An unknown id that is no number is answered with 500',
      api: 'tmf623',
      ...statusInstead((request) => asks.read(request) && !/\d+$/.test(pathOf(request)), 404, 500),
    },
    'wrong-one': {
      what: 'GET of one resource reads the first of the collection',
      ...toServer(asks.read, async (request, { send }) => {
        const answer = await send(getOf(request, `${collectionOf(request)}?limit=1`));
        return { ...answer, status: 200, body: answer.body.replace(/^\[|\]$/g, '') };
      }),
    },
    'wrong-type-taken': {
      what: 'A list where an object belongs is answered with 201',
      ...toClient(asks.create, (answer) =>
        answer.status === 400 && answer.body.includes('validFor') ? { ...answer, status: 201 } : answer,
      ),
    },
    'media-type-ignored': {
      what: 'A creation under text/plain is taken as JSON',
      ...toServer(asks.create, (request) => withHeader(request, 'content-type', 'application/json')),
    },
    'charset-refused': {
      what: 'application/json with a charset is refused with 415',
      ...toServer(asks.create, (request) =>
        isType(request, 'application/json;') ? answerOf(415, { code: '64', reason: 'media type' }) : request,
      ),
    },
    'refused-is-stored': {
      what: 'A refused creation is stored all the same',
      api: 'v2',
      ...toClient(asks.create, async (answer, request, { send }) => {
        const { name = null } = objectIn(request);
        const minimal = {
          ...{ name, conformanceComparator: '>', conformanceTarget: '1' },
          specParameter: { name: 'x', relatedEntity: [{ id: 'x', href: 'http://x/x' }] },
          objective: [{ id: 'x', href: 'http://x/x' }],
        };
        if (answer.status === 400 && name !== null) await send(withJson(request, minimal));
        return answer;
      }),
    },
    'id-conflict-500': {
      what: "A second creation with a client's own id is answered with 500",
      api: 'v2',
      ...statusInstead(asks.create, 409, 500),
    },
    'id-conflict-taken': {
      what: "A second creation with a client's own id is answered with 201",
      ...toClient(asks.create, (answer, request) =>
        answer.status === 409 ? answerOf(201, objectIn(request)) : answer,
      ),
    },
    'own-id-refused': {
      what: "A client's own id is refused with 400",
      api: 'v2',
      ...toServer(asks.create, (request) =>
        'id' in objectIn(request) ? answerOf(400, { code: 400, reason: 'id' }) : request,
      ),
    },
    'equal-creations-409': {
      what: 'A second specification of the same name is refused with 409',
      api: 'v2',
      ...toServer(asks.create, async (request, { send }) => {
        const { name } = objectIn(request);
        if (typeof name !== 'string') return request;
        const { body } = await send(getOf(request, `${collectionOf(request)}?name=${encodeURIComponent(name)}`));
        return body === '[]' ? request : answerOf(409, { code: 409, reason: 'there is one of this name' });
      }),
    },
  },
);

/** Servers that get methods, formats and paths wrong. */
export const protocolMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-2-*'] },
  {
    'accept-ignored': {
      what: 'Accept is ignored: XML is asked for and JSON comes',
      ...toServer(any, (request) => withHeader(request, 'accept', '*/*')),
    },
    'accept-refused': {
      what: 'Accept: */* is refused with 406',
      api: 'v2',
      ...toServer(any, (request) => (request.headers['accept'] === '*/*' ? answerOf(406, { code: 65 }) : request)),
    },
    'accept-refused-late': {
      what: 'A creation whose answer is refused with 406 is done all the same',
      api: 'legacy',
      ...toServer(asks.create, async (request, { send }) => {
        if (request.headers['accept'] === 'application/xml') await send(withHeader(request, 'accept', '*/*'));
        return request;
      }),
    },
    'method-404': {
      what: 'A method that there is not is answered with 404',
      ...statusInstead(any, 405, 404),
    },
    'method-without-allow': {
      what: '405 comes without Allow',
      api: 'tmf623',
      ...toClient(any, (answer) => (answer.status === 405 ? withHeader(answer, 'allow', undefined) : answer)),
    },
    'allow-everything': {
      what: 'Allow names every method there is, that which was refused included',
      ...toClient(any, (answer) =>
        answer.status === 405 ? withHeader(answer, 'allow', 'GET, POST, PUT, PATCH, DELETE') : answer,
      ),
    },
    'collection-deleted': {
      what: 'DELETE of a whole collection is answered with 204',
      api: 'v2',
      ...statusInstead((request) => request.method === 'DELETE' && !asks.remove(request), 405, 204),
    },
    'post-to-one': {
      what: 'POST to a resource changes it',
      ...toServer(
        (request) => request.method === 'POST' && asks.read({ ...request, method: 'GET' }),
        (request) => ({
          ...request,
          method: 'PATCH',
        }),
      ),
    },
    'unknown-path-200': {
      what: 'A path that there is not is answered with 200 and an empty list',
      ...toClient(
        (request) => request.method === 'GET' && !asks.resource(request),
        (answer) => (answer.status === 404 ? answerOf(200, []) : answer),
      ),
    },
    'bad-path-500': {
      what: 'A path that cannot be decoded is answered with 500',
      api: 'tmf623',
      ...statusInstead((request) => /%(?:E0|00)/.test(request.target), 400, 500),
    },
    'method-tunnelled': {
      what: 'X-HTTP-Method-Override makes another method of a request',
      api: 'v2',
      ...toServer(
        (request) => 'x-http-method-override' in request.headers,
        (request) => ({ ...request, method: request.headers['x-http-method-override'] ?? '' }),
      ),
    },
    'media-type-400': {
      what: 'Another media type is answered with 400',
      api: 'v2',
      ...statusInstead(any, 415, 400),
    },
    'slash-404': {
      what: 'A trailing slash is answered with 404',
      api: 'v2',
      checks: ['TMF630-1-*'],
      ...toServer(
        (request) => pathOf(request).endsWith('/'),
        () => answerOf(404, { code: 404, reason: 'none' }),
      ),
    },
    'location-with-double-slash': {
      what: 'A creation under a trailing slash gets a Location with a doubled one',
      api: 'v2',
      checks: ['TMF630-1-*'],
      ...whenDone(
        (request) => asks.create(request) && pathOf(request).endsWith('/'),
        (answer) => withHeader(answer, 'location', answer.headers['location']?.replace(/\/([^/]+)$/, '//$1')),
      ),
    },
  },
);
