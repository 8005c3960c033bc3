import { expect } from 'chai';
import fc from 'fast-check';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/kernel/json.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { mergePatch } from '../../../src/tmf630/patch/merge-patch.ts';
import { createRenaming } from '../../../src/tmf630/dialect/renaming.ts';

const renaming = createRenaming(
  {
    parameter: ['specParameter', 'param'],
    'parameter.kind': ['type'],
    'parameter.source.href': ['href', 'herf'],
    consequence: ['specConsequence', 'specConsquence'],
    'consequence.remedy': ['action'],
  },
  ['@type', 'parameter.source.role'],
);

function faultsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error.faults.map(({ path, reason }) => `${path}: ${reason}`);
    throw error;
  }
  return [];
}

describe('renaming', () => {
  describe('a body that comes in', () => {
    it('is read in own names, aliases and canonical names, through arrays', () => {
      const expected = {
        parameter: { kind: 'KPI', source: [{ id: 'a', href: 'x' }] },
        consequence: [[{ remedy: 'r' }]],
      };
      for (const body of [
        { specParameter: { type: 'KPI', source: [{ id: 'a', href: 'x' }] }, specConsequence: [[{ action: 'r' }]] },
        { param: { type: 'KPI', source: [{ id: 'a', herf: 'x' }] }, specConsquence: [[{ action: 'r' }]] },
        { parameter: { kind: 'KPI', source: [{ id: 'a', href: 'x' }] }, consequence: [[{ remedy: 'r' }]] },
      ]) {
        expect(renaming.incoming(body, 'canonical')).to.deep.equal(expected);
      }
    });

    it('becomes own names, whatever spelling it has', () => {
      expect(renaming.incoming({ param: { kind: 1, source: { herf: 2 } } }, 'own')).to.deep.equal({
        specParameter: { type: 1, source: { href: 2 } },
      });
    });

    it('keeps what nobody renames, in its order and without a copy', () => {
      const body = { x: 1, specParameter: { type: 2, y: { type: 3 } }, z: [{ kind: 4 }] };
      expect(JSON.stringify(renaming.incoming(body, 'canonical'))).to.equal(
        '{"x":1,"parameter":{"kind":2,"y":{"type":3}},"z":[{"kind":4}]}',
      );
      expect(renaming.incoming(body, 'own')).to.equal(body);
      const other = { x: { specParameter: 1 } };
      expect(renaming.incoming(other, 'canonical')).to.equal(other);
    });

    it('is kept when a value is not of the shape that is expected', () => {
      expect(renaming.incoming({ specParameter: null, consequence: 'none' }, 'canonical')).to.deep.equal({
        parameter: null,
        consequence: 'none',
      });
    });

    it('is refused when one attribute comes in two spellings, with all the paths in the words of the caller', () => {
      const body = {
        param: { kind: 1, source: [{}, { href: 1, herf: 2 }] },
        specParameter: { type: 1, kind: 2 },
      };
      expect(faultsOf(() => renaming.incoming(body, 'own'))).to.deep.equal([
        'param.source[1].herf: is another spelling of href, which is there, too',
        'specParameter: is another spelling of param, which is there, too',
        'specParameter.kind: is another spelling of type, which is there, too',
      ]);
      expect(faultsOf(() => renaming.incoming({ param: null, parameter: null }, 'canonical'))).to.have.length(1);
    });
  });

  describe('a value for one attribute', () => {
    it('is read as what stands there', () => {
      expect(renaming.incomingAt(['parameter'], { type: 1 })).to.deep.equal({ kind: 1 });
      expect(renaming.incomingAt(['parameter', 'source', '0'], { herf: 1 })).to.deep.equal({ href: 1 });
      expect(renaming.incomingAt(['parameter', 'source', '-'], { herf: 1 })).to.deep.equal({ href: 1 });
      expect(renaming.incomingAt(['parameter', 'source'], [{ herf: 1 }])).to.deep.equal([{ href: 1 }]);
      expect(renaming.incomingAt([], { param: 1 })).to.deep.equal({ parameter: 1 });
      expect(renaming.incomingAt(['parameter', 'kind'], 'x')).to.equal('x');
      expect(renaming.incomingAt(['elsewhere'], { type: 1 })).to.deep.equal({ type: 1 });
    });

    it('is refused with its place', () => {
      const both = [{ href: 1, herf: 2 }];
      expect(faultsOf(() => renaming.incomingAt(['parameter', 'source'], both))).to.deep.equal([
        'specParameter.source[0].herf: is another spelling of href, which is there, too',
      ]);
    });
  });

  describe('a document that goes out', () => {
    it('has own names, and none of what is hidden', () => {
      const document = {
        '@type': 'T',
        parameter: { kind: 'KPI', '@type': 'P', source: [{ href: 'x', role: 'r' }] },
        consequence: [{ remedy: 'a' }],
        role: 'kept',
      };
      expect(renaming.outgoing(document)).to.deep.equal({
        specParameter: { type: 'KPI', '@type': 'P', source: [{ href: 'x' }] },
        specConsequence: [{ action: 'a' }],
        role: 'kept',
      });
    });

    it('lacks stored attributes whose name means another one here', () => {
      const document = {
        specParameter: 'mine',
        specConsquence: 1,
        parameter: { kind: 'KPI', type: 'mine' },
        type: 'x',
      };
      expect(renaming.outgoing(document)).to.deep.equal({ specParameter: { type: 'KPI' }, type: 'x' });
    });

    it('is the document itself when nothing changes', () => {
      const document = { name: 'a', other: [{ kind: 1 }] };
      expect(renaming.outgoing(document)).to.equal(document);
    });
  });

  describe('a path', () => {
    it('is understood in every spelling', () => {
      for (const [written, canonical, own] of [
        ['specParameter.type', 'parameter.kind', 'specParameter.type'],
        ['param.kind', 'parameter.kind', 'specParameter.type'],
        ['specParameter.source.0.herf', 'parameter.source.0.href', 'specParameter.source.0.href'],
        ['specConsquence.-.action', 'consequence.-.remedy', 'specConsequence.-.action'],
        ['type', 'type', 'type'],
        ['x.specParameter', 'x.specParameter', 'x.specParameter'],
        ['specParameter.x.type', 'parameter.x.type', 'specParameter.x.type'],
      ]) {
        expect(renaming.path(written!.split('.'), 'canonical').join('.')).to.equal(canonical);
        expect(renaming.path(written!.split('.'), 'own').join('.')).to.equal(own);
        expect(renaming.wirePath(canonical!.split('.')).join('.')).to.equal(own);
      }
    });

    it('of the store is not mistaken for one of the caller', () => {
      expect(renaming.wirePath(['specParameter', 'kind'])).to.deep.equal(['specParameter', 'kind']);
    });
  });

  it('is not made from a table in which one name means two attributes', () => {
    expect(() => createRenaming({ a: ['c'], b: ['c'] })).to.throw('c is a name of two attributes');
    expect(() => createRenaming({ a: ['b'], b: ['c'] })).to.throw('b is a name of two attributes');
    expect(() => createRenaming({ 'x.a': ['c'], 'y.b': ['c'] })).not.to.throw();
  });

  describe('of any document', () => {
    const names = [
      'parameter',
      'specParameter',
      'param',
      'kind',
      'type',
      'source',
      'href',
      'herf',
      'consequence',
    ].concat(['specConsequence', 'specConsquence', 'remedy', 'action', '@type', 'role', 'note', 'id']);
    const { document } = fc.letrec<{ value: JsonValue; document: JsonObject }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        tie('document'),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
      document: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }),
    }));

    /** Whether everything in one is in the other, at the same place. */
    const isWithin = (part: JsonValue, whole: JsonValue | undefined): boolean => {
      if (Array.isArray(part))
        return (
          Array.isArray(whole) && part.length === whole.length && part.every((each, at) => isWithin(each, whole[at]))
        );
      if (!isJsonObject(part)) return part === whole;
      return isJsonObject(whole) && Object.entries(part).every(([name, value]) => isWithin(value, whole[name]));
    };

    it('comes back as it was, as far as it is shown', () => {
      fc.assert(
        fc.property(document, (stored) => isWithin(renaming.incoming(renaming.outgoing(stored), 'canonical'), stored)),
      );
    });

    it('goes out the same after it has come back', () => {
      fc.assert(
        fc.property(document, (stored) => {
          const shown = renaming.outgoing(stored);
          expect(renaming.outgoing(renaming.incoming(shown, 'canonical'))).to.deep.equal(shown);
        }),
      );
    });

    it('is never silently overwritten by a body: it is refused, or every value of it arrives', () => {
      const leaves = (value: JsonValue): number => {
        const inner = isJsonObject(value) ? Object.values(value) : value;
        return Array.isArray(inner) ? inner.reduce<number>((count, each) => count + leaves(each), 0) : 1;
      };
      fc.assert(
        fc.property(document, (body) => {
          const faults = faultsOf(() => renaming.incoming(body, 'canonical'));
          if (faults.length > 0) return;
          expect(leaves(renaming.incoming(body, 'canonical'))).to.equal(leaves(body));
        }),
      );
    });

    it('keeps, through a merge patch, what the patch does not name', () => {
      const patches = fc.dictionary(fc.constantFrom('specConsequence', 'note', 'param'), fc.integer());
      fc.assert(
        fc.property(document, patches, (stored, patch) => {
          const after = mergePatch(stored, renaming.incoming(patch, 'canonical'));
          const named = new Set(Object.keys(patch).map((name) => renaming.path([name], 'canonical')[0]));
          for (const [name, value] of Object.entries(stored)) {
            if (!named.has(name)) expect(after[name]).to.deep.equal(value);
          }
        }),
      );
    });
  });
});
