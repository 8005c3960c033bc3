import { expect } from 'chai';
import { readImportOptions } from '../../../src/cli/import-options.ts';
import { CommandError } from '../../../src/cli/io.ts';

const complete = ['f.csv', '--time-column', 'T', '--subject', 's', '--indicator', 'a=ms'];
const noFile = (path: string): string => {
  throw new Error(`nothing should read ${path}`);
};

function complaintOf(args: string[], file = '{}'): string {
  try {
    readImportOptions(args, () => file);
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
  return '';
}

describe('readImportOptions', () => {
  it('fills in the defaults', () => {
    expect(readImportOptions(complete, noFile)).to.deep.equal({
      file: 'f.csv',
      url: 'http://127.0.0.1:8080',
      batchSize: 500,
      delimiter: ',',
      mapping: {
        timeColumn: 'T',
        timeFormat: 'iso',
        timeZone: 'UTC',
        subject: { text: 's' },
        indicators: [{ column: 'a', indicator: 'a', unit: 'ms' }],
        missing: [],
      },
    });
  });

  it('reads indicators with any unit or none, and repeated options', () => {
    const args = [
      ...complete.slice(0, 5),
      '--indicator',
      'DL=kbit/s',
      '--indicator',
      'LOSS=%',
      '--indicator',
      'x=y=s',
      '--indicator',
      'n',
    ];
    const { mapping } = readImportOptions([...args, '--missing', '-', '--missing', 'n/a'], noFile);
    expect(mapping.indicators).to.deep.equal([
      { column: 'DL', indicator: 'DL', unit: 'kbit/s' },
      { column: 'LOSS', indicator: 'LOSS', unit: '%' },
      { column: 'x=y', indicator: 'x=y', unit: 's' },
      { column: 'n', indicator: 'n' },
    ]);
    expect(mapping.missing).to.deep.equal(['-', 'n/a']);
  });

  it('takes a mapping file, over which options win', () => {
    const file = JSON.stringify({
      timeColumn: 'Timestamp',
      timeFormat: 'unix',
      timeZone: 'Europe/Dublin',
      subjectColumn: 'Cell',
      indicators: [{ column: 'PINGAVG', indicator: 'latency', unit: 'ms' }, { column: 'LOSS' }],
      missing: ['-'],
      source: 'probe',
    });
    const { mapping } = readImportOptions(['f.csv', '--mapping', 'm.json', '--time-zone', 'Europe/Oslo'], () => file);
    expect(mapping).to.deep.equal({
      timeColumn: 'Timestamp',
      timeFormat: 'unix',
      timeZone: 'Europe/Oslo',
      subject: { column: 'Cell' },
      indicators: [
        { column: 'PINGAVG', indicator: 'latency', unit: 'ms' },
        { column: 'LOSS', indicator: 'LOSS' },
      ],
      missing: ['-'],
      source: 'probe',
    });
  });

  it('names everything that is wanting', () => {
    expect(complaintOf([]).split('\n')).to.deep.equal([
      'one file to import is needed, 0 given',
      '--time-column is needed',
      '--subject-column or --subject is needed',
      'at least one --indicator is needed',
      'See surety import --help.',
    ]);
  });

  const faulty: { name: string; more: string[]; expected: RegExp }[] = [
    { name: 'an unknown option', more: ['--timezone', 'UTC'], expected: /Unknown option '--timezone'/ },
    {
      name: 'an unknown zone',
      more: ['--time-zone', 'Mars/Base'],
      expected: /--time-zone: "Mars\/Base" is no IANA time zone/,
    },
    { name: 'two ways to a subject', more: ['--subject-column', 'c'], expected: /cannot stand together/ },
    { name: 'an indicator twice', more: ['--indicator', 'a=s'], expected: /indicator "a" is named twice/ },
    { name: 'another scheme', more: ['--url', 'ftp://h'], expected: /--url: "ftp:\/\/h" is no http or https URL/ },
    { name: 'no URL at all', more: ['--url', 'here'], expected: /--url/ },
    { name: 'a batch of none', more: ['--batch', '0'], expected: /--batch must be a whole number from 1 to 5000/ },
    { name: 'a batch of too many', more: ['--batch', '5001'], expected: /--batch/ },
    { name: 'two files', more: ['g.csv'], expected: /one file to import is needed, 2 given/ },
    { name: 'an empty delimiter', more: ['--delimiter', ''], expected: /--delimiter must not be empty/ },
  ];
  for (const { name, more, expected } of faulty) {
    it(`refuses ${name}`, () => {
      expect(complaintOf([...complete, ...more])).to.match(expected);
    });
  }

  const faultyFiles: { file: string; expected: RegExp }[] = [
    { file: '{', expected: /^m\.json: is not JSON/ },
    { file: '[]', expected: /^m\.json: must hold a JSON object/ },
    { file: '{"timecolumn":"x"}', expected: /^m\.json: timecolumn: unknown/ },
    { file: '{"timeColumn":1}', expected: /^m\.json: timeColumn: must be a string/ },
    { file: '{"subject":"a","subjectColumn":"b"}', expected: /cannot stand beside/ },
    { file: '{"indicators":{}}', expected: /indicators: must be an array/ },
    { file: '{"indicators":[{"unit":"ms"}]}', expected: /indicators\[0\]: must be an object with text column/ },
    { file: '{"missing":[1]}', expected: /missing: must be an array of strings/ },
  ];
  for (const { file, expected } of faultyFiles) {
    it(`refuses the mapping file ${file}`, () => {
      expect(complaintOf([...complete, '--mapping', 'm.json'], file)).to.match(expected);
    });
  }
});
