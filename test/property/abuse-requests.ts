import fc from 'fast-check';
import type { RawRequest } from './raw-http.ts';
import { bodiesFor } from './spec-bodies.ts';
import { brokenBodies } from './spec-faults.ts';
import type { ApiDocument } from './spec-schemas.ts';
import { bundleOf, rootOf, targetsOf } from './spec-schemas.ts';

const apis = [
  ...['tmf657-v4', 'tmf657-v2', 'tmf657-legacy', 'tmf623-v2', 'assurance-v1', 'performance-v5', 'listener'],
];
const targets = apis.flatMap(targetsOf);

const ids = [
  '1',
  '2',
  'id-1',
  'mine',
  'x',
  '',
  '.',
  '..',
  '%2e%2e',
  '%00',
  '%ff',
  '%',
  'a%2Fb',
  '__proto__',
  'constructor',
];
const pieces = [
  ...[
    'name',
    'id',
    'rule.metric',
    'conformanceTarget',
    'serviceLevelObjectiveParameter.relatedEntity.id',
    'date',
    '@type',
  ],
  ...[
    '__proto__',
    'constructor.name',
    'toString',
    'a..b',
    '.',
    'rule.0.id',
    'rule[0]',
    '$where',
    '_id',
    'sla.id',
    'validFor',
  ],
  ...[
    '=',
    '==',
    '!=',
    '>',
    '>=',
    '<',
    '<=',
    '*=',
    '=~',
    '.eq=',
    '.gt=',
    '.lte=',
    '.ne=',
    '.regex=',
    '.exact=',
    '.gt',
    '.',
  ],
  ...[
    '&',
    '&&',
    ',',
    ';',
    '"',
    "'",
    '+',
    '%20',
    '%',
    '%zz',
    '%00',
    '%ff',
    '%ed%a0%80',
    '%F0%9F%98%80',
    '\u0000',
    '\ud800',
    '😀',
  ],
  ...[
    'null',
    'true',
    '0',
    '-0',
    '1e308',
    '1e999',
    '9'.repeat(400),
    '2026-01-01T00:00:00Z',
    '2026-13-01T00:00:00Z',
    'x',
  ],
  ...[
    'limit=',
    'offset=',
    'sort=',
    'sort=-',
    'fields=',
    'filter=',
    'depth=',
    'expand=',
    'limit=5',
    'offset=-1',
    'fields=none',
  ],
  ...[
    '$',
    '$.',
    '$..',
    '@',
    '[',
    ']',
    '[?(',
    ')]',
    '[*]',
    '[0]',
    '[-1]',
    '[1:2]',
    '[::2]',
    "['a']",
    '(',
    ')',
    '!',
    '||',
    '&&',
  ],
  ...[
    "@.a=='b'",
    '@.a=~/x/i',
    '$[?(@.name)]',
    'rule[?(@.metric==',
    'length()',
    'min()',
    '[(@.length-1)]',
    '@.a>1',
    '/',
  ],
  ...['(a+)+$', '[^', '\\', '\\p{', '(?=a)', '(?<n>', '\\1', 'a{1000}', '(a{1000}){1000}', '^', '|', '.*'],
];

const noise = fc.array(
  fc.oneof({ arbitrary: fc.constantFrom(...pieces), weight: 12 }, fc.string({ unit: 'binary', maxLength: 6 })),
  { maxLength: 12 },
);

/** A query as a grammar that has gone mad writes it, raw or percent-encoded. */
const queries: fc.Arbitrary<string> = fc
  .tuple(noise, fc.boolean())
  .map(([parts, isEncoded]) => parts.map((part) => (isEncoded ? encoded(part) : onOneLine(part))).join(''))
  .map((text) => text.slice(0, 5000));

function encoded(text: string): string {
  return /[=&]/.test(text) ? text : encodeURIComponent(text.toWellFormed());
}

// A line break would begin a header, a blank end the target: that is another request, not another query.
function onOneLine(text: string): string {
  return text.replaceAll(/[\r\n ]/g, '');
}

const paths: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...apis.flatMap((api) => pathsIn(bundleOf(api)))).chain(filledIn), weight: 12 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `/${onOneLine(text)}`), weight: 1 },
  fc.constantFrom('*', '/', '//', '/metrics', '/health', '/tmf-api', '/schemas', '/..%2f..', 'http://x/y', ''),
);

function pathsIn(document: ApiDocument): string[] {
  return Object.keys(document.paths).map((path) => `${rootOf(document)}${path}`);
}

function filledIn(path: string): fc.Arbitrary<string> {
  const id = fc.oneof({ arbitrary: fc.constantFrom(...ids), weight: 4 }, fc.string({ unit: 'binary', maxLength: 5 }));
  return fc.array(id, { minLength: 3, maxLength: 3 }).map((values) => {
    let next = 0;
    return path.replaceAll(/\{[^}]+\}/g, () => onOneLine(values[next++] ?? 'x').replaceAll(/[?#]/g, ''));
  });
}

const jsonTypes = [
  ...[
    'application/json',
    'application/merge-patch+json',
    'application/json-patch+json',
    'application/json;charset=utf-8',
  ],
  ...['application/json-patch-query+json', 'application/json-patch+query', 'application/x-ndjson'],
];
const values: Readonly<Record<string, readonly string[]>> = {
  'Content-Type': [
    ...jsonTypes,
    'text/plain',
    'application/json; charset=utf-16',
    ';',
    '',
    'a/b/c',
    'application/json;;=',
    '\u00ff',
  ],
  Accept: [
    '*/*',
    'application/json',
    'application/xml',
    'application/json;q=0',
    'text/*',
    ';;',
    'a',
    ',',
    '*/*;q=x',
    'q=1',
  ],
  Range: [
    'items=1-2',
    'items=0-0',
    'items=9-1',
    'items=-5',
    'items=5-',
    'bytes=0-1',
    'items=1-9999999999999999999',
    '=',
    'items=a-b',
  ],
  'If-Match': ['*', '"1"', 'W/"1"', '"v2-1"', '""', '"', '1', '"1","2"', ',', '"\u00ff"'],
  'If-None-Match': ['*', '"1"', 'W/"x"', 'garbage', '"'],
  'If-Modified-Since': ['Sun, 06 Nov 1994 08:49:37 GMT', 'yesterday', '0', 'Sun, 99 Nov 1994 08:49:37 GMT'],
  'If-Unmodified-Since': ['Sun, 06 Nov 2094 08:49:37 GMT', '-1', ''],
  Host: ['example.test', 'a b', '[::1', 'x:99999', '', '<script>', 'a,b', 'x@y', '127.0.0.1:80:80'],
  'X-Forwarded-Host': ['evil.example', '"'],
  'X-Correlation-ID': ['a', '\u00ff', 'x'.repeat(5000)],
  'Content-Encoding': ['gzip', 'identity', 'br', 'nonsense', ''],
  'Content-Length': ['0', '5', '99999999999999', '-1', 'x'],
  'Transfer-Encoding': ['chunked', 'gzip, chunked', 'nonsense'],
  Expect: ['100-continue', 'nonsense'],
  'X-HTTP-Method-Override': ['DELETE'],
};
const headers: fc.Arbitrary<[string, string][]> = fc.uniqueArray(
  fc
    .constantFrom(...Object.keys(values))
    .chain((name) => fc.constantFrom(...(values[name] ?? [])).map((value): [string, string] => [name, value])),
  { maxLength: 4, selector: ([name]) => name },
);

const patches = [
  ...['[]', '{}', '[{}]', '[[]]', '[null]', '[1]', 'null', '[{"op":"add"}]', '[{"op":"remove","path":""}]'],
  ...[
    '[{"op":"replace","path":"/name","value":"y"}]',
    '[{"op":"test","path":"/name","value":"zz"}]',
    '[{"op":"add","path":"","value":{}}]',
  ],
  ...['[{"op":"add","path":"/__proto__/x","value":1}]', '[{"op":"add","path":"/constructor/prototype/x","value":1}]'],
  ...[
    '[{"op":"move","from":"/name","path":"/name/x"}]',
    '[{"op":"copy","from":"","path":"/rule"}]',
    '[{"op":"add","path":"/a~2b","value":1}]',
  ],
  ...[
    '[{"op":"add","path":"/rule/-","value":{"id":"z"}}]',
    '[{"op":"add","path":"/rule/99999999999","value":1}]',
    '[{"op":"nonsense","path":"/a"}]',
  ],
  ...[
    '[{"op":"replace","path":"$.rule[?(@.id==1)].metric","value":1}]',
    '[{"op":"add","path":"/x","value":"\\ud800"}]',
  ],
  ...[
    '[{"op":"remove","path":"rule[?("}]',
    '[{"op":"replace","path":"/rule?rule.id=1&&","value":1}]',
    '[{"op":"remove","path":"$..*"}]',
  ],
  `[${Array.from({ length: 40 }, () => '{"op":"copy","from":"","path":"/copy"}').join()}]`,
  `[{"op":"add","path":"/deep","value":${'['.repeat(60)}${']'.repeat(60)}}]`,
  ...[
    '{"id":null}',
    '{"name":null}',
    '{"rule":[null]}',
    '{"validFor":{"startDateTime":null}}',
    '{"__proto__":{"x":1}}',
    '{"state":"terminated"}',
  ],
];
const garbage = [
  ...[
    '',
    ' ',
    '{',
    '[',
    '"',
    'nul',
    '{"a":1,}',
    '{"a":1}{"b":2}',
    '\u0000',
    '\ufeff{}',
    '1',
    'true',
    '[[[[',
    '{"a":"\\x"}',
    '{"a":"\\ud800"}',
  ],
  ...[
    '['.repeat(100_000),
    '{"a":'.repeat(50_000),
    `{"a":${'9'.repeat(1000)}}`,
    `{"${'k'.repeat(10_000)}":1}`,
    '1e99999',
    '-',
    '{"a":1e400}',
  ],
  ...['{"then":1}', '{"toJSON":1}', '{"length":-1}', '{"hasOwnProperty":1,"name":"x"}', '\n\n{}\n', '{}\n{"a":\n'],
  ...[
    '{"eventType":"SLAViolationCreateNotification"}',
    '{"eventId":1,"eventType":"x","event":null}',
    '{"eventId":"a","eventType":"b","event":{"x":[]}}',
  ],
];

const measurements = fc.oneof(
  fc.constantFrom(
    ...[
      '{"indicator":"a","subject":"b","value":1e308}',
      '{"indicator":"a","subject":"b","value":-0,"at":"0001-01-01T00:00:00Z"}',
    ],
    ...[
      '{"indicator":"a","subject":"b","state":"down","startDateTime":"9999-12-31T23:59:59Z"}',
      '[{"indicator":"\\ud800","subject":"","value":1}]',
    ],
    ...[
      '{"indicator":"a","subject":"b","state":"down","startDateTime":"0001-01-01T00:00:00Z","endDateTime":"9999-12-31T23:59:59Z"}',
    ],
    ...[
      '{"indicator":"a","subject":"b","good":2,"total":1,"startDateTime":"2026-01-01T00:00:00Z","endDateTime":"2026-01-01T00:00:00Z"}',
    ],
  ),
);

const bodies: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  {
    arbitrary: fc
      .constantFrom(...targets)
      .chain(bodiesFor)
      .map((body) => JSON.stringify(body)),
    weight: 4,
  },
  { arbitrary: fc.constantFrom(...targets).chain((target) => broken(target)), weight: 4 },
  { arbitrary: fc.constantFrom(...patches), weight: 5 },
  { arbitrary: fc.constantFrom(...garbage), weight: 3 },
  { arbitrary: measurements, weight: 2 },
  { arbitrary: fc.json({ stringUnit: 'binary' }), weight: 2 },
  { arbitrary: fc.uint8Array({ maxLength: 30 }), weight: 1 },
  { arbitrary: fc.constant(''), weight: 3 },
);

function broken(target: (typeof targets)[number]): fc.Arbitrary<string> {
  return fc.tuple(bodiesFor(target), fc.nat(), fc.nat()).map(([body, choice, cut]) => {
    const all = brokenBodies(target, body);
    const text = all[choice % all.length]?.text ?? '';
    return cut % 5 === 0 ? text.slice(0, cut % (text.length + 1)) : text;
  });
}

const methods = fc.oneof(
  { arbitrary: fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE'), weight: 12 },
  { arbitrary: fc.constantFrom('HEAD', 'OPTIONS'), weight: 2 },
  fc.constantFrom('TRACE', 'PROPFIND', 'get', 'CONNECT', 'NONSENSE', 'M-SEARCH'),
);

const json: [string, string] = ['Content-Type', 'application/json'];

/** Requests in order. */
const sane: fc.Arbitrary<RawRequest> = fc.constantFrom(...targets).chain((target) => {
  const ones = fc.constantFrom('mine', '1', '2').map((id) => `${target.path}/${id}`);
  const creating = bodiesFor(target).map((body) => ({
    ...{ method: 'POST', target: target.path, headers: [json], body: JSON.stringify(body) },
  }));
  const reading = fc.oneof(fc.constant(target.path), ones).map((path) => ({
    ...{ method: 'GET', target: path, headers: [], body: '' },
  }));
  const changing = fc
    .record({
      path: ones,
      method: fc.constantFrom('PATCH', 'PATCH', 'PUT'),
      body: bodiesFor(target),
      patch: fc.constantFrom(...patches),
    })
    .chain(({ path, method, body, patch }) =>
      fc.constantFrom(...jsonTypes).map((type) => ({
        ...{ method, target: path, headers: [['Content-Type', type] as const] },
        body: type.includes('patch') && method === 'PATCH' && !type.includes('merge') ? patch : JSON.stringify(body),
      })),
    );
  const isCollection = target.document.paths[`/${target.segment}`]?.['get'] !== undefined;
  return isCollection ? fc.oneof(creating, reading, changing) : creating;
});

interface Parts extends Partial<RawRequest> {
  query?: string;
}

/** One part or none to put in place of another. */
const parts: fc.Arbitrary<Parts> = fc.oneof(
  { arbitrary: fc.constant({}), weight: 2 },
  { arbitrary: queries.map((query) => ({ query })), weight: 1 },
  { arbitrary: bodies.map((body) => ({ body })), weight: 1 },
  { arbitrary: headers.map((drawn) => ({ headers: typed(drawn) })), weight: 2 },
  { arbitrary: methods.map((method) => ({ method })), weight: 1 },
);

function typed(drawn: readonly [string, string][]): [string, string][] {
  return drawn.some(([name]) => name === 'Content-Type') ? [...drawn] : [json, ...drawn];
}

/** Whatever a client may send: a request in order with some of its parts replaced, or one that is odd all over. */
export const requests: fc.Arbitrary<RawRequest> = fc.oneof(
  {
    arbitrary: fc.tuple(sane, parts, parts).map(([request, some, more]) => withQuery(request, { ...some, ...more })),
    weight: 3,
  },
  {
    arbitrary: fc
      .record({ method: methods, target: paths, headers, body: bodies })
      .chain((request) => queries.map((query) => withQuery(request, { query }))),
    weight: 1,
  },
);

function withQuery(request: RawRequest, { query = '', ...more }: Parts): RawRequest {
  const whole = { ...request, ...more };
  return query === '' ? whole : { ...whole, target: `${whole.target}?${query}` };
}

/** Queries to a collection, nothing else being wrong. */
export const listRequests: fc.Arbitrary<RawRequest> = fc
  .tuple(fc.constantFrom(...targets.map(({ path }) => path)), queries)
  .map(([path, query]) => ({ method: 'GET', target: `${path}?${query}`, headers: [], body: '' }));
