import { expect } from 'chai';
import fc from 'fast-check';
import { Problem } from '../../../src/kernel/problem.ts';
import { beginResource, compilePattern, patternBudget, readPattern } from '../../../src/tmf630/query/pattern.ts';

function reasonOf(pattern: string): string {
  try {
    readPattern(pattern, 'name.regex');
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
  throw new Error(`${pattern} was accepted`);
}

describe('patterns', () => {
  const found: [pattern: string, text: string, isFound: boolean][] = [
    ['^Gold', 'Gold plan', true],
    ['^Gold', 'The Gold plan', false],
    ['Gold', 'The Gold plan', true],
    ['gold', 'The Gold plan', false],
    ['(?i)gold', 'The Gold plan', true],
    ['plan$', 'Gold plan', true],
    ['^$', '', true],
    ['', 'anything', true],
    ['G.*n', 'The Gold plan', true],
    ['^(a+)+$', `${'a'.repeat(5000)}!`, false],
    ['^[a-c]{2,3}\\d$', 'abc7', true],
    ['\\.example\\.com$', 'oss.example.com', true],
    ['^.$', '\u{1f600}', true],
    ['\\p{Lu}', 'straße Ö', true],
    ['^\\QA.B\\E$', 'A.B', true],
  ];
  for (const [pattern, text, isFound] of found) {
    it(`${pattern} ${isFound ? 'finds' : 'does not find'} something in ${text.slice(0, 20)}`, () => {
      expect(compilePattern(readPattern(pattern, 'name.regex'))(text)).to.equal(isFound);
    });
  }

  it('ignore case where they are asked to', () => {
    expect(compilePattern('^gold', true)('GOLD')).to.equal(true);
  });

  const refused: [pattern: string, reason: RegExp][] = [
    ['(', /missing closing \)/],
    ['[a', /missing closing \]/],
    ['*', /missing argument/],
    ['a(?=b)', /\(\?=/],
    ['(a)\\1', /\\1/],
    ['\\', /trailing/],
    ['a'.repeat(257), /longer than 256/],
    ['a{1000}', /repeats too much/],
    ['(a{1000}){1000}', /repeats too much/],
    ['((a{10}){10}){10}', /repeats too much/],
    [`(${'x'.repeat(200)}){1000}`, /repeats too much/],
    ['[a-z]{99}'.repeat(28), /repeats too much/],
  ];
  for (const [pattern, reason] of refused) {
    it(`refuse ${pattern.slice(0, 30)}`, () => {
      expect(reasonOf(pattern))
        .to.match(reason)
        .and.to.match(/^name\.regex: /);
    });
  }

  it('agree with the platform where both can', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      'a?',
      'b+',
      '(a|b)',
      '(?:ab)*',
      'a{2}',
      '^',
      '$',
      '\\w',
    );
    const pattern = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        expect(compilePattern(source)(subject)).to.equal(new RegExp(source, 'u').test(subject));
      }),
      { numRuns: 500 },
    );
  });

  it('fail with a Problem or not at all, whatever they are', () => {
    const special = fc.constantFrom(
      ...'( ) [ ] { } | * + ? . ^ $ \\ - , : < > = ! 0 1 9 a P p Q E d w b & é 😀'.split(' '),
    );
    const pattern = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(special, { maxLength: 30 }).map((letters) => letters.join('')),
    );
    fc.assert(
      fc.property(pattern, fc.string({ unit: 'binary', maxLength: 20 }), (source, subject) => {
        try {
          compilePattern(readPattern(source, 'p'))(subject);
        } catch (error) {
          expect(error).to.be.instanceOf(Problem);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('look at a bounded part of the texts of one resource', () => {
    const budget = patternBudget('any');
    const finds = compilePattern('z', false, budget);
    const long = `${'a'.repeat(1_000_000)}z`;
    expect(finds(long)).to.equal(false);
    expect(finds('z'), 'nothing is left').to.equal(false);
    beginResource(budget);
    expect(finds('z')).to.equal(true);
  });

  it('look at fifteen thousand characters when they are short', () => {
    expect(compilePattern('^.*gold', false, patternBudget('any'))(`${'a'.repeat(15_000)} gold`)).to.equal(true);
  });

  it('end a search that costs too much, and only that', () => {
    const bad = '(a|b)*a(a|b){60}$';
    // The digits of powers, in binary: as good as chance.
    const text = (7n ** 1_000n).toString(2).replaceAll('0', 'a').replaceAll('1', 'b').slice(0, 2_000);
    const search = patternBudget('search');
    const [inSearch, endless] = [compilePattern(bad, false, search), compilePattern(bad)];
    search.cost = 150_000;
    inSearch(text);
    beginResource(search);
    expect(() => inSearch(text)).to.throw(Problem, /take too long/);
    endless(text);
    expect(search.cost).to.be.lessThan(0);
  });
});
