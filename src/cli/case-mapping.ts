import { formatInstant } from '../kernel/instant.ts';
import type { CaseColumns } from './case-columns.ts';
import type { TimeReader } from './local-time.ts';
import type { MappedRow, RowReader, WireCase } from './mapped-row.ts';
import { subjectReader, type ColumnMapping } from './row-mapping.ts';
import type { PausesByCase } from './state-changes.ts';

const instants = [
  ['promised', 'promisedDateTime'],
  ['agreed', 'agreedDateTime'],
  ['completed', 'completedDateTime'],
  ['cancelled', 'cancelledDateTime'],
  ['answered', 'answeredDateTime'],
  ['abandoned', 'abandonedDateTime'],
] as const;

type CaseMapping = ColumnMapping & { case: CaseColumns };

/** What the cells of a row are read with. */
export interface CaseReading {
  readTime: TimeReader;
  pauses: PausesByCase;
}

/**
 * A reader for files of cases with this header, one case on each row, or what the header lacks. Pure. An empty or missing
 * date says that it has not come; one that cannot be read refuses the row with its line and column.
 */
export function createCaseReader(
  header: readonly string[],
  mapping: CaseMapping,
  reading: CaseReading,
): { readRow: RowReader } | { faults: string[] } {
  const { case: cases, subject } = mapping;
  const dates = instants.flatMap(([name]) => cases[name] ?? []);
  const others = 'column' in subject ? [subject.column] : [];
  const wanted = [
    mapping.timeColumn,
    cases.column,
    ...others,
    ...dates,
    ...(cases.status === undefined ? [] : [cases.status]),
  ];
  const absent = wanted.filter((name) => !header.includes(name));
  if (absent.length > 0)
    return { faults: absent.map((name) => `the file has no column "${name}"; it has ${header.join(', ')}`) };
  const row = new CaseRow(header, mapping, reading);
  return { readRow: (cells, line) => row.read(cells, line) };
}

class RowFault extends Error {
  constructor(
    readonly column: string,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Reads rows of one file. */
class CaseRow {
  private readonly subjectOf: (cells: readonly string[]) => string;
  private readonly missing: ReadonlySet<string>;

  constructor(
    private readonly header: readonly string[],
    private readonly mapping: CaseMapping,
    private readonly reading: CaseReading,
  ) {
    this.subjectOf = subjectReader(header, mapping);
    this.missing = new Set(['', ...mapping.missing]);
  }

  read(cells: readonly string[], line: number): MappedRow {
    const { column } = this.mapping.case;
    try {
      if (cells.length !== this.header.length)
        throw new RowFault('', `has ${cells.length} columns, the header ${this.header.length}`);
      return { read: [{ measurement: this.caseIn(cells), line, column }], missing: 0, rejected: [] };
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      return { read: [], missing: 0, rejected: [{ line, column: error.column, reason: error.reason }] };
    }
  }

  private caseIn(cells: readonly string[]): WireCase {
    const { mapping, reading } = this;
    const { case: cases, source, timeColumn, subject } = mapping;
    const subjectText = this.subjectOf(cells);
    if (subjectText === '') throw new RowFault('column' in subject ? subject.column : '', 'is empty: no subject');
    const name = this.text(cells, cases.column);
    if (name === undefined) throw new RowFault(cases.column, 'is empty: no name of the case');
    const startDateTime = this.instant(cells, timeColumn);
    if (startDateTime === undefined) throw new RowFault(timeColumn, 'is empty: no start');
    const pause = reading.pauses.get(name) ?? [];
    return {
      ...{ indicator: cases.indicator, subject: subjectText, case: name, startDateTime },
      ...this.dates(cells),
      ...this.standing(cells),
      ...(pause.length === 0 ? {} : { pause }),
      ...(source === undefined ? {} : { source }),
    };
  }

  private dates(cells: readonly string[]): Partial<WireCase> {
    const dates: Partial<WireCase> = {};
    for (const [name, attribute] of instants) {
      const column = this.mapping.case[name];
      const at = column === undefined ? undefined : this.instant(cells, column);
      if (at !== undefined) dates[attribute] = at;
    }
    return dates;
  }

  /** Whether it was cancelled, and by whom, or is left out. A date of cancellation without a word for it is the customer's. */
  private standing(cells: readonly string[]): Pick<WireCase, 'cancelledBy' | 'excluded'> {
    const {
      status,
      cancelled,
      cancelledByCustomer = [],
      cancelledByProvider = [],
      excludedWhen = [],
    } = this.mapping.case;
    const word = this.optional(cells, status) ?? '';
    if (excludedWhen.includes(word)) return { excluded: true };
    if (cancelledByProvider.includes(word)) return { cancelledBy: 'provider' };
    const isDated = this.optional(cells, cancelled) !== undefined;
    return cancelledByCustomer.includes(word) || isDated ? { cancelledBy: 'customer' } : {};
  }

  private optional(cells: readonly string[], column: string | undefined): string | undefined {
    return column === undefined ? undefined : this.text(cells, column);
  }

  private text(cells: readonly string[], column: string): string | undefined {
    const text = (cells[this.header.indexOf(column)] ?? '').trim();
    return this.missing.has(text) ? undefined : text;
  }

  private instant(cells: readonly string[], column: string): string | undefined {
    const text = this.text(cells, column);
    if (text === undefined) return undefined;
    const time = this.reading.readTime(text);
    if ('fault' in time) throw new RowFault(column, time.fault);
    return formatInstant(time.at);
  }
}
