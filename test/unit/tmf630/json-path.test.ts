import { expect } from 'chai';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import type { JsonPath } from '../../../src/tmf630/json-path/json-path-model.ts';
import { parseJsonPath } from '../../../src/tmf630/json-path/json-path-parse.ts';
import { compileExistence, selectNodes } from '../../../src/tmf630/json-path/json-path-select.ts';
import { patternBudget } from '../../../src/tmf630/query/pattern.ts';

const asWritten = (path: readonly string[]): readonly string[] => path;

function parse(text: string, path = asWritten): JsonPath {
  return parseJsonPath(text, { parameter: 'filter', path });
}

function select(text: string, document: JsonValue): JsonValue[] {
  return selectNodes(parse(text), document).map(({ value }) => value);
}

function problemOf(text: string): Problem {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

const document: JsonObject = {
  name: 'x',
  version: '1',
  '@type': 'Sla',
  'odd name': 7,
  attachment: [
    { size: 300, name: 'Gold contract', '@type': 'Pdf', tag: ['a', 'b'], on: true },
    { size: 5, name: "it's", tag: [], nothing: null },
    {
      size: 1000,
      name: 'gold copy',
      tag: ['b'],
      part: [
        { id: '1', kind: 'p' },
        { id: '2', kind: 'q' },
      ],
    },
  ],
  validFor: { startDateTime: '2026-01-01T00:00:00Z' },
  limit: 300,
  matrix: [
    [1, 2],
    [3, 4],
  ],
};

const sizes = (text: string): unknown[] => select(text, document).map((value) => (value as JsonObject)['size']);

describe('JSONPath', () => {
  const selected: [path: string, values: JsonValue[]][] = [
    ['$', [document]],
    ['$.name', ['x']],
    ['name', ['x']],
    ['.name', ['x']],
    ['$.@type', ['Sla']],
    ["$['name']", ['x']],
    ['["name"]', ['x']],
    ["$['odd name']", [7]],
    ["$['\\u006eame']", ['x']],
    ['$.validFor.startDateTime', ['2026-01-01T00:00:00Z']],
    ['$.attachment[0].size', [300]],
    ['$.attachment[-1].size', [1000]],
    ['$.attachment[3].size', []],
    ['$.attachment[-4].size', []],
    ['$.attachment.0.size', [300]],
    ['$.attachment[*].size', [300, 5, 1000]],
    ['$.attachment.*.size', [300, 5, 1000]],
    ['$.validFor.*', ['2026-01-01T00:00:00Z']],
    ['$.validFor[*]', ['2026-01-01T00:00:00Z']],
    ['$.attachment[0,2].size', [300, 1000]],
    ['$.attachment[2, 0, -1].size', [1000, 300]],
    ["$['name','version']", ['x', '1']],
    ['$.attachment[0:2].size', [300, 5]],
    ['$.attachment[1:].size', [5, 1000]],
    ['$.attachment[:1].size', [300]],
    ['$.attachment[-2:].size', [5, 1000]],
    ['$.attachment[:].size', [300, 5, 1000]],
    ['$.attachment[::2].size', [300, 1000]],
    ['$.attachment[::-1].size', [1000, 5, 300]],
    ['$.attachment[5:0:0].size', []],
    ['$.matrix[*][0]', [1, 3]],
    ['$.matrix[1][1]', [4]],
    ['$.nothing', []],
    ['$.name.deeper', []],
    ['$.name[0]', []],
    ['$.attachment.name', []],
    ['$.constructor', []],
    ["$['__proto__']", []],
    ['attachment[?(@.size==300)].name', ['Gold contract']],
    ["$.attachment[?(@.name=='gold copy')].part[?(@.id=='2')].kind", ['q']],
    ["$.attachment[0].tag[?(@=='b')]", ['b']],
    ['$.matrix[*][?(@>2)]', [3, 4]],
    ["$[?(@.name=='x')].version", ['1']],
    ["[?(@.name=='x' && @.version=='1')].version", ['1']],
    ["$.[?(@.name=='x')].version", ['1']],
    ["$[?(@.name=='y')]", []],
    ["$.validFor[?(@.startDateTime<'2027')].startDateTime", ['2026-01-01T00:00:00Z']],
  ];
  for (const [path, values] of selected) {
    it(`${path} finds ${JSON.stringify(values).slice(0, 40)}`, () => {
      expect(select(path, document)).to.deep.equal(values);
    });
  }

  const conditions: [condition: string, sizes: number[]][] = [
    ['@.size==300', [300]],
    ['@.size == 300.0', [300]],
    ['@.size==3e2', [300]],
    ["@.size=='300'", []],
    ['@.size!=300', [5, 1000]],
    ['@.size<300', [5]],
    ['@.size<=300', [300, 5]],
    ['@.size>5', [300, 1000]],
    ['@.size>=300', [300, 1000]],
    ['300<@.size', [1000]],
    ["@.size<'9'", []],
    ["@['size']==5", [5]],
    ['@.name=="it\'s"', [5]],
    ["@.name=='it\\'s'", [5]],
    ["@.name>'f'", [5, 1000]],
    ['@.name=~/gold/', [1000]],
    ['@.name=~/gold/i', [300, 1000]],
    ['@.name =~ /^gold\\s/i', [300, 1000]],
    ['@.name=~/t\\/s|t.s/', [5]],
    ['@.size=~/3/', []],
    ['@.on==true', [300]],
    ['@.on!=true', [5, 1000]],
    ['@.on==false', []],
    ['@.nothing==null', [5]],
    ['@.absent==null', []],
    ['@.nothing', [5]],
    ['@.part', [1000]],
    ['!@.part', [300, 5]],
    ['!(@.part)', [300, 5]],
    ['!!@.part', [1000]],
    ['@.tag[0]', [300, 1000]],
    ["@.tag[*]=='b'", [300, 1000]],
    ["@.tag[*]!='b'", [5]],
    ["@.tag[?(@=='a')]", [300]],
    ["@.part[?(@.id=='1' && @.kind=='p')]", [1000]],
    ["@.part[?(@.id=='1' && @.kind=='q')]", []],
    ["@.part[*].id=='1' && @.part[*].kind=='q'", [1000]],
    ['@.tag.length()==2', [300]],
    ['length(@.tag)==0', [5]],
    ['length( @.name ) > 9', [300]],
    ['@.size.length()==3', []],
    ['length(@)>=5', [300]],
    ['@.size==5||@.size==300', [300, 5]],
    ['@.size==5 || @.size==300 && @.on==false', [5]],
    ['(@.size==5 || @.size==300) && @.on==true', [300]],
    ['@.size==$.limit', [300]],
    ['@.size<$.limit', [5]],
    ['$.limit==300', [300, 5, 1000]],
    ['$.attachment[?(@.name=~/^gold/)]', [300, 5, 1000]],
    ['@.absent==@.missing', [300, 5, 1000]],
    ['@.absent<=@.missing', [300, 5, 1000]],
    ['@.absent<@.missing', []],
    ['@.absent!=1', [300, 5, 1000]],
    ["@.@type=='Pdf'", [300]],
    ["@['@type']=='Pdf'", [300]],
    ['@.tag==@.tag', [300, 5, 1000]],
  ];
  for (const [condition, expected] of conditions) {
    it(`[?(${condition})] passes ${expected.length === 0 ? 'none' : expected.join(', ')}`, () => {
      expect(sizes(`attachment[?(${condition})]`)).to.deep.equal(expected);
      expect(sizes(`$.attachment[?${condition}]`), 'without parentheses').to.deep.equal(expected);
    });
  }

  it('tells the way to each node', () => {
    expect(selectNodes(parse("attachment[?(@.part)].part[?(@.kind=='q')].id"), document)).to.deep.equal([
      { steps: ['attachment', 2, 'part', 1, 'id'], value: '2' },
    ]);
    expect(selectNodes(parse("$[?(@.name=='x')]"), document).map(({ steps }) => steps)).to.deep.equal([[]]);
  });

  it('finds each node once', () => {
    expect(select('attachment[0,0,*,-3].size', document)).to.deep.equal([300, 5, 1000]);
  });

  const refused: [path: string, reason: RegExp][] = [
    ['', /name is expected instead of the end/],
    ['$.', /name is expected instead of the end at character 3/],
    ['note[?(', /is expected instead of the end at character 8/],
    ['x[?(', /character 5/],
    ['[?(', /character 4/],
    ['$x', /"x" is not expected at character 2/],
    ['@', /"@" has its place in a condition only/],
    ["@.name=='x'", /"@" has its place in a condition only/],
    ['@[?(@.b==1)]', /"@" has its place in a condition only, used at character 1/],
    ['a b', /"b" is not expected|" " is not expected/],
    ['a[', /expected instead of the end/],
    ['a[]', /expected instead of "\]"/],
    ['a[b]', /quoted name/],
    ["a['b]", /begins that does not end at character 3/],
    ["a['\\x']", /"\\x" is no escape/],
    ['a[1.5]', /./],
    ['a[0', /"\]" is expected instead of the end/],
    ['a[?(@.b==1]', /"\)" is expected instead of "\]"/],
    ['a[?(@.b==1)', /"\]" is expected instead of the end/],
    ['a[?(@.b=1)]', /equality is "=="/],
    ['a[?(@.b===1)]', /./],
    ['a[?(@.b==)]', /is expected instead of "\)"/],
    ['a[?(b==1)]', /"b" stands for nothing/],
    ['a[?(1)]', /a comparison is expected/],
    ['a[?()]', /is expected instead of "\)"/],
    ["a[?(@.b=~'x')]", /pattern between slashes/],
    ['a[?(@.b=~/x)]', /pattern begins that does not end/],
    ['a[?(@.b=~/(/)]', /is not a pattern/],
    ['a[?(@.b=~/x/g)]', /only flag/],
    [`a[?(@.b=~/${'x'.repeat(257)}/)]`, /longer than 256/],
    ['a[?(@.b && )]', /./],
    ['a[?(@.b || && @.c)]', /./],
    ['a[?(@.b is 1)]', /"is" is no operator/],
    ['a[?(foo(@.b)==1)]', /no function foo\(\)/],
    ['a[?(@.b.foo()==1)]', /no function foo\(\)/],
    ['a[?(length(1)==1)]', /takes a path/],
    ['a.length()', /condition only|not expected/],
    ['a[?(@.b.length(1)==1)]', /takes nothing/],
    [`a[?(@.b==${'9'.repeat(400)})]`, /too large/],
    ['a'.repeat(2049), /longer than 2048/],
    [`a[?${'('.repeat(12)}@.b${')'.repeat(12)}]`, /deeper than 10/],
    [`a[?(${'!'.repeat(11)}@.b)]`, /deeper than 10/],
    [`a${'[?(@.b'.repeat(5)}${'[?@.b'.repeat(11)}`, /deeper than 10/],
  ];
  for (const [path, reason] of refused) {
    it(`${path.slice(0, 40)} is refused`, () => {
      const problem = problemOf(path);
      expect(problem.kind).to.equal('invalid');
      expect(problem.message)
        .to.match(/^filter: /)
        .and.to.match(reason);
      expect(problem.faults[0]?.path).to.equal('filter');
    });
  }

  const unserved: [path: string, what: RegExp][] = [
    ['$..size', /"\.\."/],
    ['..size', /"\.\."/],
    ['a[?(@..b)]', /"\.\."/],
    ['a[(@.length-1)]', /a script/],
    ['a[(1)]', /a script/],
    ['a.min()', /min\(\)/],
    ['a.max()', /max\(\)/],
    ['a[?(@.b.avg()>1)]', /avg\(\)/],
    ['a[?(stddev(@.b)>1)]', /stddev\(\)/],
    ['a[?(count(@.b)>1)]', /count\(\)/],
    ["a[?(@.b in ['x'])]", /"in"/],
    ['a[?(@.b), 1]', /beside other selectors/],
    ['a[?(@.b[*]==@.c[*])]', /several nodes/],
    ['a[?(length(@.b[*])>1)]', /several nodes/],
  ];
  for (const [path, what] of unserved) {
    it(`${path} answers that it is not there`, () => {
      const problem = problemOf(path);
      expect(problem.kind).to.equal('notImplemented');
      expect(problem.message)
        .to.match(what)
        .and.to.match(/^filter: .* at character \d+$/);
    });
  }

  it('renames the members at every nesting', () => {
    const names: Record<string, string> = {
      spec: 'full',
      'spec.type': 'fullType',
      'spec.related.ref': 'reference',
      'spec.related.ref.n': 'name',
      n: 'rootName',
    };
    const rename = (path: readonly string[]): readonly string[] =>
      path.map((name, at) => names[path.slice(0, at + 1).join('.')] ?? name);
    const expectSame = (own: string, canonical: string): void => {
      expect(parse(own, rename), own).to.deep.equal(parse(canonical));
    };
    expectSame('spec.type', 'full.fullType');
    expectSame("$['spec']['type']", 'full.fullType');
    expectSame('spec[0].type', 'full[0].fullType');
    expectSame('spec[*].type', 'full[*].fullType');
    expectSame(
      "spec[?(@.type=='n' && @.related[?(@.ref.n==1)])].type",
      "full[?(@.fullType=='n' && @.related[?(@.reference.name==1)])].fullType",
    );
    expectSame('spec.related[?(@.ref.n==$.n)]', 'full.related[?(@.reference.name==$.rootName)]');
    expectSame("$[?(@.spec.type=='x')].n", "$[?(@.full.fullType=='x')].rootName");
    expectSame(
      '[?(length(@.spec)>0 && @.spec.type.length()>1)]',
      '[?(length(@.full)>0 && @.full.fullType.length()>1)]',
    );
    expectSame("$['spec','n']", "$['full','rootName']");
    expectSame('$.*.n', '$.*.n');
  });

  it('does not take time to the power of its nesting', () => {
    const wide = { a: Array.from({ length: 300 }, (_, at) => ({ n: at })) };
    const nested = `$.a[?(${'$.a[?('.repeat(8)}$.n==1${')]'.repeat(8)})]`;
    expect(select(nested, wide)).to.deep.equal([]);
    const deep = Array.from({ length: 30 }).reduce<JsonValue>((inner) => [inner], 1);
    expect(select(`$${'[*,0,-1]'.repeat(30)}`, deep)).to.deep.equal([1]);
  });

  it('is a test for many documents', () => {
    const has = compileExistence(parse('attachment[?(@.name=~/^gold/)]'), patternBudget('any'));
    expect([has(document), has({ attachment: [] }), has({ attachment: [{ name: 'gold' }] })]).to.deep.equal([
      true,
      false,
      true,
    ]);
  });

  it('fails with a Problem or not at all, whatever it is', () => {
    const piece = fc.constantFrom(
      ...[
        '$',
        '@',
        '.',
        '..',
        '[',
        ']',
        '(',
        ')',
        '?',
        '*',
        ',',
        ':',
        "'",
        '"',
        '\\',
        '/',
        '==',
        '!=',
        '<',
        '>=',
        '=~',
        '&&',
      ],
      ...[
        '||',
        '!',
        'a',
        'b',
        '0',
        '-1',
        '1.5',
        'null',
        'length',
        'length(',
        'min()',
        ' ',
        "'x'",
        '[?(@.a',
        '/x/i',
        '@.a',
        'é',
        '😀',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        try {
          selectNodes(parse(pieces.join('')), document);
        } catch (error) {
          expect(error).to.be.instanceOf(Problem);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
