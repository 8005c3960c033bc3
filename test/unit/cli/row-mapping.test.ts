import { expect } from 'chai';
import { createCollapser } from '../../../src/cli/collapse.ts';
import { createTimeReader } from '../../../src/cli/local-time.ts';
import { createRowReader } from '../../../src/cli/row-mapping.ts';
import type { MappedRow, ReadMeasurement } from '../../../src/cli/mapped-row.ts';
import type { ColumnMapping } from '../../../src/cli/row-mapping.ts';

const header = ['Timestamp', 'Cell', 'DL_bitrate', 'PINGAVG'];
const mapping: ColumnMapping = {
  timeColumn: 'Timestamp',
  timeFormat: 'iso',
  timeZone: 'UTC',
  subject: { column: 'Cell' },
  indicators: [
    { column: 'DL_bitrate', indicator: 'DL_bitrate', unit: 'kbit/s' },
    { column: 'PINGAVG', indicator: 'latency' },
  ],
  missing: ['-'],
};

function rowOf(cells: string[], changes: Partial<ColumnMapping> = {}): MappedRow {
  const reader = createRowReader(header, { ...mapping, ...changes }, createTimeReader('iso', 'UTC'));
  if ('faults' in reader) throw new Error(reader.faults.join());
  return reader.readRow(cells, 7);
}

function valueOf({ measurement }: ReadMeasurement): number | undefined {
  return 'value' in measurement ? measurement.value : undefined;
}

describe('createRowReader', () => {
  it('makes a measurement of every indicator column', () => {
    expect(rowOf(['2026-01-01T00:00:00Z', 'c1', '12', ' 66.5 '], { source: 'trace' })).to.deep.equal({
      read: [
        {
          measurement: {
            indicator: 'DL_bitrate',
            subject: 'c1',
            at: '2026-01-01T00:00:00.000Z',
            source: 'trace',
            value: 12,
            unit: 'kbit/s',
          },
          line: 7,
          column: 'DL_bitrate',
        },
        {
          measurement: {
            indicator: 'latency',
            subject: 'c1',
            at: '2026-01-01T00:00:00.000Z',
            source: 'trace',
            value: 66.5,
          },
          line: 7,
          column: 'PINGAVG',
        },
      ],
      missing: 0,
      rejected: [],
    });
  });

  it('takes 0 for a value, and the missing texts and the empty cell for none', () => {
    const zero = rowOf(['2026-01-01T00:00:00Z', 'c1', '0', '-']);
    expect(zero.read.map(valueOf)).to.deep.equal([0]);
    expect(zero.missing).to.equal(1);
    expect(rowOf(['2026-01-01T00:00:00Z', 'c1', '', ' '])).to.deep.equal({ read: [], missing: 2, rejected: [] });
  });

  it('gives the one subject of the file when it has no column of it', () => {
    const row = rowOf(['2026-01-01T00:00:00Z', 'c1', '1', '-'], { subject: { text: 'whole' } });
    expect(row.read[0]?.measurement.subject).to.equal('whole');
  });

  for (const text of ['abc', '1,5', '0x10', 'NaN', 'Infinity', '1e999', '--1', '1 2', '.']) {
    it(`rejects ${text} with its line and column and keeps the rest of the row`, () => {
      const row = rowOf(['2026-01-01T00:00:00Z', 'c1', text, '66']);
      expect(row.rejected).to.deep.equal([{ line: 7, column: 'DL_bitrate', reason: `"${text}" is not a number` }]);
      expect(row.read.map(({ column }) => column)).to.deep.equal(['PINGAVG']);
    });
  }

  for (const [text, value] of Object.entries({ '-3.5': -3.5, '+2': 2, '1e3': 1000, '.5': 0.5, '5.': 5 })) {
    it(`reads ${text}`, () => {
      expect(rowOf(['2026-01-01T00:00:00Z', 'c1', text, '-']).read.map(valueOf)).to.deep.equal([value]);
    });
  }

  it('rejects a row with another number of columns, a time that is none, and an empty subject', () => {
    expect(rowOf(['2026-01-01T00:00:00Z', 'c1']).rejected).to.deep.equal([
      { line: 7, column: '', reason: 'has 2 columns, the header 4' },
    ]);
    expect(rowOf(['noon', 'c1', '1', '2']).rejected[0]).to.include({ line: 7, column: 'Timestamp' });
    expect(rowOf(['2026-01-01T00:00:00Z', '', '1', '2']).rejected[0]).to.include({ line: 7, column: 'Cell' });
  });

  it('names every column the file lacks, and those it has', () => {
    const lacking = { ...mapping, timeColumn: 'When', indicators: [{ column: 'Loss', indicator: 'Loss' }] };
    const reader = createRowReader(header, lacking, createTimeReader('iso', 'UTC'));
    expect('faults' in reader && reader.faults).to.deep.equal([
      'the file has no column "When"; it has Timestamp, Cell, DL_bitrate, PINGAVG',
      'the file has no column "Loss"; it has Timestamp, Cell, DL_bitrate, PINGAVG',
    ]);
  });
});

describe('createCollapser', () => {
  const reading = (at: string, value: number, subject = 's'): ReadMeasurement => ({
    measurement: { indicator: 'i', subject, at, value },
    line: 1,
    column: 'i',
  });
  const valuesOf = (reads: ReadMeasurement[]): (number | undefined)[] => reads.map(valueOf);

  it('keeps the last of neighbours with one time and counts the others', () => {
    const collapser = createCollapser();
    const released = [reading('t1', 1), reading('t1', 2), reading('t1', 3), reading('t2', 4)].flatMap((read) =>
      collapser.add(read),
    );
    expect(valuesOf(released)).to.deep.equal([3]);
    expect(valuesOf(collapser.flush())).to.deep.equal([4]);
    expect(collapser.collapsed).to.equal(2);
    expect(collapser.flush()).to.deep.equal([]);
  });

  it('looks at each series by itself', () => {
    const collapser = createCollapser();
    const reads = [reading('t1', 1, 'a'), reading('t1', 2, 'b'), reading('t1', 3, 'a'), reading('t1', 4, 'b')];
    expect(reads.flatMap((read) => collapser.add(read))).to.deep.equal([]);
    expect(valuesOf(collapser.flush())).to.deep.equal([3, 4]);
  });

  it('holds no more series than it was told to', () => {
    const collapser = createCollapser(2);
    const reads = [reading('t1', 1, 'a'), reading('t1', 2, 'b'), reading('t1', 3, 'c')];
    expect(valuesOf(reads.flatMap((read) => collapser.add(read)))).to.deep.equal([1, 2]);
    expect(valuesOf(collapser.flush())).to.deep.equal([3]);
  });
});
