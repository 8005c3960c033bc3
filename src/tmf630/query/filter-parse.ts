import { invalidQuery } from '../../kernel/problem.ts';
import { parsePath } from '../attribute-path.ts';
import type { Comparison, ComparisonOperator, FilterExpression, PatternTest } from './filter-expression.ts';
import { matchAll } from './filter-expression.ts';
import { readPattern } from './pattern.ts';
import type { QueryLimits } from './query-limits.ts';
import { countConditions, queryLimits } from './query-limits.ts';
import type { OperatorSymbol, QueryItem } from './raw-query.ts';
import { shown } from './raw-query.ts';
import type { ListedValue } from './value-list.ts';
import { splitValues } from './value-list.ts';

/** How names are understood. */
export interface FilterOptions {
  /** The caller's path to the canonical one. */
  path: (path: readonly string[]) => readonly string[];
  /** Whether an attribute of that canonical path exists: then a last name such as `gt` is a name, not an operator. Absent: none does. */
  isKnown?: (path: readonly string[]) => boolean;
  /** Drop blanks around values (hub queries). */
  trimValues?: boolean;
  /** What is left for the query's conditions; absent: all that one may have. */
  limits?: QueryLimits;
}

const maximumValueBytes = 2048;

type Operator = ComparisonOperator | 'regex';

const operatorOfSymbol: Record<OperatorSymbol, Operator> = {
  '=': 'eq',
  '==': 'eq',
  '!=': 'ne',
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
  '*=': 'regex',
  '=~': 'regex',
};

const operatorOfSuffix = new Map<string, Operator>([
  ['eq', 'eq'],
  ['exact', 'eq'],
  ['ne', 'ne'],
  ['gt', 'gt'],
  ['gte', 'gte'],
  ['ge', 'gte'],
  ['lt', 'lt'],
  ['lte', 'lte'],
  ['le', 'lte'],
  ['regex', 'regex'],
]);

/** One condition on an attribute. */
type Condition = Comparison | PatternTest;

/**
 * The filter that the attribute items of a query make. Values and patterns of one attribute are alternatives, however they
 * are written (repeated, comma, semicolon); everything else is ANDed; `ne` with several values means none of them.
 * Throws Problem `invalid` naming the parameter. Source: TMF630 Part 1, 4.4.
 */
export function parseFilter(items: readonly QueryItem[], options: FilterOptions): FilterExpression {
  const limits = options.limits ?? queryLimits();
  const alike = new Map<string, FilterExpression[]>();
  const groups: FilterExpression[][] = [];
  for (const item of items) {
    const alternatives = readAlternatives(item, { ...options, limits });
    countConditions(limits, alternatives.length, shown(item.name));
    addGroups(alternatives, alike, groups);
  }
  const parts = groups.map((group) => joined('or', group));
  return parts.length === 0 ? matchAll : joined('and', parts);
}

function addGroups(
  alternatives: readonly Condition[],
  alike: Map<string, FilterExpression[]>,
  groups: FilterExpression[][],
): void {
  if (alternatives.every((condition) => hasOperator(condition, 'ne'))) {
    groups.push(...alternatives.map((alternative) => [alternative]));
    return;
  }
  const [first] = alternatives;
  const areAlike = alternatives.every((condition) => condition.kind === 'pattern' || hasOperator(condition, 'eq'));
  if (!first || !areAlike) {
    groups.push([...alternatives]);
    return;
  }
  const key = first.path.join('.');
  const group = alike.get(key);
  if (group) {
    group.push(...alternatives);
    return;
  }
  const fresh = [...alternatives];
  alike.set(key, fresh);
  groups.push(fresh);
}

function hasOperator(condition: Condition, operator: ComparisonOperator): boolean {
  return condition.kind === 'compare' && condition.operator === operator;
}

function joined(kind: 'and' | 'or', parts: readonly FilterExpression[]): FilterExpression {
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind, parts };
}

function readAlternatives(item: QueryItem, options: FilterOptions & { limits: QueryLimits }): Condition[] {
  const left = readLeft(item, options);
  const text = options.trimValues === true ? left.text.trim() : left.text;
  const arePatterns = left.operator === 'regex';
  return splitValues(text, { prefixAt: repeatedPrefix(left.written), arePatterns }).map((listed) => {
    const operator = listed.prefix === '' ? left.operator : operatorOfPrefix(listed.prefix, left.written);
    const value = readValue(listed, item.name, options);
    const place = { scope: 'document' as const, path: left.path };
    if (operator !== 'regex') return { kind: 'compare', ...place, operator, value: withOffset(value) };
    const pattern = readPattern(value ?? 'null', shown(item.name), { allowance: options.limits.patterns });
    return { kind: 'pattern', ...place, pattern };
  });
}

interface LeftSide {
  /** The path as written, without operator suffix. */
  written: string;
  path: readonly string[];
  operator: Operator;
  /** What is right of the operator. */
  text: string;
}

function readLeft(item: QueryItem, options: FilterOptions): LeftSide {
  const names = parsePath(item.name);
  if (!names) throw invalidQuery(shown(item.name), 'is not an attribute path');
  const canonical = options.path(names);
  const suffix = suffixOperator(names, item);
  if (suffix === undefined || options.isKnown?.(canonical)) {
    return { written: item.name, path: canonical, operator: operatorOfSymbol[item.symbol], text: item.text };
  }
  const bare = names.slice(0, -1);
  // `a.eq==` is `a.eq=` with the value `=`: the dot form has taken the first `=`.
  const text = item.symbol.slice(1) + item.text;
  return { written: bare.join('.'), path: options.path(bare), operator: suffix, text };
}

function suffixOperator(names: readonly string[], item: QueryItem): Operator | undefined {
  if (names.length < 2 || !item.symbol.startsWith('=')) return undefined;
  return operatorOfSuffix.get(names.at(-1) ?? '');
}

// Finds `name=`, `name.gt=` or `name >= ` at a place in the text: the spelling `a=x;a=y` of a list.
function repeatedPrefix(written: string): (text: string, at: number) => number {
  const name = written.replaceAll(/[$.]/g, '\\$&');
  const suffixes = [...operatorOfSuffix.keys()].join('|');
  const pattern = new RegExp(`\\s*${name}(?:\\.(?:${suffixes})\\s*=|\\s*(?:==|=~|!=|\\*=|>=?|<=?|=))`, 'y');
  return (text, at) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0].length ?? 0;
  };
}

function operatorOfPrefix(prefix: string, written: string): Operator {
  const rest = prefix.trim().slice(written.length);
  const suffix = /^\.(\w+)/.exec(rest)?.[1];
  return operatorOfSuffix.get(suffix ?? '') ?? symbolOperator(rest.trim());
}

function symbolOperator(text: string): Operator {
  const found = Object.entries(operatorOfSymbol).find(([symbol]) => symbol === text);
  return found?.[1] ?? 'eq';
}

const brokenOffset = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?) (\d\d:\d\d)$/i;

// The plus of `+01:00` that a client has not encoded has come as a blank, which no date-time has.
function withOffset(value: string | null): string | null {
  return value?.replace(brokenOffset, '$1+$2') ?? null;
}

function readValue(listed: ListedValue, name: string, options: FilterOptions): string | null {
  const text = options.trimValues === true && !listed.isQuoted ? listed.text.trim() : listed.text;
  if (Buffer.byteLength(text) > maximumValueBytes) {
    throw invalidQuery(shown(name), `has a value longer than ${String(maximumValueBytes)} bytes`);
  }
  return text === 'null' && !listed.isQuoted ? null : text;
}
