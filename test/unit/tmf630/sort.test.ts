import { expect } from 'chai';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import type { StoredResource } from '../../../src/tmf630/resource-store.ts';
import { compareResources, parseSort, sortResources } from '../../../src/tmf630/query/sort.ts';

function resource(id: string, document: JsonObject, createdAt = 0): StoredResource {
  return { id, revision: 1, createdAt, updatedAt: createdAt, document, internal: {} };
}

function sorted(text: string, resources: StoredResource[], numericText: string[] = []): string {
  return sortResources(resources, parseSort(text), numericText)
    .map(({ id }) => id)
    .join('');
}

describe('sorting', () => {
  it('reads directions, nested paths and blanks left by plus signs', () => {
    expect(parseSort('-date,sla.href, name,+x')).to.deep.equal([
      { scope: 'document', path: 'date', direction: 'descending' },
      { scope: 'document', path: 'sla.href', direction: 'ascending' },
      { scope: 'document', path: 'name', direction: 'ascending' },
      { scope: 'document', path: 'x', direction: 'ascending' },
    ]);
    expect(parseSort('')).to.deep.equal([]);
  });

  it('refuses what is not a path', () => {
    for (const text of ['-', 'a..b', 'a,,b', 'a[0]']) {
      expect(() => parseSort(text), text).to.throw(Problem, /^sort: /);
    }
  });

  it('puts absent values first when ascending and last when descending', () => {
    const resources = [resource('a', { x: 2 }), resource('b', {}), resource('c', { x: 1 }), resource('d', { x: null })];
    expect(sorted('x', resources)).to.equal('bdca');
    expect(sorted('-x', resources)).to.equal('acbd');
  });

  it('takes the smallest of several values when ascending and the largest when descending', () => {
    const resources = [resource('a', { x: [5, 1] }), resource('b', { x: [2, 3] }), resource('c', { x: [4] })];
    expect(sorted('x', resources)).to.equal('abc');
    expect(sorted('-x', resources)).to.equal('acb');
  });

  it('sorts numeric text by number only where it is declared', () => {
    const resources = [resource('a', { x: '10' }), resource('b', { x: '9' })];
    expect(sorted('x', resources, ['x'])).to.equal('ba');
    expect(sorted('x', resources)).to.equal('ab');
  });

  it('sorts date-times as instants', () => {
    const resources = [resource('a', { x: '2026-01-01T12:00:00+02:00' }), resource('b', { x: '2026-01-01T09:59:59Z' })];
    expect(sorted('x', resources)).to.equal('ba');
  });

  it('breaks ties by creation, then id, in either direction', () => {
    const resources = [resource('c', {}, 1), resource('b', {}, 2), resource('a', {}, 2)];
    expect(sorted('x', resources)).to.equal('cab');
    expect(sorted('-x', resources)).to.equal('cab');
  });

  it('is a total order', () => {
    const value = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null), fc.array(fc.integer()));
    const three = fc.tuple(value, value, value);
    fc.assert(
      fc.property(three, fc.constantFrom('x', '-x'), (values, text) => {
        const [a, b, c] = values.map((x, at) => resource(String(at), { x })) as [
          StoredResource,
          StoredResource,
          StoredResource,
        ];
        const compare = compareResources(parseSort(text), []);
        expect(Math.sign(compare(a, b))).to.equal(-Math.sign(compare(b, a)));
        if (compare(a, b) < 0 && compare(b, c) < 0) expect(compare(a, c)).to.be.lessThan(0);
      }),
    );
  });
});
