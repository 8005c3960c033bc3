import type { Selector } from './json-path-model.ts';
import type { Cursor } from './json-path-text.ts';
import { eat, eatInteger, fault, nextShown, skipBlanks } from './json-path-text.ts';

/** An index or a slice, `2`, `-1`, `1:3`, `::2`. Throws Problem invalid when neither is next. */
export function readIndexOrSlice(cursor: Cursor): Selector {
  const first = eatInteger(cursor);
  skipBlanks(cursor);
  if (!eat(cursor, ':')) {
    if (first === undefined)
      throw fault(cursor, `an index, a quoted name, "*" or "?" is expected instead of ${nextShown(cursor)}`);
    return { kind: 'index', index: first };
  }
  const end = integerBehindBlanks(cursor);
  const step = eat(cursor, ':') ? integerBehindBlanks(cursor) : undefined;
  return {
    kind: 'slice',
    ...(first === undefined ? {} : { start: first }),
    ...(end === undefined ? {} : { end }),
    ...(step === undefined ? {} : { step }),
  };
}

function integerBehindBlanks(cursor: Cursor): number | undefined {
  skipBlanks(cursor);
  const integer = eatInteger(cursor);
  skipBlanks(cursor);
  return integer;
}
