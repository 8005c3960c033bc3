import type { JsonObject, JsonValue } from '../src/kernel/json.ts';
import { isJsonObject, objectAt, objectsAt, textAt } from '../src/kernel/json.ts';
import type { OperationShape, SchemaShape, Shape } from './shape.ts';

/**
 * What can be compared, one fact a line: `POST /sla request rule[].unit` is `string`, `POST /sla request {required}` is
 * `name`. The elements of a body that is an array are written like the body of a single resource. Schema names do not
 * matter, what they hold does.
 */
export type Facts = ReadonlyMap<string, string>;

/** The facts of a shape, in a stable order. Schemas that no operation reaches stand by themselves as `schema <name>`. */
export function factsOf(shape: Shape): Facts {
  const facts = new Map<string, string>();
  const reached = new Set<string>();
  const tell = (where: string, schema: SchemaShape): void => {
    walk({ schemas: shape.schemas, facts, reached, open: [] }, where, schema);
  };
  for (const [operation, operationShape] of Object.entries(shape.operations))
    tellOperation(operation, operationShape, facts, tell);
  const unreached = Object.entries(shape.schemas).filter(([name]) => !reached.has(name));
  for (const [name, schema] of unreached) tell(`schema ${name}`, schema);
  return facts;
}

function tellOperation(
  operation: string,
  shape: OperationShape,
  facts: Map<string, string>,
  tell: (where: string, schema: SchemaShape) => void,
): void {
  facts.set(operation, shape.place);
  facts.set(`${operation} success`, shape.success.join(' '));
  if (shape.media.length > 0) facts.set(`${operation} media`, shape.media.join(' '));
  for (const [name, schema] of Object.entries(shape.parameters)) tell(`${operation} ${name}`, schema);
  if (shape.request) tell(`${operation} request`, shape.request);
  const [success = ''] = shape.success;
  for (const [code, schema] of Object.entries(shape.answers)) {
    if (code === success) tell(`${operation} answer`, schema);
    if (/^[45]/.test(code)) tell(`${operation} error ${code}`, schema);
  }
}

interface Walk {
  schemas: Readonly<Record<string, SchemaShape>>;
  facts: Map<string, string>;
  reached: Set<string>;
  /** Names of the schemas being walked, so that one that refers to itself ends. */
  open: readonly string[];
}

function walk(at: Walk, where: string, schema: SchemaShape): void {
  const name = textAt(schema, '$ref');
  if (name !== undefined) {
    at.reached.add(name);
    if (at.open.includes(name)) at.facts.set(where, `again ${name}`);
    else walk({ ...at, open: [...at.open, name] }, where, at.schemas[name] ?? {});
    return;
  }
  at.facts.set(where, typeText(schema, at.schemas));
  const items = objectAt(schema, 'items');
  // A list of a resource has the facts of the resource; only lists inside a body are marked.
  if (items) walkMembers(at, isRoot(where) ? where : `${where}[]`, resolve(items, at), items);
  else walkMembers(at, where, schema, schema);
}

function walkMembers(at: Walk, where: string, schema: SchemaShape, origin: SchemaShape): void {
  const name = textAt(origin, '$ref');
  if (name !== undefined && at.open.includes(name)) return;
  if (name !== undefined) at.reached.add(name);
  const inside = name === undefined ? at : { ...at, open: [...at.open, name] };
  if (schema !== origin || where.endsWith('[]')) at.facts.set(elementKey(where), typeText(schema, at.schemas));
  const required = listText(schema['required']).join(' ');
  if (required !== '') at.facts.set(`${where} {required}`, required);
  const properties = objectAt(schema, 'properties') ?? {};
  for (const [property, value] of Object.entries(properties)) {
    if (isJsonObject(value)) walk(inside, isRoot(where) ? `${where} ${property}` : `${where}.${property}`, value);
  }
}

function elementKey(where: string): string {
  return where.endsWith('[]') ? where : `${where} {element}`;
}

function resolve(schema: SchemaShape, { schemas }: Walk): SchemaShape {
  const name = textAt(schema, '$ref');
  return name === undefined ? schema : (schemas[name] ?? {});
}

function isRoot(where: string): boolean {
  return / (?:request|answer|error \d+)$|^schema [^ ]+$/.test(where);
}

function typeText(schema: SchemaShape, schemas: Readonly<Record<string, SchemaShape>>): string {
  const name = textAt(schema, '$ref');
  if (name !== undefined) return typeText(schemas[name] ?? {}, schemas);
  const choices = ['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => objectsAt(schema, keyword));
  if (choices.length > 0) return choices.map((choice) => typeText(choice, schemas)).join(' or ');
  const type = textAt(schema, 'type') ?? (objectAt(schema, 'properties') ? 'object' : 'any');
  return [type, textAt(schema, 'format'), ...limits(schema)].filter((part) => part !== undefined).join(' ');
}

function limits(schema: JsonObject): string[] {
  const names = ['nullable', 'pattern', 'minItems', 'maxItems', 'minLength', 'maxLength', 'minimum', 'maximum', 'enum'];
  return names.filter((name) => schema[name] !== undefined).map((name) => limitText(name, schema));
}

function limitText(name: string, schema: JsonObject): string {
  const value = schema[name];
  if (Array.isArray(value)) return `${name} ${listText(value).join(',')}`;
  return name === 'nullable' ? name : `${name} ${scalarText(value)}`;
}

function listText(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.map(scalarText) : [];
}

function scalarText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
