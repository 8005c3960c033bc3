import { type JsonObject } from '../../../conformance/json.ts';
import {
  answerOf,
  asks,
  collectionOf,
  getOf,
  isDone,
  listIn,
  objectIn,
  pathOf,
  withHeader,
  withJson,
} from '../wire.ts';
import type {} from '../wire.ts';
import { current, withoutNames } from './changes.ts';
import { type Mutant, mutantsOf, statusInstead, toClient, toServer, whenDone } from './mutant.ts';

const isPut = asks.put;

/** Servers that replace or remove wrong. */
export const putAndDeleteMutants: readonly Mutant[] = mutantsOf(
  { api: 'tmf623', checks: ['TMF630-10-put*', 'TMF630-10-delete*', 'TMF657-6-delete*', 'TMF623-9-cascade'] },
  {
    'put-merges': {
      what: 'PUT keeps what is not in its body',
      ...toServer(isPut, (request) => ({ ...request, method: 'PATCH' })),
    },
    'put-other-id': {
      what: 'PUT ignores another id in its body',
      ...toServer(isPut, (request) => withJson(request, withoutNames(objectIn(request), /^id$/))),
    },
    'put-creates': {
      what: 'PUT to an unknown id creates',
      ...toClient(isPut, async (answer, request, { send }) =>
        answer.status === 404 ? send({ ...request, method: 'POST', target: collectionOf(request) }) : answer,
      ),
    },
    'put-204': { what: 'PUT is answered with 204', ...statusInstead(isPut, 200, 204) },
    'put-invalid-200': {
      what: 'PUT with an invalid body is answered with 200',
      ...statusInstead(isPut, 400, 200),
    },
    'put-405-but-allowed': {
      what: 'PUT is refused with 405, and Allow names it',
      api: 'v4',
      ...toClient(isPut, (answer) => withHeader(answer, 'allow', 'GET, PUT, PATCH, DELETE')),
    },
    'put-patches': {
      what: 'PUT is refused with 405, and done',
      api: 'v2',
      ...toClient(isPut, async (answer, request, { send }) => {
        await send({ ...request, method: 'PATCH' });
        return answer;
      }),
    },
    'delete-200': {
      what: 'DELETE is answered with 200 and the resource that was there',
      api: 'v4',
      mutation: () => {
        let before = '';
        return {
          ...toServer(asks.remove, async (request, { send }) => {
            before = (await send(getOf(request, pathOf(request)))).body;
            return request;
          }),
          ...whenDone(asks.remove, (answer) => ({ ...answer, status: 200, body: before })),
        };
      },
    },
    'delete-unknown-204': {
      what: 'DELETE of an unknown id is answered with 204',
      api: 'v2',
      ...statusInstead(asks.remove, 404, 204),
    },
    'deleted-readable': {
      what: 'What was deleted can still be read',
      api: 'v2',
      ...toServer(asks.remove, () => answerOf(204)),
    },
    'deleted-410': {
      what: 'What was deleted is answered with 410',
      api: 'v4',
      mutation: () => {
        const gone = new Set<string>();
        return {
          answer: (answer, request) => {
            if (asks.remove(request) && isDone(answer)) gone.add(pathOf(request));
            return answer.status === 404 && gone.has(pathOf(request)) && asks.read(request)
              ? { ...answer, status: 410 }
              : answer;
          },
        };
      },
    },
    'deleted-in-lists': {
      what: 'What was deleted is still in lists',
      mutation: () => {
        const gone: JsonObject[] = [];
        return {
          ...toServer(asks.remove, async (request, backstage) => {
            gone.push(await current(request, backstage));
            return request;
          }),
          ...whenDone(asks.list, (answer, { target }) => {
            const back = gone.filter((each) => target.includes(`=${String(each['name'])}`));
            return back.length === 0 ? answer : withJson(answer, [...listIn(answer), ...back]);
          }),
        };
      },
    },
    'equals-deleted': {
      what: 'DELETE removes every resource of the same name',
      api: 'v4',
      ...toServer(asks.remove, async (request, backstage) => {
        const { name } = await current(request, backstage);
        if (typeof name !== 'string') return request;
        const same = await backstage.send(
          getOf(request, `${collectionOf(request)}?fields=id&name=${encodeURIComponent(name)}`),
        );
        for (const { id } of listIn(same).slice(1)) {
          await backstage.send({ ...request, target: `${collectionOf(request)}/${String(id)}` });
        }
        return request;
      }),
    },
    'referenced-stays': {
      what: 'An objective that a specification lists cannot be deleted: 409',
      api: 'v2',
      ...toServer(asks.remove, async (request, { send }) => {
        const id = pathOf(request).split('/').at(-1) ?? '';
        const target = `${collectionOf(request).replace('Objective', 'Specification')}?objective.id=${id}`;
        const { body } = await send(getOf(request, target));
        return body === '[]' ? request : answerOf(409, { code: 409, reason: 'listed' });
      }),
    },
    cascade: {
      what: 'With an agreement its violations go',
      ...toServer(asks.remove, async (request, backstage) => {
        const { href } = await current(request, backstage);
        const violations = collectionOf(request).replace(/sla$/, 'slaViolation');
        const found = await backstage.send(
          getOf(request, `${violations}?sla.href=${encodeURIComponent(String(href))}`),
        );
        for (const { id } of listIn(found)) await backstage.send({ ...request, target: `${violations}/${String(id)}` });
        return request;
      }),
    },
  },
);
