import { expect } from 'chai';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { queried, refusalOf } from './support.ts';

const order = {
  state: 'open',
  count: 3,
  note: [{ author: 'Ann', text: 'a' }, { author: 'Bob', text: 'b' }, { author: 'Ann' }],
  orderItem: [
    { quantity: 1, productOffering: { id: '1513' }, place: [{ role: 'from', name: 'x' }] },
    {
      quantity: 2,
      productOffering: { id: '1514' },
      place: [
        { role: 'from', name: 'y' },
        { role: 'to', name: 'z' },
      ],
    },
  ],
  tag: ['red', 'blue'],
  period: { start: '2026-11-22T10:00:00Z' },
};

const quantities = ({ orderItem }: JsonObject): unknown =>
  (orderItem as { quantity?: number }[]).map(({ quantity }) => quantity);

const run = (operation: JsonObject): JsonObject => queried(order, [operation]);
const replace = (path: string, value: JsonValue): JsonObject => run({ op: 'replace', path, value });
const remove = (path: string): JsonObject => run({ op: 'remove', path });
const add = (path: string, value: JsonValue): JsonObject => run({ op: 'add', path, value });

describe('a patch whose paths are pointers with queries', () => {
  it('replaces what belongs to the element that matches', () => {
    expect(quantities(replace('/orderItem/quantity?orderItem.productOffering.id=1513', 25))).to.deep.equal([25, 2]);
    expect(quantities(replace('/orderItem/quantity?orderItem.quantity.gte=1', 7))).to.deep.equal([7, 7]);
    expect(quantities(replace('/orderItem/quantity', 9))).to.deep.equal([9, 9]);
    expect(quantities(replace('/orderItem/1/quantity', 9))).to.deep.equal([1, 9]);
  });

  it('holds all conditions to the same element', () => {
    const both = '/orderItem/quantity?orderItem.productOffering.id=1513&orderItem.quantity=2';
    expect(refusalOf(() => replace(both, 1))).to.equal('conflict [0].path');
    const same = '/orderItem/quantity?orderItem.productOffering.id=1514&orderItem.quantity=2';
    expect(quantities(replace(same, 5))).to.deep.equal([1, 5]);
    const nested = '/orderItem/place/name?orderItem.place.role=from&orderItem.quantity=2';
    expect(replace(nested, 'here').orderItem).to.deep.equal([
      order.orderItem[0],
      {
        ...order.orderItem[1],
        place: [
          { role: 'from', name: 'here' },
          { role: 'to', name: 'z' },
        ],
      },
    ]);
  });

  it('may ask something of the resource itself', () => {
    expect(quantities(replace('/orderItem/quantity?state=open', 4))).to.deep.equal([4, 4]);
    expect(refusalOf(() => replace('/orderItem/quantity?state=closed', 4))).to.equal('conflict [0].path');
    expect(replace('/count?period.start=2026-11-22T11:00:00%2B01:00', 4).count).to.equal(4);
  });

  it('selects the elements a condition is about, else the array', () => {
    expect(remove('/note?note.author=Ann').note).to.deep.equal([order.note[1]]);
    expect(remove('/orderItem/place?orderItem.place.role=to').orderItem).to.deep.equal([
      order.orderItem[0],
      { ...order.orderItem[1], place: [order.orderItem[1]?.place[0]] },
    ]);
    expect(remove('/note?state=open')).not.to.have.property('note');
    expect(remove('/tag?tag=red').tag).to.deep.equal(['blue']);
    expect(replace('/tag?tag=red,blue', 'x').tag).to.deep.equal(['x', 'x']);
    expect(replace('/note', []).note).to.deep.equal([]);
  });

  it('adds: to an array, into an object, a missing member, over a scalar', () => {
    expect(add('/note', { author: 'Cid' }).note).to.deep.equal([...order.note, { author: 'Cid' }]);
    expect(add('/note/-', { author: 'Cid' }).note).to.deep.equal([...order.note, { author: 'Cid' }]);
    expect(add('/note?note.author=Bob', { text: 'c', isRead: true }).note).to.deep.equal([
      order.note[0],
      { author: 'Bob', text: 'c', isRead: true },
      order.note[2],
    ]);
    expect(add('/note/text?note.author=Ann', 'new').note).to.deep.equal([
      { author: 'Ann', text: 'new' },
      order.note[1],
      { author: 'Ann', text: 'new' },
    ]);
    expect(add('/orderItem/place?orderItem.quantity=1', { role: 'to' }).orderItem).to.deep.include({
      ...order.orderItem[0],
      place: [{ role: 'from', name: 'x' }, { role: 'to' }],
    });
    expect(add('', { count: 4, other: 1 })).to.deep.equal({ ...order, count: 4, other: 1 });
    expect(add('/period/end', 'x').period).to.deep.equal({ ...order.period, end: 'x' });
  });

  it('tests every place', () => {
    expect(run({ op: 'test', path: '/note/author?note.text=b', value: 'Bob' })).to.deep.equal(order);
    expect(refusalOf(() => run({ op: 'test', path: '/note/author', value: 'Ann' }))).to.equal('conflict [0].value');
    expect(refusalOf(() => run({ op: 'test', path: '/note/other', value: 'Ann' }))).to.equal('conflict [0].path');
  });

  it('moves and copies from exactly one place', () => {
    const from = '/orderItem/place?orderItem.place.role=to';
    expect(run({ op: 'copy', from, path: '/orderItem/place?orderItem.quantity=1' }).orderItem).to.deep.include({
      ...order.orderItem[0],
      place: [
        { role: 'from', name: 'x' },
        { role: 'to', name: 'z' },
      ],
    });
    expect(run({ op: 'move', from, path: '/kept' })).to.deep.include({ kept: { role: 'to', name: 'z' } });
    expect(run({ op: 'move', from: '/count', path: '/state' })).to.deep.include({ state: 3 });
    expect(refusalOf(() => run({ op: 'copy', from: '/note?note.author=Ann', path: '/kept' }))).to.equal(
      'conflict [0].from',
    );
    expect(refusalOf(() => run({ op: 'copy', from: '/nothing', path: '/kept' }))).to.equal('conflict [0].from');
    expect(refusalOf(() => run({ op: 'move', from: '/period', path: '/period/start' }))).to.equal('conflict [0].path');
  });

  const refused: [name: string, operation: JsonObject, refusal: string][] = [
    ['a condition without an operator', { op: 'remove', path: '/note?note.author' }, 'invalid [0].path'],
    ['no condition', { op: 'remove', path: '/note?' }, 'invalid [0].path'],
    ['a condition on no path', { op: 'remove', path: '/note?a..b=1' }, 'invalid [0].path'],
    ['a broken percent code', { op: 'remove', path: '/note?a=%E0%A4%A' }, 'invalid [0].path'],
    ['a query of 5000 characters', { op: 'remove', path: `/note?a=${'x'.repeat(5_000)}` }, 'invalid [0].path'],
    ['a reserved name', { op: 'add', path: '/__proto__/x?state=open', value: 1 }, 'invalid [0].path'],
    ['a broken escape', { op: 'remove', path: '/a~b?state=open' }, 'invalid [0].path'],
    ['a scalar into an object', { op: 'add', path: '/period', value: 1 }, 'invalid [0].value'],
    ['removing everything', { op: 'remove', path: '' }, 'invalid [0].path'],
    ['nothing at all', { op: 'remove', path: '/nothing?state=open' }, 'conflict [0].path'],
    ['adding below nothing', { op: 'add', path: '/nothing/x', value: 1 }, 'conflict [0].path'],
    ['adding below a scalar', { op: 'add', path: '/state/x', value: 1 }, 'conflict [0].path'],
    ['appending to nothing', { op: 'add', path: '/nothing/-', value: 1 }, 'conflict [0].path'],
  ];
  for (const [name, operation, refusal] of refused) {
    it(`is refused for ${name}`, () => {
      expect(refusalOf(() => run(operation))).to.equal(refusal);
    });
  }

  it('selects at most 1000 places, and its operations cost no more than they may', () => {
    const list = Array.from({ length: 3_000 }, () => ({ a: 1 }));
    const set = (path: string): JsonObject => ({ op: 'replace', path, value: 2 });
    expect(refusalOf(() => queried({ list }, [set('/list/a')]))).to.equal('invalid [0].path');
    const many = Array.from({ length: 500 }, () => set('/list/a?list.a=2'));
    expect(refusalOf(() => queried({ list: [...list, { a: 2 }] }, many))).to.match(/^invalid \[\d+\]\.path$/);
  });

  it('is in the words of the caller', () => {
    const names = {
      path: (written: readonly string[]) => written.map((name) => (name === 'wer' ? 'author' : name)),
      value: (path: readonly string[], value: JsonValue) => (path.at(-1) === 'author' ? `${String(value)}!` : value),
    };
    const patch = [{ op: 'replace', path: '/note/wer?note.wer=Bob', value: 'Eve' }];
    expect(queried(order, patch, { names }).note).to.deep.include({ author: 'Eve!', text: 'b' });
  });
});
