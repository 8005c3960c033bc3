import type { JsonPrimitive } from '../../kernel/json.ts';
import { type AttributeNames, namesBehind, namesOf } from '../query/filter-narrow.ts';
import type { JsonPath, Operand, PathTest, Segment } from './json-path-model.ts';

/** A comparison of what a path finds with a literal: equal, or not. */
export interface Equality {
  /** The attribute's canonical names from the document on. */
  names: readonly string[];
  operand: Extract<Operand, { kind: 'path' }>;
  value: JsonPrimitive;
}

/** What is to stand in an equality's place; undefined to leave it. */
export type RewriteEquality = (equality: Equality) => PathTest | undefined;

/** The path with its `==` rewritten, wherever the attribute's name is sure, and each `!=` as the opposite. Pure. */
export function rewriteEqualities({ segments }: JsonPath, rewrite: RewriteEquality): JsonPath {
  return { segments: inSegments(segments, [], rewrite) };
}

function inSegments(segments: readonly Segment[], from: AttributeNames, rewrite: RewriteEquality): Segment[] {
  let names = from;
  return segments.map((segment) => {
    const before = names;
    names = namesBehind(segment, names);
    return segment.map((selector) =>
      selector.kind === 'filter' ? { ...selector, test: inTest(selector.test, before, rewrite) } : selector,
    );
  });
}

function inTest(test: PathTest, element: AttributeNames, rewrite: RewriteEquality): PathTest {
  const within = (operand: Operand): Operand => inOperand(operand, element, rewrite);
  if (test.kind === 'not') return { ...test, part: inTest(test.part, element, rewrite) };
  if ('parts' in test) return { ...test, parts: test.parts.map((part) => inTest(part, element, rewrite)) };
  if (test.kind === 'exists') {
    const operand = within({ kind: 'path', path: test.path });
    return operand.kind === 'path' ? { ...test, path: operand.path } : test;
  }
  if (test.kind === 'pattern') return { ...test, value: within(test.value) };
  const rewritten = test.operator === '==' || test.operator === '!=' ? rewrittenAs(test, element, rewrite) : undefined;
  if (rewritten !== undefined) return test.operator === '==' ? rewritten : { kind: 'not', part: rewritten };
  return { ...test, left: within(test.left), right: within(test.right) };
}

function rewrittenAs(
  { left, right }: Extract<PathTest, { kind: 'compare' }>,
  element: AttributeNames,
  rewrite: RewriteEquality,
): PathTest | undefined {
  const [operand, literal] = left.kind === 'path' ? [left, right] : [right, left];
  if (operand.kind !== 'path' || literal.kind !== 'literal') return undefined;
  const names = namesOf(operand.path, element);
  return names === undefined ? undefined : rewrite({ names, operand, value: literal.value });
}

function inOperand(operand: Operand, element: AttributeNames, rewrite: RewriteEquality): Operand {
  if (operand.kind === 'literal') return operand;
  const path = operand.kind === 'path' ? operand.path : operand.of;
  const segments = inSegments(path.segments, path.from === '$' ? [] : element, rewrite);
  return operand.kind === 'path'
    ? { ...operand, path: { ...path, segments } }
    : { ...operand, of: { ...path, segments } };
}
