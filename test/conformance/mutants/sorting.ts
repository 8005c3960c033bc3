import { asText, type JsonObject, valueAt } from '../../../conformance/json.ts';
import { answerOf, asks, listIn, parametersOf, withJson, withParameters } from '../wire.ts';
import { type Mutant, mutantsOf, toClient, toServer, whenDone } from './mutant.ts';

const isSort = (parameter: string): boolean => parameter.startsWith('sort=');

function sort(change: (keys: string[]) => string[]) {
  return toServer(asks.list, (request) => {
    const all = parametersOf(request);
    const keys = all.filter(isSort).flatMap((each) => each.slice(5).split(/,|%2C/));
    if (keys.length === 0) return request;
    const changed = change(keys);
    const others = all.filter((each) => !isSort(each));
    return withParameters(request, changed.length === 0 ? others : [...others, `sort=${changed.join(',')}`]);
  });
}

/** Sorts by one attribute here, as texts. */
function sortedAsTexts(fits: RegExp) {
  return whenDone(asks.list, (answer, request) => {
    const [key = '', ...more] = parametersOf(request).filter(isSort);
    const path = key.replace(/^sort=(?:-|\+|%2B|%2D)?/, '');
    if (!fits.test(path) || more.length > 0 || request.target.includes('limit=')) return answer;
    const text = (each: JsonObject): string => asText(valueAt(each, path));
    const sorted = listIn(answer).toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
    return withJson(answer, /^sort=(?:-|%2D)/.test(key) ? sorted.reverse() : sorted);
  });
}

const reversed = (key: string): string =>
  /^(?:-|%2D)/.test(key) ? key.replace(/^(?:-|%2D)/, '') : `-${key.replace(/^(?:\+|%2B)/, '')}`;

/** Servers that sort wrong. */
export const sortMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-6-*'] },
  {
    'sort-ignored': { what: 'sort is ignored', ...sort(() => []) },
    'sort-reversed': { what: 'Ascending and descending are swapped', api: 'v2', ...sort((keys) => keys.map(reversed)) },
    'sort-always-ascending': {
      what: 'A - before the attribute is ignored',
      api: 'tmf623',
      ...sort((keys) => keys.map((key) => key.replace(/^(?:-|%2D)/, ''))),
    },
    'sort-encoded-sign': {
      what: 'A + in percent encoding is taken for a part of the name',
      ...sort((keys) => keys.map((key) => key.replace(/^%2B/, 'no_'))),
    },
    'sort-first-only': { what: 'Only the first sort attribute counts', api: 'v2', ...sort((keys) => keys.slice(0, 1)) },
    'sort-last-only': { what: 'Only the last sort attribute counts', api: 'legacy', ...sort((keys) => keys.slice(-1)) },
    'sort-nested-ignored': {
      what: 'Nested sort attributes are ignored',
      ...sort((keys) => keys.filter((key) => !/[a-z]\.[a-z]/i.test(key))),
    },
    'sort-dates-as-texts': { what: 'Dates sort as texts', api: 'tmf623', ...sortedAsTexts(/DateTime$|^date$/) },
    'sort-numbers-as-texts': {
      what: 'Targets that are numbers sort as texts',
      ...sortedAsTexts(/^conformanceTarget$/),
    },
    'sort-ties-newest-first': {
      what: 'What is equal comes the newest first',
      api: 'v2',
      ...whenDone(asks.list, (answer, request) => {
        const keys = parametersOf(request).filter(isSort);
        const [path = ''] = keys.map((each) => each.replace(/^sort=(?:\+|%2B)?/, ''));
        if (keys.length !== 1 || /[,-]/.test(path)) return answer;
        const list = listIn(answer);
        const texts = [...new Set(list.map((each) => asText(valueAt(each, path))))];
        const newestFirst = list.toReversed();
        return withJson(
          answer,
          texts.flatMap((text) => newestFirst.filter((each) => asText(valueAt(each, path)) === text)),
        );
      }),
    },
    'sort-malformed-ignored': {
      what: 'A sort that cannot be read is ignored',
      ...toClient(asks.list, (answer) => (answer.status === 400 ? answerOf(200, []) : answer)),
    },
    'sort-plus-refused': {
      what: 'A + before the sort attribute is refused with 400',
      api: 'legacy',
      ...toServer(asks.list, (request) =>
        /sort=(?:\+|%2B)/.test(request.target) ? answerOf(400, { code: 400, message: 'sort' }) : request,
      ),
    },
  },
);
