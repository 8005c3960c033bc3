import type { JsonObject, JsonValue } from '../src/kernel/json.ts';
import { isJsonObject, objectAt } from '../src/kernel/json.ts';
import { bundleSpec } from './spec-bundle.ts';
import { pretty, type SpecOutput } from './spec-outputs.ts';
import type { ReadDocument } from './spec-source.ts';

/**
 * The JSON Schemas (draft-07) of what Surety understands beyond the standards: every schema in `api-specs/extensions.yaml` as
 * `api-specs/extensions/<name>.schema.json`, with the components it needs as definitions.
 */
export async function extensionSchemas(read: ReadDocument): Promise<SpecOutput[]> {
  const document = bundleSpec('api-specs/extensions.yaml', read);
  const components = objectAt(objectAt(document, 'components') ?? {}, 'schemas') ?? {};
  const schemas = Object.entries(objectAt(document, 'schemas') ?? {});
  return Promise.all(
    schemas.map(async ([name, schema]) => {
      const path = `api-specs/extensions/${name}.schema.json`;
      return { path, text: await pretty(path, JSON.stringify(schemaFile(name, schema, components))) };
    }),
  );
}

function schemaFile(name: string, schema: JsonValue, components: JsonObject): JsonObject {
  const written = draft07(schema);
  const needed = Object.entries(components).filter(([component]) => isReached(component, schema, components));
  const definitions = Object.fromEntries(needed.map(([component, value]) => [component, draft07(value)]));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `${name}.schema.json`,
    ...(isJsonObject(written) ? written : {}),
    ...(needed.length === 0 ? {} : { definitions }),
  };
}

/** Whether a schema refers to a component, itself or through others. */
function isReached(
  name: string,
  from: JsonValue,
  components: JsonObject,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  const named = [...JSON.stringify(from).matchAll(/#\/components\/schemas\/([^"]+)/g)].map(([, found = '']) => found);
  if (named.includes(name)) return true;
  const open = named.filter((each) => !seen.has(each));
  const known = new Set([...seen, ...open]);
  return open.some((each) => isReached(name, components[each] ?? null, components, known));
}

/** A schema of OpenAPI 3.0 as one of draft-07: `nullable` is a type, components are definitions. All of it is extension. */
function draft07(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(draft07);
  if (!isJsonObject(value)) return value;
  const { nullable, ...rest } = value;
  const members = Object.entries(rest).map(([name, member]): [string, JsonValue] => {
    if (name === '$ref' && typeof member === 'string')
      return [name, member.replace('#/components/schemas/', '#/definitions/')];
    if (name === 'description' && typeof member === 'string') return [name, member.replace(/^Extension: /, '')];
    return [name, draft07(member)];
  });
  const schema = Object.fromEntries(members);
  return nullable === true && typeof schema['type'] === 'string'
    ? { ...schema, type: [schema['type'], 'null'] }
    : schema;
}
