import { expect } from 'chai';
import { bundleSpec } from '../../../scripts/spec-bundle.ts';
import { specNames } from '../../../scripts/spec-outputs.ts';
import { yamlReader } from '../../../scripts/spec-source.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';

function readerOf(files: Record<string, JsonObject>): (path: string) => JsonObject {
  return (path) => {
    const file = files[path];
    if (!file) throw new Error(`${path}: no such file`);
    return file;
  };
}

const text = { type: 'string' };

describe('bundling a document', () => {
  it('takes components of other files in and keeps references to them', () => {
    const read = readerOf({
      'specs/main.yaml': { a: { $ref: 'common/x.yaml#/components/schemas/Outer' } },
      'specs/common/x.yaml': {
        components: {
          schemas: {
            Outer: { type: 'object', properties: { inner: { $ref: '#/components/schemas/Inner' } } },
            Inner: text,
            Unused: text,
          },
        },
      },
    });
    expect(bundleSpec('specs/main.yaml', read)).to.deep.equal({
      a: { $ref: '#/components/schemas/Outer' },
      components: {
        schemas: {
          Inner: text,
          Outer: { type: 'object', properties: { inner: { $ref: '#/components/schemas/Inner' } } },
        },
      },
    });
  });

  it('writes out in place what is no component, and leaves the anchors out', () => {
    const read = readerOf({
      'main.yaml': { 'x-shared': {}, a: { $ref: 'b.yaml#/calls' } },
      'b.yaml': { calls: { one: 1 } },
    });
    expect(bundleSpec('main.yaml', read)).to.deep.equal({ a: { one: 1 }, components: {} });
  });

  it('lets members beside a reference replace those it stands for, in their place', () => {
    const read = readerOf({
      'main.yaml': { calls: { first: 1, $ref: 'b.yaml#/calls', two: 3 } },
      'b.yaml': { calls: { one: 1, two: 2 } },
    });
    const { calls } = bundleSpec('main.yaml', read);
    expect(Object.entries(calls ?? {})).to.deep.equal([
      ['first', 1],
      ['one', 1],
      ['two', 3],
    ]);
  });

  it('adds the elements of a list that a list refers to', () => {
    const read = readerOf({ 'main.yaml': { list: [1, { $ref: 'b.yaml#/list' }, [4]] }, 'b.yaml': { list: [2, 3] } });
    expect(bundleSpec('main.yaml', read)).to.deep.include({ list: [1, 2, 3, [4]] });
  });

  it('reads another file where a document has one instead', () => {
    const thing = { $ref: 'own.yaml#/components/schemas/Thing' };
    const read = readerOf({
      'specs/main.yaml': { a: thing },
      'specs/other.yaml': { 'x-instead': { 'own.yaml': 'parts/others.yaml' }, $ref: 'main.yaml#' },
      'specs/own.yaml': { components: { schemas: { Thing: text } } },
      'specs/parts/others.yaml': { components: { schemas: { Thing: { type: 'number' } } } },
    });
    const other = { components: { schemas: { Thing: { type: 'number' } } } };
    expect(bundleSpec('specs/main.yaml', read)).to.deep.include({ components: { schemas: { Thing: text } } });
    expect(bundleSpec('specs/other.yaml', read)).to.deep.include({
      a: { $ref: '#/components/schemas/Thing' },
      ...other,
    });
  });

  it('makes one object of an allOf over objects', () => {
    const read = readerOf({
      'main.yaml': {
        a: { $ref: '#/components/schemas/Thing' },
        components: {
          schemas: {
            Base: { type: 'object', description: 'base', required: ['x'], properties: { x: text, y: text } },
            Thing: {
              description: 'thing',
              allOf: [
                { $ref: '#/components/schemas/Base' },
                { type: 'object', required: ['z'], properties: { y: {}, z: text } },
              ],
            },
          },
        },
      },
    });
    const thing = {
      type: 'object',
      description: 'thing',
      required: ['x', 'z'],
      properties: { x: text, y: {}, z: text },
    };
    expect(bundleSpec('main.yaml', read)).to.deep.equal({
      a: { $ref: '#/components/schemas/Thing' },
      components: { schemas: { Thing: thing } },
    });
  });

  it('names a reference that leads nowhere', () => {
    const read = readerOf({ 'main.yaml': { a: { $ref: '#/components/schemas/Gone' } } });
    expect(() => bundleSpec('main.yaml', read)).to.throw('#/components/schemas/Gone leads nowhere');
  });

  it('refuses two components of one name', () => {
    const read = readerOf({
      'main.yaml': { a: { $ref: 'b.yaml#/components/schemas/X' }, c: { $ref: 'c.yaml#/components/schemas/X' } },
      'b.yaml': { components: { schemas: { X: text } } },
      'c.yaml': { components: { schemas: { X: { type: 'number' } } } },
    });
    expect(() => bundleSpec('main.yaml', read)).to.throw('schemas/X is defined in');
  });

  for (const name of specNames) {
    it(`leaves no reference out of the document and no empty member in ${name}`, () => {
      const bundle = JSON.stringify(bundleSpec(`api-specs/${name}.yaml`, yamlReader()));
      expect(bundle.match(/"\$ref":"(?!#\/components\/)[^"]*"/g)).to.equal(null);
      expect(bundle.match(/:null[,}]/g)).to.equal(null);
    });
  }
});
