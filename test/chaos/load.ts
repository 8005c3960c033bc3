import { type Chance, chanceFrom } from './chance.ts';
import { crowd, measurementsOf, type Observation } from './crowd.ts';
import { type Fleet, pause } from './fleet.ts';
import { markOf } from './witness.ts';

/** What the service has acknowledged, and what it must not have answered. */
export interface Ledger {
  observations: Observation[];
  /** Marks acknowledged by resource, e.g. `sla/17`: 0 for its creation. */
  marks: Map<string, number[]>;
  faults: string[];
}

/** Clients that keep a fleet busy. */
export interface Load {
  ledger: Ledger;
  /** Every client finishes what it has begun: all that it still wants is acknowledged then. */
  stop(): Promise<void>;
}

const subjects = 16;
const groups = 2;
const answerMs = 30_000;

/** Starts clients that measure, and clients that write objectives and agreements, each by a chance of its own; each rests `requestMs` at most. */
export function startLoad(fleet: Fleet, seed: number, requestMs: number): Load {
  const ledger: Ledger = { observations: [], marks: new Map(), faults: [] };
  let isOver = false;
  const repeat = async (number: number, step: (chance: Chance) => Promise<void>): Promise<void> => {
    const chance = chanceFrom(seed * 31 + number);
    while (!isOver) {
      await step(chance);
      await pause(chance.between(requestMs / 5, requestMs));
    }
  };
  const clients = [
    ...Array.from({ length: groups }, (_, group) => repeat(group, measuring(fleet, ledger, group))),
    repeat(10, writing(fleet, ledger, objectiveKind)),
    repeat(11, writing(fleet, ledger, objectiveKind)),
    repeat(12, writing(fleet, ledger, agreementKind)),
  ];
  return {
    ledger,
    stop: async () => {
      isOver = true;
      await Promise.all(clients);
    },
  };
}

/** Sends its subjects' next period, again and again until it is acknowledged. */
function measuring(fleet: Fleet, ledger: Ledger, group: number): (chance: Chance) => Promise<void> {
  let slot = 0;
  return async (chance) => {
    const observations = crowd(subjects, [slot]).filter((_, position) => position % groups === group);
    const body = measurementsOf(observations);
    const path = '/assurance/v1/measurement';
    for (;;) {
      const answer = await ask(fleet, ledger, { chance, method: 'POST', path, body });
      if (answer === undefined) continue;
      if (answer.body['rejected'] !== 0) ledger.faults.push(`measurements rejected: ${JSON.stringify(answer.body)}`);
      ledger.observations.push(...observations);
      slot += 1;
      return;
    }
  };
}

interface Kind {
  name: string;
  path: string;
  document: object;
}

const objectiveKind: Kind = {
  name: 'serviceLevelObjective',
  path: '/tmf-api/serviceQualityManagement/v4/serviceLevelObjective',
  document: {
    ...{ name: 'Jitter', conformanceComparator: '<=', conformanceTarget: '50 ms' },
    serviceLevelObjectiveParameter: { name: 'jitter', parameterType: 'KPI' },
  },
};

const agreementKind: Kind = {
  name: 'sla',
  path: '/tmf-api/slaManagement/v2/sla',
  document: {
    name: 'Jitter',
    rule: [{ id: 'jitter', metric: 'jitter', unit: 'ms', operator: '.le', referenceValue: '50' }],
  },
};

/** Makes a resource, changes it some times, and begins with another. A change whose answer was lost is not repeated: it may have happened. */
function writing(fleet: Fleet, ledger: Ledger, kind: Kind): (chance: Chance) => Promise<void> {
  let id = '';
  let [mark, last] = [0, 0];
  return async (chance) => {
    mark += 1;
    if (mark > last) {
      [mark, last] = [0, chance.between(2, 9)];
      const made = await ask(fleet, ledger, { chance, method: 'POST', path: kind.path, body: kind.document });
      id = made === undefined ? '' : String(made.body['id']);
      if (made === undefined) last = 0;
      else ledger.marks.set(`${kind.name}/${id}`, [0]);
      return;
    }
    const body = { description: `mark ${String(mark)}` };
    const path = `${kind.path}/${id}`;
    const changed = await ask(fleet, ledger, { chance, method: 'PATCH', path, body });
    if (changed !== undefined && markOf(changed.body) === mark) ledger.marks.get(`${kind.name}/${id}`)?.push(mark);
  };
}

interface Question {
  chance: Chance;
  method: string;
  path: string;
  body: object;
}

/** One try with one process; undefined when its answer was lost, or it could not give one. Refusals and 500s are faults. */
async function ask(
  fleet: Fleet,
  ledger: Ledger,
  { chance, method, path, body }: Question,
): Promise<{ body: Record<string, unknown> } | undefined> {
  const url = `${await fleet.url(chance)}${path}`;
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const signal = AbortSignal.timeout(answerMs);
  const [status, text] = await fetch(url, {
    ...{ method, signal, headers: { 'Content-Type': type }, body: JSON.stringify(body) },
  }).then(
    async (response) => [response.status, await response.text().catch(() => undefined)] as const,
    () => [0, undefined] as const,
  );
  if (status === 0 || text === undefined) return undefined;
  // A change that was lost from sight may still be under way: then this one is too late.
  if (status === 409 || status === 503) return undefined;
  if (status >= 200 && status < 300) return { body: JSON.parse(text) as Record<string, unknown> };
  ledger.faults.push(`${method} ${path}: ${String(status)} ${text}`);
  return undefined;
}
