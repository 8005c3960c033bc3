import type { IdSource } from '../../src/kernel/ids.ts';

/** Ids `id-1`, `id-2`, ... (or with another prefix). */
export function sequentialIds(prefix = 'id'): IdSource {
  let count = 0;
  return {
    next: () => {
      count += 1;
      return `${prefix}-${String(count)}`;
    },
  };
}
