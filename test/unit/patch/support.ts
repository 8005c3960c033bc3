import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { readJsonPatch } from '../../../src/tmf630/patch/json-patch.ts';
import type { PatchNames, SeenForm } from '../../../src/tmf630/patch/patch-operations.ts';
import { readPatchQuery } from '../../../src/tmf630/patch/patch-query.ts';

/** Names that need no translation. */
export const canonicalNames: PatchNames = { path: (written) => written, value: (_path, value) => value };

/** The document after a JSON Patch in canonical names. */
export function patched(
  document: JsonObject,
  body: JsonValue,
  { names = canonicalNames, seen }: { names?: PatchNames; seen?: SeenForm } = {},
): JsonObject {
  return readJsonPatch(body, names)(document, seen);
}

/** The document after a patch with query paths in canonical names. */
export function queried(
  document: JsonObject,
  body: JsonValue,
  { names = canonicalNames, seen }: { names?: PatchNames; seen?: SeenForm } = {},
): JsonObject {
  return readPatchQuery(body, names)(document, seen);
}

/** Kind and fault paths of what is refused, e.g. `conflict [0].path`; an empty text when nothing is. */
export function refusalOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [error.kind, ...error.faults.map(({ path }) => path)].join(' ');
  }
  return '';
}
