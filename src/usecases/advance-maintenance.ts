import type { Clock } from '../kernel/clock.ts';
import { Problem } from '../kernel/problem.ts';
import { whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';
import type { ResourceService } from '../tmf630/resource-service.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';

/** What moving maintenance windows on needs. */
export interface AdvanceDeps {
  /** The definition of windows; its internal `dueAt` says when the clock may give one another state, UTC ms. */
  definition: ResourceDefinition;
  windows: ResourceStore;
  service: Pick<ResourceService, 'change'>;
  clock: Pick<Clock, 'now'>;
  /** Told, at every try, of one that breaks a rule as it is stored. */
  onStuck: (windowId: string, problem: Problem) => void;
}

const pageSize = 100;

/**
 * Gives the maintenance windows that are due the state they have by the clock: started, overrun, finished, or planned again;
 * answers how many. The definition knows the state, so a change that changes nothing else is enough; its events are in the
 * same write. Idempotent, and safe in several processes at once. At most about one page, the next beat does the rest.
 */
export async function advanceMaintenance(deps: AdvanceDeps): Promise<number> {
  const filter = whereInternal('dueAt', 'lte', deps.clock.now());
  const sort = [{ scope: 'internal', path: 'dueAt', direction: 'ascending' }] as const;
  let advanced = 0;
  let left = 0;
  while (advanced < pageSize) {
    const due = await deps.windows.list({ filter, sort, offset: left, limit: pageSize });
    for (const { id, revision } of due) {
      if (await advance(deps, id, revision)) advanced += 1;
      else left += 1;
    }
    if (due.length < pageSize) break;
  }
  return advanced;
}

async function advance({ definition, service, onStuck }: AdvanceDeps, id: string, revision: number): Promise<boolean> {
  try {
    const after = await service.change(definition, id, (document) => document, {});
    return after.revision > revision;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // It was deleted meanwhile, or is being changed without pause: the next beat looks again.
    if (error.kind === 'notFound' || error.kind === 'conflict') return false;
    if (error.kind !== 'invalid') throw error;
    onStuck(id, error);
    return false;
  }
}
