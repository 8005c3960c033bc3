import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isDeepEqual } from '../deep-equal.ts';
import { type Draft, measure, spend, startDraft, type Steps, valueAt } from './patch-draft.ts';
import {
  type DocumentPatch,
  inOperation,
  type PatchNames,
  type PatchOperation,
  type SeenForm,
} from './patch-operations.ts';

/** A patch being applied. */
export interface PatchRun {
  draft: Draft;
  names: PatchNames;
  /** What the caller sees of the draft as it is now, in canonical names. */
  seen(): JsonObject;
}

/** A patch that applies its operations one after the other to a draft. */
export function patchOf<At>(
  operations: readonly PatchOperation<At>[],
  names: PatchNames,
  apply: (run: PatchRun, operation: PatchOperation<At>) => void,
): DocumentPatch {
  return (document, seen = (shown) => shown) => {
    const run = startRun(document, names, seen);
    for (const [index, operation] of operations.entries()) {
      inOperation(index, () => {
        spend(run.draft, 1);
        apply(run, operation);
      });
    }
    return run.draft.root;
  };
}

function startRun(document: JsonObject, names: PatchNames, seenForm: SeenForm): PatchRun {
  const draft = startDraft(document);
  let known: { version: number; seen: JsonObject } | undefined;
  const seen = (): JsonObject => {
    if (known?.version !== draft.version) {
      spend(draft, draft.size + 1);
      known = { version: draft.version, seen: seenForm(draft.root) };
    }
    return known.seen;
  };
  return { draft, names, seen };
}

/** What is at a place: as stored or, when nothing is, as it is only shown. */
export function shownAt(run: PatchRun, steps: Steps): JsonValue | undefined {
  const stored = valueAt(run.draft.root, steps);
  return stored === undefined ? valueAt(run.seen(), steps) : stored;
}

/** Whether the values at a place are equal; what the comparison may cost is counted. */
export function isEqualIn({ draft }: PatchRun, found: JsonValue | undefined, value: JsonValue): boolean {
  spend(draft, measure(value).size + 1);
  return found !== undefined && isDeepEqual(found, value);
}
