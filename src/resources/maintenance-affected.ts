import { scopeKeysOf } from '../domain/maintenance-scope.ts';
import { isJsonObject, objectsAt, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { isDeepEqual } from '../tmf630/deep-equal.ts';
import { anyOf, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { LookUp } from '../tmf630/resource-definition.ts';
import { sla } from './sla.ts';

/** Agreements that a window names. */
const mostNamed = 100;
const keysAtOnce = 100;

/**
 * The window with those it touches: `affectedAgreement` (references), `affectedParty` (as the agreements name them), and
 * `isAffectedCut` when there are more, so that its events tell whom to inform. Worked out anew with every change. Only reads.
 */
export async function withAffected(document: JsonObject, { select }: LookUp): Promise<JsonObject> {
  const keys = scopeKeysOf(document);
  const found = new Map<string, JsonObject>();
  for (let at = 0; at < keys.length && found.size <= mostNamed; at += keysAtOnce) {
    const filter = anyOf(...keys.slice(at, at + keysAtOnce).map((key) => whereInternal('scopeKeys', 'eq', key)));
    for (const { id, document: agreement } of await select(sla, {
      filter,
      sort: [],
      offset: 0,
      limit: mostNamed + 1,
    })) {
      found.set(id, agreement);
    }
  }
  const named = [...found].slice(0, mostNamed);
  const { affectedAgreement: _agreement, affectedParty: _party, isAffectedCut: _cut, ...rest } = document;
  return {
    ...rest,
    affectedAgreement: named.map(([id, agreement]) => withName(id, agreement)),
    affectedParty: parties(named.map(([, agreement]) => agreement)),
    ...(found.size > mostNamed ? { isAffectedCut: true } : {}),
  };
}

function withName(id: string, { name }: JsonObject): JsonObject {
  return typeof name === 'string' ? { id, name } : { id };
}

function parties(agreements: readonly JsonObject[]): JsonValue[] {
  const all = agreements.flatMap((agreement) => objectsAt(agreement, 'relatedParty'));
  return all.filter((party, at) => isJsonObject(party) && all.findIndex((other) => isDeepEqual(other, party)) === at);
}
