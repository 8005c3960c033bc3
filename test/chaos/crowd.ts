import { getAll, postJson } from '../acceptance/trace-service.ts';

/** How long anything may take before a test gives up on it. */
const defaultPatienceMs = 120_000;
/** Time between two looks at least; as long as a look takes where that is longer, so as not to keep busy what is looked at. */
const leastPauseMs = 25;

/** Looks until a condition holds, a fifth of the time at most; rejects with what was seen last. */
export async function until<Seen>(
  look: () => Promise<Seen>,
  holds: (seen: Seen) => boolean,
  patienceMs = defaultPatienceMs,
): Promise<Seen> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const lookedAt = Date.now();
    const seen = await look();
    if (holds(seen)) return seen;
    const now = Date.now();
    if (now > deadline) throw new Error(`it did not come to pass: ${JSON.stringify(seen).slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, Math.max(leastPauseMs, 4 * (now - lookedAt))));
  }
}

const slotMs = 300_000;
const firstSlot = Date.UTC(2021, 1, 18, 10);

/** One measured value of the crowd: a subject in a period of five minutes. */
export interface Observation {
  subject: string;
  slot: number;
  value: number;
}

/** `subjects` subjects with a value for each of `slots` periods; one in four is beyond the promise. */
export function crowd(subjects: number, slots: readonly number[]): Observation[] {
  return slots.flatMap((slot) =>
    Array.from({ length: subjects }, (_, number) => ({
      ...{ subject: `site-${String(number)}`, slot },
      value: (number + slot) % 4 === 0 ? 80 : 30,
    })),
  );
}

/** The violations the crowd's observations come to, as `subject start`, in order. */
export function expectedViolations(observations: readonly Observation[]): string[] {
  return observations
    .filter(({ value }) => value > 50)
    .map(({ subject, slot }) => `${subject} ${new Date(firstSlot + slot * slotMs).toISOString()}`)
    .sort();
}

/** Promises, of whatever is measured, a mean latency of at most 50 ms in every five minutes. */
export async function promiseCrowd(url: string): Promise<void> {
  await postJson(`${url}/tmf-api/slaManagement/v2/sla`, {
    name: 'Crowd',
    rule: [
      {
        ...{ id: 'latency', metric: 'latency', unit: 'ms', operator: '.le', referenceValue: '50' },
        ...{ transformationAlgorithmOfKQI: 'mean', measurementInterval: 'PT5M' },
        conformanceWindow: { type: 'calendar', duration: 'PT5M', timeZone: 'UTC' },
      },
    ],
  });
}

export async function subscribe(url: string, callback: string): Promise<void> {
  const query = 'eventType=SLAViolationCreateNotification';
  await postJson(`${url}/tmf-api/slaManagement/v2/hub`, { callback, query });
}

/** Observations as the intake takes them. */
export function measurementsOf(observations: readonly Observation[]): object[] {
  return observations.map(({ subject, slot, value }) => ({
    ...{ indicator: 'latency', subject, value, unit: 'ms' },
    at: new Date(firstSlot + slot * slotMs).toISOString(),
  }));
}

/** Sends observations in one request. */
export function send(url: string, observations: readonly Observation[]): Promise<Record<string, unknown>> {
  return postJson(`${url}/assurance/v1/measurement`, measurementsOf(observations));
}

/** The violations a service shows, as `subject start`, in order. */
export async function shownViolations(url: string): Promise<string[]> {
  const violations = await getAll(`${url}/tmf-api/slaManagement/v2/slaViolation`);
  return violations
    .map(({ subject, period }) => `${String(subject)} ${(period as { startDateTime: string }).startDateTime}`)
    .sort();
}

/** How many violations a service shows. */
export async function violationCount(url: string): Promise<number> {
  const response = await fetch(`${url}/tmf-api/slaManagement/v2/slaViolation?limit=1&fields=id`);
  await response.arrayBuffer();
  return Number(response.headers.get('x-total-count'));
}

/** How many commitments a process has evaluated since it started. */
export async function evaluationsOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^surety_evaluations_total (\d+)$/mu.exec(text)?.[1] ?? 0);
}
