import { formatInstant } from '../kernel/instant.ts';
import type { CaseColumns } from './case-columns.ts';
import type { TimeReader } from './local-time.ts';
import type { MappedRow, RowReader, WireValue } from './mapped-row.ts';

/** A column that holds an indicator's values. */
export interface IndicatorColumn {
  column: string;
  /** Name of the indicator; the column's own by default. */
  indicator: string;
  unit?: string;
}

/** How the columns of a file become measurements. */
export interface ColumnMapping {
  timeColumn: string;
  /** Luxon pattern, `iso`, `unix` or `unix-ms`. */
  timeFormat: string;
  /** IANA zone of times without an offset. */
  timeZone: string;
  /** Where the subject comes from: a column, or one text for the whole file. */
  subject: { column: string } | { text: string };
  indicators: readonly IndicatorColumn[];
  /** Texts that mean not measured, beside the empty one. */
  missing: readonly string[];
  source?: string;
  /** The file holds cases, one on each row; then there are no indicators. */
  case?: CaseColumns;
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

interface LocatedColumn extends IndicatorColumn {
  index: number;
}

/**
 * A reader for files with this header, or what the header lacks. Pure. A zero is a value; a missing text is counted and
 * skipped; anything else that is no decimal number is rejected with its line and column, the rest of the row is kept.
 */
export function createRowReader(
  header: readonly string[],
  mapping: ColumnMapping,
  readTime: TimeReader,
): { readRow: RowReader } | { faults: string[] } {
  const subjectColumn = 'column' in mapping.subject ? mapping.subject.column : undefined;
  const wanted = [mapping.timeColumn, ...(subjectColumn === undefined ? [] : [subjectColumn])];
  const absent = [...wanted, ...mapping.indicators.map(({ column }) => column)].filter(
    (name) => !header.includes(name),
  );
  if (absent.length > 0)
    return { faults: absent.map((name) => `the file has no column "${name}"; it has ${header.join(', ')}`) };
  const located = mapping.indicators.map((indicator) => ({ ...indicator, index: header.indexOf(indicator.column) }));
  const missing = new Set(['', ...mapping.missing]);
  const subjectOf = subjectReader(header, mapping);
  const timeIndex = header.indexOf(mapping.timeColumn);

  const readRow: RowReader = (cells, line) => {
    const refuse = (column: string, reason: string): MappedRow => ({
      read: [],
      missing: 0,
      rejected: [{ line, column, reason }],
    });
    if (cells.length !== header.length) return refuse('', `has ${cells.length} columns, the header ${header.length}`);
    const time = readTime((cells[timeIndex] ?? '').trim());
    if ('fault' in time) return refuse(mapping.timeColumn, time.fault);
    const subject = subjectOf(cells);
    if (subject === '') return refuse(subjectColumn ?? '', 'is empty: no subject');
    const common = {
      subject,
      at: formatInstant(time.at),
      ...(mapping.source === undefined ? {} : { source: mapping.source }),
    };
    return readCells(located, { cells, line, missing, common });
  };
  return { readRow };
}

/** Where a row says what it is about. */
export function subjectReader(
  header: readonly string[],
  { subject }: ColumnMapping,
): (cells: readonly string[]) => string {
  if ('text' in subject) return () => subject.text;
  const index = header.indexOf(subject.column);
  return (cells) => (cells[index] ?? '').trim();
}

interface RowContext {
  cells: readonly string[];
  line: number;
  missing: ReadonlySet<string>;
  common: Pick<WireValue, 'subject' | 'at' | 'source'>;
}

function readCells(columns: readonly LocatedColumn[], { cells, line, missing, common }: RowContext): MappedRow {
  const row: MappedRow = { read: [], missing: 0, rejected: [] };
  for (const { index, column, indicator, unit } of columns) {
    const text = (cells[index] ?? '').trim();
    if (missing.has(text)) {
      row.missing += 1;
      continue;
    }
    const value = decimal.test(text) ? Number(text) : Number.NaN;
    if (!Number.isFinite(value)) {
      row.rejected.push({ line, column, reason: `"${text}" is not a number` });
      continue;
    }
    row.read.push({
      measurement: { indicator, ...common, value, ...(unit === undefined ? {} : { unit }) },
      line,
      column,
    });
  }
  return row;
}
