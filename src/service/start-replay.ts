import { replay } from '../events/replay-definition.ts';
import type { JsonObject } from '../kernel/json.ts';
import { Problem } from '../kernel/problem.ts';
import type { ResourceService } from '../tmf630/resource-service.ts';

/** Starts a replay; one with the same id has been started by the same button already, and nothing happens. Problem invalid. */
export async function startReplayOnce(service: Pick<ResourceService, 'create'>, body: JsonObject): Promise<void> {
  try {
    await service.create(replay, body, {});
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'conflict') throw error;
  }
}
