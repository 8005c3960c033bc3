import { expect } from 'chai';
import { checkedParts } from '../../../src/http/checked-parts.ts';

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const body = (name: string) => ({ content: { 'application/json': { schema: reference(name) } } });
const spec = {
  openapi: '3.0.3',
  paths: {
    '/thing': {
      parameters: [{ name: 'fields', in: 'query' }],
      post: {
        parameters: [{ name: 'fields', in: 'query' }],
        requestBody: body('Thing_Create'),
        responses: { '201': { description: 'made', ...body('Thing') } },
      },
    },
  },
  components: {
    schemas: {
      Thing_Create: { properties: { part: reference('Part') } },
      Part: { oneOf: [{}], discriminator: { propertyName: 'kind', mapping: { a: '#/components/schemas/PartA' } } },
      PartA: { properties: { part: reference('Part') } },
      Thing: { type: 'object' },
      Unused: { type: 'object' },
    },
    parameters: { Fields: { name: 'fields' } },
  },
};

describe('the parts of an API document that bodies are checked against', () => {
  it('are the bodies sent and all that these refer to', () => {
    const { schemas } = spec.components;
    expect(checkedParts(spec, { withResponses: false })).to.deep.equal({
      openapi: '3.0.3',
      paths: {
        '/thing': {
          post: { requestBody: body('Thing_Create'), responses: { default: { description: 'any answer' } } },
        },
      },
      components: { schemas: { Thing_Create: schemas.Thing_Create, Part: schemas.Part, PartA: schemas.PartA } },
    });
  });

  it('are the answers, too, when those are checked', () => {
    const parts = checkedParts(spec, { withResponses: true }) as unknown as typeof spec;
    expect(parts.paths['/thing'].post.responses).to.deep.equal(spec.paths['/thing'].post.responses);
    expect(Object.keys(parts.components.schemas)).to.have.members(['Thing_Create', 'Part', 'PartA', 'Thing']);
  });
});
