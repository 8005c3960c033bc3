import { isJsonObject, type JsonObject, valueAt, without } from '../../../conformance/json.ts';
import { asks, listIn, objectIn, resourceOf, withJson } from '../wire.ts';
import type { WireRequest } from '../wire.ts';
import { renamed } from './changes.ts';
import { eachResource, type Mutant, mutantsOf, whenDone } from './mutant.ts';

function missing(...names: readonly string[]) {
  return (resource: JsonObject): JsonObject => names.reduce(without, resource);
}

/** Whether nothing is selected: then whole resources are expected. */
const isWhole = (request: WireRequest): boolean => asks.resource(request) && !request.target.includes('fields=');
const isWholeList = (request: WireRequest): boolean => asks.list(request) && isWhole(request);

/** Servers whose resources have another shape than they should. */
export const shapeMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-1-*', 'TMF630-8-*'] },
  {
    'id-number': {
      what: 'id is a number where a text is due',
      mutation: () => {
        const numbers = new Map<unknown, number>();
        return eachResource((resource) => {
          const { id } = resource;
          if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
          return { ...resource, id: numbers.get(id) ?? 0 };
        });
      },
    },
    'id-text': {
      what: 'id is a text where an integer is due',
      api: 'tmf623',
      ...eachResource((resource) => ('id' in resource ? { ...resource, id: String(resource['id']) } : resource)),
    },
    'no-id': { what: 'Resources have no id', ...eachResource(missing('id')) },
    'no-href': { what: 'Resources have no href', api: 'v2', ...eachResource(missing('href')) },
    'no-href-in-lists': {
      what: 'Elements of lists have no href',
      api: 'tmf623',
      ...eachResource(missing('href'), asks.list),
    },
    'relative-href': {
      what: 'href is relative',
      api: 'legacy',
      ...eachResource((resource) => ({
        ...resource,
        href: String(valueAt(resource, 'href')).replace(/^https?:\/\/[^/]+/, ''),
      })),
    },
    'href-of-other-dialect': {
      what: 'href is that of another dialect',
      api: 'v2',
      ...eachResource((resource) => ({ ...resource, href: String(valueAt(resource, 'href')).replace('/v2/', '/v4/') })),
    },
    'href-of-collection': {
      what: 'href of the elements of a list names the collection',
      ...eachResource((resource) => {
        const href = String(valueAt(resource, 'href')).replace(/\/[^/]+$/, '');
        return { ...resource, href };
      }, asks.list),
    },
    'wrapped-one': {
      what: 'A resource is wrapped in its name',
      ...whenDone(
        (request) => asks.read(request) || asks.create(request),
        (answer, request) => withJson(answer, { [resourceOf(request)]: objectIn(answer) }),
      ),
    },
    'wrapped-list': {
      what: 'A list is wrapped in an object with its counts',
      api: 'v2',
      ...whenDone(asks.list, (answer) => withJson(answer, { total: listIn(answer).length, elements: listIn(answer) })),
    },
    'one-as-list': {
      what: 'GET of one resource answers a list of one, as a definition says by mistake',
      api: 'legacy',
      ...whenDone(asks.read, (answer) => withJson(answer, [objectIn(answer)])),
    },
    'list-of-one-as-object': {
      what: 'A list of one is answered as an object',
      api: 'tmf623',
      ...whenDone(asks.list, (answer) => {
        const [first, ...more] = listIn(answer);
        return first !== undefined && more.length === 0 ? withJson(answer, first) : answer;
      }),
    },
    'list-of-ids': {
      what: 'A list holds ids instead of resources',
      ...whenDone(asks.list, (answer) =>
        withJson(
          answer,
          listIn(answer).map(({ id = null }) => id),
        ),
      ),
    },
    'created-identity-only': {
      what: 'The answer to a creation holds id and href only',
      api: 'tmf623',
      ...eachResource(({ id = null, href = null }) => ({ id, href }), asks.create),
    },
    'created-as-sent': {
      what: 'The answer to a creation is the body as it was sent, without id and href',
      api: 'v2',
      ...whenDone(asks.create, (answer, request) => withJson(answer, objectIn(request))),
    },
    'created-without-body': {
      what: 'A creation is answered with 201 and no body',
      ...whenDone(asks.create, (answer) => ({ ...answer, body: '' })),
    },
    'mandatory-missing-in-lists': {
      what: 'Elements of lists lack a mandatory attribute',
      api: 'v2',
      ...eachResource(missing('conformanceTarget', 'objective'), isWholeList),
    },
    'inner-mandatory-missing': {
      what: 'The parameter of an objective lacks its related entities',
      api: 'v2',
      ...eachResource((resource) =>
        isJsonObject(resource['specParameter'])
          ? { ...resource, specParameter: missing('relatedEntity')(resource['specParameter']) }
          : resource,
      ),
    },
    'attribute-renamed': {
      what: 'An attribute is answered under another name',
      api: 'legacy',
      ...eachResource((resource) => renamed({ conformanceComparator: 'comparator', description: 'text' })(resource)),
    },
    'attribute-swapped': {
      what: 'Two attributes of one type are swapped',
      ...eachResource((resource) =>
        renamed({ thresholdTarget: 'toleranceTarget', toleranceTarget: 'thresholdTarget' })(resource),
      ),
    },
    'lists-lag-behind': {
      what: 'A list does not hold what was created last',
      api: 'tmf623',
      ...whenDone(asks.list, (answer) => withJson(answer, listIn(answer).slice(0, -1))),
    },
    'order-of-creation-lost': {
      what: 'A list without sort is the newest first',
      api: 'v2',
      ...whenDone(isWholeList, (answer, request) =>
        request.target.includes('sort=') ? answer : withJson(answer, listIn(answer).reverse()),
      ),
    },
  },
);
