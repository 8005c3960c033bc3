import { answerOf, asks, listIn, parametersOf, withParameters } from '../wire.ts';
import { eachParameter, type Mutant, mutantsOf, toClient, toServer, whenDone } from './mutant.ts';

/** Changes the number of a paging parameter. */
function counted(name: 'limit' | 'offset', change: (count: number) => number) {
  const pattern = new RegExp(`^${name}=(\\d+)$`);
  return eachParameter((each) => each.replace(pattern, (_all, count: string) => `${name}=${change(Number(count))}`));
}

/** Servers whose pages are wrong. */
export const pagingMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-5-*'] },
  {
    'limit-ignored': {
      what: 'limit is ignored',
      ...eachParameter((each) => (each.startsWith('limit=') ? undefined : each)),
    },
    'offset-ignored': {
      what: 'offset is ignored',
      api: 'v2',
      ...eachParameter((each) => (each.startsWith('offset=') ? undefined : each)),
    },
    'page-two-repeats-one': {
      what: 'The second page repeats the first',
      api: 'legacy',
      ...counted('offset', (offset) => (offset === 2 ? 0 : offset)),
    },
    'pages-overlap': {
      what: 'A page begins with the last one of the page before',
      ...counted('offset', (offset) => Math.max(0, offset - 1)),
    },
    'offset-counts-pages': {
      what: 'offset counts pages instead of resources',
      api: 'tmf623',
      ...counted('offset', (page) => page * 2),
    },
    'limit-one-more': {
      what: 'A page has one resource too many',
      api: 'legacy',
      ...counted('limit', (limit) => (limit === 0 ? 0 : limit + 1)),
    },
    'limit-0-is-everything': {
      what: 'limit=0 gives everything',
      ...eachParameter((each) => (each === 'limit=0' ? undefined : each)),
    },
    'bad-limit-taken': {
      what: 'A limit that is no number is ignored',
      api: 'v2',
      ...eachParameter((each) => (/^limit=(?!\d+$)/.test(each) ? undefined : each)),
    },
    'negative-offset-taken': {
      what: 'A negative offset is taken for 0',
      ...eachParameter((each) => each.replace(/^offset=-\d+$/, 'offset=0')),
    },
    'past-the-end-404': {
      what: 'An offset past the end is answered with 404',
      ...toClient(asks.list, (answer) =>
        answer.status === 206 && answer.body === '[]' ? { ...answer, status: 404 } : answer,
      ),
    },
    'large-limit-refused': {
      what: 'A limit above what is given at once is refused with 400',
      api: 'v2',
      ...toServer(asks.list, (request) =>
        /[?&]limit=\d{5}/.test(request.target) ? answerOf(400, { code: 400, reason: 'limit' }) : request,
      ),
    },
    'cut-before-sorted': {
      what: 'Pages are cut first and sorted then',
      checks: ['TMF630-5-pages', 'TMF630-6-before-paging'],
      ...toServer(asks.list, (request) =>
        withParameters(
          request,
          parametersOf(request).filter((each) => !each.startsWith('sort=') || !request.target.includes('limit=')),
        ),
      ),
    },
    'default-page-of-ten': {
      what: 'A list without a limit ends after ten, without a word',
      checks: ['TMF630-1-list', 'TMF630-3-greater', 'TMF630-4-steps'],
      ...whenDone(asks.list, (answer, request) =>
        request.target.includes('limit=') ? answer : { ...answer, body: JSON.stringify(listIn(answer).slice(0, 10)) },
      ),
    },
  },
);
