import { asks, collectionOf, getOf, listIn, parametersOf, withHeader } from '../wire.ts';
import type { WireAnswer } from '../wire.ts';
import { type Mutant, mutantsOf, toServer, whenDone } from './mutant.ts';

const location = (change: (location: string) => string | undefined) =>
  whenDone(asks.create, (answer) => withHeader(answer, 'location', change(answer.headers['location'] ?? '')));

const renamedHeader = (answer: WireAnswer, name: string, change: (value: string) => string | undefined): WireAnswer => {
  const value = answer.headers[name];
  return value === undefined ? answer : withHeader(answer, name, change(value));
};

const listHeader = (name: string, change: (value: string) => string | undefined) =>
  whenDone(asks.list, (answer) => renamedHeader(answer, name, change));

/** Servers whose answers to creations lead nowhere. */
export const locationMutants: readonly Mutant[] = mutantsOf(
  { api: 'v2', checks: ['TMF630-8-location', 'TMF630-8-href', 'TMF630-8-host', 'TMF630-1-get-location'] },
  {
    'no-location': { what: 'A creation has no Location', ...location(() => undefined) },
    'relative-location': {
      what: 'Location is relative',
      ...location((url) => url.replace(/^https?:\/\/[^/]+/, '')),
    },
    'location-without-port': {
      what: 'Location lacks the port',
      api: 'v4',
      ...location((url) => url.replace(/:\d+\//, '/')),
    },
    'location-of-collection': {
      what: 'Location names the collection',
      api: 'legacy',
      ...location((url) => url.replace(/\/[^/]+$/, '')),
    },
    'location-of-other-dialect': {
      what: 'Location is that of another dialect',
      ...location((url) => url.replace('/v2/', '/v4/')),
    },
    'location-https': {
      what: 'Location says https where http was called',
      api: 'tmf623',
      ...location((url) => url.replace('http:', 'https:')),
    },
    'location-with-slash': { what: 'Location ends with a slash', ...location((url) => `${url}/`) },
    'host-ignored': {
      what: 'Location and href name the address the server has, not the one it was called by',
      api: 'v4',
      ...toServer(asks.create, (request) =>
        request.headers['host']?.startsWith('127.') === true ? request : withHeader(request, 'host', 'localhost:8080'),
      ),
    },
  },
);

const countChecks = ['TMF630-1-*', 'TMF630-5-*'];

/** Servers that count wrong. */
export const countMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: countChecks },
  {
    'no-total-count': { what: 'Lists have no X-Total-Count', ...listHeader('x-total-count', () => undefined) },
    'no-result-count': {
      what: 'Lists have no X-Result-Count',
      api: 'v2',
      ...listHeader('x-result-count', () => undefined),
    },
    'total-is-page': {
      what: 'X-Total-Count counts the page',
      ...whenDone(asks.list, (answer) => withHeader(answer, 'x-total-count', String(listIn(answer).length))),
    },
    'total-is-collection': {
      what: 'X-Total-Count counts the whole collection, whatever is filtered',
      api: 'tmf623',
      ...whenDone(asks.list, async (answer, request, { send }) => {
        const all = await send(getOf(request, `${collectionOf(request)}?limit=1`));
        return withHeader(answer, 'x-total-count', all.headers['x-total-count']);
      }),
    },
    'result-is-total': {
      what: 'X-Result-Count repeats X-Total-Count',
      ...whenDone(asks.list, (answer) => withHeader(answer, 'x-result-count', answer.headers['x-total-count'])),
    },
    'total-one-less': {
      what: 'X-Total-Count is one too few',
      api: 'legacy',
      ...listHeader('x-total-count', (count) => String(Math.max(0, Number(count) - 1))),
    },
  },
);

const isPart = (answer: WireAnswer): boolean => answer.status === 206;

/** Servers that tell wrong what part a page is. */
export const pageHeaderMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-5-*'] },
  {
    'part-200': {
      what: 'A part of a list is answered with 200',
      ...whenDone(asks.list, (answer) => (isPart(answer) ? { ...answer, status: 200 } : answer)),
    },
    'whole-206': {
      what: 'A whole list is answered with 206 when there was a limit',
      api: 'v2',
      ...whenDone(asks.list, (answer, request) =>
        parametersOf(request).some((each) => each.startsWith('limit=')) ? { ...answer, status: 206 } : answer,
      ),
    },
    'no-content-range': { what: 'A part has no Content-Range', ...listHeader('content-range', () => undefined) },
    'content-range-from-0': {
      what: 'Content-Range counts from 0',
      api: 'v2',
      ...listHeader('content-range', (range) =>
        range.replace(/(\d+)-(\d+)/, (_all, from: string, to: string) => `${String(+from - 1)}-${String(+to - 1)}`),
      ),
    },
    'content-range-unknown-total': {
      what: 'Content-Range does not know the total',
      api: 'tmf623',
      ...listHeader('content-range', (range) => range.replace(/\/\d+/, '/*')),
    },
    'no-link': { what: 'Pages have no Link', ...listHeader('link', () => undefined) },
    'no-next': {
      what: 'Link has no next',
      ...listHeader('link', (link) => link.replace(/,?\s*<[^>]*>;\s*rel="next"/, '')),
    },
    'next-for-ever': {
      what: 'The last page has a next that leads to itself',
      api: 'v2',
      ...listHeader('link', (link) =>
        link.includes('"next"') ? link : `${link}, ${link.replace(/(<[^>]*>).*$/s, '$1; rel="next"')}`,
      ),
    },
    'wrong-last': {
      what: 'last in Link leads past the end',
      ...listHeader('link', (link) =>
        link.replace(
          /offset=(\d+)([^>]*>;\s*rel="last")/,
          (_all, offset: string, rest: string) => `offset=${String(+offset + 2)}${rest}`,
        ),
      ),
    },
    'link-without-filter': {
      what: 'Link forgets the filter',
      api: 'tmf623',
      ...listHeader('link', (link) => link.replace(/[\w.%]+=cf-[\w-]+&?/g, '')),
    },
    'relative-link': {
      what: 'Link is relative',
      api: 'legacy',
      ...listHeader('link', (link) => link.replace(/<https?:\/\/[^/]+/g, '<')),
    },
    'link-of-other-page': {
      what: 'prev in Link leads to the first page always',
      ...listHeader('link', (link) => link.replace(/offset=\d+([^>]*>;\s*rel="prev")/, 'offset=0$1')),
    },
  },
);

/** Servers that call what they answer something else. */
export const typeMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-1-*', 'TMF630-8-body', 'TMF630-9-merge'] },
  {
    'html-type': {
      what: 'JSON is called text/html',
      ...whenDone(asks.resource, (answer) => withHeader(answer, 'content-type', 'text/html; charset=utf-8')),
    },
    'no-type': {
      what: 'Lists have no Content-Type',
      api: 'v2',
      ...whenDone(asks.list, (answer) => withHeader(answer, 'content-type', undefined)),
    },
    'patch-type': {
      what: 'The answer to a merge patch is called application/merge-patch+json',
      ...whenDone(asks.patch, (answer) => withHeader(answer, 'content-type', 'application/merge-patch+json')),
    },
  },
);
