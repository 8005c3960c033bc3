import { type JsonObject, valueAt } from '../../../conformance/json.ts';
import { answerOf, asks, parametersOf, withParameters } from '../wire.ts';
import type { WireRequest } from '../wire.ts';
import { decoded, eachResource, type Mutant, mutantsOf, toServer } from './mutant.ts';

const isFields = (parameter: string): boolean => parameter.startsWith('fields=');

/** Changes the names in `fields`; none: the parameter is left out. */
function fields(change: (names: readonly string[]) => readonly string[], kind = asks.resource) {
  return toServer(kind, (request) =>
    withParameters(
      request,
      parametersOf(request).flatMap((each) => {
        if (!isFields(each)) return [each];
        const names = change(decoded(each.slice(7)).split(','));
        return names.length === 0 ? [] : [`fields=${names.map(encodeURIComponent).join(',')}`];
      }),
    ),
  );
}

const namesIn = (request: WireRequest): string[] =>
  parametersOf(request)
    .filter(isFields)
    .flatMap((each) => decoded(each.slice(7)).split(','));

const reads = (request: WireRequest): boolean => asks.read(request) || asks.list(request);

/** Servers that mistake which attributes are asked for. */
export const fieldsMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-7-*', 'TMF630-8-fields'] },
  {
    'fields-ignored': { what: 'fields is ignored', ...fields(() => [], reads) },
    'fields-ignored-in-lists': { what: 'fields is ignored by lists', api: 'v2', ...fields(() => [], asks.list) },
    'fields-ignored-by-one': { what: 'fields is ignored by GET of one', api: 'tmf623', ...fields(() => [], asks.read) },
    'fields-adds-id': {
      what: 'fields adds the id that nobody asked for, where it must not',
      api: 'v2',
      ...fields((names) => [...names, 'id'], reads),
    },
    'fields-adds-identity': {
      what: 'fields adds id and href that nobody asked for, where it must not',
      api: 'legacy',
      ...fields((names) => [...names, 'id', 'href'], reads),
    },
    'fields-adds-type': {
      what: 'fields adds @type that nobody asked for',
      ...fields((names) => [...names, '@type'], reads),
    },
    'fields-loses-id': {
      what: 'fields leaves out the id where it has to stay',
      ...eachResource((resource, request) => {
        const names = namesIn(request);
        const { id: _id, ...others } = resource;
        return names.length === 0 || names.includes('id') || names.includes('none') ? resource : others;
      }, reads),
    },
    'fields-loses-href': {
      what: 'fields leaves out href where it has to stay',
      api: 'tmf623',
      ...eachResource((resource, request) => {
        const names = namesIn(request);
        const { href: _href, ...others } = resource;
        return names.length === 0 || names.includes('href') ? resource : others;
      }, reads),
    },
    'fields-first-only': {
      what: 'Of several fields only the first is answered',
      ...fields((names) => names.slice(0, 1), reads),
    },
    'fields-encoded-comma': {
      what: 'A comma in percent encoding does not part fields',
      api: 'v2',
      ...toServer(reads, (request) => ({ ...request, target: request.target.replace(/(fields=[^&]*)%2C/i, '$1%5F') })),
    },
    'fields-none-everything': {
      what: 'fields=none answers everything',
      ...fields((names) => (names[0] === 'none' ? [] : names), reads),
    },
    'fields-none-nothing': {
      what: 'fields=none answers nothing, not even the identity',
      api: 'v2',
      ...eachResource((resource, request) => (namesIn(request)[0] === 'none' ? {} : resource), reads),
    },
    'fields-unknown-400': {
      what: 'Names in fields that nobody knows are refused with 400',
      api: 'v2',
      ...toServer(reads, (request) =>
        namesIn(request).includes('noSuchAttribute') ? answerOf(400, { code: 400, reason: 'fields' }) : request,
      ),
    },
    'fields-unknown-null': {
      what: 'Names in fields that nobody knows are answered with null',
      ...eachResource((resource, request) => {
        const absent = namesIn(request).filter((name) => /^\w+$/.test(name) && name !== 'none' && !(name in resource));
        return { ...resource, ...Object.fromEntries(absent.map((name) => [name, null])) };
      }, reads),
    },
    'fields-blanks-unknown': {
      what: 'A blank behind the comma belongs to the name',
      api: 'v2',
      ...fields((names) => names.filter((name) => !/^\s/.test(name)), reads),
    },
    'fields-nested-whole': {
      what: 'A nested name in fields answers its whole object',
      ...fields((names) => names.map((name) => name.replace(/\..*$/, '')), reads),
    },
    'fields-nested-nothing': {
      what: 'A nested name in fields answers nothing',
      api: 'legacy',
      ...fields((names) => names.map((name) => name.replace(/^(\w+)\..*$/, 'no_$1')), reads),
    },
    'fields-flat-name': {
      what: 'A nested name in fields answers a flat attribute of that name',
      api: 'tmf623',
      ...eachResource((resource, request) => {
        const nested = namesIn(request).filter((name) => /^\w+\.\w+$/.test(name));
        const kept = Object.entries(resource).filter(([name]) => !nested.some((each) => each.startsWith(`${name}.`)));
        const flat = nested.map((name) => [name, valueAt(resource, name) ?? null]);
        return Object.fromEntries([...kept, ...flat]) as JsonObject;
      }, reads),
    },
    'fields-before-filter': {
      what: 'What is filtered by has to be in fields, or nothing is found',
      ...toServer(asks.list, (request) =>
        request.target.includes('fields=') && !namesIn(request).some((name) => request.target.includes(`?${name}=`))
          ? answerOf(200, [])
          : request,
      ),
    },
    'fields-ignored-by-post': { what: 'POST ignores fields', api: 'v2', ...fields(() => [], asks.create) },
    'fields-ignored-by-patch': { what: 'PATCH ignores fields', api: 'tmf623', ...fields(() => [], asks.patch) },
  },
);
