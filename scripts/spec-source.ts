import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { JsonObject } from '../src/kernel/json.ts';
import { isJsonObject } from '../src/kernel/json.ts';

/** Gives the document at a path; throws when there is none or it is not an object. */
export type ReadDocument = (path: string) => JsonObject;

/** Reads YAML from disk, each file once. Merge keys (`<<`) are resolved. */
export function yamlReader(): ReadDocument {
  const known = new Map<string, JsonObject>();
  return (path) => {
    const document = known.get(path) ?? parseYaml(path);
    known.set(path, document);
    return document;
  };
}

function parseYaml(path: string): JsonObject {
  const value: unknown = parse(readFileSync(path, 'utf8'), { merge: true });
  if (!isJsonObject(value)) throw new Error(`${path}: not an object`);
  return value;
}
