import { setTimeout as pause } from 'node:timers/promises';
import { isJsonObject, type JsonObject, type JsonValue, merged, parsedJson } from '../../../conformance/json.ts';
import { answerOf, asks, collectionOf, getOf, listIn, objectIn, pathOf, withHeader, withJson } from '../wire.ts';
import type { WireRequest } from '../wire.ts';
import { current, withoutNames } from './changes.ts';
import { everyValue, type Mutant, mutantsOf, statusInstead, toClient, toServer, whenDone } from './mutant.ts';

const typeOf = ({ headers }: WireRequest): string => headers['content-type'] ?? '';
const isMerge = (request: WireRequest): boolean =>
  asks.patch(request) && /merge-patch|application\/json(?:;|$)/.test(typeOf(request));

type Now = Readonly<{ patch: JsonObject; before: JsonObject }>;

/** Sends another merge patch than the client has sent. */
function mergePatch(change: (now: Now) => JsonObject) {
  return toServer(isMerge, async (request, backstage) => {
    const patch = parsedJson(request.body ?? '');
    if (!isJsonObject(patch)) return request;
    return withJson(request, change({ patch, before: await current(request, backstage) }));
  });
}

/** A copy of a patch in which lists are what `join` makes of them and of what is there. */
function joinedLists(
  patch: JsonObject,
  before: JsonObject,
  join: (now: JsonValue[], next: JsonValue[]) => JsonValue[],
): JsonObject {
  const pairs = Object.entries(patch).map(([name, value]): [string, JsonValue] => {
    const there = before[name];
    if (Array.isArray(value) && Array.isArray(there)) return [name, join(there, value)];
    if (isJsonObject(value) && isJsonObject(there)) return [name, joinedLists(value, there, join)];
    return [name, value];
  });
  return Object.fromEntries(pairs);
}

/** A copy of a patch that takes away what the objects in it do not name. */
function replacedObjects(patch: JsonObject, before: JsonObject): JsonObject {
  const pairs = Object.entries(patch).map(([name, value]): [string, JsonValue] => {
    const there = before[name];
    if (!isJsonObject(value) || !isJsonObject(there)) return [name, value];
    const gone = Object.keys(there).filter((each) => !(each in value));
    return [name, { ...Object.fromEntries(gone.map((each) => [each, null])), ...value }];
  });
  return Object.fromEntries(pairs);
}

const immutable = /^(?:id|href|@type|@baseType|@schemaLocation)$/;

/** Servers that mistake JSON merge patches. */
export const mergeMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-9-*'] },
  {
    'null-ignored': {
      what: 'null in a merge patch is ignored',
      ...mergePatch(({ patch }) => everyValue(patch, (value) => (value === null ? undefined : value)) as JsonObject),
    },
    'null-empties': {
      what: 'null in a merge patch leaves an empty text behind',
      api: 'v2',
      ...mergePatch(({ patch }) => everyValue(patch, (value) => (value === null ? '' : value)) as JsonObject),
    },
    'null-shown': {
      what: 'The answer to a merge patch shows null for what it has removed',
      api: 'tmf623',
      ...whenDone(isMerge, (answer, request) => withJson(answer, merged(objectIn(answer), objectIn(request)))),
    },
    'mandatory-null-ignored': {
      what: 'null for a mandatory attribute is answered with 200, and nothing is done',
      ...toClient(isMerge, async (answer, request, backstage) =>
        answer.status === 400 && (request.body ?? '').includes('null')
          ? answerOf(200, await current(request, backstage))
          : answer,
      ),
    },
    'lists-appended': {
      what: 'A list in a merge patch is appended to the one there is',
      ...mergePatch(({ patch, before }) => joinedLists(patch, before, (now, next) => [...now, ...next])),
    },
    'lists-merged': {
      what: 'A list in a merge patch is merged with the one there is, element by element',
      api: 'v2',
      ...mergePatch(({ patch, before }) =>
        joinedLists(patch, before, (now, next) => [...next, ...now.slice(next.length)]),
      ),
    },
    'objects-replaced': {
      what: 'An object in a merge patch replaces the one there is',
      api: 'tmf623',
      ...mergePatch(({ patch, before }) => replacedObjects(patch, before)),
    },
    'empty-values-ignored': {
      what: '0, false and the empty text in a merge patch are taken for "not said"',
      ...mergePatch(({ patch }) =>
        Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== 0 && value !== false && value !== '')),
      ),
    },
    'unknown-names-ignored': {
      what: 'A merge patch cannot add attributes the schema does not name',
      api: 'legacy',
      ...mergePatch(({ patch }) => withoutNames(patch, /^(?:extra|count|flag|list)$/)),
    },
    'immutable-ignored': {
      what: 'Another id in a merge patch is ignored instead of refused',
      api: 'v2',
      ...mergePatch(({ patch }) => withoutNames(patch, immutable)),
    },
    'type-ignored': {
      what: 'Another @type in a merge patch is ignored instead of refused',
      ...mergePatch(({ patch }) => withoutNames(patch, /^@/)),
    },
    'same-id-refused': {
      what: 'A merge patch that repeats id and href is refused with 400',
      ...toServer(isMerge, async (request, backstage) => {
        const { id } = objectIn(request);
        const isSame = id !== undefined && id === (await current(request, backstage))['id'];
        return isSame ? answerOf(400, { code: '24', reason: 'id' }) : request;
      }),
    },
    'refused-half-done': {
      what: 'Of a merge patch that is refused the right parts are stored',
      api: 'tmf623',
      ...toClient(isMerge, async (answer, request, { send }) => {
        if (answer.status !== 400) return answer;
        for (const [name, value] of Object.entries(objectIn(request))) await send(withJson(request, { [name]: value }));
        return answer;
      }),
    },
    'patch-not-stored': {
      what: 'A merge patch is answered as done and not stored',
      ...toServer(isMerge, async (request, backstage) =>
        answerOf(200, merged(await current(request, backstage), objectIn(request))),
      ),
    },
    'patch-answers-change': {
      what: 'PATCH answers only what was changed',
      api: 'v2',
      ...whenDone(isMerge, (answer, request) => withJson(answer, objectIn(request))),
    },
    'patch-answers-before': {
      what: 'PATCH answers the resource as it was before',
      mutation: () => {
        const before = new Map<string, string>();
        return {
          ...toServer(isMerge, async (request, { send }) => {
            before.set(pathOf(request), (await send(getOf(request, pathOf(request)))).body);
            return request;
          }),
          ...whenDone(isMerge, (answer, request) => ({ ...answer, body: before.get(pathOf(request)) ?? '' })),
        };
      },
    },
    'patch-204': { what: 'PATCH is answered with 204', api: 'tmf623', ...statusInstead(asks.patch, 200, 204) },
    'patch-201': {
      what: 'PATCH is answered with 201, as one definition says',
      api: 'legacy',
      ...statusInstead(asks.patch, 200, 201),
    },
    'patch-text-plain': {
      what: 'PATCH takes text/plain',
      ...toServer(
        (request) => asks.patch(request) && typeOf(request).startsWith('text/plain'),
        (request) => withHeader(request, 'content-type', 'application/json'),
      ),
    },
    'no-accept-patch': {
      what: '415 to a PATCH comes without Accept-Patch',
      api: 'v2',
      ...toClient(asks.patch, (answer) => withHeader(answer, 'accept-patch', undefined)),
    },
    'merge-type-unknown': {
      what: 'application/merge-patch+json is refused with 415',
      ...toServer(
        (request) => asks.patch(request) && typeOf(request).includes('merge-patch'),
        (request) => withHeader(request, 'content-type', 'text/plain'),
      ),
    },
    'plain-json-unknown': {
      what: 'PATCH refuses application/json with 415',
      api: 'tmf623',
      ...toServer(
        (request) =>
          asks.patch(request) && typeOf(request).startsWith('application/json') && !typeOf(request).includes('patch'),
        (request) => withHeader(request, 'content-type', 'text/plain'),
      ),
    },
    'empty-patch-400': {
      what: 'An empty merge patch is refused with 400',
      api: 'v2',
      ...toServer(isMerge, (request) =>
        request.body === '{}' ? answerOf(400, { code: 400, reason: 'empty' }) : request,
      ),
    },
    'patch-unknown-created': {
      what: 'PATCH of an unknown id creates',
      api: 'tmf623',
      ...toClient(asks.patch, async (answer, request, { send }) => {
        if (answer.status !== 404) return answer;
        const json = withHeader(request, 'content-type', 'application/json');
        return { ...(await send({ ...json, method: 'POST', target: collectionOf(request) })), status: 200 };
      }),
    },
    'bad-patch-500': {
      what: 'A merge patch that is no JSON is answered with 500',
      ...statusInstead(isMerge, 400, 500),
    },
    'neighbour-patched': {
      what: 'PATCH changes the resource that was created last, too',
      ...whenDone(isMerge, async (answer, request, { send }) => {
        const ids = listIn(await send(getOf(request, `${collectionOf(request)}?fields=id`))).map(({ id }) =>
          String(id),
        );
        await send({ ...request, target: `${collectionOf(request)}/${ids.at(-1) ?? ''}` });
        return answer;
      }),
    },
    'lists-show-the-past': {
      what: 'Lists show a patched resource as it was before',
      api: 'v2',
      mutation: () => {
        const past = new Map<JsonValue, JsonObject>();
        return {
          ...toServer(isMerge, async (request, backstage) => {
            const before = await current(request, backstage);
            past.set(before['id'] ?? null, before);
            return request;
          }),
          ...whenDone(asks.list, (answer) =>
            withJson(
              answer,
              listIn(answer).map((each) => past.get(each['id'] ?? null) ?? each),
            ),
          ),
        };
      },
    },
    'updates-lost': {
      what: 'Of patches at the same moment the last one takes back what the others have added',
      checks: ['TMF630-10-no-lost-update'],
      mutation: () => {
        let last: Promise<unknown> = Promise.resolve();
        return toServer(isMerge, async (request, backstage) => {
          const read = await current(request, backstage);
          await pause(50);
          const written = last.then(async () => {
            const unseen = Object.keys(await current(request, backstage)).filter((name) => !(name in read));
            const taken = Object.fromEntries(unseen.map((name) => [name, null]));
            return backstage.send(withJson(request, { ...taken, ...objectIn(request) }));
          });
          last = written;
          return written;
        });
      },
    },
  },
);
