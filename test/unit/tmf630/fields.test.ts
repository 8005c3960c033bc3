import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { fieldSelector, parseFields, selectFields } from '../../../src/tmf630/query/fields.ts';

const document: JsonObject = {
  id: '1',
  href: 'http://h/1',
  name: 'Gold',
  validFor: { startDateTime: 's', endDateTime: 'e' },
  party: [{ id: 'p', role: 'A' }, { role: 'B' }],
};

function selected(text: string, keepIdentity = true): JsonObject {
  return selectFields(document, parseFields([text]), { keepIdentity });
}

describe('attribute selection', () => {
  it('gives everything when nothing is asked for', () => {
    expect(selected('')).to.equal(document);
    expect(selected(' , ')).to.equal(document);
  });

  it('keeps identity where the dialect does', () => {
    expect(selected('name')).to.deep.equal({ id: '1', href: 'http://h/1', name: 'Gold' });
    expect(selected('name', false)).to.deep.equal({ name: 'Gold' });
  });

  it('gives identity for none in every dialect', () => {
    expect(selected('none', false)).to.deep.equal({ id: '1', href: 'http://h/1' });
  });

  it('selects inside objects and keeps arrays', () => {
    expect(selected('validFor.endDateTime, party.id', false)).to.deep.equal({
      validFor: { endDateTime: 'e' },
      party: [{ id: 'p' }, {}],
    });
  });

  it('lets the whole win over a part of it, in either order', () => {
    for (const text of ['validFor,validFor.endDateTime', 'validFor.endDateTime,validFor']) {
      expect(selected(text, false)).to.deep.equal({ validFor: document.validFor });
    }
  });

  it('ignores unknown names and names of prototypes', () => {
    for (const text of ['colour', 'name.first', 'party.colour', '__proto__', 'constructor.name']) {
      expect(selected(text, false), text).to.deep.equal({});
    }
  });

  const picked: [text: string, expected: JsonObject][] = [
    ["party[?(@.role=='A')]", { party: [{ id: 'p', role: 'A' }] }],
    ["$.party[?(@.role=='A')].id", { party: [{ id: 'p' }] }],
    ["party[?(@.role=='C')]", { party: [] }],
    ["party[?(@.role=='C')],name", { name: 'Gold', party: [] }],
    ['party[-1]', { party: [{ role: 'B' }] }],
    ['party[*].id', { party: [{ id: 'p' }] }],
    ["party[?(@.role=='A' || @.role=='B')].role", { party: [{ role: 'A' }, { role: 'B' }] }],
    ["party.role,party[?(@.role=='A')]", { party: [{ id: 'p', role: 'A' }, { role: 'B' }] }],
    ["party,party[?(@.role=='A')]", { party: document.party ?? null }],
    ["$['validFor']['endDateTime']", { validFor: { endDateTime: 'e' } }],
    ["$['validFor','name']", { name: 'Gold', validFor: { startDateTime: 's', endDateTime: 'e' } }],
    ["validFor[?(@.endDateTime=='e')]", { validFor: { startDateTime: 's', endDateTime: 'e' } }],
    ["validFor[?(@.endDateTime=='x')]", {}],
    ['name[?(@.x)]', {}],
    ['colour[0]', {}],
  ];
  for (const [text, expected] of picked) {
    it(`picks ${text}`, () => {
      expect(selected(text, false)).to.deep.equal(expected);
    });
  }

  it('gives all of a document that a JSONPath finds as a whole', () => {
    expect(selected("$[?(@.name=='Gold')]", false)).to.deep.equal(document);
    expect(selected("$[?(@.name=='Silver')]")).to.deep.equal({ id: '1', href: 'http://h/1' });
  });

  it('keeps identity beside what a JSONPath picks', () => {
    expect(selected("party[?(@.role=='B')]")).to.deep.equal({ id: '1', href: 'http://h/1', party: [{ role: 'B' }] });
  });

  it('ends when patterns cost too much over a page, and never for one document', () => {
    const text = (7n ** 4_000n).toString(2).replaceAll('0', 'a').replaceAll('1', 'b');
    const select = fieldSelector(parseFields(['note[?(@.text=~/(a|b)*a(a|b){60}.$/)]']), { keepIdentity: false });
    const noted = { note: [{ text }] };
    expect(select(noted)).to.have.all.keys('note');
    expect(() => Array.from({ length: 20 }, () => select(noted))).to.throw(Problem, /take too long/);
  });
});
