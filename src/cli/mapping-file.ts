import { isJsonObject, textAt } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { caseColumnsIn, caseFaults } from './case-columns.ts';
import { CommandError } from './io.ts';
import type { ColumnMapping, IndicatorColumn } from './row-mapping.ts';

const texts = ['timeColumn', 'timeFormat', 'timeZone', 'subjectColumn', 'subject', 'source'] as const;
const known: readonly string[] = [...texts, 'indicators', 'missing', 'case'];

/**
 * A mapping file's text as the mapping it holds; what it leaves out has to come from options, e.g.
 * `{"timeColumn":"Timestamp","subject":"trace","indicators":[{"column":"PINGAVG","indicator":"latency","unit":"ms"}]}`.
 * Throws a CommandError that lists every fault.
 */
export function readMappingFile(path: string, text: string): Partial<ColumnMapping> {
  const file = parseObject(path, text);
  const faults = [
    ...Object.keys(file)
      .filter((name) => !known.includes(name))
      .map((name) => `${name}: unknown`),
    ...texts
      .filter((name) => name in file && textAt(file, name) === undefined)
      .map((name) => `${name}: must be a string`),
    ...('subject' in file && 'subjectColumn' in file ? ['subject: cannot stand beside subjectColumn'] : []),
    ...indicatorFaults(file['indicators']),
    ...caseFaults(file['case']),
    ...(isTextList(file['missing'] ?? []) ? [] : ['missing: must be an array of strings']),
  ];
  if (faults.length > 0) throw new CommandError(faults.map((fault) => `${path}: ${fault}`).join('\n'));
  return { ...plainTexts(file), ...subjectIn(file), ...listsIn(file) };
}

function parseObject(path: string, text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${path}: is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  if (!isJsonObject(value)) throw new CommandError(`${path}: must hold a JSON object`);
  return value;
}

function indicatorFaults(value: JsonValue | undefined): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return ['indicators: must be an array'];
  return value.flatMap((entry, index) =>
    indicatorIn(entry)
      ? []
      : [`indicators[${index}]: must be an object with text column, and text indicator and unit if any`],
  );
}

function indicatorIn(entry: JsonValue): IndicatorColumn | undefined {
  if (!isJsonObject(entry)) return undefined;
  const column = textAt(entry, 'column');
  const isWrong = ['indicator', 'unit'].some((name) => name in entry && textAt(entry, name) === undefined);
  if (column === undefined || isWrong) return undefined;
  const unit = textAt(entry, 'unit');
  return { column, indicator: textAt(entry, 'indicator') ?? column, ...(unit === undefined ? {} : { unit }) };
}

function isTextList(value: JsonValue): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function plainTexts(file: JsonObject): Partial<ColumnMapping> {
  const names = ['timeColumn', 'timeFormat', 'timeZone', 'source'] as const;
  return Object.fromEntries(names.flatMap((name) => (name in file ? [[name, textAt(file, name)]] : [])));
}

function subjectIn(file: JsonObject): Pick<ColumnMapping, 'subject'> | object {
  const column = textAt(file, 'subjectColumn');
  const subject = textAt(file, 'subject');
  if (column !== undefined) return { subject: { column } };
  return subject === undefined ? {} : { subject: { text: subject } };
}

function listsIn(file: JsonObject): Partial<ColumnMapping> {
  const { indicators, missing } = file;
  const cases = caseColumnsIn(file['case']);
  return {
    ...(cases === undefined ? {} : { case: cases }),
    ...(Array.isArray(indicators) ? { indicators: indicators.flatMap((entry) => indicatorIn(entry) ?? []) } : {}),
    ...(missing !== undefined && isTextList(missing) ? { missing } : {}),
  };
}
