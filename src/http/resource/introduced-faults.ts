import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json.ts';
import type { Fault } from '../../kernel/problem.ts';
import { isDeepEqual } from '../../tmf630/deep-equal.ts';

/** A document and what is wrong with it, paths as in `rule[0].operator`. */
export interface FaultyDocument {
  document: JsonObject;
  faults: readonly Fault[];
}

/**
 * The faults that a change has brought in: not those that were at the same place before, nor those inside an element that
 * had the same fault and has only moved. Whoever changes a document need not mend what others have left in it.
 */
export function introducedFaults(before: FaultyDocument, after: FaultyDocument): Fault[] {
  return after.faults.filter((fault) => !before.faults.some((old) => isSameFault({ before, old }, { after, fault })));
}

function isSameFault(
  { before, old }: { before: FaultyDocument; old: Fault },
  { after, fault }: { after: FaultyDocument; fault: Fault },
): boolean {
  if (fault.reason !== old.reason) return false;
  if (fault.path === old.path) return true;
  if (withoutIndexes(fault.path) !== withoutIndexes(old.path)) return false;
  return isDeepEqual(holderAt(before.document, old.path), holderAt(after.document, fault.path));
}

function withoutIndexes(path: string): string {
  return path.replaceAll(/\[\d+\]/g, '[]');
}

/** What the last step of the path is part of. */
function holderAt(document: JsonObject, path: string): JsonValue | undefined {
  const steps = path.match(/[^.[\]]+/g) ?? [];
  return steps.slice(0, -1).reduce<JsonValue | undefined>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, document);
}
