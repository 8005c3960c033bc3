import { openCollections } from '../../src/service/collections.ts';
import { openStorage } from '../../src/service/open-storage.ts';
import { readConfig } from '../../src/config.ts';
import { getAll, postJson } from '../acceptance/trace-service.ts';
import { chanceFrom } from './chance.ts';
import { expectedViolations, promiseCrowd, shownViolations, until, violationCount } from './crowd.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { type Ledger, startLoad } from './load.ts';
import { endProcesses } from './service-process.ts';
import { duplicateFigures, missing, type StormFacts, tellingFaults } from './storm-checks.ts';
import { markOf, startWitness, type Witness } from './witness.ts';

/** How fast a storm goes: at most this long, ms, between two kills, and between two requests of one client. */
export interface Pace {
  killMs: number;
  requestMs: number;
}

/** What a storm is made of. */
export interface StormPlan {
  settings: Readonly<Record<string, string>>;
  seed: number;
  kills: number;
  /** Processes on the one store. */
  size: number;
  pace: Pace;
  /** Whether a backlog that takes longer than {@link drainMs} is a fault: only on a machine with nothing else to do. */
  isTimed: boolean;
}

/** What came of a storm. */
export interface StormReport {
  /** Everything that must not be, in words. */
  faults: string[];
  figures: Readonly<Record<string, number>>;
}

/** Within which the backlog of a service that is left alone is to be empty. */
export const drainMs = 60_000;

/** Calls a process may have under way to one endpoint. */
const callsAtOnce = 4;

const serviceQuality = '/tmf-api/serviceQualityManagement/v4';
const slaManagement = '/tmf-api/slaManagement/v2';

/** Subscribers: a steady and a moody one to violations, the same to objectives, a moody one to agreements. */
const subscribers = [
  { name: 'violations', hub: slaManagement, query: 'eventType=SLAViolationCreateNotification', isMoody: false },
  { name: 'moody violations', hub: slaManagement, query: 'eventType=SLAViolationCreateNotification', isMoody: true },
  { name: 'objectives', hub: serviceQuality, query: '', isMoody: false },
  { name: 'moody objectives', hub: serviceQuality, query: '', isMoody: true },
  {
    ...{ name: 'moody agreements', hub: slaManagement, isMoody: true },
    query: 'eventType=SLACreateNotification,SLAValueChangeNotification',
  },
] as const;

/**
 * Kills processes at random under load, leaves the service alone after the last kill, and looks whether all that was
 * acknowledged has been kept and told, once. All that chance decides follows from the seed; the machine's timing does not.
 */
export async function storm({ settings, seed, kills, size, pace, isTimed }: StormPlan): Promise<StormReport> {
  const patient = {
    ...{ SURETY_CALLBACK_TIMEOUT: '5s', SURETY_CALLBACK_LEASE: '10s' },
    SURETY_CALLBACKS_PER_ENDPOINT: String(callsAtOnce),
    ...settings,
  };
  const witnesses = await Promise.all(
    subscribers.map(({ name, isMoody }, number) => startWitness(name, chanceFrom(seed + number), isMoody)),
  );
  try {
    const chance = chanceFrom(seed);
    const fleet = await startFleet(patient, { size, chance, killMs: pace.killMs });
    const url = await fleet.url(chance);
    await promiseCrowd(url);
    await subscribeAll(url, witnesses);
    const load = startLoad(fleet, seed, pace.requestMs);
    for (let kill = 0; kill < kills; kill += 1) await fleet.killOne();
    const lastKill = Date.now();
    for (const witness of witnesses) witness.isMoody = false;
    await load.stop();
    const quietAfterMs = Date.now() - lastKill;
    await fleet.complete();
    const completeAfterMs = Date.now() - lastKill;
    const { faults, figures } = await afterwards(fleet, { ledger: load.ledger, witnesses, lastKill, isTimed });
    const report = { faults, figures: { ...figures, quietAfterMs, completeAfterMs } };
    await endProcesses();
    return { ...report, faults: [...report.faults, ...(await restFaults(patient, Date.now()))] };
  } finally {
    await endProcesses();
    for (const witness of witnesses) await witness.close();
  }
}

async function subscribeAll(url: string, witnesses: readonly Witness[]): Promise<void> {
  for (const [place, { hub, query }] of subscribers.entries()) {
    const callback = witnesses[place]?.url ?? '';
    await postJson(`${url}${hub}/hub`, query === '' ? { callback } : { callback, query });
  }
}

interface Aftermath {
  ledger: Ledger;
  witnesses: readonly Witness[];
  lastKill: number;
  isTimed: boolean;
}

async function afterwards(fleet: Fleet, { ledger, witnesses, lastKill, isTimed }: Aftermath): Promise<StormReport> {
  const url = await fleet.url(chanceFrom(0));
  const expected = expectedViolations(ledger.observations);
  // The service is asked only once the witnesses have heard all: who waits for it must not keep it busy.
  const isDrained = async (): Promise<string[]> => {
    const untold = missing({ marks: ledger.marks, hearings: witnesses, violations: expected.length });
    if (untold.length > 0) return untold;
    return [
      ...((await violationCount(url)) < expected.length ? ['not every violation is recorded'] : []),
      ...((await waitingAt(url)) > 0 ? ['deliveries wait'] : []),
    ];
  };
  const faults: string[] = [];
  await until(isDrained, (rest) => rest.length === 0, 3 * drainMs).catch((error: unknown) =>
    faults.push(String(error)),
  );
  const drainedAfter = Date.now() - lastKill;
  if (isTimed && drainedAfter > drainMs)
    faults.push(`the backlog was empty ${String(drainedAfter)} ms after the last kill`);
  const facts: StormFacts = { hearings: witnesses, kills: fleet.kills, callsAtOnce };
  const shown = await shownViolations(url);
  if (JSON.stringify(shown) !== JSON.stringify(expected))
    faults.push(`violations: ${String(shown.length)} shown, ${String(expected.length)} expected, or others`);
  return {
    faults: [
      ...ledger.faults,
      ...faults,
      ...(await keepingFaults(url, { ledger, witnesses })),
      ...tellingFaults(facts),
    ],
    figures: {
      ...{ kills: fleet.kills.length, violations: shown.length, measurements: ledger.observations.length },
      changes: [...ledger.marks.values()].flat().length,
      events: new Set(witnesses.flatMap(({ receipts }) => receipts.map(({ eventId }) => eventId))).size,
      callbacks: witnesses.reduce((sum, { receipts }) => sum + receipts.length, 0),
      ...duplicateFigures(facts),
      drainedAfterMs: drainedAfter,
    },
  };
}

/** Deliveries that wait, as the dashboard tells. */
async function waitingAt(url: string): Promise<number> {
  const page = await (await fetch(`${url}/dashboard`)).text();
  return Number(/<dt>waiting[^<]*<\/dt>\s*<dd>(\d+)<\/dd>/u.exec(page)?.[1] ?? Number.NaN);
}

/** What was acknowledged is there, as it was acknowledged or as a later change left it, and has been told as it is. */
async function keepingFaults(
  url: string,
  { ledger, witnesses }: Pick<Aftermath, 'ledger' | 'witnesses'>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const [kind, path] of [
    ['serviceLevelObjective', `${serviceQuality}/serviceLevelObjective`],
    ['sla', `${slaManagement}/sla`],
  ] as const) {
    const documents = await getAll(`${url}${path}`);
    const marks = new Map(documents.map((document) => [`${kind}/${String(document['id'])}`, markOf(document)]));
    for (const [resource, acknowledged] of ledger.marks) {
      if (!resource.startsWith(`${kind}/`)) continue;
      const kept = marks.get(resource);
      if (kept === undefined || kept < Math.max(...acknowledged)) faults.push(`${resource}: kept mark ${String(kept)}`);
    }
    const listeners = witnesses.filter(({ name }) => name.endsWith(kind === 'sla' ? 'agreements' : 'objectives'));
    for (const { name, receipts } of listeners) {
      const heard = new Set(receipts.map(({ resource, mark }) => `${resource} mark ${String(mark)}`));
      const untold = [...marks].filter(([resource, mark]) => !heard.has(`${resource} mark ${String(mark)}`));
      // The crowd's own agreement is older than the subscriptions.
      faults.push(
        ...untold.filter(([resource]) => resource !== 'sla/1').map(([resource]) => `${name}: ${resource} untold`),
      );
    }
  }
  return faults;
}

/** A relay looks every second: what a commitment wrote longer ago than this, ms, should have gone out. */
const relayedWithinMs = 10_000;

/**
 * What the store still holds when all processes are gone (`endedAt`): no event in a document, no open delivery. Commitments
 * change by the clock alone, up to that moment: what one has just written goes out at the next start.
 */
async function restFaults(settings: Readonly<Record<string, string>>, endedAt: number): Promise<string[]> {
  const storage = await openStorage(readConfig(settings));
  try {
    const { objectives, specifications, slas, violations, commitments } = await openCollections(storage);
    const holders = { objectives, specifications, slas, violations, commitments };
    const faults: string[] = [];
    for (const [name, holder] of Object.entries(holders)) {
      for (const { holderId, event } of await holder.pendingEvents(100)) {
        const writtenAt = (await holder.get(holderId))?.updatedAt ?? -Infinity;
        const isJustWritten = holder === commitments && writtenAt > endedAt - relayedWithinMs;
        if (!isJustWritten) faults.push(`${name} still hold events, e.g. ${event.eventId}`);
      }
    }
    return faults;
  } finally {
    await storage.close();
  }
}
