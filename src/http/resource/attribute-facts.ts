import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json.ts';
import { invalidQuery } from '../../kernel/problem.ts';
import type { FilterExpression } from '../../tmf630/query/filter-expression.ts';

/** What an API document says about the attributes of a resource. Paths as in filters: arrays are transparent. */
export interface AttributeFacts {
  /** Whether the document has an attribute of this path. */
  isKnown(path: readonly string[]): boolean;
  /** Whether it is a text, a number or a truth value, so that nothing can be below it. */
  isScalar(path: readonly string[]): boolean;
}

/** Schemas may refer to themselves; attributes deeper than this are not looked at. */
const maximumDepth = 6;

/** The attributes of what `GET /{segment}` lists. */
export function attributeFacts(spec: JsonObject, segment: string): AttributeFacts {
  const scalars = new Map<string, boolean>();
  const schema = memberAt(spec, [
    'paths',
    `/${segment}`,
    'get',
    'responses',
    '200',
    'content',
    'application/json',
    'schema',
  ]);
  collect({ spec, scalars }, schema, []);
  return {
    isKnown: (path) => scalars.has(path.join('.')),
    isScalar: (path) => scalars.get(path.join('.')) === true,
  };
}

/**
 * Refuses a filter on something below a scalar: `name.like=G` is an operator that does not exist, not an attribute.
 * `wirePath`: the filter's canonical paths to the document's names. Problem invalid. Source: TMF630 Part 1, 4.4.
 */
export function refuseBelowScalars(
  filter: FilterExpression,
  facts: Pick<AttributeFacts, 'isScalar'>,
  wirePath: (path: readonly string[]) => readonly string[],
): void {
  if (filter.kind === 'and' || filter.kind === 'or') {
    for (const part of filter.parts) refuseBelowScalars(part, facts, wirePath);
    return;
  }
  if (filter.kind === 'node') return;
  const path = wirePath(filter.path);
  for (let length = 1; length < path.length; length += 1) {
    if (!facts.isScalar(path.slice(0, length))) continue;
    const rest = path.slice(length).join('.');
    throw invalidQuery(
      path.join('.'),
      `${path.slice(0, length).join('.')} has no members, and "${rest}" is not an operator`,
    );
  }
}

interface Collection {
  spec: JsonObject;
  /** Dotted path -> whether it is a scalar. */
  scalars: Map<string, boolean>;
}

function collect(into: Collection, schema: JsonValue | undefined, path: readonly string[]): void {
  if (!isJsonObject(schema) || path.length > maximumDepth) return;
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    collect(into, memberAt(into.spec, reference.replace(/^#\//, '').split('/')), path);
    return;
  }
  if (path.length > 0) note(into.scalars, path.join('.'), schema);
  if (schema['items'] !== undefined) collect(into, schema['items'], path);
  for (const part of Array.isArray(schema['allOf']) ? schema['allOf'] : []) collect(into, part, path);
  const { properties } = schema;
  if (!isJsonObject(properties)) return;
  for (const [name, property] of Object.entries(properties)) collect(into, property, [...path, name]);
}

function note(scalars: Map<string, boolean>, path: string, schema: JsonObject): void {
  const { type } = schema;
  const isScalar = typeof type === 'string' && ['string', 'number', 'integer', 'boolean'].includes(type);
  // An array of texts is one attribute, too: its elements are noted under the same path.
  scalars.set(path, scalars.get(path) === true || isScalar);
}

function memberAt(value: JsonValue | undefined, names: readonly string[]): JsonValue | undefined {
  return names.reduce<JsonValue | undefined>((found, name) => (isJsonObject(found) ? found[name] : undefined), value);
}
