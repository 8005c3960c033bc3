import { expect } from 'chai';
import fc from 'fast-check';
import { applyPatch } from 'rfc6902';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/kernel/json.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { v2 } from '../../../src/resources/dialects.ts';
import { readJsonPatch } from '../../../src/tmf630/patch/json-patch.ts';
import type { PatchNames } from '../../../src/tmf630/patch/patch-operations.ts';
import { parsePointer } from '../../../src/tmf630/patch/json-pointer.ts';
import { type Steps, valueAt } from '../../../src/tmf630/patch/patch-draft.ts';
import { patched, queried } from './support.ts';

const name = fc.constantFrom('a', 'b', 'c', 'a/b', 'm~n', '0', '1', '-', 'é');
const { value, container } = fc.letrec<{ value: JsonValue; container: JsonObject; list: JsonValue[] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<JsonValue>(null, true, 0, 1, '', 'x', '1'),
    tie('container'),
    tie('list'),
  ),
  container: fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  list: fc.array(tie('value'), { maxLength: 4 }),
}));

/** Every place of a document, its root left out. */
function placesOf(document: JsonValue, above: Steps = []): Steps[] {
  if (typeof document !== 'object' || document === null) return [];
  const entries: [string | number, JsonValue][] = Array.isArray(document)
    ? [...document.entries()]
    : Object.entries(document);
  return entries.flatMap(([step, member]) => [[...above, step], ...placesOf(member, [...above, step])]);
}

function pointerOf(steps: Steps): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Operations somewhere in the document, most of them possible. */
function operationsIn(document: JsonObject): fc.Arbitrary<JsonObject[]> {
  const places = placesOf(document);
  const somewhere = places.length === 0 ? fc.constant('/a') : fc.constantFrom(...places).map(pointerOf);
  const besides = fc
    .tuple(fc.constantFrom<Steps>([], ...places), name)
    .map(([above, last]) => (Array.isArray(valueAt(document, above)) ? [...above, '-'] : [...above, last]))
    .map(pointerOf);
  return fc.array(
    fc.oneof(
      fc.record({ op: fc.constantFrom('add', 'replace', 'test'), path: somewhere, value }),
      fc.record({ op: fc.constant('add'), path: besides, value }),
      fc.record({ op: fc.constant('remove'), path: somewhere }),
      fc.record({ op: fc.constantFrom('copy', 'move'), from: somewhere, path: besides }),
    ),
    { minLength: 1, maxLength: 4 },
  );
}

const documentAndPatch = container.chain((document) =>
  fc.record({ document: fc.constant(document), patch: operationsIn(document) }),
);

/** What a patch makes of a document; undefined when it is refused. */
function tried(run: () => JsonObject): JsonObject | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** The same by a library, which applies patches in place and throws below a scalar. */
function byLibrary(document: JsonObject, operation: JsonObject): JsonObject | undefined {
  const copy = structuredClone(document);
  try {
    const faults = applyPatch(copy, [structuredClone(operation)] as unknown as Parameters<typeof applyPatch>[1]);
    return faults.some((fault) => fault !== null) ? undefined : copy;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

describe('patches of any kind', () => {
  it('never change what they are given', () => {
    fc.assert(
      fc.property(documentAndPatch, ({ document, patch }) => {
        const before = JSON.stringify([document, patch]);
        for (const run of [() => patched(document, patch), () => queried(document, patch)]) tried(run);
        expect(JSON.stringify([document, patch])).to.equal(before);
      }),
      { numRuns: 500 },
    );
  });

  it('do with one operation what another implementation of RFC 6902 does', () => {
    const isMoveOfElement = (document: JsonObject, { op, from }: JsonObject): boolean =>
      op === 'move' && Array.isArray(valueAt(document, parsePointer(String(from))?.slice(0, -1) ?? []));
    fc.assert(
      fc.property(documentAndPatch, ({ document, patch: [operation = {}] }) => {
        // There it finds the target before the element is gone and the others have moved up.
        fc.pre(!isMoveOfElement(document, operation));
        expect(tried(() => patched(document, [operation]))).to.deep.equal(byLibrary(document, operation));
      }),
      { numRuns: 2_000 },
    );
  });

  it('take away what they have added', () => {
    const added = container.chain((document) => {
      const holders = [[], ...placesOf(document).filter((place) => isJsonObject(valueAt(document, place)))];
      const lists = placesOf(document).filter((place) => Array.isArray(valueAt(document, place)));
      const members = fc.constantFrom<Steps>(...holders).map((place) => [...place, 'new']);
      const elements = lists.length === 0 ? members : fc.constantFrom(...lists).map((place) => [...place, 0]);
      return fc.record({ document: fc.constant(document), place: fc.oneof(members, elements), value });
    });
    fc.assert(
      fc.property(added, ({ document, place, value: sent }) => {
        const path = pointerOf(place);
        const there = patched(document, [
          { op: 'add', path, value: sent },
          { op: 'test', path, value: sent },
        ]);
        expect(patched(there, [{ op: 'remove', path }])).to.deep.equal(document);
      }),
      { numRuns: 500 },
    );
  });

  it('do the same in the words of version 2 as in canonical ones', () => {
    const resource = 'serviceLevelObjective';
    const names: PatchNames = {
      path: (written) => v2.path(resource, written),
      value: (path, sent) => v2.valueFromWire(resource, path, sent),
    };
    const stored = fc.record({
      serviceLevelObjectiveParameter: fc.record({
        name: fc.string(),
        parameterType: fc.constantFrom('KPI', 'KQI'),
        relatedEntity: fc.array(fc.record({ id: fc.string(), href: fc.string() }), { maxLength: 3 }),
      }),
      serviceLevelObjectiveConsequence: fc.array(fc.record({ prescribedAction: fc.string() }), { maxLength: 3 }),
      note: fc.string(),
    });
    const cases = stored.chain((document) => {
      const place = fc.constantFrom(...placesOf(document));
      const change = fc.record({
        place,
        from: place,
        op: fc.constantFrom('add', 'replace', 'test', 'remove', 'again'),
      });
      return fc.record({ document: fc.constant<JsonObject>(document), changes: fc.array(change, { maxLength: 4 }) });
    });
    /** A value that stands at `from`, as a client of version 2 writes it. */
    const ownValue = (document: JsonObject, place: Steps): JsonValue =>
      valueAt(v2.ownForm(resource, document), v2.wirePath(resource, place.map(String))) ?? null;
    fc.assert(
      fc.property(cases, ({ document, changes }) => {
        const operations = changes.map(({ op, place }) => ({ op: op === 'again' ? 'replace' : op, place }));
        const written = (own: boolean): JsonObject[] =>
          operations.map(({ op, place }) => {
            const path = pointerOf(own ? v2.wirePath(resource, place.map(String)) : place);
            const sent = own ? ownValue(document, place) : (valueAt(document, place) ?? null);
            return op === 'remove' ? { op, path } : { op, path, value: sent };
          });
        const canonical = tried(() => patched(document, written(false)));
        expect(tried(() => readJsonPatch(written(true), names)(document))).to.deep.equal(canonical);
      }),
      { numRuns: 300 },
    );
  });
});
