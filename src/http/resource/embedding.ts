import { batchesOf } from '../../kernel/batches.ts';
import { isJsonObject, type JsonObject, type JsonValue, valuesAt } from '../../kernel/json.ts';
import { invalidQuery } from '../../kernel/problem.ts';
import { localId } from '../../resources/local-references.ts';
import type { Followed } from './embedding-plan.ts';
import { wireForms, type WireFormDeps } from './wire-form.ts';

/** Most resources that one answer embeds, counting each time it is there. */
const maximumEmbedded = 1_000;
/** Most that they may come to, in characters of JSON; one resource may be as long as a body. */
const maximumEmbeddedLength = 16 * 1_048_576;
/** Read together; each may be as long as a body. */
const readAtOnce = 50;

/**
 * Documents in wire form with the planned references replaced by the whole of what they refer to; one look-up for each
 * kind of resource and level. References to what is not here, or is elsewhere, stay; so do those that lead back to a
 * resource they stand in. Changes nothing in place. Throws Problem `invalid` naming `parameter` when it would be too much:
 * an answer that stops somewhere could not be told from one with dangling references.
 */
export async function embed(
  documents: readonly JsonObject[],
  plan: readonly Followed[],
  { deps, name, parameter }: { deps: WireFormDeps; name: string; parameter: string },
): Promise<JsonObject[]> {
  const tooMuch = (limit: string): never => {
    throw invalidQuery(
      parameter,
      `would embed more than ${limit} in one answer: ask for a smaller page or fewer references`,
    );
  };
  const known = await load(documents, plan, { deps, tooMuch, budget: budgetOf(tooMuch) });
  const budget = budgetOf(tooMuch);
  return documents.map((document) => place(document, plan, { known, budget, within: [keyOf(name, idOf(document))] }));
}

interface Loaded {
  document: JsonObject;
  length: number;
}

interface Loading {
  deps: WireFormDeps;
  tooMuch: (limit: string) => never;
  /** For what is read, each resource once: what cannot all be shown is not all read either. */
  budget: Budget;
}

/** Everything the plan leads to, level by level, by key; undefined for what is not there. */
type Known = Map<string, Loaded | undefined>;

async function load(documents: readonly JsonObject[], plan: readonly Followed[], loading: Loading): Promise<Known> {
  const known: Known = new Map();
  let open = [{ documents, plan }];
  while (open.length > 0) {
    const wanted = open.flatMap((part) =>
      part.plan.map((followed) => ({ followed, ids: idsIn(part.documents, followed) })),
    );
    await loadMissing(wanted, known, loading);
    open = wanted
      .filter(({ followed }) => followed.next.length > 0)
      .map(({ followed, ids }) => ({ plan: followed.next, documents: loadedOf(followed, ids, known) }));
  }
  return known;
}

function loadedOf({ binding }: Followed, ids: readonly string[], known: Known): JsonObject[] {
  return ids.flatMap((id) => {
    const loaded = known.get(keyOf(binding.definition.name, id));
    return loaded === undefined ? [] : [loaded.document];
  });
}

interface WantedIds {
  followed: Followed;
  ids: readonly string[];
}

async function loadMissing(wanted: readonly WantedIds[], known: Known, loading: Loading): Promise<void> {
  const { deps, tooMuch, budget } = loading;
  const byName = new Map<string, { followed: Followed; ids: Set<string> }>();
  for (const { followed, ids } of wanted) {
    const { name } = followed.binding.definition;
    const missing = byName.get(name) ?? { followed, ids: new Set() };
    for (const id of ids) if (!known.has(keyOf(name, id))) missing.ids.add(id);
    byName.set(name, missing);
  }
  for (const [name, { followed, ids }] of byName) {
    for (const id of ids) known.set(keyOf(name, id), undefined);
    if (known.size > maximumEmbedded) tooMuch(`${String(maximumEmbedded)} resources`);
    for (const batch of batchesOf([...ids], readAtOnce)) {
      const resources = await deps.service.find(followed.binding.definition, batch);
      const forms = await wireForms(followed.binding, resources, { address: followed.address, deps });
      for (const document of forms) {
        const loaded = { document, length: JSON.stringify(document).length };
        budget.take(loaded);
        known.set(keyOf(name, idOf(document)), loaded);
      }
    }
  }
}

function idsIn(documents: readonly JsonObject[], followed: Followed): string[] {
  const references = documents.flatMap((document) => valuesAt(document, followed.steps));
  return [...new Set(references.flatMap((reference) => meantBy(reference, followed) ?? []))];
}

/** The id of the resource of ours that a reference means; undefined for others. An href has to agree with the id. */
function meantBy(reference: JsonValue, { binding, address }: Followed): string | undefined {
  if (!isJsonObject(reference)) return undefined;
  const meant = localId(reference, { segment: binding.segment, origin: address.origin });
  const id = idOf(reference);
  return id === '' || id === meant ? meant : undefined;
}

interface Budget {
  take(loaded: Loaded): void;
}

function budgetOf(tooMuch: Loading['tooMuch']): Budget {
  let count = 0;
  let length = 0;
  return {
    take: (loaded) => {
      count += 1;
      length += loaded.length;
      if (count > maximumEmbedded) tooMuch(`${String(maximumEmbedded)} resources`);
      if (length > maximumEmbeddedLength) tooMuch(`${String(maximumEmbeddedLength)} characters`);
    },
  };
}

interface Placing {
  known: Known;
  budget: Budget;
  /** Keys of the resources around, from the outermost. */
  within: readonly string[];
}

function place(document: JsonObject, plan: readonly Followed[], placing: Placing): JsonObject {
  return plan.reduce((placed, followed) => {
    const replaced = replaceAt(placed, followed.steps, (reference) => placeOne(reference, followed, placing));
    return isJsonObject(replaced) ? replaced : placed;
  }, document);
}

function placeOne(reference: JsonObject, followed: Followed, { known, budget, within }: Placing): JsonObject {
  const id = meantBy(reference, followed);
  if (id === undefined) return reference;
  const key = keyOf(followed.binding.definition.name, id);
  const loaded = known.get(key);
  if (loaded === undefined || within.includes(key)) return reference;
  budget.take(loaded);
  return place(loaded.document, followed.next, { known, budget, within: [...within, key] });
}

function replaceAt(value: JsonValue, steps: readonly string[], change: (found: JsonObject) => JsonObject): JsonValue {
  if (Array.isArray(value)) return value.map((element) => replaceAt(element, steps, change));
  if (!isJsonObject(value)) return value;
  const [name, ...rest] = steps;
  if (name === undefined) return change(value);
  const member = Object.hasOwn(value, name) ? value[name] : undefined;
  return member === undefined ? value : { ...value, [name]: replaceAt(member, rest, change) };
}

function keyOf(name: string, id: string): string {
  return `${name}/${id}`;
}

function idOf({ id }: JsonObject): string {
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}
