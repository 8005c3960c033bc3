import { isJsonObject, textAt } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type { StateColumns } from './state-changes.ts';

/** Which column is what of a case; the file's time column holds its start. */
export interface CaseColumns {
  /** Name of the case. */
  column: string;
  indicator: string;
  promised?: string;
  agreed?: string;
  completed?: string;
  cancelled?: string;
  answered?: string;
  abandoned?: string;
  /** Column whose text says that a case was cancelled or is left out. */
  status?: string;
  cancelledByCustomer?: string[];
  cancelledByProvider?: string[];
  excludedWhen?: string[];
  /** A file of state changes that say when cases paused. */
  states?: StateColumns;
}

const needed = ['column', 'indicator'] as const;
const columns = ['promised', 'agreed', 'completed', 'cancelled', 'answered', 'abandoned', 'status'] as const;
const lists = ['cancelledByCustomer', 'cancelledByProvider', 'excludedWhen'] as const;
const stateTexts = ['file', 'caseColumn', 'timeColumn', 'stateColumn'] as const;
const known: readonly string[] = [...needed, ...columns, ...lists, 'states'];

/** What is wrong with the `case` of a mapping file; nothing when there is none. */
export function caseFaults(value: JsonValue | undefined): string[] {
  if (value === undefined) return [];
  if (!isJsonObject(value)) return ['case: must be an object'];
  const areLists = lists.some((name) => name in value);
  return [
    ...Object.keys(value).flatMap((name) => (known.includes(name) ? [] : [`case.${name}: unknown`])),
    ...textFaults(value, needed, 'case.'),
    ...textFaults(
      value,
      columns.filter((name) => name in value),
      'case.',
    ),
    ...lists.flatMap((name) => (isTextList(value[name] ?? []) ? [] : [`case.${name}: must be an array of strings`])),
    ...(areLists && !('status' in value) ? ['case.status: is needed to know who was cancelled or left out'] : []),
    ...stateFaults(value['states']),
  ];
}

/** The `case` of a mapping file without faults. */
export function caseColumnsIn(value: JsonValue | undefined): CaseColumns | undefined {
  if (value === undefined || !isJsonObject(value) || caseFaults(value).length > 0) return undefined;
  const named = Object.fromEntries(columns.flatMap((name) => (name in value ? [[name, textAt(value, name)]] : [])));
  const listed = Object.fromEntries(lists.flatMap((name) => (name in value ? [[name, value[name]]] : [])));
  const states = statesIn(value['states']);
  return {
    ...named,
    ...listed,
    column: textAt(value, 'column') ?? '',
    indicator: textAt(value, 'indicator') ?? '',
    ...(states === undefined ? {} : { states }),
  };
}

function stateFaults(value: JsonValue | undefined): string[] {
  if (value === undefined) return [];
  if (!isJsonObject(value)) return ['case.states: must be an object'];
  const isListed = isTextList(value['pausedStates'] ?? null);
  return [
    ...textFaults(value, stateTexts, 'case.states.'),
    ...(isListed ? [] : ['case.states.pausedStates: must be an array of strings']),
  ];
}

function statesIn(value: JsonValue | undefined): StateColumns | undefined {
  if (value === undefined || !isJsonObject(value)) return undefined;
  const { pausedStates = [] } = value;
  const text = (name: string): string => textAt(value, name) ?? '';
  return {
    ...{ file: text('file'), caseColumn: text('caseColumn'), timeColumn: text('timeColumn') },
    stateColumn: text('stateColumn'),
    pausedStates: isTextList(pausedStates) ? pausedStates : [],
  };
}

function textFaults(object: JsonObject, names: readonly string[], prefix: string): string[] {
  return names.flatMap((name) => (textAt(object, name) === undefined ? [`${prefix}${name}: must be a string`] : []));
}

function isTextList(value: JsonValue): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
