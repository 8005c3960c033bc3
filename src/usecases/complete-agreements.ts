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
}

const pageSize = 100;

/**
 * Completes the observed agreements whose validity has ended; answers how many. They go on being evaluated for what was
 * measured till then. The change is the one a client could make, with its events. Idempotent, and safe in several
 * processes at once: what has gone another way meanwhile stays there. At most one page, the next beat does the rest.
 * Source: TMF623.
 */
export async function completeAgreements({ definition, slas, service, clock }: CompleteDeps): Promise<number> {
  const filter = whereInternal('endsAt', 'lte', clock.now());
  const sort = [{ scope: 'internal', path: 'endsAt', direction: 'ascending' }] as const;
  const ended = await slas.list({ filter, sort, offset: 0, limit: pageSize });
  let completed = 0;
  for (const { id } of ended) if (await complete({ definition, service, clock }, id)) completed += 1;
  return completed;
}

async function complete({ definition, service, clock }: Omit<CompleteDeps, 'slas'>, id: string): Promise<boolean> {
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
    // It was deleted meanwhile, or is being changed without pause: the next beat looks again.
    if (error instanceof Problem && (error.kind === 'notFound' || error.kind === 'conflict')) return false;
    throw error;
  }
}
