import { isJsonObject, type JsonObject, type JsonValue, parsedJson, valueAt } from '../../../conformance/json.ts';
import { answerOf, asks, getOf, isDone, objectIn, pathOf, withJson } from '../wire.ts';
import type { Backstage, WireAnswer, WireRequest } from '../wire.ts';
import { type Mutant, mutantsOf, statusInstead, toClient, toServer } from './mutant.ts';

const typeOf = ({ headers }: WireRequest): string => headers['content-type'] ?? '';
const isJsonPatch = (request: WireRequest): boolean =>
  asks.patch(request) && typeOf(request).includes('json-patch+json');
const isQueryPatch = (request: WireRequest): boolean =>
  asks.patch(request) && typeOf(request).includes('json-patch-query');

function operationsIn({ body }: WireRequest): JsonObject[] | undefined {
  const value = parsedJson(body ?? '');
  return Array.isArray(value) && value.every(isJsonObject) ? value : undefined;
}

/** Changes the operations one by one; nothing leaves one out. */
function operations(kind: typeof isJsonPatch, change: (operation: JsonObject) => JsonObject | undefined) {
  return toServer(kind, (request) => {
    const all = operationsIn(request);
    return all === undefined
      ? request
      : withJson(
          request,
          all.flatMap((each) => change(each) ?? []),
        );
  });
}

/** Answers the resource as it is now, as if the patch had been done, where the server refuses. */
function takenFor(kind: typeof isJsonPatch, status: number, fits: (request: WireRequest) => boolean = () => true) {
  return toClient(kind, async (answer, request, { send }) => {
    if (answer.status !== status || !fits(request)) return answer;
    return { ...(await send(getOf(request, pathOf(request)))), status: 200 };
  });
}

/** Does the operations of a refused patch one by one until one is refused. */
async function halfDone(answer: WireAnswer, request: WireRequest, { send }: Backstage): Promise<WireAnswer> {
  const all = operationsIn(request) ?? [];
  if (isDone(answer) || all.length < 2) return answer;
  for (const each of all) if (!isDone(await send(withJson(request, [each])))) break;
  return answer;
}

const opOf = (operation: JsonObject): string => String(operation['op']);
const pathIn = ({ path }: JsonObject): string => (typeof path === 'string' ? path : '');

/** Servers that mistake JSON Patch. */
export const jsonPatchMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-9-json-*'] },
  {
    'test-ignored': {
      what: 'JSON Patch: test is ignored',
      ...operations(isJsonPatch, (each) => (each['op'] === 'test' ? undefined : each)),
    },
    'json-half-done': {
      what: 'JSON Patch: what comes before a failing operation is stored',
      api: 'v2',
      ...toClient(isJsonPatch, halfDone),
    },
    'test-400': {
      what: 'JSON Patch: a test that does not hold is answered with 400',
      api: 'tmf623',
      ...statusInstead(isJsonPatch, 409, 400),
    },
    'test-by-spelling': {
      what: 'JSON Patch: test compares only the first element of a list',
      ...operations(isJsonPatch, (each) =>
        each['op'] === 'test' && Array.isArray(each['value'])
          ? { op: 'test', path: `${pathIn(each)}/0`, value: each['value'][0] ?? null }
          : each,
      ),
    },
    'missing-ignored': {
      what: 'JSON Patch: a path that leads nowhere is ignored',
      api: 'legacy',
      ...takenFor(isJsonPatch, 409, ({ body = '' }) => /none|\/9"/.test(body)),
    },
    'add-replaces': {
      what: 'JSON Patch: add replaces list elements instead of inserting',
      ...operations(isJsonPatch, (each) =>
        each['op'] === 'add' && /\/\d+$/.test(pathIn(each)) ? { ...each, op: 'replace' } : each,
      ),
    },
    'dash-unknown': {
      what: 'JSON Patch: - at the end of a pointer is the first place, not the one behind the last',
      api: 'v2',
      ...operations(isJsonPatch, (each) => ({ ...each, path: pathIn(each).replace(/\/-$/, '/0') })),
    },
    'escapes-unknown': {
      what: 'JSON Patch: ~1 in a pointer is not decoded',
      api: 'tmf623',
      ...operations(isJsonPatch, (each) =>
        'path' in each ? { ...each, path: pathIn(each).replaceAll('~1', '~01') } : each,
      ),
    },
    'move-copies': {
      what: 'JSON Patch: move leaves behind what it has moved',
      ...operations(isJsonPatch, (each) => (each['op'] === 'move' ? { ...each, op: 'copy' } : each)),
    },
    'remove-empties': {
      what: 'JSON Patch: remove leaves an empty text behind',
      api: 'v2',
      ...operations(isJsonPatch, (each) =>
        each['op'] === 'remove' && !/\/\d+$/.test(pathIn(each))
          ? { op: 'replace', path: pathIn(each), value: '' }
          : each,
      ),
    },
    'remove-first': {
      what: 'JSON Patch: remove takes the first element of a list away, whichever is named',
      ...operations(isJsonPatch, (each) =>
        each['op'] === 'remove' ? { ...each, path: pathIn(each).replace(/\/\d+$/, '/0') } : each,
      ),
    },
    'unknown-op-ignored': {
      what: 'JSON Patch: operations that there are not are left out',
      api: 'tmf623',
      ...operations(isJsonPatch, (each) =>
        /^(?:add|remove|replace|move|copy|test)$/.test(opOf(each)) ? each : undefined,
      ),
    },
    'malformed-409': {
      what: 'JSON Patch: what is no patch document is answered with 409',
      ...statusInstead(isJsonPatch, 400, 409),
    },
    'result-unchecked': {
      what: 'JSON Patch: a result that is no valid resource is answered with 200',
      api: 'v2',
      ...takenFor(isJsonPatch, 400, ({ body = '' }) => !/"\/id"|jump|~2|null/.test(body)),
    },
    'json-id-ignored': {
      what: 'JSON Patch: operations on the id are left out',
      ...operations(isJsonPatch, (each) => (pathIn(each) === '/id' ? undefined : each)),
    },
    'json-empty-400': {
      what: 'JSON Patch: an empty list is refused with 400',
      api: 'legacy',
      ...toServer(isJsonPatch, (request) =>
        request.body === '[]' ? answerOf(400, { code: 400, message: 'empty' }) : request,
      ),
    },
    'named-not-offered': {
      what: 'JSON Patch is refused with 415, although Accept-Patch names it',
      ...toServer(isJsonPatch, (request) => ({
        ...request,
        headers: { ...request.headers, 'content-type': 'text/plain' },
      })),
    },
    'json-answers-operations': {
      what: 'JSON Patch is answered with the operations',
      api: 'tmf623',
      ...toClient(isJsonPatch, (answer, request) =>
        isDone(answer) ? withJson(answer, operationsIn(request) ?? []) : answer,
      ),
    },
  },
);

/** Both notations with another choice of elements. */
function chosen(path: string, choice: (test: string) => string): string {
  return path.replace(/\[\?\((.*?)\)\]/, (_all, test: string) => choice(test));
}

/** A path in the notation with a query in that of JSONPath. */
function asJsonPath(path: string): string {
  const [pointer = '', query] = path.split('?');
  if (query === undefined || !path.startsWith('/')) return path;
  const [list = ''] = /^[\w.]+(?=\.\w+=)/.exec(query) ?? [];
  const tests = query.split('&').map((each) => each.replace(/^[\w.]+\.(\w+)=(.*)$/, "@.$1=='$2'"));
  const member = pointer.slice(list.length + 1).replace('/', '.');
  return `$.${list}[?(${tests.join(' && ')})]${member}`;
}

const query = (change: (path: string) => string) =>
  operations(isQueryPatch, (each) => ('path' in each ? { ...each, path: change(asJsonPath(pathIn(each))) } : each));

/** The place of the first element a choice would find. */
async function first(request: WireRequest, { send }: Backstage): Promise<WireRequest> {
  const resource = objectIn(await send(getOf(request, pathOf(request))));
  const all = operationsIn(request);
  if (all === undefined) return request;
  const placed = all.map((each) => {
    const path = asJsonPath(pathIn(each));
    const [, list = '', name = '', text = '', rest = ''] =
      /^\$?\.?([\w.]+)\[\?\(@\.(\w+)=='([^']*)'\)\](.*)$/.exec(path) ?? [];
    const elements = valueAt(resource, list);
    const at = Array.isArray(elements)
      ? elements.findIndex((element: JsonValue) => valueAt(element, name) === text)
      : -1;
    return at < 0 ? each : { ...each, path: `$.${list}[${String(at)}]${rest}` };
  });
  return withJson(request, placed);
}

/** Servers that mistake JSON Patch Query. */
export const patchQueryMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-9-query-*'] },
  {
    'query-ignored': {
      what: 'JSON Patch Query: conditions are ignored, every element is changed',
      ...query((path) => chosen(path, () => '[*]')),
    },
    'query-first-only': {
      what: 'JSON Patch Query: only the first element that fits is changed',
      api: 'v2',
      ...toServer(isQueryPatch, first),
    },
    'query-one-condition': {
      what: 'JSON Patch Query: of several conditions only the first counts',
      api: 'tmf623',
      ...query((path) => chosen(path, (test) => `[?(${test.split(' && ')[0] ?? ''})]`)),
    },
    'query-nothing-done': {
      what: 'JSON Patch Query: a path that selects nothing is answered with 200',
      ...takenFor(isQueryPatch, 409),
    },
    'query-test-ignored': {
      what: 'JSON Patch Query: test is ignored',
      api: 'v2',
      ...operations(isQueryPatch, (each) => (each['op'] === 'test' ? undefined : each)),
    },
    'query-half-done': {
      what: 'JSON Patch Query: what comes before a failing operation is stored',
      api: 'tmf623',
      ...toClient(isQueryPatch, halfDone),
    },
    'query-malformed-500': {
      what: 'JSON Patch Query: a path that cannot be read is answered with 500',
      ...statusInstead(isQueryPatch, 400, 500),
    },
    'query-add-replaces': {
      what: 'JSON Patch Query: add to a list replaces it',
      ...operations(isQueryPatch, (each) =>
        each['op'] === 'add' && /\w$/.test(pathIn(each))
          ? { ...each, op: 'replace', value: [each['value'] ?? null] }
          : each,
      ),
    },
    'query-dollar-needed': {
      what: 'JSON Patch Query: a JSONPath without $ is refused with 400',
      api: 'legacy',
      ...toServer(isQueryPatch, (request) =>
        (operationsIn(request) ?? []).some((each) => /^\w/.test(pathIn(each)))
          ? answerOf(400, { code: 400, message: 'path' })
          : request,
      ),
    },
  },
);
