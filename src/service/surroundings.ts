import type { Config } from '../config.ts';
import type { LookupAll } from '../http/callback-post.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import { type IdSource, systemIds } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import { type RandomSource, systemRandom } from '../kernel/random.ts';
import { createPinoLogger } from './pino-logger.ts';

/** What tests and tools put in place of the machine's own. */
export interface Overrides {
  clock?: Clock;
  ids?: IdSource;
  random?: RandomSource;
  logger?: Logger;
  /** False: nothing happens by itself; `beats` are called by hand. */
  isAutomatic?: boolean;
  /** Resolves the names of callbacks; absent: the machine does. */
  lookup?: LookupAll;
  /** Certificates (PEM) of the authorities that callbacks' listeners may be vouched for by; absent: the machine's. */
  authorities?: readonly string[];
}

type OfCallbacks = 'lookup' | 'authorities';

/** What the service takes from the machine it runs on. */
export type Surroundings = Required<Omit<Overrides, OfCallbacks>> & Pick<Overrides, OfCallbacks>;

/** The machine's clock, ids and chance, and a logger of the configured level, each unless overridden. */
export function surroundingsOf(config: Config, overrides: Overrides): Surroundings {
  return {
    clock: overrides.clock ?? systemClock,
    ids: overrides.ids ?? systemIds,
    random: overrides.random ?? systemRandom,
    logger: overrides.logger ?? createPinoLogger(config.logLevel),
    isAutomatic: overrides.isAutomatic ?? true,
    ...(overrides.lookup === undefined ? {} : { lookup: overrides.lookup }),
    ...(overrides.authorities === undefined ? {} : { authorities: overrides.authorities }),
  };
}
