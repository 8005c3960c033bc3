import fc from 'fast-check';
import type { JsonPrimitive } from '../../src/kernel/json.ts';
import type {
  InnerPath,
  PathOperator,
  PathTest,
  Segment,
  Selector,
} from '../../src/tmf630/json-path/json-path-model.ts';
import type { Comparison, ComparisonOperator, FilterExpression } from '../../src/tmf630/query/filter-expression.ts';
import type { AttributePath, CollectionSpec, ResourceQuery, SortKey } from '../../src/tmf630/resource-store.ts';
import { text, texts } from './stored-values.ts';

const operators: readonly ComparisonOperator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'];

/** The paths a collection of this kind has values at: those of its indexes, of its numeric texts, and some beside them. */
export function pathsOf({ indexes, numericText }: CollectionSpec): AttributePath[] {
  const all: AttributePath[] = [
    ...indexes.flatMap(({ on }) => on),
    ...[...numericText, 'note', 'extension.deep.value'].map((path) => ({ scope: 'document' as const, path })),
  ];
  return all.filter((path, at) => all.findIndex((other) => sameAs(path, other)) === at);
}

/** Queries over a collection: every operator, AND and OR within each other, orders, pages. */
export function queriesFor(spec: CollectionSpec): fc.Arbitrary<ResourceQuery> {
  const paths = pathsOf(spec);
  return fc.record({
    filter: filtersOver(paths),
    sort: fc.uniqueArray(sortKeys(paths), { maxLength: 3, selector: ({ scope, path }) => `${scope} ${path}` }),
    offset: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, fc.nat(40), fc.nat(600)),
    limit: fc.oneof({ arbitrary: fc.nat(25), weight: 4 }, fc.nat(600)),
  });
}

function filtersOver(paths: readonly AttributePath[]): fc.Arbitrary<FilterExpression> {
  const comparison = comparisons(paths);
  const list = lists(paths);
  const band = bands(paths);
  const pattern = patterns(paths);
  const nodes = nodeTests(paths);
  const { filter } = fc.letrec<{ filter: FilterExpression; nested: FilterExpression }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { arbitrary: comparison, weight: 6 },
      { arbitrary: list, weight: 3 },
      { arbitrary: band, weight: 3 },
      { arbitrary: pattern, weight: 1 },
      { arbitrary: nodes, weight: 2 },
      { arbitrary: tie('nested'), weight: 5 },
    ),
    nested: fc.record({ kind: fc.constantFrom('and', 'or'), parts: fc.array(tie('filter'), { maxLength: 3 }) }),
  }));
  return filter;
}

function comparisons(paths: readonly AttributePath[]): fc.Arbitrary<Comparison> {
  const value = fc.oneof({ arbitrary: text, weight: 9 }, fc.constant(null));
  return fc
    .tuple(places(paths), fc.constantFrom(...operators), value)
    .map(([place, operator, wanted]) => comparison(place, operator, wanted));
}

/** `a=x,y,z`. */
function lists(paths: readonly AttributePath[]): fc.Arbitrary<FilterExpression> {
  return fc
    .tuple(places(paths), fc.uniqueArray(fc.constantFrom(...texts), { minLength: 2, maxLength: 5 }))
    .map(([place, values]) => ({ kind: 'or', parts: values.map((value) => comparison(place, 'eq', value)) }));
}

/** `a.gte=x&a.lt=y`, beside an equality now and then: what indexes are for. */
function bands(paths: readonly AttributePath[]): fc.Arbitrary<FilterExpression> {
  return fc.tuple(places(paths), text, text, fc.option(comparisons(paths))).map(([place, from, to, more]) => ({
    kind: 'and',
    parts: [comparison(place, 'gte', from), comparison(place, 'lt', to), ...(more === null ? [] : [more])],
  }));
}

/** Patterns that every engine reads alike. */
const expressions = [
  '^a',
  'b$',
  'long',
  '^[0-9]+$',
  'é',
  '😀',
  '^$',
  'A|B|ß',
  '[0-9]+[.][0-9]',
  '^(a|b)c?',
  'T0[0-9]:',
  '[$]ne',
];

function patterns(paths: readonly AttributePath[]): fc.Arbitrary<FilterExpression> {
  return fc
    .tuple(places(paths), fc.constantFrom(...expressions))
    .map(([{ scope, path }, expression]) => ({ kind: 'pattern', scope, path: path.split('.'), pattern: expression }));
}

/** `a.b[?(@.c == x && ...)]`: conditions on one element. */
function nodeTests(paths: readonly AttributePath[]): fc.Arbitrary<FilterExpression> {
  const documentPaths = paths.filter(({ scope }) => scope === 'document').map(({ path }) => path.split('.'));
  return fc.constantFrom(...documentPaths).chain((names) =>
    fc
      .record({
        cut: fc.nat(names.length),
        middle: fc.constantFrom<Selector | undefined>(
          undefined,
          { kind: 'wildcard' },
          { kind: 'index', index: 0 },
          { kind: 'index', index: -1 },
        ),
        test: pathTests(names),
      })
      .map(({ cut, middle, test }): FilterExpression => {
        const segments: Segment[] = names.slice(0, cut).map((name) => [{ kind: 'name', name }]);
        const more: Segment[] = [...(middle === undefined ? [] : [[middle]]), [{ kind: 'filter', test }]];
        return { kind: 'node', path: { segments: [...segments, ...more] } };
      }),
  );
}

const literal = fc.oneof(text, fc.constantFrom<JsonPrimitive>(0, 9, 9.5, 12, true, false, null));

function pathTests(names: readonly string[]): fc.Arbitrary<PathTest> {
  const innerPath = fc
    .nat(names.length)
    .map((from): InnerPath => ({ from: '@', segments: names.slice(from).map((name) => [{ kind: 'name', name }]) }));
  const comparing = fc
    .tuple(innerPath, fc.constantFrom<PathOperator>('==', '!=', '<', '<=', '>', '>='), literal)
    .map(([path, operator, value]): PathTest => {
      return { kind: 'compare', operator, left: { kind: 'path', path }, right: { kind: 'literal', value } };
    });
  const leaf = fc.oneof(
    { arbitrary: comparing, weight: 4 },
    innerPath.map((path): PathTest => ({ kind: 'exists', path })),
  );
  const joint = fc.record({
    kind: fc.constantFrom('and', 'or'),
    parts: fc.array(leaf, { minLength: 1, maxLength: 3 }),
  });
  return fc.oneof(
    leaf,
    joint,
    leaf.map((part): PathTest => ({ kind: 'not', part })),
  );
}

// A number in a path selects an element; a name that nothing has matches nothing.
function places(paths: readonly AttributePath[]): fc.Arbitrary<AttributePath> {
  const known = fc.constantFrom(...paths);
  return fc.oneof(
    { arbitrary: known, weight: 12 },
    { arbitrary: known.map(({ scope, path }) => ({ scope, path: path.replace('.', '.0.') })), weight: 1 },
    { arbitrary: known.map(({ scope, path }) => ({ scope, path: `${path}.1` })), weight: 1 },
    { arbitrary: known.map(({ scope, path }) => ({ scope, path: path.split('.')[0] ?? path })), weight: 1 },
    fc.constantFrom<AttributePath>(...odd.map((path) => ({ scope: 'document' as const, path }))),
  );
}

const odd = ['id', 'unknown', '__proto__.polluted', 'constructor', 'length', 'note.length', '$where', 'note.$gt', '0'];

function comparison({ scope, path }: AttributePath, operator: ComparisonOperator, value: string | null): Comparison {
  return { kind: 'compare', scope, path: path.split('.'), operator, value };
}

function sortKeys(paths: readonly AttributePath[]): fc.Arbitrary<SortKey> {
  const direction = fc.constantFrom('ascending' as const, 'descending' as const);
  return fc.tuple(places(paths), direction).map(([place, way]) => ({ ...place, direction: way }));
}

function sameAs(left: AttributePath, right: AttributePath): boolean {
  return left.scope === right.scope && left.path === right.path;
}
