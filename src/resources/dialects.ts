import type { Dialect } from '../tmf630/dialect/dialect.ts';
import { createDialect } from '../tmf630/dialect/dialect-table.ts';
import { tmf623 } from './dialects/tmf623.ts';
import { legacy, v2, v4 } from './dialects/tmf657.ts';

export { tmf623 } from './dialects/tmf623.ts';
export { legacy, v2, v4 } from './dialects/tmf657.ts';

/** Surety's own API. */
export const assurance = createDialect({ name: 'assurance' });

/** The dialects by name, for subscriptions that remember one. */
export const dialects: ReadonlyMap<string, Dialect> = new Map(
  [v4, v2, legacy, tmf623, assurance].map((each) => [each.name, each]),
);
