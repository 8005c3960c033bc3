import type { CommitmentTerms } from '../domain/commitment.ts';
import { readContractTime, ruleOf, type ContractTime } from '../domain/contract-time.ts';
import type { TimeRules } from '../domain/counted-time.ts';
import { excludedTime, type AnnouncedWork } from '../domain/exclusion.ts';
import { clip, intersection } from '../domain/intervals.ts';
import { workOf } from '../domain/maintenance.ts';
import { type ScopeKey, scopeKeysOfSla } from '../domain/maintenance-scope.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Interval } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import type { TimeRulesOf } from './ports.ts';
import { createCalendarShelf, type KnownHours } from './calendar-shelf.ts';
import { createGapShelf, withGaps } from './gap-rules.ts';
import { createWindowShelf, type KeptWindow } from './window-shelf.ts';

/** The collections that say what time counts. */
export interface TimeRulesDeps {
  calendars: ResourceStore;
  /** Calendars as they were before each change. Absent: there were none. */
  calendarRevisions?: ResourceStore;
  maintenanceWindows: ResourceStore;
  collectorGaps: ResourceStore;
  slas: ResourceStore;
  objectives: ResourceStore;
  clock: Pick<Clock, 'now'>;
}

/** What counts of a span for a commitment, or why that cannot be said. */
export interface TimeRulesReader {
  /** `terms` as made from the contract; `span` a whole period: the cap is counted in it. See {@link TimeRulesOf}. Only reads. */
  timeRulesOf: TimeRulesOf;
  /** The same for what is said of time without a contract that is kept: by a promise that is only thought of. It knows no gaps. */
  rulesUnder: (said: PromisedTime, asked: TimeAsked) => ReturnType<TimeRulesOf>;
  /** To be called when calendars, windows or gaps have changed: else changes are seen within a second. */
  forget: () => void;
}

/** What a promise says about time, and what maintenance has to share with it. */
export interface PromisedTime {
  time: ContractTime | { reasons: string[] };
  keys: readonly ScopeKey[];
}

/** For what that is asked: a whole period; when the promise is valid; and see {@link TimeRulesOf} for `asOf`. UTC ms. */
export interface TimeAsked {
  span: Interval;
  validFor: { start?: number; end?: number };
  asOf?: number | undefined;
}

const mostKept = 20_000;

/**
 * Service hours and excluded time of commitments, with the versions they come from (`calendar/7@2`,
 * `maintenanceWindow/9@1`), and the collector gaps of any contract. Contracts are remembered by their versions, calendars,
 * windows and gaps for a second. A calendar that
 * does not exist, or that is its own ancestor, gives reasons. Source: docs/evaluation.md.
 */
export function createTimeRules(deps: TimeRulesDeps): TimeRulesReader {
  const contracts = new Map<string, PromisedTime>();
  const shelf = createWindowShelf(deps.maintenanceWindows, deps.clock);
  const gaps = createGapShelf(deps.collectorGaps, deps.clock);
  const calendars = createCalendarShelf(deps, deps.clock);
  const saidBy = async (terms: CommitmentTerms): Promise<PromisedTime> => {
    const key = `${terms.id} ${terms.versions.join(' ')}`;
    const known = contracts.get(key);
    if (known !== undefined) return known;
    const { said, isCurrent } = await readContract(deps, terms);
    if (contracts.size >= mostKept) contracts.clear();
    if (isCurrent) contracts.set(key, said);
    return said;
  };
  const rulesUnder: TimeRulesReader['rulesUnder'] = async ({ time, keys }, { span, validFor, asOf }) => {
    if ('reasons' in time) return time;
    if (time.calendars.length === 0 && time.treatment === 'none') return roundTheClock;
    const service = await calendars.hoursOf(time.calendars, span, asOf);
    if ('reasons' in service) return service;
    if (time.treatment === 'none') return { ...roundTheClock, service: service.hours, versions: service.versions };
    const allowed = time.allowedHours && (await calendars.hoursOf(time.allowedHours, span, asOf));
    if (allowed !== undefined && 'reasons' in allowed) return allowed;
    const maintenance = workIn(await shelf.touching(keys), span);
    return withMaintenance(time, { service, allowed, maintenance }, countedOf(time, service.hours, { span, validFor }));
  };
  const timeRulesOf: TimeRulesOf = async (terms, span, asOf) => {
    const said = await saidBy(terms);
    const validFor = terms.objective?.validFor ?? {};
    const rules = await rulesUnder({ time: terms.time ?? said.time, keys: said.keys }, { span, validFor, asOf });
    return 'reasons' in rules ? rules : withGaps(rules, gaps, { terms, keys: said.keys, span });
  };
  return {
    timeRulesOf,
    rulesUnder,
    forget: () => {
      shelf.forget();
      gaps.forget();
      calendars.forget();
    },
  };
}

interface Found {
  service: KnownHours;
  allowed: KnownHours | undefined;
  maintenance: { work: AnnouncedWork[]; versions: string[] };
}

/** The rules of a contract that says something about maintenance. */
function withMaintenance(
  time: ContractTime,
  { service, allowed, maintenance }: Found,
  counted: readonly Interval[],
): TimeRules {
  return {
    ...(time.calendars.length === 0 ? {} : { service: service.hours }),
    excluded: excludedTime({
      windows: maintenance.work,
      rules: { ...limitsOf(time), ...(allowed === undefined ? {} : { allowedHours: allowed.hours }) },
      counted,
    }),
    treatment: time.treatment,
    versions: [...new Set([...service.versions, ...(allowed?.versions ?? []), ...maintenance.versions])],
  };
}

const roundTheClock: TimeRules = { excluded: [], treatment: 'none', versions: [] };

function limitsOf({ minNoticeMs, maxPerPeriodMs }: ContractTime): { minNoticeMs?: number; maxPerPeriodMs?: number } {
  return {
    ...(minNoticeMs === undefined ? {} : { minNoticeMs }),
    ...(maxPerPeriodMs === undefined ? {} : { maxPerPeriodMs }),
  };
}

/** P ∩ V ∩ S: where maintenance can take anything out, and where its cap is counted. */
function countedOf(
  { calendars }: ContractTime,
  hours: readonly Interval[],
  { span, validFor: { start = -Infinity, end = Infinity } }: TimeAsked,
): Interval[] {
  const valid = clip([span], { start, end });
  return calendars.length === 0 ? valid : intersection(valid, hours);
}

function workIn(windows: readonly KeptWindow[], span: Interval): { work: AnnouncedWork[]; versions: string[] } {
  const found = windows.map(({ window, version }) => ({ version, work: workOf(window, span) }));
  const used = found.filter(({ work }) => work.length > 0);
  return { work: used.flatMap(({ work }) => work), versions: used.map(({ version }) => version).sort() };
}

interface Contract {
  rule: JsonObject | undefined;
  objective: StoredResource | undefined;
  sla: StoredResource | undefined;
}

async function contractOf({ objectives, slas }: TimeRulesDeps, source: CommitmentTerms['source']): Promise<Contract> {
  const objective = source.objectiveId === undefined ? undefined : await objectives.get(source.objectiveId);
  if (source.kind !== 'sla') return { rule: undefined, objective, sla: undefined };
  const sla = await slas.get(source.slaId);
  return { rule: sla && ruleOf(sla.document, source.ruleId), objective, sla };
}

async function readContract(
  deps: TimeRulesDeps,
  { source, series, versions }: CommitmentTerms,
): Promise<{ said: PromisedTime; isCurrent: boolean }> {
  const { rule, objective, sla } = await contractOf(deps, source);
  const texts = [rule, objective?.document, sla?.document].filter((text) => text !== undefined);
  const keys = sla === undefined ? [] : scopeKeysOfSla(sla.document, rule ?? {});
  const said = { time: readContractTime(texts), keys: [...new Set([...keys, `entity:${series.subject}`])] };
  // A contract that has changed meanwhile is read anew until its terms follow.
  const read = [...versionsOf('sla', sla), ...versionsOf('serviceLevelObjective', objective)];
  return { said, isCurrent: read.every((version) => versions.includes(version)) };
}

function versionsOf(name: string, resource: StoredResource | undefined): string[] {
  return resource === undefined ? [] : [`${name}/${resource.id}@${String(resource.revision)}`];
}
