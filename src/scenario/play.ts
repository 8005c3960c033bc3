import { eventIn } from '../events/event-record.ts';
import { type JsonObject, type JsonValue, objectAt, textAt } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import { matchAll } from '../tmf630/query/filter-expression.ts';
import { differencesOf } from './findings.ts';
import { gapsPath } from './read-gaps.ts';
import type { Expectation, Outcome, Scenario, Seen } from './scenario.ts';
import type { Stage } from './stage.ts';
import { onTimeLine } from './time-line.ts';

interface Step {
  at: number;
  /** Resources first, then facts, then looks. */
  rank: number;
  run: () => Promise<void>;
}

/** Puts a scenario on a stage: what happens is told when it arrives, and looked at where something is expected. */
export async function play(stage: Stage, scenario: Scenario, number: number): Promise<Outcome> {
  const mark = `~${String(number)}`;
  const made: string[] = [];
  const outcome: Outcome = { scenario, differences: [] };
  const steps: Step[] = [
    ...scenario.resources.flatMap((resource) => resourceSteps(stage, resource, { mark, made })),
    ...factSteps(stage, scenario, mark),
    ...scenario.expectations.map((expectation) => ({
      ...{ at: expectation.at, rank: 2 },
      run: async () => {
        const differences = await look(stage, scenario, { expectation, mark });
        const at = onTimeLine(expectation.at, scenario.start);
        outcome.differences.push(...differences.map((each) => ({ ...each, place: expectation.place, at })));
      },
    })),
  ];
  for (const { at, run } of steps.sort((left, right) => left.at - right.at || left.rank - right.rank)) {
    stage.setClock(at);
    await stage.settle();
    await run();
  }
  for (const path of made.reverse()) await stage.remove(path);
  await stage.settle();
  return outcome;
}

type Resource = Scenario['resources'][number];

/** A resource is made, and changed where it was made. Its address is added to `made`. */
function resourceSteps(
  stage: Stage,
  { at, path, body, changes = [] }: Resource,
  { mark, made }: { mark: string; made: string[] },
): Step[] {
  let address = path;
  const making = async (): Promise<void> => {
    const { id } = await stage.post(path, marked(body, mark));
    address = `${path}/${idText(id)}`;
    made.push(address);
    // Told to what it touches at once, as a moment later it counts.
    if (path === gapsPath) await stage.settle();
  };
  const changing = async (change: JsonObject): Promise<void> => {
    await stage.patch(address, change);
    await stage.settle();
  };
  return [
    { at, rank: 0, run: making },
    ...changes.map((change) => ({ at: change.at, rank: 0, run: () => changing(change.body) })),
  ];
}

const atOnce = 5000;

/** What arrives at one instant is told together. */
function factSteps(stage: Stage, { facts }: Scenario, mark: string): Step[] {
  const byArrival = new Map<number, JsonObject[]>();
  for (const { arrives, body } of facts) byArrival.set(arrives, [...(byArrival.get(arrives) ?? []), body]);
  return [...byArrival].map(([at, bodies]) => ({
    ...{ at, rank: 1 },
    run: async () => {
      for (let from = 0; from < bodies.length; from += atOnce) {
        const batch = bodies.slice(from, from + atOnce).map((body) => markedSubject(body, mark));
        const { rejected, results } = await stage.post('/assurance/v1/measurement', batch);
        if (rejected !== 0) throw new Error(`a measurement was refused: ${JSON.stringify(results)}`);
      }
      await stage.settle();
    },
  }));
}

function markedSubject(body: JsonObject, mark: string): JsonObject {
  return { ...body, subject: `${textAt(body, 'subject') ?? ''}${mark}` };
}

/** Members whose ids are subjects. */
const holders = new Set(['relatedEntity', 'entity', 'service']);

/** Subjects get a mark, so that scenarios know nothing of each other. */
function marked(body: JsonObject, mark: string): JsonObject {
  const walk = (value: JsonValue, name: string): JsonValue => {
    if (Array.isArray(value)) return value.map((each) => walk(each, name));
    if (typeof value !== 'object' || value === null) return value;
    const copy: JsonObject = {};
    for (const [key, member] of Object.entries(value)) {
      copy[key] = key === 'id' && holders.has(name) ? `${idText(member)}${mark}` : walk(member, key);
    }
    return copy;
  };
  return walk(body, '') as JsonObject;
}

interface Look {
  expectation: Expectation;
  mark: string;
}

async function look(stage: Stage, scenario: Scenario, { expectation, mark }: Look): Promise<Outcome['differences']> {
  await stage.settle();
  const commitments = (await stage.list('/assurance/v1/commitment?limit=1000')).filter((each) =>
    isMeant(each, expectation, mark),
  );
  const [commitment, ...others] = commitments;
  const place = expectation.place;
  const complaint = { place, at: '', what: 'the promise', expected: expectation.of ?? 'one' };
  if (commitment === undefined) return [{ ...complaint, got: 'none' }];
  if (others.length > 0) return [{ ...complaint, got: `${String(commitments.length)}; say which with of:` }];
  const seen = await see(stage, commitment);
  return differencesOf(expectation, seen, scenario.start).map((each) => ({ ...each, place, at: '' }));
}

/** By the id of its rule, or its subject; `*` is the one that stands for all. */
function isMeant(commitment: JsonObject, { of }: Expectation, mark: string): boolean {
  const subject = textAt(commitment, 'subject') ?? '';
  if (of === undefined) return subject.endsWith(mark);
  const ruleId = idText(objectAt(commitment, 'rule')?.['id']);
  return (subject.endsWith(mark) && ruleId === of) || subject === `${of}${mark}`;
}

async function see(stage: Stage, commitment: JsonObject): Promise<Seen> {
  const id = idText(commitment['id']);
  const about = `commitment.id=${encodeURIComponent(id)}&limit=1000`;
  const assessments = await stage.list(`/assurance/v1/assessment?${about}`);
  const violations = await stage.list(`/tmf-api/slaManagement/v2/slaViolation?${about}`);
  const ids = new Set([
    id,
    ...violations.map((each) => idText(each['id'])),
    ...assessments.map((each) => idText(each['id'])),
  ]);
  return { commitment, assessments, violations, events: await eventsAbout(stage, ids) };
}

async function eventsAbout({ service }: Stage, ids: ReadonlySet<string>): Promise<ChangeEvent[]> {
  const stored = await service.collections.events.list({ filter: matchAll, sort: [], offset: 0, limit: 1_000_000 });
  const events = stored.map(eventIn).filter(({ resourceId }) => ids.has(resourceId));
  return events.sort((left, right) => left.occurredAt - right.occurredAt || left.sequence - right.sequence);
}

/** An id as text; slaViolations have numbers. */
function idText(id: JsonValue | undefined): string {
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}
