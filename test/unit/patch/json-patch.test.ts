import { expect } from 'chai';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { readJsonPatch } from '../../../src/tmf630/patch/json-patch.ts';
import { canonicalNames, patched, refusalOf } from './support.ts';

const add = (path: string, value: JsonValue): JsonObject => ({ op: 'add', path, value });
const remove = (path: string): JsonObject => ({ op: 'remove', path });
const replace = (path: string, value: JsonValue): JsonObject => ({ op: 'replace', path, value });
const move = (from: string, path: string): JsonObject => ({ op: 'move', from, path });
const copy = (from: string, path: string): JsonObject => ({ op: 'copy', from, path });
const test = (path: string, value: JsonValue): JsonObject => ({ op: 'test', path, value });

interface Case {
  name: string;
  before: JsonObject;
  patch: JsonObject[];
  after: JsonObject;
}

const done: Case[] = [
  { name: 'add a member', before: { a: 1 }, patch: [add('/b', 2)], after: { a: 1, b: 2 } },
  { name: 'add over a member', before: { a: 1 }, patch: [add('/a', [2])], after: { a: [2] } },
  { name: 'add null', before: {}, patch: [add('/a', null)], after: { a: null } },
  { name: 'add first', before: { a: [1, 2] }, patch: [add('/a/0', 0)], after: { a: [0, 1, 2] } },
  { name: 'add between', before: { a: [1, 3] }, patch: [add('/a/1', 2)], after: { a: [1, 2, 3] } },
  { name: 'add at the length', before: { a: [1] }, patch: [add('/a/1', 2)], after: { a: [1, 2] } },
  { name: 'add at the end', before: { a: [1] }, patch: [add('/a/-', [2])], after: { a: [1, [2]] } },
  { name: 'add to an empty array', before: { a: [] }, patch: [add('/a/0', 1)], after: { a: [1] } },
  { name: 'add a member called -', before: { a: {} }, patch: [add('/a/-', 1)], after: { a: { '-': 1 } } },
  { name: 'add a member called 0', before: { a: {} }, patch: [add('/a/0', 1)], after: { a: { '0': 1 } } },
  { name: 'add below an element', before: { a: [{}] }, patch: [add('/a/0/b', 1)], after: { a: [{ b: 1 }] } },
  { name: 'add the whole document', before: { a: 1 }, patch: [add('', { b: 2 })], after: { b: 2 } },
  { name: 'remove a member', before: { a: 1, b: 2 }, patch: [remove('/a')], after: { b: 2 } },
  { name: 'remove an element', before: { a: [1, 2, 3] }, patch: [remove('/a/1')], after: { a: [1, 3] } },
  { name: 'remove null', before: { a: null }, patch: [remove('/a')], after: {} },
  { name: 'replace a member', before: { a: 1 }, patch: [replace('/a', { b: 2 })], after: { a: { b: 2 } } },
  { name: 'replace an element', before: { a: [1, 2] }, patch: [replace('/a/1', 3)], after: { a: [1, 3] } },
  { name: 'replace null', before: { a: null }, patch: [replace('/a', 1)], after: { a: 1 } },
  { name: 'replace the whole document', before: { a: 1 }, patch: [replace('', { b: 2 })], after: { b: 2 } },
  { name: 'move a member', before: { a: { b: 1 } }, patch: [move('/a/b', '/c')], after: { a: {}, c: 1 } },
  { name: 'move over a member', before: { a: 1, b: 2 }, patch: [move('/a', '/b')], after: { b: 1 } },
  { name: 'move an element up', before: { a: [1, 2, 3] }, patch: [move('/a/0', '/a/2')], after: { a: [2, 3, 1] } },
  { name: 'move an element down', before: { a: [1, 2, 3] }, patch: [move('/a/2', '/a/0')], after: { a: [3, 1, 2] } },
  { name: 'move to the end', before: { a: [1, 2, 3] }, patch: [move('/a/0', '/a/-')], after: { a: [2, 3, 1] } },
  { name: 'move to itself', before: { a: [1, 2] }, patch: [move('/a/1', '/a/1')], after: { a: [1, 2] } },
  { name: 'move up the tree', before: { a: { b: 1 } }, patch: [move('/a/b', '/a')], after: { a: 1 } },
  { name: 'copy a member', before: { a: { b: 1 } }, patch: [copy('/a', '/c')], after: { a: { b: 1 }, c: { b: 1 } } },
  {
    name: 'copy into itself',
    before: { a: { b: 1 } },
    patch: [copy('/a', '/a/c')],
    after: { a: { b: 1, c: { b: 1 } } },
  },
  { name: 'copy an element', before: { a: [1, 2] }, patch: [copy('/a/0', '/a/-')], after: { a: [1, 2, 1] } },
  { name: 'copy null', before: { a: null }, patch: [copy('/a', '/b')], after: { a: null, b: null } },
  {
    name: 'change a copy alone',
    before: { a: { b: [1] } },
    patch: [copy('/a', '/c'), add('/c/b/-', 2)],
    after: { a: { b: [1] }, c: { b: [1, 2] } },
  },
  {
    name: 'test every kind of value',
    before: { a: 'x', b: 1, c: true, d: null, e: [1, { f: 'é' }], g: { h: {}, i: [] } },
    patch: [
      test('/a', 'x'),
      test('/b', 1.0),
      test('/c', true),
      test('/d', null),
      test('/e', [1, { f: 'é' }]),
      test('/g', { i: [], h: {} }),
      test('/e/1/f', 'é'),
      test('', { g: { h: {}, i: [] }, a: 'x', b: 1, c: true, d: null, e: [1, { f: 'é' }] }),
    ],
    after: { a: 'x', b: 1, c: true, d: null, e: [1, { f: 'é' }], g: { h: {}, i: [] } },
  },
  {
    name: 'names with / and ~',
    before: { 'a/b': 1, 'm~n': 2, '~1': 3 },
    patch: [test('/a~1b', 1), replace('/m~0n', 4), remove('/~01')],
    after: { 'a/b': 1, 'm~n': 4 },
  },
  { name: 'names of any characters', before: { 'é "ü"': 1 }, patch: [replace('/é "ü"', 2)], after: { 'é "ü"': 2 } },
  { name: 'no operation', before: { a: 1 }, patch: [], after: { a: 1 } },
  {
    name: 'members nobody knows',
    before: { a: 1 },
    patch: [{ op: 'replace', path: '/a', value: 2, from: '/x', comment: 'y' }],
    after: { a: 2 },
  },
  {
    name: 'one operation after the other',
    before: { a: [] },
    patch: [add('/a/-', { b: 1 }), test('/a/0/b', 1), add('/a/0/c', 2), remove('/a/0/b'), move('/a/0/c', '/d')],
    after: { a: [{}], d: 2 },
  },
];

const document = { a: 1, b: { c: [1, 2] }, s: 'text', n: null };
const refused: [name: string, patch: JsonValue, refusal: string][] = [
  ['an object', { op: 'add' }, 'invalid '],
  ['a text', 'x', 'invalid '],
  ['an operation that is no object', [1], 'invalid [0]'],
  ['no op', [{ path: '/a' }], 'invalid [0].op'],
  ['an unknown op', [test('/a', 1), { op: 'Add', path: '/a', value: 1 }], 'invalid [1].op'],
  ['no path', [{ op: 'remove' }], 'invalid [0].path'],
  ['a path that is no text', [{ op: 'remove', path: 1 }], 'invalid [0].path'],
  ['a path without a slash', [remove('a')], 'invalid [0].path'],
  ['a path with a broken escape', [remove('/a~2')], 'invalid [0].path'],
  ['a path ending in a tilde', [remove('/a~')], 'invalid [0].path'],
  ['a path in URL fragment form', [remove('#/a')], 'invalid [0].path'],
  ['a path with an empty name', [add('/', 1)], 'invalid [0].path'],
  ['no value', [{ op: 'add', path: '/x' }], 'invalid [0].value'],
  ['no value to test', [{ op: 'test', path: '/a' }], 'invalid [0].value'],
  ['no from', [{ op: 'move', path: '/x' }], 'invalid [0].from'],
  ['a from that is no text', [{ op: 'copy', path: '/x', from: ['a'] }], 'invalid [0].from'],
  ['a from without a slash', [copy('a', '/x')], 'invalid [0].from'],
  ['all of these at once', [remove('x'), { op: 'copy', path: '/x', from: 'y' }], 'invalid [0].path [1].from'],
  ['__proto__', [add('/__proto__/x', 1)], 'invalid [0].path'],
  ['constructor', [copy('/constructor', '/x')], 'invalid [0].from'],
  [
    'names stores keep for themselves',
    [add('/$set', 1), add('/_id', 1), add('/x.y', 1)],
    'invalid [0].path [1].path [2].path',
  ],
  ['removing everything', [remove('')], 'invalid [0].path'],
  ['a scalar for everything', [replace('', 1)], 'invalid [0].value'],
  ['a move into what is moved', [move('/b', '/b/c/-')], 'invalid [0].path'],
  ['a copy of a scalar over everything', [copy('/a', '')], 'invalid [0].value'],
  ['removing what is not there', [remove('/x')], 'conflict [0].path'],
  ['replacing what is not there', [replace('/b/x', 1)], 'conflict [0].path'],
  ['adding below what is not there', [add('/x/y', 1)], 'conflict [0].path'],
  ['adding below a text', [add('/s/0', 1)], 'conflict [0].path'],
  ['adding below null', [add('/n/x', 1)], 'conflict [0].path'],
  ['adding beyond the end', [add('/b/c/3', 1)], 'conflict [0].path'],
  ['adding before the beginning', [add('/b/c/-1', 1)], 'conflict [0].path'],
  ['an index with a leading zero', [add('/b/c/01', 1)], 'conflict [0].path'],
  ['an index in another notation', [add('/b/c/1e0', 1)], 'conflict [0].path'],
  ['an enormous index', [add('/b/c/99999999999999999999', 1)], 'conflict [0].path'],
  ['a name for an index', [add('/b/c/length', 1)], 'conflict [0].path'],
  ['removing the element after the last', [remove('/b/c/-')], 'conflict [0].path'],
  ['replacing the element at the length', [replace('/b/c/2', 1)], 'conflict [0].path'],
  ['removing by an index with a leading zero', [remove('/b/c/01')], 'conflict [0].path'],
  ['a member of every object', [test('/toString', 'x')], 'conflict [0].path'],
  ['the length of an array', [test('/b/c/length', 2)], 'conflict [0].path'],
  ['a character of a text', [test('/s/0', 't')], 'conflict [0].path'],
  ['moving what is not there', [move('/x', '/y')], 'conflict [0].from'],
  ['copying what is not there', [copy('/b/c/7', '/y')], 'conflict [0].from'],
  ['copying beyond the end', [copy('/a', '/b/c/9')], 'conflict [0].path'],
  ['moving below a text', [move('/a', '/s/x')], 'conflict [0].path'],
  ['moving to the length of the array it leaves', [move('/b/c/0', '/b/c/2')], 'conflict [0].path'],
  ['another value', [test('/a', 2)], 'conflict [0].value'],
  ['a text for a number', [test('/a', '1')], 'conflict [0].value'],
  ['an array in another order', [test('/b/c', [2, 1])], 'conflict [0].value'],
  ['an object with a member more', [test('/b', { c: [1, 2], d: null })], 'conflict [0].value'],
  ['an object with a member less', [test('', { a: 1 })], 'conflict [0].value'],
  ['null for what is not there', [test('/x', null)], 'conflict [0].path'],
  ['the first of them that fails', [add('/x', 1), test('/x', 2), remove('/y')], 'conflict [1].value'],
];

describe('a JSON Patch', () => {
  for (const { name, before, patch, after } of done) {
    it(`can ${name}`, () => {
      expect(patched(before, patch)).to.deep.equal(after);
    });
  }

  for (const [name, patch, refusal] of refused) {
    it(`is refused for ${name}`, () => {
      const before = JSON.stringify(document);
      expect(refusalOf(() => patched(document, patch))).to.equal(refusal);
      expect(JSON.stringify(document)).to.equal(before);
      expect(Object.keys(Object.prototype)).to.deep.equal([]);
    });
  }

  it('keeps nothing of the values it was given', () => {
    const value = { list: [1] };
    const after = patched({}, [add('/a', value), add('/b', value), add('/a/list/-', 2)]);
    expect([after, value]).to.deep.equal([{ a: { list: [1, 2] }, b: { list: [1] } }, { list: [1] }]);
  });

  it('is read once and applied to any document', () => {
    const patch = readJsonPatch([add('/a/-', 1)], canonicalNames);
    expect([patch({ a: [] }), patch({ a: [0] })]).to.deep.equal([{ a: [1] }, { a: [0, 1] }]);
  });

  it('has at most 500 operations', () => {
    const operations = Array.from({ length: 501 }, () => test('/a', 1));
    expect(refusalOf(() => patched({ a: 1 }, operations))).to.equal('invalid ');
    expect(refusalOf(() => patched({ a: 1 }, operations.slice(1)))).to.equal('');
  });

  it('cannot make a document of any size or depth', () => {
    const doubling = Array.from({ length: 40 }, (_, at) => copy('', `/x${String(at)}`));
    expect(refusalOf(() => patched({ a: 1 }, doubling))).to.match(/^invalid \[\d+\]\.path$/);
    const burrowing = Array.from({ length: 40 }, (_, at) => add('/a'.repeat(at + 1), {}));
    expect(refusalOf(() => patched({}, burrowing))).to.equal('invalid [31].path');
    const wide = Array.from({ length: 9_990 }, (_, at) => at);
    expect(refusalOf(() => patched({ wide }, [copy('/wide', '/more')]))).to.equal('invalid [0].path');
    expect(refusalOf(() => patched({ wide }, [move('/wide', '/more'), remove('/more'), add('/again', wide)]))).to.equal(
      '',
    );
  });

  it('ends early when its operations cost too much', () => {
    const wide = Array.from({ length: 9_000 }, (_, at) => at);
    const patch = Array.from({ length: 500 }, () => test('/wide', wide));
    const started = process.hrtime.bigint();
    expect(refusalOf(() => patched({ wide }, patch))).to.match(/^invalid \[\d+\]\.path$/);
    expect(Number(process.hrtime.bigint() - started) / 1e6).to.be.lessThan(1_000);
  });

  describe('in the words of a caller', () => {
    const names = {
      path: (written: readonly string[]) => written.map((name) => (name === 'wort' ? 'word' : name)),
      value: (path: readonly string[], value: JsonValue) => (path.at(-1) === 'word' ? `${String(value)}!` : value),
    };
    const options = {
      names,
      seen: (root: JsonObject): JsonObject => ({ ...root, link: 'http://here', list: [{ role: 'related' }] }),
    };

    it('is about canonical names and values', () => {
      expect(patched({ word: 'a!', list: [{}] }, [test('/wort', 'a'), replace('/wort', 'b')], options)).to.deep.include(
        {
          word: 'b!',
        },
      );
    });

    it('names the pointer as it was written', () => {
      const run = (): unknown => patched({}, [remove('/wort')], options);
      expect(run).to.throw('[0].path: there is nothing at /wort');
    });

    it('may be about what is only shown', () => {
      const before = { list: [{}] };
      const seen = [test('/link', 'http://here'), test('/list/0/role', 'related'), copy('/link', '/kept')];
      expect(patched(before, seen, options)).to.deep.equal({ list: [{}], kept: 'http://here' });
      expect(patched(before, [replace('/list/0/role', 'x'), remove('/link')], options)).to.deep.equal({
        list: [{ role: 'x' }],
      });
      expect(refusalOf(() => patched(before, [test('/link', 'x')], options))).to.equal('conflict [0].value');
    });
  });
});
