import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { valuesAt } from '../../kernel/json.ts';
import type { PathScope } from '../../tmf630/query/filter-expression.ts';
import type { IndexValue } from '../../tmf630/ordered-value.ts';
import { orderedValue } from '../../tmf630/ordered-value.ts';
import type { CollectionSpec, StoredResource } from '../../tmf630/resource-store.ts';

/**
 * What kinds of values a path holds, as far as a pushed-down query must know. On the number line: `number`, `boolean`,
 * `instant` (date-time text) and `numeral` (numeric text); beside it `text`. Without a place in the order: `object`,
 * and `gap` for a null beside other values. `many` when a resource has several values.
 */
export type ValueClass = 'number' | 'boolean' | 'instant' | 'numeral' | 'text' | 'object' | 'gap' | 'many';

/** A declared index path and where its ordered values are kept. */
export interface ShadowedPath {
  scope: PathScope;
  names: readonly string[];
  isNumericText: boolean;
  /** Whether there is never anything but a number, by declaration. */
  isNumeric: boolean;
  /** Member of `_ordered`, e.g. `document:rule:metric` (no dots, so that it is one name to MongoDB). */
  member: string;
  /** Path for queries, sorts and indexes, e.g. `_ordered.document:rule:metric`. */
  field: string;
}

/** The ordered values of one resource by member: one value, or all of them where a path reaches several. */
export type OrderedMembers = Record<string, IndexValue | IndexValue[]>;

/** The shadow of a resource: its ordered values and the traits that queries over its collection must allow for. */
export interface Shadow {
  ordered: OrderedMembers;
  traits: string[];
}

/** Name of an attribute path's member in `_ordered`. */
export function shadowMember(scope: PathScope, names: readonly string[]): string {
  return `${scope}:${names.join(':')}`;
}

/** Every path that the collection's indexes are over, each once. */
export function shadowedPaths(spec: CollectionSpec): ShadowedPath[] {
  const found = new Map<string, ShadowedPath>();
  for (const { scope, path } of spec.indexes.flatMap(({ on }) => on)) {
    const names = path.split('.');
    const member = shadowMember(scope, names);
    const isNumericText = scope === 'document' && spec.numericText.includes(path);
    const isNumeric = scope === 'internal' && (spec.numericInternal ?? []).includes(path);
    found.set(member, { scope, names, isNumericText, isNumeric, member, field: `_ordered.${member}` });
  }
  return [...found.values()];
}

/** Name of the trait that a path holds values of a class. */
export function classTrait(member: string, valueClass: ValueClass): string {
  return `${member} ${valueClass}`;
}

/** Name of the trait that a first-level attribute holds arrays directly within arrays, which MongoDB paths do not enter. */
export function nestingTrait(scope: PathScope, attribute: string): string {
  return `nested ${scope}:${attribute}`;
}

/** The ordered values and traits of a resource. Pure; the order is that of `tmf630/ordered-value.ts`. */
export function shadowOf(
  paths: readonly ShadowedPath[],
  resource: Pick<StoredResource, 'document' | 'internal'>,
): Shadow {
  const shadow: Shadow = { ordered: {}, traits: [] };
  for (const path of paths) shadePath(path, path.scope === 'document' ? resource.document : resource.internal, shadow);
  addNesting('document', resource.document, shadow);
  addNesting('internal', resource.internal, shadow);
  return shadow;
}

function shadePath(path: ShadowedPath, root: JsonObject, shadow: Shadow): void {
  const values = valuesAt(root, path.names);
  const ordered: IndexValue[] = [];
  for (const value of values) {
    const place = orderedValue(value, path.isNumericText);
    if (place !== undefined) ordered.push(place);
    const valueClass = classOf(value, place, values.length > 1);
    if (path.isNumeric && valueClass !== undefined && valueClass !== 'number')
      throw new Error(`${path.member} holds ${JSON.stringify(value)}`);
    if (valueClass) shadow.traits.push(classTrait(path.member, valueClass));
  }
  const [first] = ordered;
  if (first === undefined) return;
  shadow.ordered[path.member] = ordered.length === 1 ? first : ordered;
  if (ordered.length > 1) shadow.traits.push(classTrait(path.member, 'many'));
}

function classOf(value: JsonValue, place: IndexValue | undefined, hasOthers: boolean): ValueClass | undefined {
  if (value === null) return hasOthers ? 'gap' : undefined;
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value !== 'string') return 'object';
  if (typeof place === 'string') return 'text';
  return value.includes(':') ? 'instant' : 'numeral';
}

function addNesting(scope: PathScope, root: JsonObject, shadow: Shadow): void {
  for (const name in root) {
    const value = root[name];
    if (typeof value === 'object' && value !== null && hasNestedArray(value)) {
      shadow.traits.push(nestingTrait(scope, name));
    }
  }
}

function hasNestedArray(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some((element) => Array.isArray(element) || hasNestedArray(element));
  if (typeof value !== 'object' || value === null) return false;
  for (const name in value) if (hasNestedArray(value[name] ?? null)) return true;
  return false;
}
