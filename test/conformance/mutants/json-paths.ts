import { answerOf, asks, parametersOf, withParameters } from '../wire.ts';
import type { WireRequest } from '../wire.ts';
import { type Mutant, mutantsOf, toClient, toServer, whenDone } from './mutant.ts';

const isPath = (parameter: string): boolean => parameter.startsWith('filter=');

function paths(change: (path: string) => string | undefined) {
  return toServer(asks.list, (request) =>
    withParameters(
      request,
      parametersOf(request).flatMap((each) => {
        if (!isPath(each)) return [each];
        const path = change(decodeURIComponent(each.slice(7)));
        return path === undefined ? [] : [`filter=${encodeURIComponent(path)}`];
      }),
    ),
  );
}

const withPath = (request: WireRequest): boolean => asks.list(request) && request.target.includes('filter=');

/** Servers that mistake JSONPath filters. */
export const jsonPathMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-4-*'] },
  {
    'path-ignored': { what: 'filter is ignored', ...paths(() => undefined) },
    'path-any-element': {
      what: 'Two conditions of a filter may be met by different elements',
      api: 'v2',
      ...paths((path) =>
        path.replace(/^(?:\$\.)?([\w.]+)\[\?\((@[^&|]*) && (@[^&|]*)\)\]$/, '$[?(@.$1[?($2)] && @.$1[?($3)])]'),
      ),
    },
    'path-alone': {
      what: 'Beside a filter all other conditions are ignored',
      ...toServer(withPath, (request) => withParameters(request, parametersOf(request).filter(isPath))),
    },
    'path-last-only': {
      what: 'Of several filters only the last counts',
      api: 'tmf623',
      ...toServer(withPath, (request) => {
        const all = parametersOf(request);
        const last = all.findLast(isPath);
        return withParameters(
          request,
          all.filter((each) => !isPath(each) || each === last),
        );
      }),
    },
    'path-dollar-needed': {
      what: 'A filter without $ is refused with 400',
      api: 'v2',
      ...toServer(withPath, (request) =>
        parametersOf(request).some((each) => isPath(each) && !/^filter=(?:\$|%24)/i.test(each))
          ? answerOf(400, { code: 400, reason: 'filter' })
          : request,
      ),
    },
    'path-or-is-and': { what: '|| in a filter is taken for &&', ...paths((path) => path.replaceAll('||', '&&')) },
    'path-not-ignored': {
      what: '! in a filter is ignored',
      api: 'legacy',
      ...paths((path) => path.replaceAll('?(!', '?(')),
    },
    'path-negative-index': {
      what: 'A negative index in a filter counts from the front',
      ...paths((path) => path.replaceAll('[-1]', '[0]')),
    },
    'path-malformed-empty': {
      what: 'A filter that cannot be read finds nothing',
      api: 'v2',
      ...toClient(withPath, (answer) => (answer.status === 400 ? answerOf(200, []) : answer)),
    },
    'path-script-500': {
      what: 'A script in a filter is answered with 500',
      api: 'tmf623',
      ...toClient(withPath, (answer) => (answer.status === 501 ? { ...answer, status: 500 } : answer)),
    },
    'path-total-of-all': {
      what: 'X-Total-Count does not count by the filter',
      ...whenDone(withPath, async (answer, request, { send }) => {
        const others = parametersOf(request).filter((each) => !isPath(each));
        const all = await send(withParameters(request, others));
        return { ...answer, headers: { ...answer.headers, 'x-total-count': all.headers['x-total-count'] ?? '' } };
      }),
    },
  },
);
