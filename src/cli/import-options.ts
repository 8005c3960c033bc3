import { parseArgs } from 'node:util';
import { CommandError } from './io.ts';
import { isTimeZone } from './local-time.ts';
import { readMappingFile } from './mapping-file.ts';
import type { ColumnMapping, IndicatorColumn } from './row-mapping.ts';

/** Everything an import was asked to do. */
export interface ImportOptions {
  file: string;
  url: string;
  batchSize: number;
  delimiter: string;
  mapping: ColumnMapping;
}

const defaultUrl = 'http://127.0.0.1:8080';
const mostInBatch = 5000;

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const accepted = {
  'time-column': text,
  'time-format': text,
  'time-zone': text,
  'subject-column': text,
  subject: text,
  indicator: texts,
  missing: texts,
  states: text,
  'pause-state': texts,
  source: text,
  mapping: text,
  delimiter: text,
  url: text,
  batch: text,
} as const;

type Values = ReturnType<typeof parseValues>['values'];

/**
 * The options of `surety import`, from its arguments and the mapping file they may name (read through `readFile`).
 * Throws a CommandError that lists every fault.
 */
export function readImportOptions(args: readonly string[], readFile: (path: string) => string): ImportOptions {
  const { values, positionals } = parseValues(args);
  const base = values.mapping === undefined ? {} : readMappingFile(values.mapping, readFile(values.mapping));
  const mapping = withOptions(base, values);
  const [file = ''] = positionals;
  const faults = [
    ...(positionals.length === 1 ? [] : [`one file to import is needed, ${positionals.length} given`]),
    ...mappingFaults(mapping),
    ...optionFaults(values, mapping),
  ];
  if (faults.length > 0) throw new CommandError([...faults, 'See surety import --help.'].join('\n'));
  return {
    file,
    url: values.url ?? defaultUrl,
    batchSize: Number(values.batch ?? 500),
    delimiter: values.delimiter ?? ',',
    mapping: complete(mapping),
  };
}

function parseValues(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: accepted, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\nSee surety import --help.`, {
      cause: error,
    });
  }
}

function withOptions(base: Partial<ColumnMapping>, values: Values): Partial<ColumnMapping> {
  const given: Partial<ColumnMapping> = {
    ...(values['time-column'] === undefined ? {} : { timeColumn: values['time-column'] }),
    ...(values['time-format'] === undefined ? {} : { timeFormat: values['time-format'] }),
    ...(values['time-zone'] === undefined ? {} : { timeZone: values['time-zone'] }),
    ...(values['subject-column'] === undefined ? {} : { subject: { column: values['subject-column'] } }),
    ...(values.subject === undefined ? {} : { subject: { text: values.subject } }),
    ...(values.indicator === undefined ? {} : { indicators: values.indicator.map(indicatorOf) }),
    ...(values.missing === undefined ? {} : { missing: values.missing }),
    ...(values.source === undefined ? {} : { source: values.source }),
  };
  return { ...base, ...given, ...caseOptions(base, values) };
}

/** `--states` and `--pause-state` go with the cases of the mapping file. */
function caseOptions(
  { case: cases }: Partial<ColumnMapping>,
  { states: file, 'pause-state': pausedStates }: Values,
): Pick<ColumnMapping, 'case'> | object {
  if (cases?.states === undefined) return {};
  const states = {
    ...cases.states,
    ...(file === undefined ? {} : { file }),
    ...(pausedStates === undefined ? {} : { pausedStates }),
  };
  return { case: { ...cases, states } };
}

/** `PINGAVG=ms`: the unit is what follows the last equals sign. */
function indicatorOf(option: string): IndicatorColumn {
  const at = option.lastIndexOf('=');
  if (at < 0) return { column: option, indicator: option };
  const column = option.slice(0, at);
  const unit = option.slice(at + 1);
  return { column, indicator: column, ...(unit === '' ? {} : { unit }) };
}

function mappingFaults({
  timeColumn,
  timeZone,
  subject,
  indicators = [],
  case: cases,
}: Partial<ColumnMapping>): string[] {
  const names = indicators.map(({ indicator }) => indicator);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const isZoneWrong = timeZone !== undefined && !isTimeZone(timeZone);
  return [
    ...(timeColumn === undefined ? ['--time-column is needed'] : []),
    ...subjectFaults(subject),
    ...(names.length === 0 && cases === undefined ? ['at least one --indicator is needed'] : []),
    ...(names.length > 0 && cases !== undefined ? ['--indicator cannot stand beside case in the mapping file'] : []),
    ...twice.map((name) => `indicator "${name}" is named twice`),
    ...(isZoneWrong ? [`--time-zone: "${timeZone}" is no IANA time zone`] : []),
  ];
}

function subjectFaults(subject: ColumnMapping['subject'] | undefined): string[] {
  if (subject === undefined) return ['--subject-column or --subject is needed'];
  return 'text' in subject && subject.text.trim() === '' ? ['--subject must not be blank'] : [];
}

function optionFaults(
  { url, batch, delimiter, subject, ...rest }: Values,
  { case: cases }: Partial<ColumnMapping>,
): string[] {
  const hasTwoSubjects = subject !== undefined && rest['subject-column'] !== undefined;
  return [
    ...(hasTwoSubjects ? ['--subject and --subject-column cannot stand together'] : []),
    ...stateOptionFaults(rest, cases),
    ...(url === undefined || isWebUrl(url) ? [] : [`--url: "${url}" is no http or https URL`]),
    ...(batch === undefined || isBatchSize(batch) ? [] : [`--batch must be a whole number from 1 to ${mostInBatch}`]),
    ...(delimiter === '' ? ['--delimiter must not be empty'] : []),
  ];
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function isBatchSize(text: string): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= mostInBatch;
}

/** Called without faults only: the stand-ins for what is required are never used. */
function complete({ timeColumn = '', subject = { text: '' }, ...mapping }: Partial<ColumnMapping>): ColumnMapping {
  return { timeFormat: 'iso', timeZone: 'UTC', indicators: [], missing: [], ...mapping, timeColumn, subject };
}

function stateOptionFaults(values: Pick<Values, 'states' | 'pause-state'>, cases: ColumnMapping['case']): string[] {
  const isAsked = (values.states ?? values['pause-state']) !== undefined;
  const isFault = isAsked && cases?.states === undefined;
  return isFault ? ['--states and --pause-state need case.states in the mapping file'] : [];
}
