import { expect } from 'chai';
import fc from 'fast-check';
import { readComparator, requirementText } from '../../../src/domain/comparator.ts';
import {
  add,
  compareDecimals,
  decimalOf,
  divide,
  parseDecimal,
  percentOf,
  readable,
  subtract,
  sumOf,
} from '../../../src/domain/decimal.ts';
import { durationText, fixedLengthMs, parseDuration } from '../../../src/domain/duration.ts';
import { parseLengthMs, parseQuantity } from '../../../src/domain/quantity.ts';
import { defaultStatistic, readStatistic } from '../../../src/domain/statistic.ts';
import { canonicalUnit, convertUnit } from '../../../src/domain/units.ts';

describe('decimals', () => {
  it('reads plain decimal text and prints it without exponent', () => {
    const texts = ['99.95', ' +.50 ', '1e3', '-0', '1.', '1e-9', '007'];
    expect(texts.map(parseDecimal)).to.deep.equal(['99.95', '0.5', '1000', '0', '1', '0.000000001', '7']);
  });

  it('takes nothing else for a number', () => {
    const texts = ['', '.', '1,5', '0x10', 'NaN', 'Infinity', '1e999', '1 2', '--1', '9'.repeat(100)];
    for (const text of texts) expect(parseDecimal(text), text).to.equal(undefined);
  });

  it('compares digit by digit', () => {
    expect(compareDecimals('99.95', '99.950')).to.equal(0);
    expect(compareDecimals('99.9499999999999999999999999999999999999999999', '99.95')).to.equal(-1);
    expect(compareDecimals(0.1, '0.1')).to.equal(0);
  });

  it('adds, subtracts and divides in decimals', () => {
    expect(add('0.1', '0.2')).to.equal('0.3');
    expect(subtract('99.95', '0.05')).to.equal('99.9');
    expect(divide(1, 0)).to.equal(undefined);
    expect(percentOf(178, 190)).to.match(/^93\.684210526315/u);
  });

  it('sums numbers exactly, large and small', () => {
    expect(sumOf([0.1, 0.2, 0.3])).to.equal('0.6');
    expect(sumOf([2 ** 52, 2 ** 52, 1])).to.equal('9007199254740993');
    expect(sumOf([1e9, 0.000001, -1e9])).to.equal('0.000001');
    expect(sumOf([])).to.equal('0');
  });

  it('sums values of up to six decimals alike in any order', () => {
    const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((units) => units / 1_000_000);
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        expect(sumOf(amounts)).to.equal(sumOf(amounts.toReversed()));
      }),
    );
  });

  it('never rounds a readable value across or onto a line', () => {
    expect(readable('99.9499', ['99.95'], 4)).to.equal('99.9499');
    expect(readable('99.94196843082636954', ['99.95'])).to.equal('99.94197');
    expect(readable(decimalOf(1 / 3))).to.equal('0.3333333');
  });
});

describe('quantities', () => {
  const cases: [string, unknown][] = [
    ['99.95', { kind: 'number', value: '99.95' }],
    ['99.95%', { kind: 'number', value: '99.95', unit: '%' }],
    ['50 ms', { kind: 'number', value: '50', unit: 'ms' }],
    ['PT4H', { kind: 'number', value: '14400000', unit: 'ms' }],
    ['P1D', { kind: 'number', value: '86400000', unit: 'ms' }],
    ['available', { kind: 'text', text: 'available' }],
    ['1024kbps', { kind: 'number', value: '1024', unit: 'kbit/s' }],
    ['-3 dBm', { kind: 'number', value: '-3', unit: 'dBm' }],
    ['1,5 ms', { kind: 'text', text: '1,5 ms' }],
    ['P1M', { kind: 'text', text: 'P1M' }],
    ['', { kind: 'text', text: '' }],
    ['1e5 ms', { kind: 'number', value: '100000', unit: 'ms' }],
  ];
  for (const [text, expected] of cases) {
    it(`reads "${text}"`, () => {
      expect(parseQuantity(text)).to.deep.equal(expected);
    });
  }

  it('converts exactly within a family, either way', () => {
    expect(convertUnit('0.05', 's', 'ms')).to.deep.equal({ value: '50' });
    expect(convertUnit('1.001', 's', 'ms').value).to.equal('1001');
    expect(convertUnit('1', 'Mbit/s', 'kbps').value).to.equal('1000');
    expect(convertUnit('0.9995', 'ratio', 'percent').value).to.equal('99.95');
    expect(convertUnit('90', 'minutes', 'hours').value).to.equal('1.5');
    expect(convertUnit('5', 'widgets', 'widgets').value).to.equal('5');
  });

  it('gives a reason for units that have nothing to do with each other', () => {
    expect(convertUnit('1', 'ms', '%').reason).to.equal('cannot convert ms to %');
    expect(convertUnit('1', 'MB/s', 'Mbit/s').reason).to.equal('cannot convert MB/s to Mbit/s');
    expect(convertUnit('1', 'toString', 'ms').reason).to.be.a('string');
  });

  it('knows a unit by its aliases in any case', () => {
    expect(['KBPS', 'Gbps', 'Percent', 'SEC', 'dBm', 'constructor'].map(canonicalUnit)).to.deep.equal([
      'kbit/s',
      'Gbit/s',
      '%',
      's',
      'dBm',
      'constructor',
    ]);
  });

  it('reads lengths of time', () => {
    expect(['PT5M', '5 min', '90s', 'P1W', 'x', 'P1M'].map(parseLengthMs)).to.deep.equal([
      300_000,
      300_000,
      90_000,
      604_800_000,
      undefined,
      undefined,
    ]);
    expect(parseDuration('P')).to.equal(undefined);
    expect(parseDuration('PT')).to.equal(undefined);
    expect(fixedLengthMs(parseDuration(durationText(1500)) ?? { years: 1, months: 0, days: 0, timeMs: 0 })).to.equal(
      1500,
    );
  });
});

describe('comparators', () => {
  const spellings: [string, string, boolean][] = [
    ...[
      '>=',
      ' >= ',
      '≥',
      '=>',
      '.ge',
      '.gte',
      'GE',
      'gte',
      'greaterThanOrEqual',
      'greater than or equal to',
      'at least',
      'AtLeast',
      'GREATER_THAN_OR_EQUAL',
    ].map((text): [string, string, boolean] => [text, 'below', false]),
    ...['>', '.gt', 'gt', 'greaterThan', 'more than'].map((text): [string, string, boolean] => [text, 'below', true]),
    ...['<=', '≤', '.le', '.lte', 'lessThanOrEqual', 'at most', 'atMost', 'up to'].map(
      (text): [string, string, boolean] => [text, 'above', false],
    ),
    ...['<', '.lt', 'lt', 'lessThan', 'less than'].map((text): [string, string, boolean] => [text, 'above', true]),
    ...['below', 'Below', 'under'].map((text): [string, string, boolean] => [text, 'below', false]),
    ...['above', 'ABOVE', 'over'].map((text): [string, string, boolean] => [text, 'above', false]),
    ...['=', '==', '.eq', 'eq', 'equals'].map((text): [string, string, boolean] => [text, 'notEqual', false]),
    ...['!=', '<>', '.ne', '≠', 'notEqual'].map((text): [string, string, boolean] => [text, 'equal', false]),
    ...['outside', 'within'].map((text): [string, string, boolean] => [text, 'outside', false]),
  ];
  for (const [text, violationWhen, inclusive] of spellings) {
    it(`reads "${text}" as a violation ${violationWhen}${inclusive ? ' or at' : ''} the limit`, () => {
      expect(readComparator(text)).to.deep.equal({ violationWhen, inclusive });
    });
  }

  it('gives a reason for an unknown text and never throws', () => {
    expect(readComparator('kind of')).to.deep.equal({ reason: 'comparator "kind of" is not known' });
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readComparator(text)).to.be.an('object');
      }),
    );
  });

  it('reads what it writes the same again', () => {
    const written = fc.constantFrom('>=', '>', '<=', '<', '==', '!=');
    fc.assert(
      fc.property(written, (text) => {
        const reading = readComparator(text);
        if ('reason' in reading) throw new Error(reading.reason);
        const words = { 'other than': 'not equal' }[requirementText(reading)] ?? requirementText(reading);
        expect(readComparator(words)).to.deep.equal(reading);
      }),
    );
  });
});

describe('statistics', () => {
  const cases: [string, unknown][] = [
    ['urn:slm:mean:v1', { kind: 'mean' }],
    ['average', { kind: 'mean' }],
    ['Max', { kind: 'max' }],
    ['last', { kind: 'last' }],
    ['p95', { kind: 'percentile', percent: 95 }],
    ['P99.9', { kind: 'percentile', percent: 99.9 }],
    ['percentile 95', { kind: 'percentile', percent: 95 }],
    ['95th percentile', { kind: 'percentile', percent: 95 }],
    ['urn:slm:percentile:v1?percent=95', { kind: 'percentile', percent: 95 }],
    ['median', { kind: 'percentile', percent: 50 }],
    ['ratio', { kind: 'ratio', method: 'occurrences' }],
    ['availability', { kind: 'availability' }],
    ['urn:slm:availability:v1?downWhen=gte:100', { kind: 'availability', downWhen: { operator: 'gte', value: '100' } }],
    ['availability?downWhen=>=100', { kind: 'availability', downWhen: { operator: 'gte', value: '100' } }],
    ['availability?downWhen=%3C%3D0', { kind: 'availability', downWhen: { operator: 'lte', value: '0' } }],
    ['availability?downWhen=never', undefined],
    ['the share of calls that went through', undefined],
    ['p0', undefined],
    ['percentile 101', undefined],
    ['toString', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) {
    it(`reads "${text}" as ${expected === undefined ? 'prose' : JSON.stringify(expected)}`, () => {
      expect(readStatistic(text)).to.deep.equal(expected);
    });
  }

  it('goes by the name of the indicator otherwise', () => {
    expect(
      ['serviceAvailability', 'UpTime', 'PINGLOSS', 'successRate'].map((name) => defaultStatistic(name).kind),
    ).to.deep.equal(['availability', 'availability', 'mean', 'mean']);
  });
});
