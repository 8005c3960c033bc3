import type { JsonObject, JsonValue } from '../src/kernel/json.ts';
import { isJsonObject, objectAt, objectsAt, textAt } from '../src/kernel/json.ts';

/** The part of a schema that decides what is valid: no prose, references by bare name. */
export type SchemaShape = JsonObject;

/** What a client can see of one operation. */
export interface OperationShape {
  /** `callback`: posted to a subscriber's address instead of being served. */
  place: 'path' | 'callback';
  /** Success codes, in order. */
  success: string[];
  /** Parameters by `path id`, `query fields`. */
  parameters: Record<string, SchemaShape>;
  /** Media types of the request body, without parameters, in order; empty without a body. */
  media: string[];
  request?: SchemaShape;
  /** Bodies by status code; codes without a body are left out. */
  answers: Record<string, SchemaShape>;
}

/** A definition boiled down to facts: operations by `GET /sla`, schemas by name. Plain JSON. */
export interface Shape {
  operations: Record<string, OperationShape>;
  schemas: Record<string, SchemaShape>;
}

const methods: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options']);

/** The shape of a Swagger 2 definition or of a bundled OpenAPI 3 document. Throws on neither. */
export function shapeOf(document: JsonObject): Shape {
  const schemas =
    objectAt(document, 'definitions') ?? objectAt(objectAt(document, 'components') ?? {}, 'schemas') ?? {};
  const paths = objectAt(document, 'paths');
  if (!paths) throw new Error('not an API definition: it has no paths');
  const operations = Object.keys(paths).flatMap((path) => operationsAt(path, objectAt(paths, path) ?? {}, document));
  return {
    operations: Object.fromEntries(operations.sort(([left], [right]) => (left < right ? -1 : 1))),
    schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bareSchema(schema)])),
  };
}

function operationsAt(path: string, members: JsonObject, document: JsonObject): [string, OperationShape][] {
  return Object.keys(members)
    .filter((method) => methods.has(method))
    .flatMap((method) => {
      const operation = objectAt(members, method) ?? {};
      const parameters = [...objectsAt(members, 'parameters'), ...objectsAt(operation, 'parameters')];
      const shape = operationShape({ ...operation, parameters }, document);
      return [
        [`${method.toUpperCase()} ${path}`, shape] as [string, OperationShape],
        ...callbacksOf(operation, document),
      ];
    });
}

// The official definitions write a consumer's endpoints as paths below /listener; OpenAPI 3 calls them callbacks.
function callbacksOf(operation: JsonObject, document: JsonObject): [string, OperationShape][] {
  const callbacks = objectAt(operation, 'callbacks') ?? {};
  return Object.keys(callbacks).flatMap((name) => {
    const addresses = objectAt(callbacks, name) ?? {};
    const [post] = Object.keys(addresses).map((address) => objectAt(objectAt(addresses, address) ?? {}, 'post') ?? {});
    const shape: OperationShape = { ...operationShape(post ?? {}, document), place: 'callback' };
    return [[`POST /listener/${name}`, shape] as [string, OperationShape]];
  });
}

function operationShape(operation: JsonObject, document: JsonObject): OperationShape {
  const parameters = objectsAt(operation, 'parameters').map((parameter) => referred(parameter, document));
  const responses = objectAt(operation, 'responses') ?? {};
  const request = requestOf(operation, parameters, document);
  return {
    place: 'path',
    success: Object.keys(responses)
      .filter((code) => /^[123]/.test(code))
      .sort(),
    parameters: Object.fromEntries(
      parameters.filter((parameter) => textAt(parameter, 'in') !== 'body').map(parameterShape),
    ),
    ...request,
    answers: Object.fromEntries(Object.keys(responses).flatMap((code) => answerShape(code, responses, document))),
  };
}

function parameterShape(parameter: JsonObject): [string, SchemaShape] {
  const schema = objectAt(parameter, 'schema') ?? parameter;
  return [`${textAt(parameter, 'in') ?? ''} ${textAt(parameter, 'name') ?? ''}`, bareSchema(schema)];
}

function requestOf(
  operation: JsonObject,
  parameters: readonly JsonObject[],
  document: JsonObject,
): Pick<OperationShape, 'media' | 'request'> {
  const body = parameters.find((parameter) => textAt(parameter, 'in') === 'body');
  if (body)
    return {
      media: mediaNames(operation['consumes'] ?? document['consumes']),
      request: bareSchema(body['schema'] ?? {}),
    };
  const content = objectAt(objectAt(operation, 'requestBody') ?? {}, 'content');
  if (!content) return { media: [] };
  return {
    media: mediaNames(Object.keys(content)),
    request: bareSchema(objectAt(content, 'application/json')?.['schema'] ?? {}),
  };
}

function answerShape(code: string, responses: JsonObject, document: JsonObject): [string, SchemaShape][] {
  const response = referred(objectAt(responses, code) ?? {}, document);
  const content = objectAt(objectAt(response, 'content') ?? {}, 'application/json');
  const schema = response['schema'] ?? content?.['schema'];
  return schema === undefined ? [] : [[code, bareSchema(schema)]];
}

function mediaNames(value: JsonValue | undefined): string[] {
  const names = Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
  return names.map((name) => name.replace(/;.*/, '')).sort();
}

function referred(value: JsonObject, document: JsonObject): JsonObject {
  const steps = textAt(value, '$ref')?.split('/').slice(1);
  if (!steps) return value;
  return steps.reduce<JsonObject>((at, step) => objectAt(at, step) ?? {}, document);
}

const keptKeywords: ReadonlySet<string> = new Set([
  'type',
  'format',
  'nullable',
  'enum',
  'pattern',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'additionalProperties',
]);

function bareSchema(schema: JsonValue): SchemaShape {
  if (!isJsonObject(schema)) return {};
  const reference = textAt(schema, '$ref');
  if (reference !== undefined) return { $ref: reference.replace(/^.*\//, '') };
  const kept = Object.entries(schema).filter(([name, value]) => keptKeywords.has(name) && typeof value !== 'object');
  return { ...Object.fromEntries(kept), ...listMembers(schema), ...nestedSchemas(schema) };
}

function listMembers(schema: JsonObject): JsonObject {
  const lists = ['enum', 'required'].flatMap((name) => {
    const list = schema[name];
    return Array.isArray(list) && list.length > 0 ? [[name, [...list].sort()] as const] : [];
  });
  return Object.fromEntries(lists);
}

function nestedSchemas(schema: JsonObject): JsonObject {
  const nested: JsonObject = {};
  if (schema['items'] !== undefined) nested['items'] = bareSchema(schema['items']);
  for (const name of ['anyOf', 'oneOf', 'allOf']) {
    if (Array.isArray(schema[name])) nested[name] = schema[name].map(bareSchema);
  }
  const properties = objectAt(schema, 'properties');
  if (properties)
    nested['properties'] = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, bareSchema(value)]),
    );
  return nested;
}
