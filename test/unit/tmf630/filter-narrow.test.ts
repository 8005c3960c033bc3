import { expect } from 'chai';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import type { FilterExpression } from '../../../src/tmf630/query/filter-expression.ts';
import { allOf, anyOf, where } from '../../../src/tmf630/query/filter-expression.ts';
import { matches } from '../../../src/tmf630/query/filter-match.ts';
import { narrowNodes } from '../../../src/tmf630/query/filter-narrow.ts';
import { parseJsonPath } from '../../../src/tmf630/json-path/json-path-parse.ts';

function node(text: string): FilterExpression {
  return { kind: 'node', path: parseJsonPath(text, { parameter: 'filter', path: (path) => path }) };
}

describe('narrowing JSONPath filters', () => {
  const both = anyOf(where('a', 'eq', '1'), where('a.b', 'gt', 'm'));
  const cases: [text: string, implied: FilterExpression[]][] = [
    ["slo[?(@.id=='slo-7')]", [where('slo.id', 'eq', 'slo-7')]],
    ["$[?(@.slo.id=='slo-7')]", [where('slo.id', 'eq', 'slo-7')]],
    ["$[?(@.slo[?(@.id=='slo-7')])]", [where('slo.id', 'eq', 'slo-7')]],
    ["a[?(@.x=='1' && @.y==2)].b", [where('a.x', 'eq', '1'), where('a.y', 'eq', '2')]],
    ["a[0].b[1:3][?('1'==@.x)]", [where('a.b.x', 'eq', '1')]],
    ["a[?(@=='x')]", [where('a', 'eq', 'x')]],
    ['a[?(@.x>5)]', [where('a.x', 'gt', '5')]],
    ['a[?(5>=@.x)]', [where('a.x', 'lte', '5')]],
    ["a[?(@.x>'m')]", [where('a.x', 'gt', 'm')]],
    ['a[?(@.x==true)]', [where('a.x', 'eq', 'true')]],
    ['a[?(@.x==null)]', [where('a.x', 'eq', null)]],
    ["$[?(@.a==1 || @.a.b>'m')]", [both]],
    ['a[?(@.b[?(@.c==1)].d!=2)]', []],
    ['a[?(@.b[?(@.c==1)].d==2)]', [where('a.b.d', 'eq', '2'), where('a.b.c', 'eq', '1')]],
    ['a[?($.n==1)]', [where('n', 'eq', '1')]],
    ['a', []],
    ['a[?(@.x)]', []],
    ['a[?(@.x!=1)]', []],
    ['a[?(!(@.x==1))]', []],
    ['a[?(@.x=~/b/)]', []],
    ["a[?(@.x>'10')]", []],
    ["a[?(@.x>'2026-11-22T10:00:00Z')]", []],
    ['a[?(@.x<=null)]', []],
    ['a[?(@.x==1 || @.y!=1)]', []],
    ['a[?(length(@.x)==1)]', []],
    ['a[?(@.x==@.y)]', []],
    ["a.*[?(@.x=='1')]", []],
    ["a['b.c'][?(@.x=='1')]", []],
    ["a['0'][?(@.x=='1')]", []],
    ["a['b','c'][?(@.x=='1')]", []],
  ];
  for (const [text, implied] of cases) {
    it(`knows what ${text} implies`, () => {
      const filter = node(text);
      expect(narrowNodes(filter)).to.deep.equal(implied.length === 0 ? filter : allOf(...implied, filter));
    });
  }

  it('looks into every part of a filter', () => {
    const filter = node("a[?(@.x=='1')]");
    const narrow = allOf(where('a.x', 'eq', '1'), filter);
    expect(narrowNodes(allOf(where('n', 'eq', '1'), anyOf(filter)))).to.deep.equal(
      allOf(where('n', 'eq', '1'), anyOf(narrow)),
    );
  });

  it('loses nothing that the JSONPath finds', () => {
    const name = fc.constantFrom('a', 'b', 'x');
    const scalar = fc.constantFrom<JsonValue[]>(
      1,
      2,
      -0,
      10,
      '1',
      '2',
      '10',
      'a',
      '',
      '2026-11-22T10:00:00Z',
      '2026-11-22T11:00:00+01:00',
      true,
      false,
      null,
      'null',
      'true',
    );
    const { document } = fc.letrec<{ value: JsonValue; document: JsonObject }>((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('document')),
      document: fc.dictionary(name, tie('value'), { maxKeys: 3 }),
    }));
    const literal = scalar.map((value) => JSON.stringify(value));
    const step = fc.oneof(
      name.map((one) => `.${one}`),
      fc.constantFrom('[0]', '[-1]', '[*]', '[0:2]', "['a','b']", '.*'),
    );
    const { path, test } = fc.letrec<{ path: string; test: string }>((tie) => ({
      path: fc
        .array(
          fc.oneof({ weight: 3, arbitrary: step }, { weight: 1, arbitrary: tie('test').map((one) => `[?(${one})]`) }),
          { maxLength: 3 },
        )
        .map((steps) => steps.join('')),
      test: fc.oneof(
        { maxDepth: 3 },
        fc
          .tuple(step, fc.constantFrom('==', '!=', '<', '<=', '>', '>='), literal)
          .map(([at, operator, value]) => `@${at}${operator}${value}`),
        fc
          .tuple(literal, fc.constantFrom('==', '<', '>='), step)
          .map(([value, operator, at]) => `${value}${operator}@${at}`),
        tie('path').map((inner) => `@${inner}`),
        tie('path').map((inner) => `$${inner}`),
        tie('test').map((inner) => `!(${inner})`),
        fc
          .tuple(tie('test'), fc.constantFrom('&&', '||'), tie('test'))
          .map(([left, sign, right]) => `(${left}${sign}${right})`),
      ),
    }));
    const query = fc.tuple(path, test).map(([steps, condition]) => `$${steps}[?(${condition})]`);
    let found = 0;
    fc.assert(
      fc.property(query, document, (text, value) => {
        const filter = node(text);
        const isFound = matches(filter, { document: value, internal: {} });
        found += Number(isFound);
        expect(matches(narrowNodes(filter), { document: value, internal: {} })).to.equal(isFound);
      }),
      { numRuns: 5000 },
    );
    expect(found).to.be.greaterThan(200);
  });
});
