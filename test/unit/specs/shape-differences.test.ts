import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { valueAtPointer } from '../../../scripts/json-pointer.ts';
import { differences, type Difference } from '../../../scripts/shape-differences.ts';
import { shapeOf } from '../../../scripts/shape.ts';
import { isJsonObject, type JsonObject } from '../../../src/kernel/json.ts';

function documentAt(path: string): JsonObject {
  const document: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isJsonObject(document)) throw new Error(`${path}: not an object`);
  return document;
}

const bundle = documentAt('api-specs/bundle/tmf657-v4.json');

/** The differences that appear when the bundle is changed at a place. */
function after(pointer: string, change: (member: JsonObject) => void): Difference[] {
  const changed = structuredClone(bundle);
  const member = valueAtPointer(changed, pointer);
  if (!isJsonObject(member)) throw new Error(`${pointer}: no object`);
  change(member);
  return differences(shapeOf(bundle), shapeOf(changed));
}

const create = '/components/schemas/ServiceLevelObjective_Create';

interface Mutation {
  it: string;
  at: string;
  change: (member: JsonObject) => void;
  found: Difference[];
}

const mutations: Mutation[] = [
  {
    it: 'a path taken away',
    at: '/paths',
    change: (paths) => delete paths['/hub/{id}'],
    found: [
      { where: 'DELETE /hub/{id}', what: 'absent' },
      { where: 'GET /hub/{id}', what: 'absent' },
    ],
  },
  {
    it: 'a path added',
    at: '/paths',
    change: (paths) => (paths['/extra'] = { get: { responses: { '200': { description: '' } } } }),
    found: [{ where: 'GET /extra', what: 'added' }],
  },
  {
    it: 'a method taken away',
    at: '/paths/~1serviceLevelObjective~1{id}',
    change: (methods) => delete methods['patch'],
    found: [{ where: 'PATCH /serviceLevelObjective/{id}', what: 'absent' }],
  },
  {
    it: 'another success code',
    at: '/paths/~1serviceLevelObjective/post/responses',
    change: (responses) => {
      responses['200'] = responses['201'] ?? {};
      delete responses['201'];
    },
    found: [{ where: 'POST /serviceLevelObjective success', what: '201 -> 200' }],
  },
  {
    it: 'an attribute taken away',
    at: `${create}/properties`,
    change: (properties) => delete properties['graceTimes'],
    found: [{ where: 'POST /serviceLevelObjective request graceTimes', what: 'absent' }],
  },
  {
    it: 'an attribute renamed',
    at: `${create}/properties`,
    change: (properties) => {
      properties['graceCount'] = properties['graceTimes'] ?? {};
      delete properties['graceTimes'];
    },
    found: [
      { where: 'POST /serviceLevelObjective request graceCount', what: 'added' },
      { where: 'POST /serviceLevelObjective request graceTimes', what: 'absent' },
    ],
  },
  {
    it: 'another type',
    at: `${create}/properties/conformanceTarget`,
    change: (target) => (target['type'] = 'number'),
    found: [{ where: 'POST /serviceLevelObjective request conformanceTarget', what: 'string -> number' }],
  },
  {
    it: 'another format',
    at: `${create}/properties/@schemaLocation`,
    change: (location) => delete location['format'],
    found: [{ where: 'POST /serviceLevelObjective request @schemaLocation', what: 'string uri -> string' }],
  },
  {
    it: 'a narrower type',
    at: `${create}/properties/conformanceComparator`,
    change: (comparator) => (comparator['enum'] = ['<', '>']),
    found: [{ where: 'POST /serviceLevelObjective request conformanceComparator', what: 'string -> string enum <,>' }],
  },
  {
    it: 'a shorter required list',
    at: create,
    change: (schema) => (schema['required'] = ['conformanceTarget']),
    found: [
      {
        where: 'POST /serviceLevelObjective request {required}',
        what: 'conformanceComparator conformanceTarget serviceLevelObjectiveParameter -> conformanceTarget',
      },
    ],
  },
  {
    it: 'a required list taken away',
    at: '/components/schemas/EventSubscriptionInput',
    change: (schema) => delete schema['required'],
    found: [{ where: 'POST /hub request {required}', what: 'callback -> nothing' }],
  },
  {
    it: 'another type of a query parameter',
    at: '/components/parameters/offset/schema',
    change: (schema) => (schema['type'] = 'string'),
    found: ['/hub', '/serviceLevelObjective', '/serviceLevelSpecification'].map((path) => ({
      where: `GET ${path} query offset`,
      what: 'integer minimum 0 -> string minimum 0',
    })),
  },
  {
    it: 'a media type taken away',
    at: '/paths/~1serviceLevelObjective~1{id}/patch/requestBody',
    change: (body) =>
      (body['content'] = { 'application/json': (body['content'] as JsonObject)['application/json'] ?? {} }),
    found: [
      {
        where: 'PATCH /serviceLevelObjective/{id} media',
        what:
          'application/json application/json-patch+json application/json-patch+query application/json-patch-query+json' +
          ' application/merge-patch+json -> application/json',
      },
    ],
  },
  {
    it: 'an attribute of a notification taken away',
    at: '/components/schemas/ServiceLevelObjectiveCreateEvent/properties',
    change: (properties) => delete properties['timeOcurred'],
    found: [{ where: 'POST /listener/serviceLevelObjectiveCreateEvent request timeOcurred', what: 'absent' }],
  },
  {
    it: 'nothing in other words',
    at: create,
    change: (schema) => (schema['description'] = 'other words'),
    found: [],
  },
];

describe('the shape check', () => {
  for (const { it: what, at, change, found } of mutations) {
    it(`notices ${what}`, () => {
      expect(after(at, change)).to.deep.equal(found);
    });
  }

  it('notices what the elements of a list inside a body lose', () => {
    const found = after('/components/schemas/RelatedEntity', (schema) => {
      schema['required'] = ['id'];
      delete (schema['properties'] as JsonObject)['role'];
    });
    expect(found).to.deep.include({
      where: 'POST /serviceLevelObjective request serviceLevelObjectiveParameter.relatedEntity[].role',
      what: 'absent',
    });
    expect(found).to.deep.include({
      where: 'POST /serviceLevelObjective request serviceLevelObjectiveParameter.relatedEntity[] {required}',
      what: '@referredType id role -> id',
    });
  });

  it('reads a Swagger 2 definition and an OpenAPI 3 document alike', () => {
    const schema = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string' }, parts: { type: 'array', items: { type: 'string' } } },
    };
    const parameter = { name: 'fields', in: 'query' };
    const official = {
      swagger: '2.0',
      consumes: ['application/json;charset=utf-8'],
      paths: {
        '/thing': {
          post: {
            parameters: [
              { in: 'body', name: 'thing', schema: { $ref: '#/definitions/Thing' } },
              { ...parameter, type: 'string' },
            ],
            responses: { 201: { schema: { $ref: '#/definitions/Thing' } } },
          },
        },
      },
      definitions: { Thing: schema },
    };
    const ours = {
      openapi: '3.0.3',
      paths: {
        '/thing': {
          post: {
            parameters: [{ ...parameter, schema: { type: 'string' } }],
            requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Other' } } } },
            responses: { 201: { content: { 'application/json': { schema } } } },
          },
        },
      },
      components: { schemas: { Other: schema } },
    };
    expect(differences(shapeOf(official), shapeOf(ours))).to.deep.equal([]);
  });

  it('ends on a schema that refers to itself', () => {
    const node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } };
    const document = {
      paths: {
        '/node': {
          get: {
            responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } } } },
          },
        },
      },
      components: { schemas: { Node: node } },
    };
    expect(differences(shapeOf(document), shapeOf(document))).to.deep.equal([]);
  });
});
