import { expect } from 'chai';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { isJsonObject } from '../../../src/kernel/json.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { isDeepEqual } from '../../../src/tmf630/deep-equal.ts';
import { guardDocument } from '../../../src/tmf630/document-guard.ts';
import { mergePatch } from '../../../src/tmf630/patch/merge-patch.ts';

function parsed(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) throw new Error('not an object');
  return value;
}

function faultsOf(body: unknown): [string, string][] {
  try {
    guardDocument(body);
  } catch (error) {
    if (error instanceof Problem && error.kind === 'invalid') {
      return error.faults.map(({ path, reason }) => [path, reason]);
    }
    throw error;
  }
  return [];
}

describe('merge patches', () => {
  // The examples of RFC 7396, appendix A, between objects.
  const examples: [string, string, string][] = [
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ];
  for (const [target, patch, result] of examples) {
    it(`turn ${target} by ${patch} into ${result}`, () => {
      const before = parsed(target);
      expect(mergePatch(before, parsed(patch))).to.deep.equal(parsed(result));
      expect(before).to.deep.equal(parsed(target));
    });
  }

  it('leave prototypes alone', () => {
    const merged = mergePatch({}, parsed('{"__proto__":{"polluted":1},"a":{"constructor":{"prototype":{"x":1}}}}'));
    expect(merged).to.deep.equal({ a: {} });
    expect(Object.hasOwn(Object.prototype, 'polluted')).to.equal(false);
  });

  it('change nothing the second time', () => {
    const value = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.integer(), fc.constant(null), fc.object()));
    fc.assert(
      fc.property(value, value, (target, patch) => {
        const [document, change] = [parsed(JSON.stringify(target)), parsed(JSON.stringify(patch))];
        const once = mergePatch(document, change);
        expect(isDeepEqual(mergePatch(once, change), once)).to.equal(true);
      }),
    );
  });
});

describe('the document guard', () => {
  it('lets an ordinary document through as it is', () => {
    const body = { '@type': 'Sla', a: [{ b: null }], hasOwnProperty: 1 };
    expect(guardDocument(body)).to.equal(body);
  });

  it('wants exactly one object', () => {
    for (const body of [[], [{}], null, 1, 'x', undefined]) {
      expect(() => guardDocument(body)).to.throw(Problem, 'body');
    }
  });

  it('refuses names that collide with prototypes, stores or paths, and says where', () => {
    const body = parsed('{"__proto__":1,"a":[{"constructor":1}],"b":{"prototype":1,"$gt":1,"_id":1,"x.y":1,"":1}}');
    expect(faultsOf(body).map(([path]) => path)).to.have.members([
      '__proto__',
      'a[0].constructor',
      'b.prototype',
      'b.$gt',
      'b._id',
      'b.x.y',
      'b.',
    ]);
    expect(faultsOf({ 'a\u0000b': 1 })).to.have.length(1);
  });

  it('refuses half characters, which not every store can give back, and takes whole ones', () => {
    const body = parsed(
      '{"a":"x\\ud83d","b":["ok","\\udc00"],"c":{"d\\ud800":1},"whole":"\\ud83d\\ude00","e\\ud83d\\ude00":1}',
    );
    expect(faultsOf(body).map(([path]) => path)).to.have.members(['a', 'b[1]', 'c.d\ud800']);
  });

  it('refuses numbers that no double holds', () => {
    expect(faultsOf(parsed('{"a":1e400,"b":[1,-1e999],"c":1e308}')).map(([path]) => path)).to.have.members([
      'a',
      'b[1]',
    ]);
  });

  it('stands any depth and refuses more than 32 levels', () => {
    const deep = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
    expect(faultsOf(deep(32))).to.deep.equal([]);
    expect(faultsOf(deep(33))[0]?.[1]).to.equal('is deeper than 32 levels');
    const nested: unknown = JSON.parse(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`);
    expect(faultsOf(nested)[0]?.[1]).to.equal('is deeper than 32 levels');
  });

  it('refuses more than 10,000 members and elements', () => {
    const wide = (count: number): JsonObject =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${String(at)}`, 1]));
    expect(faultsOf(wide(10_000))).to.deep.equal([]);
    expect(faultsOf(wide(30_000))[0]?.[1]).to.equal('is in a body with more than 10000 members');
    expect(faultsOf({ a: Array.from({ length: 10_001 }, () => 1) })[0]?.[0]).to.equal('a');
  });

  it('refuses more than two million characters in names and texts, all together', () => {
    const texts = (count: number): JsonObject => ({ list: Array.from({ length: count }, () => 'x'.repeat(1_000)) });
    expect(faultsOf(texts(2_000))).to.deep.equal([]);
    expect(faultsOf(texts(2_200))).to.deep.equal([['list', 'is in a body with more than 2097152 characters']]);
    expect(faultsOf({ ['n'.repeat(2_100_000)]: 1 })[0]?.[1]).to.equal('is in a body with more than 2097152 characters');
  });

  it('names only so many faults, and cuts long names', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`$${'x'.repeat(500)}${String(at)}`, 1]));
    expect(faultsOf(many)).to.have.length(20);
    expect(faultsOf(many)[0]?.[0]).to.have.length(63);
  });
});
