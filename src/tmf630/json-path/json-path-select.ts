import type { JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import { lengthOf, nodesTest } from './json-path-compare.ts';
import type { FoundNode, InnerPath, JsonPath, Operand, PathTest, Segment, Selector } from './json-path-model.ts';
import type { PatternBudget } from '../query/pattern.ts';
import { compilePattern, patternBudget } from '../query/pattern.ts';

/**
 * The nodes that the path finds in the document, each once, in the order of RFC 9535, with the way to each. `@` of a filter
 * is an element of an array, or an object itself: so `$[?(@.a==1)]` finds the whole document when it passes, which is how
 * a filter of a collection is written. A path that names nothing in the document finds nothing. Source: TMF630 Part 6.
 */
export function selectNodes(path: JsonPath, root: JsonValue): FoundNode<JsonValue>[] {
  return compileSelection(path, patternBudget('any'))(root);
}

/** The same for many documents; patterns in the path draw on the budget. */
export function compileSelection(path: JsonPath, budget: PatternBudget): (root: JsonValue) => FoundNode<JsonValue>[] {
  const walk = compileSteps(path.segments, budget);
  return (root) => {
    const found: FoundNode<JsonValue>[] = [];
    walk(start(root), evaluationOf(root), (place) => {
      found.push({ steps: stepsTo(place), value: place.value });
      return false;
    });
    return found;
  };
}

/** Whether the path finds anything, for many documents; patterns in it draw on the budget. */
export function compileExistence(path: JsonPath, budget: PatternBudget): (root: JsonValue) => boolean {
  const walk = compileSteps(path.segments, budget);
  return (root) => walk(start(root), evaluationOf(root), isEnough);
}

/** A value and how it was reached. */
interface Place {
  value: JsonValue;
  from?: Place;
  step?: string | number;
}

/**
 * One document being looked at. Conditions that hang on the document only (`$`), not on the element, are answered once:
 * otherwise nested ones would take time to the power of their depth.
 */
interface Evaluation {
  root: JsonValue;
  answers: Map<PathTest, boolean>;
}

/** Takes a place; true to stop. */
type Take = (place: Place) => boolean;
/** Hands on every place that steps lead to; true when stopped. */
type Walk = (place: Place, evaluation: Evaluation, take: Take) => boolean;
type ElementTest = (element: JsonValue, evaluation: Evaluation) => boolean;
type ValuesOf = (element: JsonValue, evaluation: Evaluation) => JsonValue[];

const isEnough: Take = () => true;

function start(root: JsonValue): Place {
  return { value: root };
}

function evaluationOf(root: JsonValue): Evaluation {
  return { root, answers: new Map() };
}

function stepsTo(place: Place): (string | number)[] {
  const steps: (string | number)[] = [];
  for (let at: Place | undefined = place; at?.step !== undefined; at = at.from) steps.push(at.step);
  return steps.reverse();
}

function compileSteps(segments: readonly Segment[], budget: PatternBudget): Walk {
  return segments.reduceRight<Walk>(
    (rest, segment) => {
      const each = compileSegment(segment, budget);
      return (place, evaluation, take) => each(place, evaluation, (next) => rest(next, evaluation, take));
    },
    (place, _evaluation, take) => take(place),
  );
}

function compileSegment(segment: Segment, budget: PatternBudget): Walk {
  const [first, ...others] = segment;
  if (first?.kind === 'filter') return compileFilterStep(compileTest(first.test, budget));
  if (first !== undefined && others.length === 0) {
    return (place, _evaluation, take) => stepsOf(first, place.value).some((step) => takeAt(place, step, take));
  }
  return (place, _evaluation, take) => {
    // What two selectors select is one node all the same.
    const steps = new Set(segment.flatMap((selector) => stepsOf(selector, place.value)));
    return [...steps].some((step) => takeAt(place, step, take));
  };
}

function takeAt(place: Place, step: string | number, take: Take): boolean {
  const value = memberAt(place.value, step);
  return value !== undefined && take({ value, from: place, step });
}

function memberAt(value: JsonValue, step: string | number): JsonValue | undefined {
  if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
  return isJsonObject(value) ? value[step] : undefined;
}

function compileFilterStep(passes: ElementTest): Walk {
  return (place, evaluation, take) => {
    const { value } = place;
    if (!Array.isArray(value)) return isJsonObject(value) && passes(value, evaluation) && take(place);
    return value.some((element, step) => passes(element, evaluation) && take({ value: element, from: place, step }));
  };
}

/** The members or elements of the value that a selector selects, by name or by index from the front. */
function stepsOf(selector: Selector, value: JsonValue): (string | number)[] {
  if (Array.isArray(value)) return indexesOf(selector, value.length);
  if (!isJsonObject(value)) return [];
  if (selector.kind === 'wildcard') return Object.keys(value);
  return selector.kind === 'name' && Object.hasOwn(value, selector.name) ? [selector.name] : [];
}

function indexesOf(selector: Selector, length: number): number[] {
  if (selector.kind === 'wildcard') return [...Array(length).keys()];
  if (selector.kind === 'slice') return sliceOf(selector, length);
  if (selector.kind !== 'index') return [];
  const at = selector.index < 0 ? length + selector.index : selector.index;
  return at >= 0 && at < length ? [at] : [];
}

/** The indexes of a slice. Source: RFC 9535, 2.3.4. */
function sliceOf({ start: from, end: to, step = 1 }: Extract<Selector, { kind: 'slice' }>, length: number): number[] {
  const indexes: number[] = [];
  const place = (at: number): number => (at < 0 ? at + length : at);
  if (step > 0) {
    const end = Math.min(place(to ?? length), length);
    for (let at = Math.max(place(from ?? 0), 0); at < end; at += step) indexes.push(at);
  }
  if (step < 0) {
    const end = Math.max(to === undefined ? -1 : place(to), -1);
    for (let at = Math.min(place(from ?? length - 1), length - 1); at > end; at += step) indexes.push(at);
  }
  return indexes;
}

function compileTest(test: PathTest, budget: PatternBudget): ElementTest {
  if (test.kind === 'not') {
    const part = compileTest(test.part, budget);
    return (element, evaluation) => !part(element, evaluation);
  }
  if ('parts' in test) {
    const parts = test.parts.map((part) => compileTest(part, budget));
    if (test.kind === 'and') return (element, evaluation) => parts.every((part) => part(element, evaluation));
    return (element, evaluation) => parts.some((part) => part(element, evaluation));
  }
  const holds = compileLeaf(test, budget);
  return isOfDocument(test) ? answeredOnce(test, holds) : holds;
}

function answeredOnce(test: PathTest, holds: ElementTest): ElementTest {
  return (element, evaluation) => {
    const known = evaluation.answers.get(test);
    if (known !== undefined) return known;
    const answer = holds(element, evaluation);
    evaluation.answers.set(test, answer);
    return answer;
  };
}

type Leaf = Extract<PathTest, { kind: 'exists' | 'compare' | 'pattern' }>;

function isOfDocument(test: Leaf): boolean {
  if (test.kind === 'exists') return test.path.from === '$';
  const operands = test.kind === 'compare' ? [test.left, test.right] : [test.value];
  return operands.every((operand) => pathIn(operand)?.from !== '@');
}

function pathIn(operand: Operand): InnerPath | undefined {
  if (operand.kind === 'literal') return undefined;
  return operand.kind === 'path' ? operand.path : operand.of;
}

function compileLeaf(test: Leaf, budget: PatternBudget): ElementTest {
  if (test.kind === 'exists') {
    const walk = compileInner(test.path, budget);
    return (element, evaluation) => walk(element, evaluation, isEnough);
  }
  if (test.kind === 'pattern') {
    const valuesOf = compileOperand(test.value, budget);
    const finds = compilePattern(test.pattern, test.ignoresCase, budget);
    return (element, evaluation) =>
      valuesOf(element, evaluation).some((value) => typeof value === 'string' && finds(value));
  }
  const left = compileOperand(test.left, budget);
  const right = compileOperand(test.right, budget);
  const holds = nodesTest(test.operator);
  return (element, evaluation) => holds(left(element, evaluation), right(element, evaluation));
}

function compileInner(
  path: InnerPath,
  budget: PatternBudget,
): (element: JsonValue, evaluation: Evaluation, take: Take) => boolean {
  const walk = compileSteps(path.segments, budget);
  if (path.from === '$') return (_element, evaluation, take) => walk(start(evaluation.root), evaluation, take);
  return (element, evaluation, take) => walk(start(element), evaluation, take);
}

function compileOperand(operand: Operand, budget: PatternBudget): ValuesOf {
  if (operand.kind === 'literal') {
    const values = [operand.value];
    return () => values;
  }
  const walk = compileInner(operand.kind === 'path' ? operand.path : operand.of, budget);
  const isLength = operand.kind === 'length';
  return (element, evaluation) => {
    const values: JsonValue[] = [];
    walk(element, evaluation, ({ value }) => {
      const found = isLength ? lengthOf(value) : value;
      if (found !== undefined) values.push(found);
      return false;
    });
    return values;
  };
}
