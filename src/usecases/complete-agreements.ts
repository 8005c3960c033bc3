import type { Clock } from '../kernel/clock.ts';
import type { JsonObject } from '../kernel/json.ts';
import { Problem } from '../kernel/problem.ts';
import { whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';
import type { ResourceService } from '../tmf630/resource-service.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';

/** What completing agreements needs. */
export interface CompleteDeps {
  /** The definition of SLAs; its internal `endsAt` says when an observed one is over, UTC ms. */
  definition: ResourceDefinition;
  slas: ResourceStore;
  service: Pick<ResourceService, 'change'>;
  clock: Pick<Clock, 'now'>;
  /** Told, at every try, of one that breaks a rule as it is stored: the rules have become stricter since. */
  onStuck: (slaId: string, problem: Problem) => void;
}

const pageSize = 100;

/**
 * Completes the observed agreements whose validity has ended; answers how many. They go on being evaluated for what was
 * measured till then. The change is the one a client could make, with its events. One that cannot be completed stays, and
 * holds up no other. Idempotent, and safe in several processes at once: what has gone another way meanwhile stays there. At
 * most about one page, the next beat does the rest. Source: TMF623.
 */
export async function completeAgreements(deps: CompleteDeps): Promise<number> {
  const filter = whereInternal('endsAt', 'lte', deps.clock.now());
  const sort = [{ scope: 'internal', path: 'endsAt', direction: 'ascending' }] as const;
  let completed = 0;
  let left = 0;
  while (completed < pageSize) {
    const ended = await deps.slas.list({ filter, sort, offset: left, limit: pageSize });
    for (const { id } of ended) {
      if (await complete(deps, id)) completed += 1;
      else left += 1;
    }
    if (ended.length < pageSize) break;
  }
  return completed;
}

async function complete({ definition, service, clock, onStuck }: CompleteDeps, id: string): Promise<boolean> {
  let isCompleted = false;
  const change = (document: JsonObject): JsonObject => {
    const { endsAt } = definition.internal(document);
    isCompleted = typeof endsAt === 'number' && endsAt <= clock.now();
    return isCompleted ? { ...document, state: 'completed' } : document;
  };
  try {
    await service.change(definition, id, change, {});
    return isCompleted;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // It was deleted meanwhile, or is being changed without pause: the next beat looks again.
    if (error.kind === 'notFound' || error.kind === 'conflict') return false;
    if (error.kind !== 'invalid') throw error;
    onStuck(id, error);
    return false;
  }
}
