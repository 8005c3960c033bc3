import type { JsonValue } from '../../src/kernel/json.ts';
import type { JsonPath, Operand, PathTest, Selector } from '../../src/tmf630/json-path/json-path-model.ts';

/*
 * What a JSONPath finds, by RFC 9535 and TMF630 Part 6, for the paths that are drawn here: names, indexes, wildcards and
 * conditions on `@`. A condition chooses elements of an array, or takes an object as a whole.
 */

/** Everything the path leads to. */
export function found(path: JsonPath, from: JsonValue): JsonValue[] {
  return path.segments.reduce<JsonValue[]>(
    (nodes, selectors) => nodes.flatMap((node) => selectors.flatMap((selector) => chosen(selector, node))),
    [from],
  );
}

function chosen(selector: Selector, node: JsonValue): JsonValue[] {
  const isArray = Array.isArray(node);
  if (typeof node !== 'object' || node === null) return [];
  switch (selector.kind) {
    case 'name':
      return !isArray && Object.keys(node).includes(selector.name) ? [node[selector.name] ?? null] : [];
    case 'index':
      return isArray ? node.slice(selector.index, selector.index === -1 ? undefined : selector.index + 1) : [];
    case 'wildcard':
      return Object.values(node);
    case 'slice':
      throw new Error('no rule for slices here');
    case 'filter':
      return (isArray ? node : [node]).filter((element) => holds(selector.test, element));
  }
}

function holds(test: PathTest, element: JsonValue): boolean {
  switch (test.kind) {
    case 'and':
      return test.parts.every((part) => holds(part, element));
    case 'or':
      return test.parts.some((part) => holds(part, element));
    case 'not':
      return !holds(test.part, element);
    case 'exists':
      return found(test.path, element).length > 0;
    case 'compare':
      return compared(test.operator, operandIn(test.left, element), operandIn(test.right, element));
    case 'pattern':
      throw new Error('no rule for patterns here');
  }
}

function operandIn(operand: Operand, element: JsonValue): JsonValue[] {
  if (operand.kind === 'literal') return [operand.value];
  if (operand.kind === 'path') return found(operand.path, element);
  throw new Error('no rule for length() here');
}

function compared(operator: string, left: readonly JsonValue[], right: readonly JsonValue[]): boolean {
  const isEqual =
    left.length === 0 || right.length === 0
      ? left.length === right.length
      : left.some((one) => right.some((other) => JSON.stringify(one) === JSON.stringify(other)));
  if (operator === '==') return isEqual;
  if (operator === '!=') return !isEqual;
  if (operator.endsWith('=') && isEqual) return true;
  return left.some((one) => right.some((other) => inOrder(operator.slice(0, 1), one, other)));
}

// Only values of one type have an order, and only numbers and texts.
function inOrder(sign: string, left: JsonValue, right: JsonValue): boolean {
  const [one, other] = sign === '<' ? [left, right] : [right, left];
  if (typeof one === 'number' && typeof other === 'number') return one < other;
  return typeof one === 'string' && typeof other === 'string' && utf8(one) < utf8(other);
}

/** Ordered as its code points are: as bytes of UTF-8, each as one character. */
function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
