import { expect } from 'chai';
import { writeMergePatches } from '../../../scripts/spec-merge-patch.ts';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { objectAt } from '../../../src/kernel/json.ts';

const text = { type: 'string' };

function schemasOf(schemas: JsonObject): JsonObject {
  const written = writeMergePatches({ components: { schemas } });
  return objectAt(objectAt(written, 'components') ?? {}, 'schemas') ?? {};
}

/** The properties of the patches of an object with these properties. */
function patched(properties: JsonObject, schemas: JsonObject = {}): JsonValue | undefined {
  const patch = { 'x-merge-patch': { $ref: '#/components/schemas/Thing' } };
  const written = schemasOf({ ...schemas, Thing: { type: 'object', properties }, Patch: patch });
  return objectAt(written, 'Patch')?.['properties'];
}

describe('the schema of merge patches', () => {
  it('requires nothing, and lets null remove what is not required', () => {
    const thing = { type: 'object', description: 'a', required: ['a'], properties: { a: text, b: text } };
    const patch = { description: 'p', 'x-merge-patch': { $ref: '#/components/schemas/Thing' } };
    expect(schemasOf({ Thing: thing, Patch: patch })).to.deep.equal({
      Thing: thing,
      Patch: { type: 'object', description: 'p', properties: { a: text, b: { ...text, nullable: true } } },
    });
  });

  it('leaves the elements of arrays as they are', () => {
    const list = { type: 'array', minItems: 1, items: { type: 'object', required: ['a'], properties: { a: text } } };
    expect(patched({ list })).to.deep.equal({ list: { ...list, nullable: true } });
  });

  it('lets null through where anything goes and where there is a choice', () => {
    const choice = { anyOf: [{ type: 'number' }, text] };
    expect(patched({ any: {}, choice })).to.deep.equal({
      any: {},
      choice: { anyOf: [{ type: 'number', nullable: true }, text] },
    });
  });

  it('lets null through where the values are listed, unless it is required', () => {
    const state = { type: 'string', enum: ['on', 'off'] };
    expect(patched({ state, choice: { anyOf: [state, text] } })).to.deep.equal({
      state: { ...state, enum: ['on', 'off', null], nullable: true },
      choice: { anyOf: [{ ...state, enum: ['on', 'off', null], nullable: true }, text] },
    });
    const thing = { type: 'object', required: ['state'], properties: { state } };
    const written = schemasOf({ Thing: thing, Patch: { 'x-merge-patch': { $ref: '#/components/schemas/Thing' } } });
    expect(objectAt(written, 'Patch')?.['properties']).to.deep.equal({ state });
  });

  it('patches objects inside in their turn', () => {
    const inner = { type: 'object', required: ['a'], properties: { a: text, b: text } };
    expect(patched({ inner })).to.deep.equal({
      inner: { type: 'object', nullable: true, properties: { a: text, b: { ...text, nullable: true } } },
    });
  });

  it('makes components of components inside, apart for those that cannot be removed', () => {
    const reference = { $ref: '#/components/schemas/Inner_Create' };
    const written = schemasOf({
      Thing: { type: 'object', required: ['kept'], properties: { kept: reference, other: reference } },
      Inner_Create: { type: 'object', properties: { a: text } },
      Patch: { 'x-merge-patch': { $ref: '#/components/schemas/Thing' } },
    });
    const inner = { type: 'object', properties: { a: { ...text, nullable: true } } };
    expect(objectAt(written, 'Patch')?.['properties']).to.deep.equal({
      kept: { $ref: '#/components/schemas/Inner_Update' },
      other: { $ref: '#/components/schemas/Inner_UpdateOrNull' },
    });
    expect(written['Inner_Update']).to.deep.equal(inner);
    expect(written['Inner_UpdateOrNull']).to.deep.equal({ ...inner, nullable: true });
  });

  it('writes a component that is no object out in place', () => {
    const share = { anyOf: [{ type: 'number' }, text] };
    expect(patched({ share: { $ref: '#/components/schemas/Share' } }, { Share: share })).to.deep.equal({
      share: { anyOf: [{ type: 'number', nullable: true }, text] },
    });
  });

  it('ends on an object that holds its like', () => {
    const node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } };
    const written = schemasOf({ Node: node, Patch: { 'x-merge-patch': { $ref: '#/components/schemas/Node' } } });
    const next = { $ref: '#/components/schemas/Node_UpdateOrNull' };
    expect(written['Node_UpdateOrNull']).to.deep.equal({ type: 'object', nullable: true, properties: { next } });
  });

  it('has members of its own beside those of the object', () => {
    const schema = {
      'x-merge-patch': { $ref: '#/components/schemas/Thing' },
      properties: { id: { description: 'not changed' } },
    };
    const written = schemasOf({ Thing: { type: 'object', properties: { id: text, a: text } }, Patch: schema });
    expect(objectAt(written, 'Patch')?.['properties']).to.deep.equal({
      id: { description: 'not changed' },
      a: { ...text, nullable: true },
    });
  });

  it('is refused for what is no object', () => {
    const patch = { 'x-merge-patch': { $ref: '#/components/schemas/Gone' } };
    expect(() => schemasOf({ Patch: patch })).to.throw('#/components/schemas/Gone is no object');
  });
});
