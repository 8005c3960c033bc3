import { parseInstant } from '../../kernel/instant.ts';
import type { Comparison } from '../../tmf630/query/filter-expression.ts';
import { parseNumber } from '../../tmf630/ordered-value.ts';
import { all, anyCondition } from './pushdown.ts';
import type { Pushdown, PushdownContext } from './pushdown.ts';

/** Every text that may be an RFC 3339 date-time: equal instants are written in many ways. */
const dateTimeText = /^\d{4}-\d{2}-\d{2}[Tt]/;

/**
 * A comparison (not `ne`) on an attribute without an index, in MongoDB's own terms where they agree with ours. They do
 * not agree on arrays within arrays, on numeric names (an index to us, an index or a member to MongoDB) and on names
 * that MongoDB reads as operators: those are left to the matcher.
 */
export function pushPlain(comparison: Comparison, context: PushdownContext): Pushdown {
  const { scope, path, value } = comparison;
  if (!path.every(isPlainName) || context.mayNest(scope, path[0] ?? '')) return all;
  const field = [scope, ...path].join('.');
  if (value === null) return pushAbsent(field);
  return comparison.operator === 'eq' ? equality(field, value) : range(field, comparison.operator, value);
}

function isPlainName(name: string): boolean {
  return name !== '' && !/^\d+$|^\$|[.\u0000]/.test(name);
}

// An empty array has no value, which to us is absent and to MongoDB is not.
function pushAbsent(field: string): Pushdown {
  const query = { $or: [{ [field]: null }, { [field]: { $exists: false } }, { [field]: { $size: 0 } }] };
  return { query, exact: false, findsBuried: true };
}

function equality(field: string, text: string): Pushdown {
  const isInstant = parseInstant(text) !== undefined;
  const values = [text, parseNumber(text), booleanOf(text), isInstant ? dateTimeText : undefined];
  const wanted = values.filter((value) => value !== undefined);
  return { query: { [field]: wanted.length === 1 ? text : { $in: wanted } }, exact: !isInstant, findsBuried: false };
}

function range(field: string, operator: Comparison['operator'], text: string): Pushdown {
  const isComparedAsText = parseNumber(text) === undefined && parseInstant(text) === undefined;
  const converted = parseNumber(text) ?? booleanOf(text);
  const conditions: unknown[] = [isComparedAsText ? { [`$${operator}`]: text } : { $type: 'string' }];
  if (converted !== undefined) conditions.push({ [`$${operator}`]: converted });
  return { query: anyCondition(field, conditions), exact: isComparedAsText, findsBuried: false };
}

function booleanOf(text: string): boolean | undefined {
  if (text === 'true') return true;
  return text === 'false' ? false : undefined;
}
