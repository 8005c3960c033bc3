import { objective } from './bodies.ts';
import { load, type LoadRequest, median } from './load.ts';
import type { Server } from './servers.ts';

type Operation = 'create' | 'get' | 'list of 20' | 'patch';

/** CPU time (ms) and rate of each operation on one server: medians over the rounds. */
export type Measured = Record<Operation, { cpuMs: number; perSecond: number }>;

const operations: readonly Operation[] = ['create', 'get', 'list of 20', 'patch'];
const collection = '/tmf-api/serviceQualityManagement/v4/serviceLevelObjective';
const concurrency = 32;

/** Runs every operation on every server, the servers in turn within each round, after one round that is not counted. */
export async function measureRequests(
  servers: readonly Server[],
  { rounds, count }: { rounds: number; count: number },
): Promise<Map<string, Measured>> {
  const samples = new Map<string, { cpuMs: number; perSecond: number }[]>();
  for (const server of servers) await createMany(server, 100);
  for (let round = 0; round <= rounds; round += 1) {
    for (const operation of operations) {
      for (const server of servers) {
        const result = await load(server, requestOf(server, operation, round), { count, concurrency });
        const key = `${server.name}/${operation}`;
        if (round > 0) samples.set(key, [...(samples.get(key) ?? []), result]);
      }
    }
  }
  return new Map(servers.map(({ name }) => [name, measured(name, samples)]));
}

function measured(name: string, samples: ReadonlyMap<string, { cpuMs: number; perSecond: number }[]>): Measured {
  const of = (operation: Operation) => {
    const results = samples.get(`${name}/${operation}`) ?? [];
    return {
      cpuMs: median(results.map(({ cpuMs }) => cpuMs)),
      perSecond: median(results.map(({ perSecond }) => perSecond)),
    };
  };
  return { create: of('create'), get: of('get'), 'list of 20': of('list of 20'), patch: of('patch') };
}

async function createMany(server: Server, count: number): Promise<void> {
  const path = pathOf(server);
  await load(server, (number) => ({ method: 'POST', path, body: bodyOf(`seed-${String(number)}`, number) }), {
    count,
    concurrency: 8,
  });
}

function pathOf({ name }: Server): string {
  return name === 'floor' ? '/resource' : collection;
}

function bodyOf(id: string, number: number): string {
  return JSON.stringify({ id, ...objective(number) });
}

function requestOf(server: Server, operation: Operation, round: number): (number: number) => LoadRequest {
  const path = pathOf(server);
  const seed = (number: number): string => `${path}/seed-${String(number % 100)}`;
  switch (operation) {
    case 'create':
      return (number) => ({ method: 'POST', path, body: bodyOf(`r${String(round)}-${String(number)}`, number) });
    case 'get':
      return (number) => ({ method: 'GET', path: seed(number) });
    case 'list of 20':
      return () => ({ method: 'GET', path: `${path}?limit=20` });
    case 'patch':
      return (number) => ({
        method: 'PATCH',
        path: seed(number),
        body: JSON.stringify({ conformanceTarget: `${String(round)}.${String(number)} ms` }),
        type: server.name === 'floor' ? 'application/json' : 'application/merge-patch+json',
      });
  }
}
