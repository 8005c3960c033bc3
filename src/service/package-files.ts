import { existsSync, readFileSync } from 'node:fs';
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

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
