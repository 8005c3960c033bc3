import { expect } from 'chai';
import fc from 'fast-check';
import { Problem } from '../../../src/kernel/problem.ts';
import type { FilterExpression } from '../../../src/tmf630/query/filter-expression.ts';
import { allOf, anyOf, matchAll, where } from '../../../src/tmf630/query/filter-expression.ts';
import type { FilterOptions } from '../../../src/tmf630/query/filter-parse.ts';
import { parseFilter } from '../../../src/tmf630/query/filter-parse.ts';
import type { QueryItem } from '../../../src/tmf630/query/raw-query.ts';
import { splitQuery } from '../../../src/tmf630/query/raw-query.ts';

const plainPath = (path: readonly string[]): readonly string[] => path;

function parse(rawQuery: string, options: Partial<FilterOptions> = {}): FilterExpression {
  const items = splitQuery(rawQuery).filter((item): item is QueryItem => item.symbol !== undefined);
  return parseFilter(items, { path: plainPath, ...options });
}

function problemOf(rawQuery: string): Problem {
  try {
    parse(rawQuery);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`${rawQuery} was accepted`);
}

describe('parsing attribute filters', () => {
  const forms: [string, FilterExpression][] = [
    ['', matchAll],
    ['&&', matchAll],
    ['a=x', where('a', 'eq', 'x')],
    ['a.eq=x', where('a', 'eq', 'x')],
    ['a.exact=x', where('a', 'eq', 'x')],
    ['a==x', where('a', 'eq', 'x')],
    ['a%3D%3Dx', where('a', 'eq', 'x')],
    ['a.gt=5', where('a', 'gt', '5')],
    ['a>5', where('a', 'gt', '5')],
    ['a%3E5', where('a', 'gt', '5')],
    ['a.gte=5', where('a', 'gte', '5')],
    ['a.ge=5', where('a', 'gte', '5')],
    ['a>=5', where('a', 'gte', '5')],
    ['a%3e%3d5', where('a', 'gte', '5')],
    ['a%3E=5', where('a', 'gte', '5')],
    ['a.lt=5', where('a', 'lt', '5')],
    ['a<5', where('a', 'lt', '5')],
    ['a%3C5', where('a', 'lt', '5')],
    ['a.lte=5', where('a', 'lte', '5')],
    ['a.le=5', where('a', 'lte', '5')],
    ['a<=5', where('a', 'lte', '5')],
    ['a%3C%3D5', where('a', 'lte', '5')],
    ['a.ne=5', where('a', 'ne', '5')],
    ['a!=5', where('a', 'ne', '5')],
    ['a=>', where('a', 'eq', '>')],
    ['a=>=', where('a', 'eq', '>=')],
    ['a=%3E', where('a', 'eq', '>')],
    ['a=%3D', where('a', 'eq', '=')],
    ['a.eq=%3D', where('a', 'eq', '=')],
    ['a.eq==', where('a', 'eq', '=')],
    ['a=%22%3E%22', where('a', 'eq', '>')],
    ["a='x,y;z'", where('a', 'eq', 'x,y;z')],
    ["a='tis", where('a', 'eq', "'tis")],
    ['a=', where('a', 'eq', '')],
    ['a=null', where('a', 'eq', null)],
    ['a=%22null%22', where('a', 'eq', 'null')],
    ['a=x+y', where('a', 'eq', 'x y')],
    ['a=x%2By', where('a', 'eq', 'x+y')],
    ['a.b.0.@type=x', where('a.b.0.@type', 'eq', 'x')],
    ['a=b%3Dc', where('a', 'eq', 'b=c')],
    ['gt=1', where('gt', 'eq', '1')],
  ];
  for (const [query, expected] of forms) {
    it(`reads ${query === '' ? 'nothing' : query}`, () => {
      expect(parse(query)).to.deep.equal(expected);
    });
  }

  const pattern = (text: string): FilterExpression => ({
    kind: 'pattern',
    scope: 'document',
    path: ['a'],
    pattern: text,
  });
  const patterns: [string, FilterExpression][] = [
    ['a.regex=^Gold', pattern('^Gold')],
    ['a*=^Gold', pattern('^Gold')],
    ['a%2A%3D^Gold', pattern('^Gold')],
    ['a*%3D^Gold', pattern('^Gold')],
    ['a=~^Gold', pattern('^Gold')],
    ['a%3D~^Gold', pattern('^Gold')],
    ['a%3D%7E^Gold', pattern('^Gold')],
    ['a.regex=%5EGold%5Cs%2B', pattern('^Gold\\s+')],
    ["a.regex='x,y'", pattern('x,y')],
    ['a.regex=x{2,3}', pattern('x{2,3}')],
    ['a.regex=[,;]', pattern('[,;]')],
    ['a.regex=x\\,y', pattern('x\\,y')],
    ['a.regex=null', pattern('null')],
    ['a.regex=', pattern('')],
    ['a.regex=x,y', anyOf(pattern('x'), pattern('y'))],
    ['a.regex=x;y', anyOf(pattern('x'), pattern('y'))],
    ['a.regex=x;a.regex=y', anyOf(pattern('x'), pattern('y'))],
    ['a.regex=x&a*=y', anyOf(pattern('x'), pattern('y'))],
    ['a.regex=x&a=y', anyOf(pattern('x'), where('a', 'eq', 'y'))],
    ['a.regex=x&a!=y', allOf(pattern('x'), where('a', 'ne', 'y'))],
    ['a.regex=x&a>y', allOf(pattern('x'), where('a', 'gt', 'y'))],
  ];
  for (const [query, expected] of patterns) {
    it(`reads the pattern of ${query}`, () => {
      expect(parse(query)).to.deep.equal(expected);
    });
  }

  it('takes all spellings of alternatives for the same', () => {
    const either = anyOf(where('a', 'eq', '1'), where('a', 'eq', '2'));
    for (const query of ['a=1&a=2', 'a=1,2', 'a=1;2', 'a=1;a=2', 'a=1%2C2', 'a=1&a.eq=2', 'a=1,a=2', 'a=1;a.eq=2']) {
      expect(parse(query), query).to.deep.equal(either);
    }
  });

  it('keeps quoted separators in every spelling of alternatives', () => {
    expect(parse('a="1,5";a="2;5"')).to.deep.equal(anyOf(where('a', 'eq', '1,5'), where('a', 'eq', '2;5')));
  });

  it('reads the plus of an offset that was not encoded', () => {
    const at = '2026-01-01T01:00:00+01:00';
    for (const written of [at, at.replace('+', '%2B'), `"${at}"`, at.replace('+', '%20')]) {
      expect(parse(`a=${written}`), written).to.deep.equal(where('a', 'eq', at));
      expect(parse(`a.gte=${written}`), written).to.deep.equal(where('a', 'gte', at));
    }
    expect(parse('a=2026-01-01T01:00:00.5+01:00')).to.deep.equal(where('a', 'eq', '2026-01-01T01:00:00.5+01:00'));
    for (const text of ['2026-01-01 01:00', '2026-01-01T01:00:00 01:00 x', '2026-01-01T01:00:00 1:00', 'a 01:00'])
      expect(parse(`a="${text}"`), text).to.deep.equal(where('a', 'eq', text));
  });

  it('drops blanks around quotes, and nowhere else', () => {
    expect(parse('a="x" ,+"y,"+')).to.deep.equal(anyOf(where('a', 'eq', 'x'), where('a', 'eq', 'y,')));
    expect(parse('a="x" ; a= "y"')).to.deep.equal(anyOf(where('a', 'eq', 'x'), where('a', 'eq', 'y')));
    expect(parse('a= x,y ')).to.deep.equal(anyOf(where('a', 'eq', ' x'), where('a', 'eq', 'y ')));
  });

  it('takes a quote inside a quoted value for a character of it', () => {
    const inside: [string, FilterExpression][] = [
      ["a='it's'", where('a', 'eq', "it's")],
      ['a="Gold,Plus;"x""', where('a', 'eq', 'Gold,Plus;"x"')],
      [`a='x','it's';'y'`, anyOf(where('a', 'eq', 'x'), where('a', 'eq', "it's"), where('a', 'eq', 'y'))],
      ['a="x', where('a', 'eq', '"x')],
      ['a="x"y', where('a', 'eq', '"x"y')],
      ['a="', where('a', 'eq', '"')],
    ];
    for (const [query, expected] of inside) expect(parse(query), query).to.deep.equal(expected);
  });

  it('ANDs ranges with one another and with equality', () => {
    expect(parse('a.gt=1&a.lt=3&a=2,3')).to.deep.equal(
      allOf(where('a', 'gt', '1'), where('a', 'lt', '3'), anyOf(where('a', 'eq', '2'), where('a', 'eq', '3'))),
    );
  });

  it('takes a list of unequal values for none of them, and a list of bounds for any of them', () => {
    expect(parse('a!=1,2')).to.deep.equal(allOf(where('a', 'ne', '1'), where('a', 'ne', '2')));
    expect(parse('a.gt=5;a.lt=2')).to.deep.equal(anyOf(where('a', 'gt', '5'), where('a', 'lt', '2')));
  });

  it('reads another attribute after a semicolon as part of the value', () => {
    expect(parse('a=1;b=2')).to.deep.equal(anyOf(where('a', 'eq', '1'), where('a', 'eq', 'b=2')));
  });

  it('prefers a known attribute to an operator of the same name', () => {
    const isKnown = (path: readonly string[]): boolean => path.join('.') === 'limits.gt';
    expect(parse('limits.gt=1', { isKnown })).to.deep.equal(where('limits.gt', 'eq', '1'));
    expect(parse('limits.lt=1', { isKnown })).to.deep.equal(where('limits', 'lt', '1'));
  });

  it('renames paths and joins alternatives of one canonical attribute', () => {
    const path = (names: readonly string[]): readonly string[] =>
      names.map((name) => (name === 'spec' ? 'full' : name));
    expect(parse('spec.name=1&full.name=2', { path })).to.deep.equal(
      anyOf(where('full.name', 'eq', '1'), where('full.name', 'eq', '2')),
    );
  });

  it('drops blanks around values where it is asked to', () => {
    expect(parse('a = x & b = "y "', { trimValues: true })).to.deep.equal(
      allOf(where('a', 'eq', 'x'), where('b', 'eq', 'y ')),
    );
    const either = anyOf(where('a', 'eq', 'x,'), where('a', 'eq', 'y'), where('a', 'eq', 'z'));
    expect(parse('a = "x," , "y" ; a = z ', { trimValues: true })).to.deep.equal(either);
  });

  it('names the parameter in what it refuses', () => {
    const refused: [string, string, string][] = [
      ['a..b=1', 'invalid', 'a..b'],
      ['callback[$ne]=1', 'invalid', 'callback[$ne]'],
      ['a!5', 'invalid', 'a'],
      ['a*5', 'invalid', 'a'],
      ['a=%zz', 'invalid', 'a'],
      ['=5', 'invalid', '=5'],
      [`a=${'x'.repeat(2049)}`, 'invalid', 'a'],
      [`a=${Array.from({ length: 51 }, (_, at) => String(at)).join(',')}`, 'invalid', 'a'],
      ['name.regex=(', 'invalid', 'name.regex'],
      ['name*=(', 'invalid', 'name'],
      ['name=~[a', 'invalid', 'name'],
      ['name%3D~*', 'invalid', 'name'],
      ['name.regex=a(%3F=b)', 'invalid', 'name.regex'],
      [`name.regex=${'x'.repeat(257)}`, 'invalid', 'name.regex'],
      ['name.regex=(a{1000}){1000}', 'invalid', 'name.regex'],
      [Array.from({ length: 4 }, (_, at) => `n.regex=${'x'.repeat(250)}${at}`).join('&'), 'invalid', 'n.regex'],
    ];
    for (const [query, kind, path] of refused) {
      const problem = problemOf(query);
      expect([problem.kind, problem.faults[0]?.path], query).to.deep.equal([kind, path]);
    }
  });

  it('refuses a query of more than 4096 bytes', () => {
    expect(problemOf(`a=${'x'.repeat(4095)}`).kind).to.equal('queryTooLong');
    expect(problemOf(`${'&'.repeat(2100)}a=${'ü'.repeat(1000)}`).kind).to.equal('queryTooLong');
  });

  it('reads back every value that is quoted and encoded', () => {
    const value = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('"'));
    fc.assert(
      fc.property(value, (text) => {
        expect(parse(`a=${encodeURIComponent(`"${text}"`)}`)).to.deep.equal(where('a', 'eq', text));
      }),
    );
  });

  it('reads back any conjunction of comparisons it prints', () => {
    const comparison = fc.record({
      operator: fc.constantFrom('gt', 'gte', 'lt', 'lte', 'ne'),
      name: fc.constantFrom('a', 'b.c', 'd.0.e'),
      text: fc.string({ maxLength: 10 }).filter((text) => !text.includes('"')),
    });
    fc.assert(
      fc.property(fc.array(comparison, { minLength: 2, maxLength: 6 }), (list) => {
        const query = list.map(({ name, operator, text }) => `${name}.${operator}=${encodeURIComponent(`"${text}"`)}`);
        const expected = list.map(({ name, operator, text }) => ({ ...where(name, 'eq', text), operator }));
        expect(parse(query.join('&'))).to.deep.equal({ kind: 'and', parts: expected });
      }),
    );
  });

  it('never fails but with a Problem', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        try {
          parse(text);
        } catch (error) {
          expect(error).to.be.instanceOf(Problem);
        }
      }),
      { numRuns: 500 },
    );
  });
});
