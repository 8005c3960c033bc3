import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { JsonObject, JsonValue } from '../kernel/json.ts';

/** What is wrong with a scenario file: the message begins with file and line. */
export class ScenarioFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ScenarioFault';
  }
}

/** A part of a YAML file that can say on which line it stands. */
export interface Place {
  /** What stands there; null for nothing. */
  node: Node | null;
  /** `file:line`. */
  where: string;
  /** Throws a {@link ScenarioFault} that names file and line. */
  fail(message: string): never;
}

/** The whole of a YAML text. Throws a {@link ScenarioFault} when it cannot be read. */
export function readYaml(file: string, text: string): Place {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeOf = (node: Node | null, fallback: number): Place => {
    const where = `${file}:${String(lines.linePos(node?.range?.[0] ?? fallback).line)}`;
    const fail = (message: string): never => {
      throw new ScenarioFault(`${where}: ${message}`);
    };
    return { node, where, fail };
  };
  const [error] = document.errors;
  if (error !== undefined) return placeOf(null, error.pos[0]).fail(error.message);
  const root = placeOf(document.contents, 0);
  // What an alias (*name) stands for was written elsewhere: that is where faults in it are mended.
  const meant = (node: Node | null): Node | null => (isAlias(node) ? (node.resolve(document) ?? null) : node);
  places.set(root, (node, parent) => placeOf(meant(node), parent?.range?.[0] ?? 0));
  return root;
}

type Below = (node: Node | null, parent: Node | null) => Place;

/** How a place makes places of what it holds. */
const places = new WeakMap<Place, Below>();

function below(place: Place, node: unknown, parent: Node | null): Place {
  const make = places.get(place);
  if (make === undefined) return place.fail('cannot be read');
  const inner = make(isNode(node) ? node : null, parent);
  places.set(inner, make);
  return inner;
}

function isNode(node: unknown): node is Node {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);
}

/** The members of a mapping by name; anything but the known ones is a fault, unless `known` is absent. */
export function membersOf(place: Place, known?: readonly string[]): Map<string, Place> {
  if (!isMap(place.node)) return place.fail('must be a mapping (name: value)');
  const members = new Map<string, Place>();
  for (const { key, value } of place.node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const member = below(place, value, isNode(key) ? key : place.node);
    if (known?.includes(name) === false) {
      below(place, key, place.node).fail(`"${name}" is not known here; known are ${known.join(', ')}`);
    }
    members.set(name, member);
  }
  return members;
}

/** The elements of a list; something that is not a list stands for a list of itself when `mayBeOne`. */
export function elementsOf(place: Place, mayBeOne = false): Place[] {
  const { node } = place;
  if (isSeq(node)) return node.items.map((item) => below(place, item, node));
  return mayBeOne && node !== null ? [place] : place.fail('must be a list (lines that begin with -)');
}

/** A text; numbers and booleans are taken as they are written. */
export function textOf(place: Place): string {
  const { node } = place;
  const value: unknown = isScalar(node) ? node.value : undefined;
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && isScalar(node)) return node.source ?? String(value);
  return place.fail('must be a text or number');
}

/** A decimal number. */
export function numberOf(place: Place): number {
  const { node } = place;
  return isScalar(node) && typeof node.value === 'number' ? node.value : place.fail('must be a number');
}

/** One of the words. */
export function wordOf<Word extends string>(place: Place, words: readonly Word[]): Word {
  const text = textOf(place);
  return words.find((word) => word === text) ?? place.fail(`"${text}" is none of ${words.join(', ')}`);
}

/** Any JSON. */
export function jsonOf(place: Place): JsonValue {
  const { node } = place;
  if (isMap(node)) {
    const json: JsonObject = {};
    for (const [name, member] of membersOf(place)) json[name] = jsonOf(member);
    return json;
  }
  if (isSeq(node)) return elementsOf(place).map(jsonOf);
  if (!isScalar(node)) return null;
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return value;
  return place.fail('must be text, number, list or mapping');
}

/** A JSON object. */
export function objectOf(place: Place): JsonObject {
  const json = jsonOf(place);
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : place.fail('must be a mapping');
}
