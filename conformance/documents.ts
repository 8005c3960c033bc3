import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { isJsonObject, type JsonObject, parsedJson, valueAt, type JsonValue } from './json.ts';
import type { Answer } from './http-client.ts';
import type { Target } from './targets.ts';

/** The API documents, to judge answers by. */
export interface ApiDocuments {
  /** Undefined when there is no document of this API. */
  of: (target: Target) => ApiDocument | undefined;
}

/** One API document. */
export interface ApiDocument {
  /**
   * What is wrong with an answer to `method` at `/{resource}` (or, `isOne`, `/{resource}/{id}`) by the document: a status
   * it does not name, a body its schema refuses. Empty when all is well.
   */
  faultsOfAnswer: (place: Place, answer: Answer) => string[];
  /** What a schema of `components` refuses of a value; undefined when there is no such schema. */
  faultsOf: (schema: string, value: JsonValue) => string[] | undefined;
}

/** An operation of a document. */
export interface Place {
  method: string;
  resource: string;
  isOne: boolean;
}

/** The documents of a folder of bundles; each is read when it is first needed. */
export function apiDocuments(folder: URL): ApiDocuments {
  const known = new Map<string, ApiDocument | undefined>();
  return {
    of: ({ document }) => {
      if (!known.has(document)) known.set(document, readDocument(new URL(`${document}.json`, folder)));
      return known.get(document);
    },
  };
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;
const root = 'document';

function readDocument(file: URL): ApiDocument | undefined {
  if (!existsSync(file)) return undefined;
  const document = parsedJson(readFileSync(file, 'utf8'));
  if (!isJsonObject(document)) throw new Error(`${file.pathname} is no JSON object`);
  // The document as a whole is no JSON Schema; only the schemas in it are used, by their place.
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  ajv.addFormat('date-time', (text) => instant.test(text) && !Number.isNaN(Date.parse(text)));
  ajv.addFormat('uri', (text) => URL.canParse(text));
  for (const format of ['int32', 'int64', 'float', 'double']) ajv.addFormat(format, true);
  ajv.addSchema(document, root);
  const compiled = new Map<string, ValidateFunction>();
  const faultsAt = (pointer: string, value: JsonValue): string[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `${root}#${pointer}` });
    compiled.set(pointer, validate);
    return validate(value) ? [] : (validate.errors ?? []).map(faultText);
  };
  return {
    faultsOfAnswer: (place, answer) => faultsOfAnswer({ document, faultsAt }, place, answer),
    faultsOf: (schema, value) =>
      valueAt(document, `components.schemas.${schema}`) === undefined
        ? undefined
        : faultsAt(`/components/schemas/${schema}`, value),
  };
}

interface ReadDocument {
  document: JsonObject;
  faultsAt: (pointer: string, value: JsonValue) => string[];
}

function faultsOfAnswer({ document, faultsAt }: ReadDocument, place: Place, answer: Answer): string[] {
  const path = pathOf(document, place);
  const method = place.method.toLowerCase();
  const responses = path === undefined ? undefined : at(document, ['paths', path, method, 'responses']);
  if (path === undefined || !isJsonObject(responses)) return [`the API document has no ${place.method} here`];
  const status = String(answer.status);
  const name = status in responses ? status : 'default';
  if (!(name in responses)) return [`the API document does not name status ${status} here`];
  const steps = resolved(document, ['paths', path, method, 'responses', name]);
  const schema = [...steps, 'content', 'application/json', 'schema'];
  if (at(document, schema) === undefined) return answer.text === '' ? [] : ['there should be no body'];
  if (answer.json === undefined) return ['the body is not JSON'];
  return faultsAt(pointerOf(schema), answer.json);
}

function pathOf(document: JsonObject, { resource, isOne }: Place): string | undefined {
  const { paths } = document;
  const pattern = new RegExp(`^/${resource}${isOne ? '/\\{\\w+\\}' : ''}$`);
  return isJsonObject(paths) ? Object.keys(paths).find((path) => pattern.test(path)) : undefined;
}

function at(document: JsonObject, steps: readonly string[]): JsonValue | undefined {
  let found: JsonValue | undefined = document;
  for (const step of steps) found = isJsonObject(found) ? found[step] : undefined;
  return found;
}

/** Steps to what is really there, when it is a reference. */
function resolved(document: JsonObject, steps: readonly string[]): readonly string[] {
  const there = at(document, steps);
  const reference = isJsonObject(there) ? there['$ref'] : undefined;
  if (typeof reference !== 'string') return steps;
  return resolved(document, reference.replace(/^#\//, '').split('/').map(unescaped));
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function pointerOf(steps: readonly string[]): string {
  return steps.map((step) => `/${encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');
}

function faultText({ instancePath, message = 'is wrong', params }: ErrorObject): string {
  const where = instancePath === '' ? 'the body' : instancePath.slice(1).replaceAll('/', '.');
  const { allowedValues } = params as { allowedValues?: unknown };
  return `${where} ${message}${allowedValues === undefined ? '' : ` (${JSON.stringify(allowedValues)})`}`;
}
