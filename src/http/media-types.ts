import { isJsonObject, type JsonObject } from '../kernel/json.ts';

/** What an operation takes as body, from its document. */
export interface AcceptedBodies {
  /** Media type a client may name -> the same as the document spells it (perhaps with a charset). Empty: takes no body. */
  mediaTypes: ReadonlyMap<string, string>;
}

/** The media types an operation's request body may have. A body given by reference is looked up in the document. */
export function mediaTypesOf(spec: JsonObject, path: string, method: string): AcceptedBodies {
  const body = resolve(spec, at(spec, ['paths', path, method.toLowerCase(), 'requestBody']));
  const content = isJsonObject(body) ? body['content'] : undefined;
  const names = isJsonObject(content) ? Object.keys(content) : [];
  return { mediaTypes: new Map(names.map((name) => [(name.split(';')[0] ?? name).trim().toLowerCase(), name])) };
}

// JSON Patch Query in the spelling used before it was registered. Source: TMF630.
const olderPatchQuery = 'application/json-patch+query';

/** Whether a media type is JSON: read, guarded and checked as a whole. */
export function isJsonType(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json') || type === olderPatchQuery;
}

/** Media types whose body is an array of operations, and the notation of their paths. Source: RFC 6902; TMF630 Parts 5 and 6. */
const operationLists = new Map<string, 'pointer' | 'query'>([
  ['application/json-patch+json', 'pointer'],
  ['application/json-patch-query+json', 'query'],
  [olderPatchQuery, 'query'],
]);

/** What the paths of a patch are when its body is an array of operations; undefined for all other media types. */
export function notationOf(type: string): 'pointer' | 'query' | undefined {
  return operationLists.get(type);
}

/** The media types to tell a client of, as a header lists them: without older spellings. */
export function offeredTypes({ mediaTypes }: AcceptedBodies): string {
  return [...mediaTypes.keys()].filter((type) => type !== olderPatchQuery).join(', ');
}

const acceptedBefore = new Map<string, boolean>();

/** Whether an Accept header lets us answer with JSON; one that is empty says as little as none. Source: RFC 9110, 12.5.1. */
export function acceptsJson(header: string | undefined): boolean {
  if (header === undefined || header === '*/*' || header === 'application/json') return true;
  const known = acceptedBefore.get(header);
  if (known !== undefined) return known;
  const accepted = header.trim() === '' || weighAccept(header) > 0;
  // Clients send few different headers; one that sends many only loses the shortcut.
  if (acceptedBefore.size >= 256) acceptedBefore.clear();
  acceptedBefore.set(header, accepted);
  return accepted;
}

/** The quality of the most specific range that application/json falls in; 0 when none. */
function weighAccept(header: string): number {
  const specificity = new Map([
    ['*/*', 1],
    ['application/*', 2],
    ['application/json', 3],
  ]);
  let best = { specificity: 0, quality: 0 };
  for (const part of header.toLowerCase().split(',')) {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim());
    const rank = specificity.get(range) ?? 0;
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    const quality = weight === undefined ? 1 : Number(weight.slice(2));
    if (rank > best.specificity) best = { specificity: rank, quality: Number.isNaN(quality) ? 1 : quality };
  }
  return best.quality;
}

function resolve(spec: JsonObject, value: unknown): unknown {
  if (!isJsonObject(value) || typeof value['$ref'] !== 'string') return value;
  return resolve(spec, at(spec, value['$ref'].replace(/^#\//, '').split('/')));
}

function at(value: unknown, names: readonly string[]): unknown {
  return names.reduce((found, name) => (isJsonObject(found) ? found[name] : undefined), value);
}
