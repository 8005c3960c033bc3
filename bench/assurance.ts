import { request } from 'undici';
import { measurements } from './bodies.ts';
import { load } from './load.ts';
import { type Server, settled } from './servers.ts';

/** Measurements per second, each batch of 100 durable before its answer, over `series` series. */
export async function measureIntake(
  server: Server,
  { total, series }: { total: number; series: number },
): Promise<number> {
  const startedAt = Date.parse('2026-11-01T00:00:00Z');
  const batches = Math.ceil(total / 100);
  const perRound = Math.max(1, Math.floor(series / 100));
  const { perSecond } = await load(
    server,
    (number) => {
      const at = new Date(startedAt + Math.floor(number / perRound) * 1000).toISOString();
      return {
        method: 'POST',
        path: '/assurance/v1/measurement',
        body: JSON.stringify(measurements((number % perRound) * 100, 100, at)),
      };
    },
    { count: batches, concurrency: 16 },
  );
  return perSecond * 100;
}

/**
 * From one new sample for each of `count` commitments, in the hour that runs, to all of them evaluated, the beat's wait
 * included. Each has been evaluated once before.
 */
export async function measureEvaluation(
  server: Server,
  count: number,
): Promise<{ seconds: number; cpuSeconds: number }> {
  await post(server, '/tmf-api/slaManagement/v2/sla', {
    name: 'Bench',
    rule: [
      {
        metric: 'evaluated',
        operator: '.ge',
        referenceValue: '500',
        unit: 'kbit/s',
        conformanceWindow: { type: 'calendar', duration: 'PT1H', timeZone: 'UTC' },
      },
    ],
  });
  const now = await hourWithRoom();
  await sample(server, count, now - 2000);
  await evaluated(server, count);
  await settled(server);
  const before = await evaluations(server);
  const cpuBefore = server.cpuMs();
  const startedAt = performance.now();
  await sample(server, count, now - 1000);
  await evaluated(server, before + count);
  return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (server.cpuMs() - cpuBefore) / 1000 };
}

/** The present instant, in an hour that neither has just begun nor is about to end: its end would be evaluated, too. */
async function hourWithRoom(): Promise<number> {
  const hourMs = 3_600_000;
  for (;;) {
    const now = Date.now();
    if (now % hourMs > 5000 && now % hourMs < hourMs - 120_000) return now;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function sample(server: Server, count: number, at: number): Promise<void> {
  for (let first = 0; first < count; first += 1000) {
    const batch = measurements(first, Math.min(1000, count - first), new Date(at).toISOString()).map((each) => ({
      ...each,
      indicator: 'evaluated',
    }));
    await post(server, '/assurance/v1/measurement', batch);
  }
}

async function evaluated(server: Server, total: number): Promise<void> {
  const deadline = performance.now() + 120_000;
  while ((await evaluations(server)) < total) {
    if (performance.now() > deadline) throw new Error(`${server.name}: not all commitments evaluated within 120 s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function evaluations(server: Server): Promise<number> {
  const { body } = await request(`${server.url}/metrics`);
  return Number(/^surety_evaluations_total (\d+)/m.exec(await body.text())?.[1] ?? 0);
}

async function post(server: Server, path: string, body: unknown): Promise<void> {
  const answer = await request(`${server.url}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`POST ${path}: ${String(answer.statusCode)} ${text.slice(0, 300)}`);
}

/** Highest resident memory (MB) seen while the server answers `rate` reads a second for some seconds. */
export async function measureMemory(
  server: Server,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<number> {
  let highest = server.residentMb();
  for (let second = 0; second < seconds; second += 1) {
    const startedAt = performance.now();
    await load(
      server,
      (number) => ({
        method: 'GET',
        path: `/tmf-api/serviceQualityManagement/v4/serviceLevelObjective/seed-${String(number % 100)}`,
      }),
      { count: rate, concurrency: 8 },
    );
    highest = Math.max(highest, server.residentMb());
    const left = 1000 - (performance.now() - startedAt);
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  }
  return highest;
}
