import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../src/kernel/json.ts';
import { isJsonObject } from '../../src/kernel/json.ts';

/** A schema of an OpenAPI 3.0 document, as far as the documents here use it. */
export interface Schema {
  $ref?: string;
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  format?: string;
  pattern?: string;
  enum?: string[];
  nullable?: boolean;
  minimum?: number;
  maximum?: number;
  anyOf?: Schema[];
  oneOf?: Schema[];
}

interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** A bundled API document. */
export interface ApiDocument {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** A collection to which bodies can be posted. */
export interface Target {
  document: ApiDocument;
  /** Below the server's root, e.g. `/tmf-api/slaManagement/v2/sla`. */
  path: string;
  /** Last step of the path. */
  segment: string;
  schema: Schema;
}

/** The bundle of an API, e.g. `tmf623-v2`. */
export function bundleOf(api: string): ApiDocument {
  const text = readFileSync(new URL(`../../api-specs/bundle/${api}.json`, import.meta.url), 'utf8');
  return JSON.parse(text) as ApiDocument;
}

/** The collections of an API that take bodies, hubs and listeners included. */
export function targetsOf(api: string): Target[] {
  const document = bundleOf(api);
  return Object.entries(document.paths).flatMap(([path, { post }]) => {
    const schema = post?.requestBody?.content['application/json']?.schema;
    if (schema === undefined || path.includes('{')) return [];
    return [{ document, path: `${rootOf(document)}${path}`, segment: path.slice(1), schema }];
  });
}

/** One of them. */
export function targetOf(api: string, segment: string): Target {
  const target = targetsOf(api).find((each) => each.segment === segment);
  if (target === undefined) throw new Error(`${api} has no ${segment} to post to`);
  return target;
}

/** Path of the API's server, without a slash at the end. */
export function rootOf({ servers }: ApiDocument): string {
  return (servers[0]?.url ?? '').replace(/\/$/, '');
}

/** The schema itself, where it is a reference. */
export function resolved({ components }: ApiDocument, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.split('/').at(-1) ?? '';
  const found = components.schemas[name];
  if (found === undefined) throw new Error(`no schema ${name}`);
  return resolved({ components } as ApiDocument, found);
}

/** The JSON object in a text, for reading answers. */
export function objectIn(text: string): JsonObject {
  const value: unknown = text === '' ? {} : JSON.parse(text);
  return isJsonObject(value) ? value : {};
}
