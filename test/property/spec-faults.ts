import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import { isJsonObject } from '../../src/kernel/json.ts';
import type { ApiDocument, Schema, Target } from './spec-schemas.ts';
import { resolved } from './spec-schemas.ts';

/** A valid body with exactly one thing wrong. */
export interface BrokenBody {
  /** What was done to it. */
  fault: string;
  /** What the message has to name. */
  path: string;
  /** JSON text: some of it cannot be written as an object. */
  text: string;
}

/** Every way to break a valid body in one place. */
export function brokenBodies({ document, schema }: Target, body: JsonObject): BrokenBody[] {
  const changes = changesAt({ document, schema, value: body, path: '' });
  return changes.map(({ fault, path, replacement }) => ({ fault, path, text: written(replacement) }));
}

interface Place<Value extends JsonValue = JsonValue> {
  document: ApiDocument;
  schema: Schema;
  value: Value;
  path: string;
}

interface Change {
  fault: string;
  path: string;
  replacement: JsonValue;
}

function changesAt({ document, schema, value, path }: Place): Change[] {
  const own = resolved(document, schema);
  const here = own.type === undefined || path === '' ? [] : wrongValues(own).map((wrong) => ({ ...wrong, path }));
  if (Array.isArray(value)) return [...here, ...changesOfArray({ document, schema: own, value, path })];
  return isJsonObject(value) ? [...here, ...changesOfObject({ document, schema: own, value, path })] : here;
}

function changesOfArray({ document, schema, value, path }: Place<JsonValue[]>): Change[] {
  return value.flatMap((element, at) =>
    changesAt({ document, schema: schema.items ?? {}, value: element, path: `${path}[${String(at)}]` }).map(
      (change) => ({
        ...change,
        replacement: value.with(at, change.replacement),
      }),
    ),
  );
}

function changesOfObject({ document, schema, value, path }: Place<JsonObject>): Change[] {
  const missing = (schema.required ?? []).map((name): Change => {
    const { [name]: _gone, ...replacement } = value;
    return { fault: 'a required attribute is missing', path: below(path, name), replacement };
  });
  const unwanted = unwantedMembers.map(({ fault, name, member, at = name }): Change => ({
    ...{ fault, path: below(path, at) },
    replacement: { ...value, [toWrite(name)]: member },
  }));
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const held = value[name];
    if (held === undefined || (path === '' && ['id', 'href'].includes(name))) return [];
    return changesAt({ document, schema: member, value: held, path: below(path, name) }).map((change) => ({
      ...change,
      replacement: { ...value, [name]: change.replacement },
    }));
  });
  return [...missing, ...unwanted, ...inside];
}

function wrongValues({ type, format, nullable, minItems, enum: choices }: Schema): Omit<Change, 'path'>[] {
  const otherTypes: JsonValue[] = [12, 'text', true, [], {}, [[]]];
  const wrong = otherTypes.filter((value) => typeOf(value) !== (type === 'integer' ? 'number' : type));
  const dates = ['yesterday', '2026-02-30T00:00:00Z', '2026-01-01', '2026-01-01T25:00:00Z', ''];
  return [
    ...wrong.map((replacement) => ({ fault: `not of type ${type ?? ''}`, replacement })),
    ...(nullable === true ? [] : [{ fault: 'null', replacement: null }]),
    ...(format === 'date-time' ? dates.map((replacement) => ({ fault: 'not a date-time', replacement })) : []),
    ...((minItems ?? 0) > 0 ? [{ fault: 'an empty array', replacement: [] }] : []),
    ...(choices === undefined ? [] : [{ fault: 'none of the choices', replacement: 'none of them' }]),
  ];
}

function typeOf(value: JsonValue): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

const deep = Array.from({ length: 40 }).reduce<JsonValue>((inner, _, at) => (at % 2 === 0 ? [inner] : { a: inner }), 1);

// JSON.stringify writes no such number: the text gets it.
const hugeNumber = 'a number beyond all';

/** Members that no object may have. `at`: what the message names, where it is not the name. */
const unwantedMembers: readonly { fault: string; name: string; member: JsonValue; at?: string }[] = [
  { fault: 'a forbidden name', name: '$where', member: '1' },
  { fault: 'a forbidden name', name: '_id', member: 1 },
  { fault: 'a forbidden name', name: 'a.b', member: 1 },
  { fault: 'a forbidden name', name: '__proto__', member: { polluted: true } },
  { fault: 'a forbidden name', name: 'constructor', member: {} },
  { fault: 'a forbidden name', name: 'a\u0000b', member: 1, at: 'a' },
  { fault: 'a forbidden name', name: '', member: 1 },
  { fault: 'half a character in a name', name: 'half\ud800', member: 1, at: 'half' },
  { fault: 'half a character in a value', name: 'half', member: 'x\udc00' },
  { fault: 'half a character in an array', name: 'half', member: ['x', '\ud83d'], at: 'half[1]' },
  { fault: 'no number', name: 'huge', member: hugeNumber },
  { fault: 'too deep', name: 'deep', member: deep },
];

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

// An object cannot have an own member `__proto__` by spreading or assigning: it gets its name in the text.
const protoName = '__written as proto__';

function toWrite(name: string): string {
  return name === '__proto__' ? protoName : name;
}

function written(value: JsonValue): string {
  return JSON.stringify(value).replaceAll(`"${protoName}"`, '"__proto__"').replaceAll(`"${hugeNumber}"`, '-1e999');
}
