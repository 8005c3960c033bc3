import type { JsonPrimitive } from '../../kernel/json.ts';

/** A JSONPath of the subset that TMF630 Part 6 asks for, parsed; plain data. */
export interface JsonPath {
  /** Steps from the root (`$`). */
  segments: readonly Segment[];
}

/** One step: every node that at least one selector selects, in the order of the selectors. */
export type Segment = readonly Selector[];

/**
 * What a step selects of a node. Names are members of objects; indexes (negative ones from the end) elements of arrays; a
 * filter (always alone in its step) the elements of an array that pass, or an object itself when it passes.
 */
export type Selector =
  | { kind: 'name'; name: string }
  | { kind: 'index'; index: number }
  | { kind: 'wildcard' }
  | { kind: 'slice'; start?: number; end?: number; step?: number }
  | { kind: 'filter'; test: PathTest };

/** A condition on one element, `@`. */
export type PathTest =
  | { kind: 'and' | 'or'; parts: readonly PathTest[] }
  | { kind: 'not'; part: PathTest }
  | { kind: 'exists'; path: InnerPath }
  | { kind: 'compare'; operator: PathOperator; left: Operand; right: Operand }
  | { kind: 'pattern'; value: Operand; pattern: string; ignoresCase: boolean };

/** Comparison operators inside `[?()]`. */
export type PathOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A value to compare. `length` is that of a text, an array or an object. */
export type Operand =
  { kind: 'literal'; value: JsonPrimitive } | { kind: 'path'; path: InnerPath } | { kind: 'length'; of: InnerPath };

/** A path inside a condition: from the element (`@`) or from the root of the document (`$`). */
export interface InnerPath extends JsonPath {
  from: '@' | '$';
}

/** A node that a path has found: where (member names and element indexes from the root) and what. */
export interface FoundNode<Value> {
  steps: readonly (string | number)[];
  value: Value;
}

/** Whether the path finds one node at most: names and indexes only. */
export function isSingular({ segments }: JsonPath): boolean {
  return segments.every(
    ([first, ...others]) => others.length === 0 && (first?.kind === 'name' || first?.kind === 'index'),
  );
}
