import { parseInstant } from '../../kernel/instant.ts';
import type { JsonPrimitive } from '../../kernel/json.ts';
import { parsePath } from '../attribute-path.ts';
import type { Comparison, ComparisonOperator, FilterExpression } from './filter-expression.ts';
import type { InnerPath, Operand, PathOperator, PathTest, Segment } from '../json-path/json-path-model.ts';
import { parseNumber } from '../ordered-value.ts';

/**
 * The same filter, with every JSONPath joined by comparisons that hold wherever it does, so that a store can use its indexes:
 * `relatedServiceLevelObjective[?(@.id=='slo-7')]` with `relatedServiceLevelObjective.id eq slo-7`. It finds the same
 * resources. Pure.
 */
export function narrowNodes(filter: FilterExpression): FilterExpression {
  if ('parts' in filter) return { ...filter, parts: filter.parts.map(narrowNodes) };
  if (filter.kind !== 'node') return filter;
  const implied = impliedBySteps(filter.path.segments, []);
  return implied.length === 0 ? filter : { kind: 'and', parts: [...implied, filter] };
}

/** The attribute path that leads somewhere; undefined where none is sure to. */
export type AttributeNames = readonly string[] | undefined;

/** What must hold for the steps to find anything. */
function impliedBySteps(segments: readonly Segment[], from: AttributeNames): FilterExpression[] {
  const implied: FilterExpression[] = [];
  let names = from;
  for (const segment of segments) {
    const [first, ...others] = segment;
    if (first === undefined || others.length > 0) return implied;
    if (first.kind === 'filter') implied.push(...impliedByTest(first.test, names));
    names = namesBehind(segment, names);
  }
  return implied;
}

/**
 * The names behind one more step. Arrays are transparent to attribute paths, so steps into them add nothing. Members of any
 * name, and names that an attribute path would read as something else, lead nowhere.
 */
export function namesBehind(segment: Segment, names: AttributeNames): AttributeNames {
  const [first] = segment;
  if (names === undefined || first === undefined || segment.length > 1 || first.kind === 'wildcard') return undefined;
  if (first.kind !== 'name') return names;
  const isPlain = parsePath(first.name)?.length === 1 && !/^\d+$/.test(first.name);
  return isPlain ? [...names, first.name] : undefined;
}

/** The names behind a path in a condition on the element behind `element`. */
export function namesOf(path: InnerPath, element: AttributeNames): AttributeNames {
  return path.segments.reduce<AttributeNames>((names, segment) => namesBehind(segment, names), startOf(path, element));
}

function startOf({ from }: InnerPath, element: AttributeNames): AttributeNames {
  return from === '$' ? [] : element;
}

function impliedByTest(test: PathTest, element: AttributeNames): FilterExpression[] {
  if (test.kind === 'and') return test.parts.flatMap((part) => impliedByTest(part, element));
  if (test.kind === 'or') return impliedByAny(test.parts, element);
  if (test.kind === 'exists') return impliedBySteps(test.path.segments, startOf(test.path, element));
  if (test.kind === 'pattern') return impliedByOperand(test.value, element);
  return test.kind === 'compare' ? impliedByComparison(test, element) : [];
}

function impliedByAny(parts: readonly PathTest[], element: AttributeNames): FilterExpression[] {
  const alternatives = parts.map((part) => impliedByTest(part, element));
  if (alternatives.some((implied) => implied.length === 0)) return [];
  return [{ kind: 'or', parts: alternatives.map((implied) => oneOf(implied)) }];
}

function oneOf(implied: FilterExpression[]): FilterExpression {
  const [only] = implied;
  return only !== undefined && implied.length === 1 ? only : { kind: 'and', parts: implied };
}

// A comparison with a literal that holds has found its node, except one that holds for none as well.
function impliedByOperand(operand: Operand, element: AttributeNames): FilterExpression[] {
  if (operand.kind === 'literal') return [];
  const path = operand.kind === 'path' ? operand.path : operand.of;
  return impliedBySteps(path.segments, startOf(path, element));
}

const mirrored: Record<PathOperator, PathOperator> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function impliedByComparison(
  { operator, left, right }: Extract<PathTest, { kind: 'compare' }>,
  element: AttributeNames,
): FilterExpression[] {
  if (operator === '!=') return [];
  if (right.kind === 'literal') return impliedByLiteral(left, { operator, value: right.value }, element);
  if (left.kind === 'literal')
    return impliedByLiteral(right, { operator: mirrored[operator], value: left.value }, element);
  return [];
}

const attributeOperators: Partial<Record<PathOperator, ComparisonOperator>> = {
  '==': 'eq',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
};

function impliedByLiteral(
  operand: Operand,
  { operator, value }: { operator: PathOperator; value: JsonPrimitive },
  element: AttributeNames,
): FilterExpression[] {
  const implied = impliedByOperand(operand, element);
  const names = operand.kind === 'path' ? namesOf(operand.path, element) : undefined;
  const attributeOperator = attributeOperators[operator];
  if (names === undefined || names.length === 0 || attributeOperator === undefined) return implied;
  if (operator !== '==' && !isOrderedAlike(value)) return implied;
  const comparison: Comparison = {
    kind: 'compare',
    scope: 'document',
    path: names,
    operator: attributeOperator,
    value: value === null ? null : String(value),
  };
  return [comparison, ...implied];
}

// Ranges of attributes read numbers and instants out of texts, JSONPath does not; and neither truth values nor null have
// an order in JSONPath, only equality.
function isOrderedAlike(value: JsonPrimitive): boolean {
  if (typeof value === 'number') return true;
  return typeof value === 'string' && parseNumber(value) === undefined && parseInstant(value) === undefined;
}
