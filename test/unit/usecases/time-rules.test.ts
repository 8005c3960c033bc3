import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { CommitmentTerms } from '../../../src/domain/commitment.ts';
import { length } from '../../../src/domain/intervals.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { openCollections, storeOfIn, type Collections } from '../../../src/service/collections.ts';
import { calendar } from '../../../src/resources/calendar.ts';
import { collectorGap } from '../../../src/resources/collector-gap.ts';
import { maintenanceWindow } from '../../../src/resources/maintenance-window.ts';
import { sla } from '../../../src/resources/sla.ts';
import { openEmbeddedStorage } from '../../../src/storage/embedded/embedded-storage.ts';
import { createResourceService, type ResourceService } from '../../../src/tmf630/resource-service.ts';
import { correctionOf, touchedBy } from '../../../src/usecases/corrected-maintenance.ts';
import type { Storage } from '../../../src/usecases/ports.ts';
import { createTimeRules, type TimeRulesReader } from '../../../src/usecases/time-rules.ts';
import { sequentialIds } from '../../support/sequential-ids.ts';
import { availabilityWith, hour, minute, utc } from '../domain/support.ts';

const march = { start: utc('2026-03-01'), end: utc('2026-04-01') };

describe('what time counts for a commitment', () => {
  let folder: string;
  let storage: Storage;
  let collections: Collections;
  let service: ResourceService;
  let reader: TimeRulesReader;
  let now = utc('2026-02-01');

  beforeEach(async () => {
    now = utc('2026-02-01');
    folder = await mkdtemp(join(tmpdir(), 'surety-time-'));
    storage = await openEmbeddedStorage(folder);
    collections = await openCollections(storage);
    const clock = { now: () => now };
    service = createResourceService({
      ...{ clock, ids: sequentialIds(), storeOf: storeOfIn(collections), onChange: () => undefined },
      nextInteger: (counter) => storage.nextInteger(counter),
    });
    reader = createTimeRules({ ...collections, clock });
  });
  afterEach(async () => {
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  });

  const make = async (name: 'calendar' | 'maintenanceWindow', body: JsonObject): Promise<void> => {
    await service.create(name === 'calendar' ? calendar : maintenanceWindow, body, {});
    reader.forget();
  };

  /** An agreement with one rule that says these things, and its commitment for svc-42. */
  async function termsWith(rule: JsonObject, more: JsonObject = {}): Promise<CommitmentTerms> {
    const { id, revision } = await service.create(sla, { name: 'Gold', ...more, rule: [{ id: 'r1', ...rule }] }, {});
    return {
      id: `c-${id}`,
      source: { kind: 'sla', slaId: id, ruleId: 'r1' },
      series: { indicator: 'availability', subject: 'svc-42' },
      notEvaluableReasons: [],
      versions: [`sla/${id}@${String(revision)}`],
      name: 'Gold',
    };
  }

  async function rulesOf(terms: CommitmentTerms) {
    const rules = await reader.timeRulesOf(terms, march);
    if ('reasons' in rules) throw new Error(rules.reasons.join('; '));
    return rules;
  }

  const office = {
    id: 'office',
    name: 'Office',
    timeZone: 'Europe/Oslo',
    weeklyHours: [
      { day: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], startTime: '08:00', endTime: '16:00' },
    ],
  };
  const night: JsonObject = {
    id: 'w1',
    name: 'Night work',
    scope: { service: [{ id: 'svc-42' }] },
    startDateTime: '2026-03-10T02:00:00Z',
    endDateTime: '2026-03-10T04:00:00Z',
  };

  it('is round the clock, with nothing excluded, when the contract says nothing', async () => {
    await make('maintenanceWindow', night);
    expect(await rulesOf(await termsWith({}))).to.deep.equal({ excluded: [], treatment: 'none', versions: [] });
  });

  it('has the collector gaps that touch it, whatever the contract says; those that reach the period are versions', async () => {
    const gap = async (id: string, from: string, to: string | undefined, scope: JsonObject): Promise<void> => {
      const times = { startDateTime: from, ...(to === undefined ? {} : { endDateTime: to }) };
      await service.create(collectorGap, { id, ...times, scope, reason: 'probe' }, {});
    };
    const [february, first, second] = ['2026-02-20T00:00:00Z', '2026-03-10T00:00:00Z', '2026-03-11T00:00:00Z'];
    await gap('all', first, second, { all: true });
    await gap('old', february, '2026-02-21T00:00:00Z', { all: true });
    // Values that speak into the period may have met it.
    await gap('just', '2026-02-28T22:00:00Z', '2026-02-28T23:30:00Z', { all: true });
    await gap('party', first, second, { party: [{ id: 'cust-1' }] });
    await gap('narrow', first, second, { service: [{ id: 'svc-42' }], indicator: ['availability'] });
    await gap('other', first, second, { service: [{ id: 'svc-42' }], indicator: ['latency'] });
    await gap('lasting', '2026-04-10T00:00:00Z', undefined, { indicator: ['availability'] });
    const said = await termsWith({}, { relatedParty: [{ id: 'cust-1', role: 'customer' }] });
    const carrying = { missingData: 'carryForward' as const, carryForwardMs: hour, defaulted: [] };
    const terms = { ...said, objective: availabilityWith(carrying) };
    reader.forget();
    const { gaps = [], versions } = await rulesOf(terms);
    expect(gaps.map(({ id }) => id)).to.deep.equal(['all', 'just', 'lasting', 'narrow', 'party']);
    expect(gaps.find(({ id }) => id === 'lasting')?.end).to.equal(Infinity);
    expect(versions).to.deep.equal(['all', 'just', 'narrow', 'party'].map((id) => `collectorGap/${id}@1`));
    const ofCases = { ...terms, objective: availabilityWith({ statistic: { kind: 'percentOnTime' } }) };
    expect(await rulesOf(ofCases)).to.not.have.property('gaps');
  });

  it('gives the hours of a calendar with its parent, and names the versions of both', async () => {
    await make('calendar', { id: 'norway', name: 'Norway', holiday: [{ date: '2026-03-02' }] });
    await make('calendar', { ...office, parent: { id: 'norway' } });
    const { service: hours = [], versions } = await rulesOf(await termsWith({ calendar: { id: 'office' } }));
    expect(length(hours) / hour).to.equal(21 * 8);
    expect(versions).to.deep.equal(['calendar/norway@1', 'calendar/office@1']);
  });

  it('takes the rule before the agreement, and the union of several calendars', async () => {
    await make('calendar', office);
    await make('calendar', { ...office, id: 'tokyo', timeZone: 'Asia/Tokyo' });
    const both = await termsWith({ calendar: [{ id: 'office' }, { id: 'tokyo' }] }, { calendar: { id: 'nowhere' } });
    // 22 days of each; Tokyo begins 1 April in it; on 30 and 31 March, Oslo in summer time, an hour is both's.
    expect(length((await rulesOf(both)).service ?? []) / hour).to.equal(22 * 16 + 1 - 2);
  });

  it('counts time before a change of a calendar by what stood then, and time after it by the new', async () => {
    await make('calendar', office);
    const terms = await termsWith({ calendar: { id: 'office' } });
    now = utc('2026-03-16T00:00');
    const [weekly] = office.weeklyHours;
    await service.patch(calendar, 'office', { weeklyHours: [{ ...weekly, endTime: '18:00' }] }, {});
    now = utc('2026-05-01T00:00');
    await service.patch(calendar, 'office', { weeklyHours: [{ ...weekly, endTime: '24:00' }] }, {});
    reader.forget();
    const { service: hours = [], versions } = await rulesOf(terms);
    // March 2026: 10 working days up to the 13th, 12 from the 16th on.
    expect(length(hours) / hour).to.equal(10 * 8 + 12 * 10);
    expect(versions).to.deep.equal(['calendar/office@1', 'calendar/office@2']);
    const april = { start: march.end, end: march.end + 7 * 24 * hour };
    expect(await reader.timeRulesOf(terms, april)).to.deep.include({ versions: ['calendar/office@2'] });
  });

  it('counts by what stood later when that is asked for', async () => {
    await make('calendar', office);
    const terms = await termsWith({ calendar: { id: 'office' } });
    now = utc('2026-04-16T00:00');
    const [weekly] = office.weeklyHours;
    await service.patch(calendar, 'office', { weeklyHours: [{ ...weekly, endTime: '18:00' }] }, {});
    reader.forget();
    expect(await reader.timeRulesOf(terms, march)).to.deep.include({ versions: ['calendar/office@1'] });
    const asked = await reader.timeRulesOf(terms, march, now);
    expect(asked).to.deep.include({ versions: ['calendar/office@2'] });
    expect(length('service' in asked ? (asked.service ?? []) : []) / hour).to.equal(22 * 10);
  });

  it('follows a parent through its changes, and a calendar that was removed and made again', async () => {
    await make('calendar', { id: 'norway', name: 'Norway' });
    await make('calendar', { ...office, parent: { id: 'norway' } });
    const terms = await termsWith({ calendar: { id: 'office' } });
    now = utc('2026-03-10T00:00');
    // Both days are holidays now; the one before the change stays what it was.
    const holiday = [{ date: '2026-03-02' }, { date: '2026-03-24' }];
    await service.patch(calendar, 'norway', { holiday }, {});
    now = utc('2026-04-10T00:00');
    await service.remove(calendar, 'office', {});
    reader.forget();
    expect(await reader.timeRulesOf(terms, march)).to.deep.equal({ reasons: ['calendar office does not exist'] });
    const told = await collections.calendars.pendingEvents(100);
    await collections.calendars.clearEvents(told.map(({ holderId, event }) => ({ holderId, eventId: event.eventId })));
    await make('calendar', { id: 'office', name: 'Another' });
    const { service: hours = [], versions } = await rulesOf(terms);
    expect(length(hours) / hour).to.equal(21 * 8);
    expect(versions).to.deep.equal(['calendar/norway@1', 'calendar/norway@2', 'calendar/office@1']);
  });

  it('gives reasons for a calendar that is missing, and for parents that go in a circle', async () => {
    const missing = await termsWith({ calendar: { id: 'nowhere' } });
    expect(await reader.timeRulesOf(missing, march)).to.deep.equal({ reasons: ['calendar nowhere does not exist'] });
    await make('calendar', { id: 'a', name: 'A' });
    await make('calendar', { id: 'b', name: 'B', parent: { id: 'a' } });
    let refusal: unknown;
    await service.patch(calendar, 'a', { parent: { id: 'b' } }, {}).catch((error: unknown) => (refusal = error));
    expect(String(refusal)).to.contain('parent.id: is this calendar itself, or built on it');
    await service.remove(calendar, 'a', {});
    reader.forget();
    const orphan = await reader.timeRulesOf(await termsWith({ calendar: { id: 'b' } }), march);
    expect(orphan).to.deep.equal({ reasons: ['calendar b: its parent a does not exist'] });
  });

  it('excludes windows that touch the subject, the party or a tag, and no others', async () => {
    const rule = { maintenance: { treatment: 'exclude' } };
    const terms = await termsWith(rule, { relatedParty: [{ id: 'cust-1' }], tag: ['gold'] });
    const at = (day: string, scope: JsonObject): JsonObject => ({
      ...night,
      id: day,
      scope,
      startDateTime: `2026-03-${day}T02:00:00Z`,
      endDateTime: `2026-03-${day}T03:00:00Z`,
    });
    await make('maintenanceWindow', at('10', { service: [{ id: 'svc-42' }] }));
    await make('maintenanceWindow', at('11', { party: [{ id: 'cust-1' }] }));
    await make('maintenanceWindow', at('12', { tag: ['gold'] }));
    await make(
      'maintenanceWindow',
      at('13', { entity: [{ id: 'svc-43' }], party: [{ id: 'cust-2' }], tag: ['silver'] }),
    );
    const { excluded, versions } = await rulesOf(terms);
    expect(length(excluded) / hour).to.equal(3);
    expect(versions).to.deep.equal(['maintenanceWindow/10@1', 'maintenanceWindow/11@1', 'maintenanceWindow/12@1']);
  });

  it('excludes the nights of a recurring window on the wall clock', async () => {
    await make('maintenanceWindow', {
      id: 'nights',
      name: 'Nights',
      scope: { service: [{ id: 'svc-42' }] },
      startDateTime: '2026-02-07T02:00:00+01:00',
      recurrence: { rrule: 'FREQ=WEEKLY', timeZone: 'Europe/Oslo', duration: 'PT1H' },
    });
    const { excluded } = await rulesOf(await termsWith({ maintenance: {} }));
    expect(excluded.map(({ start }) => new Date(start).toISOString().slice(5, 16))).to.deep.equal([
      '03-07T01:00',
      '03-14T01:00',
      '03-21T01:00',
      '03-28T01:00',
    ]);
  });

  it('keeps to notice, cap and allowed hours', async () => {
    await make('calendar', {
      ...office,
      id: 'nightly',
      weeklyHours: [{ day: ['tuesday'], startTime: '03:00', endTime: '04:30' }],
    });
    await make('maintenanceWindow', { ...night, noticeGivenAt: '2026-03-05T02:00:00Z' });
    const minutesUnder = async (maintenance: JsonObject): Promise<number> =>
      length((await rulesOf(await termsWith({ maintenance }))).excluded) / minute;
    expect(await minutesUnder({ minNotice: 'P5D' })).to.equal(120);
    expect(await minutesUnder({ minNotice: 'P6D' })).to.equal(0);
    expect(await minutesUnder({ maxPerPeriod: 'PT45M' })).to.equal(45);
    expect(await minutesUnder({ allowedHours: { id: 'nightly' } })).to.equal(90);
  });

  it('excludes nothing of a cancelled window', async () => {
    await make('maintenanceWindow', night);
    const terms = await termsWith({ maintenance: {} });
    expect((await rulesOf(terms)).excluded).to.have.length(1);
    await service.patch(maintenanceWindow, 'w1', { state: 'cancelled' }, {});
    reader.forget();
    expect((await rulesOf(terms)).excluded).to.deep.equal([]);
  });

  it('sees changes without being told, a second later', async () => {
    const terms = await termsWith({ maintenance: {} });
    expect((await rulesOf(terms)).excluded).to.deep.equal([]);
    await service.create(maintenanceWindow, night, {});
    now += 1000;
    expect((await rulesOf(terms)).excluded).to.have.length(1);
  });

  it('names the commitments and the span that a change of the past concerns', async () => {
    const terms = await termsWith({ maintenance: {} }, { relatedEntity: [{ id: 'svc-42' }] });
    if (terms.source.kind !== 'sla') throw new Error('not of an agreement');
    await collections.commitments.write({
      kind: 'insert',
      events: [],
      resource: {
        ...{ id: terms.id, revision: 1, createdAt: now, updatedAt: now },
        document: { id: terms.id, subject: 'svc-42' },
        internal: { slaId: terms.source.slaId },
      },
    });
    await make('maintenanceWindow', night);
    now = utc('2026-03-20');
    const changed = await service.patch(
      maintenanceWindow,
      'w1',
      { endDateTime: '2026-03-10T05:00:00Z', reason: 'the log shows five' },
      {},
    );
    const correction = correctionOf(changed.document, now);
    expect(correction).to.deep.equal({
      span: { start: utc('2026-03-10T02:00'), end: utc('2026-03-10T05:00') },
      keys: ['entity:svc-42'],
      reason: 'maintenance window w1 changed: the log shows five',
    });
    const found = new Set<string>();
    for await (const ids of touchedBy(collections, correction?.keys ?? [])) for (const id of ids) found.add(id);
    expect([...found]).to.deep.equal([terms.id]);
  });
});
