import { parseInstant } from '../../kernel/instant.ts';
import type { Comparison } from '../../tmf630/query/filter-expression.ts';
import { orderedValue, parseNumber } from '../../tmf630/ordered-value.ts';
import { all, anyCondition } from './pushdown.ts';
import type { Pushdown, PushdownContext } from './pushdown.ts';
import type { ShadowedPath, ValueClass } from './shadow.ts';

/** What one class of stored values contributes: conditions on the ordered value, and whether they are exact. */
interface Contribution {
  condition: unknown;
  exact: boolean;
}

const numberLine: readonly ValueClass[] = ['number', 'boolean', 'instant', 'numeral'];
const anyNumber = { condition: { $gte: -Infinity }, exact: false };
const anyText = { condition: { $gte: '' }, exact: false };

/**
 * A comparison (not `ne`) on a declared index path, over its ordered values. Each class of values that the path may
 * hold is asked what part of the order its matches lie in; the classes of the number line share that line, so with
 * more than one of them the answer needs verifying.
 */
export function pushIndexed(comparison: Comparison, path: ShadowedPath, context: PushdownContext): Pushdown {
  if (comparison.value === null) return pushAbsent(path, context);
  const asked = comparison.operator === 'eq' ? equality(comparison.value, path) : range(comparison, path);
  const held = numberLine.filter((valueClass) => mayHold(path, valueClass, context));
  const numbers = held.map((valueClass) => asked[valueClass]).filter((found) => found !== undefined);
  const texts = mayHold(path, 'text', context) ? asked.text : undefined;
  const isNumberLineExact = numbers.length === 0 || (held.length === 1 && numbers.every(({ exact }) => exact));
  return {
    query: anyCondition(path.field, distinct([...numbers, ...(texts ? [texts] : [])])),
    exact: isNumberLineExact && (texts?.exact ?? true),
    findsBuried: false,
  };
}

function pushAbsent(path: ShadowedPath, context: PushdownContext): Pushdown {
  if (mayHold(path, 'gap', context)) return all;
  return { query: { [path.field]: null }, exact: !mayHold(path, 'object', context), findsBuried: true };
}

function mayHold(path: ShadowedPath, valueClass: ValueClass, context: PushdownContext): boolean {
  return path.isNumeric ? valueClass === 'number' : context.mayHold(path, valueClass);
}

type Asked = Partial<Record<ValueClass, Contribution>>;

function equality(text: string, path: ShadowedPath): Asked {
  const number = parseNumber(text);
  const place = orderedValue(text, path.isNumericText);
  const instant = parseInstant(text);
  return {
    ...(number === undefined ? {} : { number: { condition: number, exact: true } }),
    ...(number === undefined || !path.isNumericText ? {} : { numeral: { condition: number, exact: false } }),
    ...(instant === undefined ? {} : { instant: { condition: instant, exact: true } }),
    ...booleanCondition(text, (value) => value),
    ...(typeof place === 'string' ? { text: { condition: place, exact: true } } : {}),
  };
}

function range({ operator, value }: Comparison, path: ShadowedPath): Asked {
  const text = value ?? '';
  const number = parseNumber(text);
  const instant = parseInstant(text);
  const from = (bound: number | string): unknown => ({ [`$${operator}`]: bound });
  // A stored text is compared as a text with whatever is not of its kind, which is another order than the number line's.
  return {
    ...(number === undefined ? {} : { number: { condition: from(number), exact: true } }),
    ...booleanCondition(text, from),
    instant: instant === undefined ? anyNumber : { condition: from(instant), exact: true },
    numeral: number === undefined ? anyNumber : { condition: from(number), exact: true },
    text: number !== undefined && !path.isNumericText ? anyText : { condition: from(text), exact: true },
  };
}

function booleanCondition(text: string, condition: (value: number) => unknown): Asked {
  if (text !== 'true' && text !== 'false') return {};
  return { boolean: { condition: condition(text === 'true' ? 1 : 0), exact: true } };
}

function distinct(contributions: readonly Contribution[]): unknown[] {
  return [...new Map(contributions.map(({ condition }) => [JSON.stringify(condition), condition])).values()];
}
