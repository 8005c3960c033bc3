import { valuesAt } from '../../kernel/json.ts';
import type { JsonValue } from '../../kernel/json.ts';
import type { IndexValue } from '../../tmf630/ordered-value.ts';
import { orderedValue, parseNumber } from '../../tmf630/ordered-value.ts';
import type { AttributePath, CollectionSpec, IndexDeclaration, StoredResource } from '../../tmf630/resource-store.ts';
import { isShortened, keyText } from './key-text.ts';

/** One part of an index key; false stands for an absent value and sorts before all others. */
export type KeyPart = number | string | false;

/** The key of one index entry: index name, values, createdAt, record key. */
export type IndexKey = KeyPart[];

/**
 * What kinds of value an indexed path has ever held, as bits: the planner reads from them which keys a comparison can
 * possibly hit, since TMF630 compares a text by what was stored.
 */
export const kindBit = {
  number: 1,
  boolean: 2,
  /** Text meaning a number, kept as that number. */
  numericText: 4,
  /** Text meaning an instant, kept as its UTC ms. */
  instantText: 8,
  text: 16,
  /** Text meaning a number, kept as text. */
  textOfNumber: 32,
  /** A text too long for a key: equality holds by its hash, order only by its beginning. */
  shortened: 64,
  /** One resource with several values. */
  several: 128,
} as const;

/** The entries of one resource in one index, and the kinds met at each path. */
export interface IndexEntries {
  keys: IndexKey[];
  kinds: number[];
}

/** Gives every declared index's entries for a resource, in the order of the declarations. */
export type MakeEntries = (resource: StoredResource) => IndexEntries[];

/** The maker of a collection's entries, its paths taken apart once. */
export function entriesMaker(spec: CollectionSpec): MakeEntries {
  const indexes = spec.indexes.map(({ name, on, isPartial = false }) => ({
    ...{ name, isPartial },
    paths: on.map((path) => ({
      scope: path.scope,
      names: path.path.split('.'),
      areNumbers: isNumericText(spec, path),
    })),
  }));
  return (resource) => {
    const tail = [resource.createdAt, keyText(resource.id)];
    return indexes.map(({ name, paths, isPartial }) => {
      const found = paths.map((path) => keyParts(resource, path));
      if (isPartial && found[0]?.parts[0] === false) return { keys: [], kinds: found.map(() => 0) };
      const values = combinations(found.map(({ parts }) => parts));
      return { keys: values.map((parts) => [name, ...parts, ...tail]), kinds: found.map(({ kinds }) => kinds) };
    });
  };
}

/** What an index depends on; when it differs from what was stored, the index is built anew. */
export function signatureOf(spec: CollectionSpec, index: IndexDeclaration): string {
  const paths = index.on.map((path) => [path.scope, path.path, isNumericText(spec, path)]);
  return JSON.stringify(index.isPartial ? [...paths, 'partial'] : paths);
}

/** Whether texts meaning a number are kept as numbers at this path. */
export function isNumericText(spec: CollectionSpec, path: AttributePath): boolean {
  return path.scope === 'document' && spec.numericText.includes(path.path);
}

/** An index value as part of a key: texts made safe and short, -0 as 0. */
export function keyPart(value: IndexValue): number | string {
  if (typeof value === 'string') return keyText(value);
  return value === 0 ? 0 : value;
}

interface IndexedPath {
  scope: AttributePath['scope'];
  names: readonly string[];
  areNumbers: boolean;
}

function keyParts(resource: StoredResource, path: IndexedPath): { parts: KeyPart[]; kinds: number } {
  const root = path.scope === 'internal' ? resource.internal : resource.document;
  const parts = new Set<KeyPart>();
  let kinds = 0;
  for (const value of valuesAt(root, path.names)) {
    const ordered = orderedValue(value, path.areNumbers);
    if (ordered === undefined) continue;
    parts.add(keyPart(ordered));
    kinds |= kindOf(value, ordered, path.areNumbers);
  }
  if (parts.size === 0) return { parts: [false], kinds };
  return { parts: [...parts], kinds: parts.size > 1 ? kinds | kindBit.several : kinds };
}

function kindOf(value: JsonValue, ordered: IndexValue, areNumbers: boolean): number {
  if (typeof value === 'boolean') return kindBit.boolean;
  if (typeof value !== 'string') return kindBit.number;
  const isNumber = parseNumber(value) !== undefined;
  if (typeof ordered === 'number') return areNumbers && isNumber ? kindBit.numericText : kindBit.instantText;
  return (isNumber ? kindBit.textOfNumber : kindBit.text) | (isShortened(value) ? kindBit.shortened : 0);
}

function combinations(lists: readonly KeyPart[][]): KeyPart[][] {
  if (lists.every((parts) => parts.length === 1)) return [lists.flat()];
  return lists.reduce<KeyPart[][]>((made, parts) => made.flatMap((head) => parts.map((part) => [...head, part])), [[]]);
}
