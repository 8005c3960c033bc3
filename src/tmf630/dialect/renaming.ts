import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import type { Fault } from '../../kernel/problem.ts';
import { invalidBody } from '../../kernel/problem.ts';

/**
 * What a dialect calls the attributes of one kind of resource: dotted canonical path (arrays are transparent) -> its own
 * name for the last step, then further spellings it accepts. The canonical name is accepted anyway, and what is not here
 * is called as in the store. `{ 'serviceLevelObjectiveParameter.parameterType': ['type'] }`
 */
export type NameTable = Readonly<Record<string, readonly [own: string, ...aliases: string[]]>>;

/** The two name spaces: the dialect's own names and those of the store. */
export type Naming = 'own' | 'canonical';

/** The renaming of one kind of resource. All functions are pure and give back their argument when nothing changes. */
export interface Renaming {
  /** A body in accepted spellings to one naming. Throws Problem `invalid` when one attribute is there in two spellings. */
  incoming(body: JsonObject, naming: Naming): JsonObject;
  /** The same for a value that is meant for the attribute at a canonical path. */
  incomingAt(path: readonly string[], value: JsonValue): JsonValue;
  /**
   * A canonical document to own names, without hidden attributes, and without stored ones whose name means another
   * attribute here: shown, they would be taken for it when they come back.
   */
  outgoing(document: JsonObject): JsonObject;
  /** A path in any accepted spelling to one naming; indexes (`0`, `-`) stay. */
  path(path: readonly string[], naming: Naming): readonly string[];
  /** A canonical path to own names; indexes stay. */
  wirePath(path: readonly string[]): readonly string[];
}

/**
 * The renaming a table stands for. `hidden`: dotted canonical paths that are accepted and kept, but not shown. Throws an
 * Error for a table in which one name means two attributes.
 */
export function createRenaming(table: NameTable, hidden: readonly string[] = []): Renaming {
  const root = levelOf(table, hidden);
  return {
    incoming: (body, naming) => {
      const faults: Fault[] = [];
      const read = readObject(root, body, { naming, path: '', faults });
      if (faults.length > 0) throw invalidBody(faults);
      return read;
    },
    incomingAt: (path, value) => {
      const level = levelAt(root, path);
      if (level === undefined) return value;
      const faults: Fault[] = [];
      const place = placeText(translate(root, path, { find: 'canonical', naming: 'own' }));
      const read = readValue(level, value, { naming: 'canonical', path: place, faults });
      if (faults.length > 0) throw invalidBody(faults);
      return read;
    },
    outgoing: (document) => writeObject(root, document),
    path: (path, naming) => translate(root, path, { find: 'accepted', naming }),
    wirePath: (path) => translate(root, path, { find: 'canonical', naming: 'own' }),
  };
}

interface Attribute {
  canonical: string;
  own: string;
  isHidden: boolean;
  /** What is below it; undefined when everything there is called as in the store. */
  members: Level | undefined;
}

/** The attributes of one level of the property tree that have something special about them. */
interface Level {
  canonical: ReadonlyMap<string, Attribute>;
  /** By every spelling: own, alias, canonical. */
  accepted: ReadonlyMap<string, Attribute>;
}

function levelOf(table: NameTable, hidden: readonly string[]): Level {
  const paths = [...Object.keys(table), ...hidden];
  const canonical = new Map<string, Attribute>();
  const accepted = new Map<string, Attribute>();
  for (const name of new Set(paths.map((path) => path.split('.', 1)[0] ?? ''))) {
    const [own = name, ...aliases] = table[name] ?? [];
    const inner = tableBelow(table, name);
    const innerHidden = pathsBelow(hidden, name);
    const isLeaf = innerHidden.length === 0 && Object.keys(inner).length === 0;
    const members = isLeaf ? undefined : levelOf(inner, innerHidden);
    const attribute = { canonical: name, own, isHidden: hidden.includes(name), members };
    canonical.set(name, attribute);
    for (const spelling of new Set([own, name, ...aliases])) {
      if (accepted.has(spelling)) throw new Error(`${spelling} is a name of two attributes`);
      accepted.set(spelling, attribute);
    }
  }
  return { canonical, accepted };
}

function tableBelow(table: NameTable, name: string): NameTable {
  const below = Object.entries(table).filter(([path]) => path.startsWith(`${name}.`));
  return Object.fromEntries(below.map(([path, names]) => [path.slice(name.length + 1), names]));
}

function pathsBelow(paths: readonly string[], name: string): string[] {
  return paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));
}

/** Where reading stands; `path` is as the caller wrote it. */
interface Place {
  naming: Naming;
  path: string;
  faults: Fault[];
}

function readValue(level: Level, value: JsonValue, place: Place): JsonValue {
  if (Array.isArray(value)) {
    const at = (index: number): Place => ({ ...place, path: `${place.path}[${String(index)}]` });
    return mapped(value, (element, index) => readValue(level, element, at(index)));
  }
  return isJsonObject(value) ? readObject(level, value, place) : value;
}

function readObject(level: Level, object: JsonObject, place: Place): JsonObject {
  const spellings = new Map<Attribute, string>();
  const members = Object.entries(object).map(([name, value]): [string, JsonValue] => {
    const attribute = level.accepted.get(name);
    if (attribute === undefined) return [name, value];
    const path = place.path === '' ? name : `${place.path}.${name}`;
    const other = spellings.get(attribute);
    if (other !== undefined)
      place.faults.push({ path, reason: `is another spelling of ${other}, which is there, too` });
    spellings.set(attribute, name);
    const inner = attribute.members === undefined ? value : readValue(attribute.members, value, { ...place, path });
    return [attribute[place.naming], inner];
  });
  return sameOr(object, members);
}

function writeValue(level: Level, value: JsonValue): JsonValue {
  if (Array.isArray(value)) return mapped(value, (element) => writeValue(level, element));
  return isJsonObject(value) ? writeObject(level, value) : value;
}

// Answers are made of this, so it builds the object at once instead of by its entries. Stored names are harmless ones.
function writeObject(level: Level, object: JsonObject): JsonObject {
  const written: JsonObject = {};
  let isSame = true;
  for (const [name, value] of Object.entries(object)) {
    const attribute = level.accepted.get(name);
    if (attribute === undefined) {
      written[name] = value;
    } else if (attribute.isHidden || attribute.canonical !== name) {
      isSame = false;
    } else {
      const { own, members } = attribute;
      const inner = members === undefined ? value : writeValue(members, value);
      written[own] = inner;
      if (own !== name || inner !== value) isSame = false;
    }
  }
  return isSame ? object : written;
}

/** The object itself where these are its members, so that what nobody renames is not copied. */
function sameOr(object: JsonObject, members: readonly [string, JsonValue][]): JsonObject {
  const names = Object.keys(object);
  const isSame =
    members.length === names.length &&
    members.every(([name, value], at) => name === names[at] && value === object[name]);
  return isSame ? object : Object.fromEntries(members);
}

function mapped(values: JsonValue[], change: (value: JsonValue, index: number) => JsonValue): JsonValue[] {
  const changed = values.map(change);
  return changed.every((value, at) => value === values[at]) ? values : changed;
}

/** `['specParameter', 'relatedEntity', '0']` as `specParameter.relatedEntity[0]`. */
function placeText(path: readonly string[]): string {
  return path.reduce((text, step) => {
    if (isIndex(step)) return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function isIndex(step: string): boolean {
  return step === '-' || /^\d+$/.test(step);
}

function levelAt(root: Level, path: readonly string[]): Level | undefined {
  return path.reduce<Level | undefined>(
    (level, step) => (isIndex(step) ? level : level?.canonical.get(step)?.members),
    root,
  );
}

function translate(
  root: Level,
  path: readonly string[],
  { find, naming }: { find: 'accepted' | 'canonical'; naming: Naming },
): readonly string[] {
  let level: Level | undefined = root;
  return path.map((step) => {
    if (isIndex(step)) return step;
    const attribute: Attribute | undefined = level?.[find].get(step);
    level = attribute?.members;
    return attribute?.[naming] ?? step;
  });
}
