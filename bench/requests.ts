import { objective, promise } from './bodies.ts';
import { load, type LoadRequest, type LoadResult, median } from './load.ts';
import { type Server, settled } from './servers.ts';

/** What is measured. A promise is an objective about a service, of which Surety also makes a commitment. */
export const operations = ['create', 'create promise', 'get', 'list of 20', 'patch'] as const;

/** One of them. */
export type Operation = (typeof operations)[number];

/** CPU time (ms) and rate of each operation on one server: medians over the rounds. */
export type Measured = Record<Operation, LoadResult>;

const collection = '/tmf-api/serviceQualityManagement/v4/serviceLevelObjective';
const concurrency = 32;

/**
 * Runs every operation on every server, the servers in turn within each round, after one round that is not counted. CPU
 * time is taken once the server has come to rest: what a write leaves to be done afterwards is part of its cost.
 */
export async function measureRequests(
  servers: readonly Server[],
  { rounds, count }: { rounds: number; count: number },
): Promise<Map<string, Measured>> {
  const samples = new Map<string, LoadResult[]>();
  for (const server of servers) await createMany(server, 100);
  for (let round = 0; round <= rounds; round += 1) {
    for (const operation of operations) {
      for (const server of servers) {
        const result = await measureOne(server, { operation, round, count });
        const key = `${server.name}/${operation}`;
        if (round > 0) samples.set(key, [...(samples.get(key) ?? []), result]);
      }
    }
  }
  return new Map(servers.map(({ name }) => [name, measured(name, samples)]));
}

async function measureOne(
  server: Server,
  { operation, round, count }: { operation: Operation; round: number; count: number },
): Promise<LoadResult> {
  const result = await load(server, requestOf(server, operation, round), { count, concurrency });
  if (operation === 'get' || operation === 'list of 20') return result;
  return { ...result, cpuMs: result.cpuMs + (await settled(server)) / count };
}

function measured(name: string, samples: ReadonlyMap<string, LoadResult[]>): Measured {
  const of = (operation: Operation): LoadResult => {
    const results = samples.get(`${name}/${operation}`) ?? [];
    return {
      cpuMs: median(results.map(({ cpuMs }) => cpuMs)),
      perSecond: median(results.map(({ perSecond }) => perSecond)),
    };
  };
  const [create, promised] = [of('create'), of('create promise')];
  return { create, 'create promise': promised, get: of('get'), 'list of 20': of('list of 20'), patch: of('patch') };
}

async function createMany(server: Server, count: number): Promise<void> {
  const path = pathOf(server);
  await load(
    server,
    (number) => ({ method: 'POST', path, body: bodyOf(`seed-${String(number)}`, objective(number)) }),
    {
      count,
      concurrency: 8,
    },
  );
}

function pathOf({ name }: Server): string {
  return name === 'floor' ? '/resource' : collection;
}

function bodyOf(id: string, document: Record<string, unknown>): string {
  return JSON.stringify({ id, ...document });
}

function requestOf(server: Server, operation: Operation, round: number): (number: number) => LoadRequest {
  const path = pathOf(server);
  const seed = (number: number): string => `${path}/seed-${String(number % 100)}`;
  const create =
    (prefix: string, document: (number: number) => Record<string, unknown>) =>
    (number: number): LoadRequest => ({
      method: 'POST',
      path,
      body: bodyOf(`${prefix}${String(round)}-${String(number)}`, document(number)),
    });
  switch (operation) {
    case 'create':
      return create('r', objective);
    case 'create promise':
      return create('p', promise);
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
