import type { JsonObject } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonPath } from '../json-path/json-path-model.ts';
import { parseJsonPath } from '../json-path/json-path-parse.ts';
import { selectNodes } from '../json-path/json-path-select.ts';
import type { Steps } from './patch-draft.ts';
import type { PatchNames } from './patch-operations.ts';
import type { PatternAllowance } from '../query/pattern.ts';
import { type QueryPlace, readPointerQuery } from './pointer-query.ts';

/**
 * A place chosen by content, in either notation: what starts with `/` and holds no JSONPath filter is a pointer with a
 * query, `/note/text?note.author=Ann`; the empty text is the resource; all else is JSONPath, `note[?(@.author=='Ann')].text`.
 * `patterns`: what is left for those of the patch. Throws Problem invalid, or notImplemented for what the notation has and
 * nobody here serves. Source: TMF630 Parts 5 and 6.
 */
export function readQueryPlace(text: string, names: PatchNames, patterns: PatternAllowance): QueryPlace {
  const isPointer = text === '' || (text.startsWith('/') && !text.includes('[?('));
  return isPointer ? readPointerQuery(text, names, patterns) : readPathPlace(text, names, patterns);
}

function readPathPlace(text: string, names: PatchNames, patterns: PatternAllowance): QueryPlace {
  const path = parseJsonPath(text, { parameter: '', path: (written) => names.path(written), patterns });
  return { text, nodes: (root) => placesOf(path, root), gaps: (root) => gapsOf(path, root) };
}

function placesOf(path: JsonPath, root: JsonObject): Steps[] {
  return selectNodes(path, root)
    .map(({ steps }) => steps)
    .sort(inDocumentOrder);
}

/** Where the last step is one name, the objects without such a member. */
function gapsOf({ segments }: JsonPath, root: JsonObject): Steps[] {
  const [last, ...others] = segments.at(-1) ?? [];
  if (last?.kind !== 'name' || others.length > 0) return [];
  return selectNodes({ segments: segments.slice(0, -1) }, root)
    .filter(({ value }) => isJsonObject(value) && !Object.hasOwn(value, last.name))
    .map(({ steps }) => [...steps, last.name]);
}

// A path may name the last element first; places are changed from the end.
function inDocumentOrder(left: Steps, right: Steps): number {
  const at = left.findIndex((step, index) => step !== right[index]);
  const [one, other] = [left[at], right[at]];
  return typeof one === 'number' && typeof other === 'number' ? one - other : 0;
}
