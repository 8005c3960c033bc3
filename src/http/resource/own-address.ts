import { type ApiBinding, apiMounts } from '../../resources/bindings.ts';
import type { Comparison, FilterExpression, PatternTest } from '../../tmf630/query/filter-expression.ts';
import { allOf, anyOf, matchAll, where } from '../../tmf630/query/filter-expression.ts';
import type { Operand, PathTest } from '../../tmf630/json-path/json-path-model.ts';
import { isSingular } from '../../tmf630/json-path/json-path-model.ts';
import { parseJsonPath } from '../../tmf630/json-path/json-path-parse.ts';
import { type Equality, rewriteEqualities } from '../../tmf630/json-path/json-path-rewrite.ts';
import type { SortKey } from '../../tmf630/resource-store.ts';

/** A reference of a resource, and under which URLs the collection it leads into is served here. */
export interface LocalReference {
  /** Dotted canonical path, e.g. `relatedServiceLevelObjective`. */
  path: string;
  collectionUrls: readonly string[];
}

/** What clients are shown as addresses of this service. */
export interface OwnAddresses {
  /** The collection as the client addressed it. */
  collectionUrl: string;
  references: readonly LocalReference[];
  /** Whether ids are JSON numbers, which clients may write as texts. */
  hasNumericIds: boolean;
  /** Whether the definition itself knows how to compare an address. */
  isKnownToDefinition: (comparison: Comparison) => boolean;
}

/** What stands for addresses in a filter of the collection, by where the client came in. */
export function ownAddresses(
  { definition }: ApiBinding,
  bindings: readonly ApiBinding[],
): (place: { origin: string; collectionUrl: string }) => OwnAddresses {
  const references = definition.references.map(({ path, resource }) => ({
    path,
    places: placesOf(resource, bindings),
  }));
  return ({ origin, collectionUrl }) => ({
    collectionUrl,
    references: references.map(({ path, places }) => ({
      path,
      collectionUrls: places.map((place) => `${origin}${place}`),
    })),
    hasNumericIds: definition.ids === 'integer',
    isKnownToDefinition: (comparison) => (definition.rewriteFilter?.(comparison) ?? comparison) !== comparison,
  });
}

function placesOf(resource: string, bindings: readonly ApiBinding[]): string[] {
  return bindings
    .filter(({ definition }) => definition.name === resource)
    .flatMap(({ api, segment }) =>
      apiMounts
        .filter((each) => each.api === api)
        .flatMap(({ mounts }) => mounts.map((mount) => `${mount}/${segment}`)),
    );
}

/**
 * A filter in which addresses and ids are compared as clients see them: the resource's own `href`, which is nowhere
 * stored, as the id that it ends in; the href of a reference into this service under any of the collection's URLs, and as
 * the id where it has no href; numeric ids in JSONPath and patterns as texts, too. Of the resource's own href patterns mean something, too, ranges of no address.
 * Pure. Source: TMF657 conformance profile (filtering on all first-level attributes); TMF623 (hrefs and ids).
 */
export function byOwnAddress(filter: FilterExpression, addresses: OwnAddresses): FilterExpression {
  if (filter.kind === 'and' || filter.kind === 'or') {
    return { ...filter, parts: filter.parts.map((part) => byOwnAddress(part, addresses)) };
  }
  if (filter.kind === 'node') {
    const path = rewriteEqualities(filter.path, (equality) => pathEquality(equality, addresses));
    return { ...filter, path };
  }
  if (filter.scope !== 'document') return filter;
  if (filter.kind === 'pattern') return onText(filter, addresses);
  return filter.path.join('.') === 'href' ? byId(filter, addresses) : byReference(filter, addresses);
}

function onText(test: PatternTest, { collectionUrl, hasNumericIds }: OwnAddresses): PatternTest {
  const path = test.path.join('.');
  if (path === 'href') return { ...test, path: ['id'], prefix: `${collectionUrl}/` };
  return path === 'id' && hasNumericIds ? { ...test, prefix: '' } : test;
}

/** The order of addresses is that of the ids they end in. */
export function sortedByOwnAddress(keys: readonly SortKey[]): SortKey[] {
  return keys.map((key) => (key.scope === 'document' && key.path === 'href' ? { ...key, path: 'id' } : key));
}

function byId(comparison: Comparison, { collectionUrl }: OwnAddresses): FilterExpression {
  const { operator, value } = comparison;
  if (operator !== 'eq' && operator !== 'ne') return comparison;
  const id = value === null ? undefined : idIn(value, collectionUrl);
  if (id !== undefined) return where('id', operator, id);
  // No resource has this address, or none at all.
  return operator === 'eq' ? anyOf() : matchAll;
}

function idIn(href: string, collectionUrl: string): string | undefined {
  const segment = href.startsWith(`${collectionUrl}/`) ? href.slice(collectionUrl.length + 1) : '';
  return /^[A-Za-z0-9._~-]+$/.test(segment) ? segment : undefined;
}

function byReference(comparison: Comparison, { references, isKnownToDefinition }: OwnAddresses): FilterExpression {
  const { operator, value } = comparison;
  if ((operator !== 'eq' && operator !== 'ne') || value === null) return comparison;
  const path = comparison.path.join('.');
  const reference = references.find((each) => `${each.path}.href` === path);
  const id = reference && localIdIn(value, reference);
  if (reference === undefined || id === undefined || isKnownToDefinition(comparison)) return comparison;
  const sameAddress = reference.collectionUrls.map((url) => ({ ...comparison, value: `${url}/${id}` }));
  const bare = bareReference(reference.path, id, operator === 'ne');
  return operator === 'eq' ? anyOf(...sameAddress, bare) : allOf(...sameAddress, bare);
}

function localIdIn(href: string, { collectionUrls }: LocalReference): string | undefined {
  return collectionUrls.map((url) => idIn(href, url)).find((id) => id !== undefined);
}

/** Whether there is a reference, or none, that has the id and no href. */
function bareReference(path: string, id: string, isNone: boolean): FilterExpression {
  const number = /^\d{1,15}$/.test(id) ? ` || @.id==${String(Number(id))}` : '';
  // `[?(@)]` goes into an array on the way, as attribute paths do.
  const steps = path.replaceAll('.', '[?(@)].');
  const text = `$[?(${isNone ? '!' : ''}@.${steps}[?(!@.href && (@.id=='${id}'${number}))])]`;
  return { kind: 'node', path: parseJsonPath(text, { parameter: 'href', path: (names) => names }) };
}

function pathEquality({ names, operand, value }: Equality, addresses: OwnAddresses): PathTest | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const path = names.join('.');
  if (path === 'href') {
    const id = idIn(String(value), addresses.collectionUrl);
    return id === undefined ? undefined : equal(sibling(operand, 'id'), ...idForms(id));
  }
  if (path === 'id') return addresses.hasNumericIds ? equal(operand, ...idForms(String(value))) : undefined;
  for (const reference of addresses.references) {
    if (path === `${reference.path}.id`) return equal(operand, ...idForms(String(value)));
    if (path === `${reference.path}.href`) return sameReference(operand, String(value), reference);
  }
  return undefined;
}

type PathOperand = Extract<Operand, { kind: 'path' }>;

/** Of several nodes no sibling is sure to belong to the same one. */
function sameReference(operand: PathOperand, href: string, reference: LocalReference): PathTest | undefined {
  const id = isSingular(operand.path) ? localIdIn(href, reference) : undefined;
  if (id === undefined) return undefined;
  const hasNoHref: PathTest = { kind: 'not', part: { kind: 'exists', path: operand.path } };
  const bare: PathTest = { kind: 'and', parts: [equal(sibling(operand, 'id'), ...idForms(id)), hasNoHref] };
  return { kind: 'or', parts: [equal(operand, ...reference.collectionUrls.map((url) => `${url}/${id}`)), bare] };
}

function equal(left: PathOperand, ...values: readonly (string | number)[]): PathTest {
  return {
    kind: 'or',
    parts: values.map((value) => ({ kind: 'compare', operator: '==', left, right: { kind: 'literal', value } })),
  };
}

function idForms(id: string): (string | number)[] {
  return /^(?:0|[1-9]\d{0,14})$/.test(id) ? [id, Number(id)] : [id];
}

function sibling({ path, ...operand }: PathOperand, name: string): PathOperand {
  return { ...operand, path: { ...path, segments: [...path.segments.slice(0, -1), [{ kind: 'name', name }]] } };
}
