import { systemIds } from '../../kernel/ids.ts';

/*
 * MongoDB answers a bulk of compare-and-set updates with a count only. When it is short, the bulk must learn which of the
 * updates were its own, and a revision alone does not tell: a rival may have written it, or one may have written
 * since. So each update of a bulk leaves the bulk's name in a short list that later updates push out of.
 */

const thisProcess = systemIds.next().slice(0, 8);
let bulks = 0;

/** A name for one bulk that no other bulk of any process has. */
export function nextWriter(): string {
  bulks += 1;
  return `${thisProcess}-${bulks.toString(36)}`;
}

// A document has far fewer rivals than this between a bulk and its look back.
const kept = 8;

/** The operand of `$push` that signs a document. */
export function signedBy(writer: string): { $each: string[]; $slice: number } {
  return { $each: [writer], $slice: -kept };
}
