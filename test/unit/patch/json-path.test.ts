import { expect } from 'chai';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { queried, refusalOf } from './support.ts';

const ticket = {
  state: 'open',
  note: [
    { author: 'Ann', text: 'a' },
    { author: 'Bob', text: 'b' },
    { author: 'Ann', text: 'c' },
  ],
  characteristic: [
    { name: 'speed', value: { unit: 'Mbps', amount: 10 } },
    { name: 'colour', value: 'red', alternative: ['blue'] },
  ],
  period: { start: '2026-11-22T10:00:00Z' },
  tag: ['red', 'blue', 'green'],
};

const run = (...patch: JsonObject[]): JsonObject => queried(ticket, patch);
const replace = (path: string, value: JsonValue): JsonObject => run({ op: 'replace', path, value });
const remove = (path: string): JsonObject => run({ op: 'remove', path });
const add = (path: string, value: JsonValue): JsonObject => run({ op: 'add', path, value });

describe('a patch whose paths are JSONPath', () => {
  it('replaces what it selects, the dollar left out or not', () => {
    for (const path of [
      "note[?(@.author=='Bob')].text",
      "$.note[?(@.author=='Bob')].text",
      '$.note[1].text',
      'note[-2].text',
    ])
      expect(replace(path, 'x').note, path).to.deep.equal([
        ticket.note[0],
        { author: 'Bob', text: 'x' },
        ticket.note[2],
      ]);
    expect(replace("note[?(@.author=='Ann')].text", 'x').note).to.deep.equal([
      { author: 'Ann', text: 'x' },
      ticket.note[1],
      { author: 'Ann', text: 'x' },
    ]);
    expect(replace("note[?(@.author=='Bob' && @.text=='b')]", { author: 'Eve' }).note).to.deep.equal([
      ticket.note[0],
      { author: 'Eve' },
      ticket.note[2],
    ]);
    expect(replace("characteristic[?(@.name=='speed')].value.amount", 20)).to.have.nested.property(
      'characteristic[0].value.amount',
      20,
    );
    expect(replace('state', 'closed').state).to.equal('closed');
    expect(replace("['state']", 'closed').state).to.equal('closed');
  });

  it('removes one, several or a member of several', () => {
    expect(remove("note[?(@.author=='Ann')]").note).to.deep.equal([ticket.note[1]]);
    expect(remove('note[*]').note).to.deep.equal([]);
    expect(remove('tag[2,0]').tag).to.deep.equal(['blue']);
    expect(remove('tag[0,0]').tag).to.deep.equal(['blue', 'green']);
    expect(remove('tag[1:]').tag).to.deep.equal(['red']);
    expect(remove('note[*].text').note).to.deep.equal([{ author: 'Ann' }, { author: 'Bob' }, { author: 'Ann' }]);
    expect(remove('period')).not.to.have.property('period');
  });

  it('adds: to an array, into an object, a missing member, over a scalar', () => {
    expect(add('note', { author: 'Cid' }).note).to.deep.equal([...ticket.note, { author: 'Cid' }]);
    expect(add("characteristic[?(@.name=='colour')].alternative", 'grey')).to.have.deep.nested.property(
      'characteristic[1].alternative',
      ['blue', 'grey'],
    );
    expect(add("note[?(@.author=='Bob')]", { text: 'x', isRead: true }).note).to.deep.include({
      author: 'Bob',
      text: 'x',
      isRead: true,
    });
    expect(add("note[?(@.author=='Ann')].isRead", true).note).to.deep.equal([
      { author: 'Ann', text: 'a', isRead: true },
      ticket.note[1],
      { author: 'Ann', text: 'c', isRead: true },
    ]);
    expect(add('$.period.end', 'later').period).to.deep.equal({ ...ticket.period, end: 'later' });
    expect(add('state', 'closed').state).to.equal('closed');
    expect(add('$', { state: 'closed', other: 1 })).to.deep.equal({ ...ticket, state: 'closed', other: 1 });
  });

  it('tests everything it selects', () => {
    expect(run({ op: 'test', path: "note[?(@.author=='Bob')].text", value: 'b' })).to.deep.equal(ticket);
    expect(run({ op: 'test', path: "note[?(@.author=='Ann')].author", value: 'Ann' })).to.deep.equal(ticket);
    expect(refusalOf(() => run({ op: 'test', path: 'note[*].author', value: 'Ann' }))).to.equal('conflict [0].value');
    expect(refusalOf(() => run({ op: 'test', path: "note[?(@.author=='Eve')]", value: 1 }))).to.equal(
      'conflict [0].path',
    );
  });

  it('guards a change by a test before it', () => {
    const test = { op: 'test', path: "note[?(@.author=='Bob')].text", value: 'other' };
    const change = { op: 'replace', path: "note[?(@.author=='Bob')].text", value: 'x' };
    expect(refusalOf(() => run(test, change))).to.equal('conflict [0].value');
    expect(run({ ...test, value: 'b' }, change)).to.have.nested.property('note[1].text', 'x');
  });

  it('moves and copies from exactly one place, in either notation', () => {
    expect(run({ op: 'move', from: "note[?(@.author=='Bob')]", path: '/kept' })).to.deep.include({
      note: [ticket.note[0], ticket.note[2]],
      kept: { author: 'Bob', text: 'b' },
    });
    expect(run({ op: 'copy', from: '/note?note.author=Bob', path: 'tag' }).tag).to.deep.equal([
      ...ticket.tag,
      { author: 'Bob', text: 'b' },
    ]);
    expect(refusalOf(() => run({ op: 'copy', from: 'note[*]', path: 'kept' }))).to.equal('conflict [0].from');
    expect(refusalOf(() => run({ op: 'move', from: 'note[7]', path: 'kept' }))).to.equal('conflict [0].from');
  });

  const refused: [name: string, operation: JsonObject, refusal: string][] = [
    ['a path that is none', { op: 'remove', path: 'note[?(' }, 'invalid [0].path'],
    ['a path that is none behind a slash', { op: 'remove', path: "/note[?(@.author=='Ann')]" }, 'invalid [0].path'],
    ['a from that is none', { op: 'copy', path: 'x', from: 'note[' }, 'invalid [0].from'],
    ['a path of 3000 characters', { op: 'remove', path: `a.${'b'.repeat(3_000)}` }, 'invalid [0].path'],
    ['a descent', { op: 'remove', path: '$..text' }, 'notImplemented [0].path'],
    ['a script', { op: 'remove', path: 'note[(@.length-1)]' }, 'notImplemented [0].path'],
    ['nothing selected', { op: 'remove', path: "note[?(@.author=='Eve')]" }, 'conflict [0].path'],
    ['an index beyond the end', { op: 'replace', path: 'note[3]', value: 1 }, 'conflict [0].path'],
    ['adding at an index there is not', { op: 'add', path: 'note[3]', value: 1 }, 'conflict [0].path'],
    ['adding below what is not there', { op: 'add', path: 'x.y', value: 1 }, 'conflict [0].path'],
    ['a name of a prototype', { op: 'add', path: "$['__proto__']", value: { x: 1 } }, 'invalid [0].path'],
    ['a name that no attribute may have', { op: 'add', path: "$['a.b']", value: 1 }, 'invalid [0].path'],
    ['a scalar into an object', { op: 'add', path: 'period', value: 1 }, 'invalid [0].value'],
    ['removing everything', { op: 'remove', path: '$' }, 'invalid [0].path'],
  ];
  for (const [name, operation, refusal] of refused) {
    it(`is refused for ${name}`, () => {
      expect(refusalOf(() => run(operation))).to.equal(refusal);
      expect(Object.keys(Object.prototype)).to.deep.equal([]);
    });
  }

  it('is in the words of the caller', () => {
    const names = {
      path: (written: readonly string[]) => written.map((name) => (name === 'wer' ? 'author' : name)),
      value: (path: readonly string[], value: JsonValue) => (path.at(-1) === 'author' ? `${String(value)}!` : value),
    };
    const patch = [{ op: 'replace', path: "note[?(@.wer=='Bob')].wer", value: 'Eve' }];
    expect(queried(ticket, patch, { names }).note).to.deep.include({ author: 'Eve!', text: 'b' });
  });

  it('has paths of 32768 characters at most, together', () => {
    const path = `note[?(${Array.from({ length: 90 }, () => "@.author=='Bob'").join('||')})].text`;
    const patch = Array.from({ length: 22 }, () => ({ op: 'test', path, value: 'b' }));
    expect(refusalOf(() => run(...patch))).to.equal('invalid [21].path');
    expect(refusalOf(() => run(...patch.slice(1)))).to.equal('');
  });

  it('costs no more than it may', () => {
    const list = Array.from({ length: 3_000 }, (_, at) => ({ at, inner: [{ at }] }));
    const path = 'list[?(@.inner[?(@.at==7)])].at';
    const patch = Array.from({ length: 400 }, () => ({ op: 'test', path, value: 7 }));
    const started = process.hrtime.bigint();
    expect(refusalOf(() => queried({ list }, patch))).to.match(/^invalid \[\d+\]\.path$/);
    expect(Number(process.hrtime.bigint() - started) / 1e6).to.be.lessThan(2_000);
  });
});
