import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isJsonObject, type JsonObject } from '../kernel/json.ts';

/** Folder of package.json, whether this runs from the sources or from the build. */
const packageRoot = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** An OpenAPI document as bundled, e.g. `apiBundle('tmf623-v2')`. Throws when it cannot be read. */
export function apiBundle(name: string): JsonObject {
  const document: unknown = JSON.parse(readFileSync(join(packageRoot, 'api-specs', 'bundle', `${name}.json`), 'utf8'));
  if (!isJsonObject(document)) throw new Error(`api-specs/bundle/${name}.json is not a JSON object`);
  return document;
}

/** The JSON Schemas of what Surety understands beyond the standards, by file name, e.g. `Sla.schema.json`. */
export function extensionSchemaFiles(): Map<string, string> {
  const folder = join(packageRoot, 'api-specs', 'extensions');
  const names = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
