import { asks, getOf, pathOf, withHeader } from '../wire.ts';
import type { WireRequest } from '../wire.ts';
import { type Mutant, mutantsOf, toClient, toServer, whenDone } from './mutant.ts';

const untagged = (request: WireRequest): boolean => asks.resource(request) && !asks.list(request);

/** Servers whose entity tags do not hold what they promise. */
export const tagMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-10-*'] },
  {
    'no-etag': {
      what: 'Resources have no ETag',
      ...whenDone(untagged, (answer) => withHeader(answer, 'etag', undefined)),
    },
    'constant-etag': {
      what: 'Every resource has the same ETag for ever',
      ...whenDone(untagged, (answer) => withHeader(answer, 'etag', '"1"')),
    },
    'etag-of-the-moment': {
      what: 'The ETag changes with every answer',
      api: 'v2',
      mutation: () => {
        let count = 0;
        return whenDone(untagged, (answer) => withHeader(answer, 'etag', `"${String((count += 1))}"`));
      },
    },
    'etag-unquoted': {
      what: 'The ETag has no quotes',
      api: 'tmf623',
      ...whenDone(untagged, (answer) => withHeader(answer, 'etag', answer.headers['etag']?.replaceAll('"', ''))),
    },
    'etag-of-patch-from-before': {
      what: 'The answer to PATCH has the ETag from before',
      api: 'legacy',
      mutation: () => {
        let before: string | undefined;
        return {
          ...toServer(asks.patch, async (request, { send }) => {
            before = (await send(getOf(request, pathOf(request)))).headers['etag'];
            return request;
          }),
          ...whenDone(asks.patch, (answer) => withHeader(answer, 'etag', before)),
        };
      },
    },
    'if-match-ignored': {
      what: 'If-Match is ignored',
      ...toServer(untagged, (request) => withHeader(request, 'if-match', undefined)),
    },
    'if-match-ignored-by-delete': {
      what: 'DELETE ignores If-Match',
      api: 'v2',
      ...toServer(asks.remove, (request) => withHeader(request, 'if-match', undefined)),
    },
    'if-match-ignored-by-put': {
      what: 'PUT ignores If-Match',
      api: 'tmf623',
      ...toServer(asks.put, (request) => withHeader(request, 'if-match', undefined)),
    },
    'if-match-without-effect': {
      what: 'A stale If-Match is answered with 412, and the patch is done',
      ...toClient(asks.patch, async (answer, request, { send }) => {
        if (answer.status === 412) await send(withHeader(request, 'if-match', undefined));
        return answer;
      }),
    },
    'if-match-409': {
      what: 'A stale If-Match is answered with 409',
      api: 'v2',
      ...toClient(untagged, (answer) => (answer.status === 412 ? { ...answer, status: 409 } : answer)),
    },
    'if-match-star-refused': {
      what: 'If-Match: * is never met',
      ...toServer(untagged, (request) =>
        request.headers['if-match'] === '*' ? withHeader(request, 'if-match', '"*"') : request,
      ),
    },
    'if-none-match-ignored': {
      what: 'If-None-Match is ignored',
      api: 'tmf623',
      ...toServer(asks.read, (request) => withHeader(request, 'if-none-match', undefined)),
    },
    'if-none-match-one-only': {
      what: 'If-None-Match with a list of tags is never met',
      ...toServer(asks.read, (request) =>
        request.headers['if-none-match']?.includes(',') === true
          ? withHeader(request, 'if-none-match', '"x"')
          : request,
      ),
    },
    'race-won-by-all': {
      what: 'Of patches with one If-Match at the same moment all are done',
      checks: ['TMF630-10-one-wins'],
      ...toClient(asks.patch, (answer, request, { send }) =>
        answer.status === 412 ? send(withHeader(request, 'if-match', undefined)) : answer,
      ),
    },
  },
);
