import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { sla } from '../../../src/resources/sla.ts';
import { completeAgreements } from '../../../src/usecases/complete-agreements.ts';
import { createWorld, hour, minute, present, steady, told, utc, type World } from './support.ts';

const validFor = { startDateTime: '2026-11-22T08:00:00Z', endDateTime: '2026-11-22T13:00:00Z' };

describe('agreements whose validity ends', () => {
  let world: World;
  let stuck: string[];
  beforeEach(async () => {
    stuck = [];
    world = await createWorld();
  });
  afterEach(() => world.close());

  const complete = (): Promise<number> =>
    completeAgreements({
      ...{ slas: world.collections.slas, definition: sla, service: world.service, clock: world.clock },
      onStuck: (id, { message }) => stuck.push(`${id}: ${message}`),
    });
  const documentOf = async (id: string): Promise<JsonObject> => (await world.service.retrieve(sla, id)).document;
  const eventsOf = async (): Promise<string[]> =>
    (await world.collections.slas.pendingEvents(100)).map(({ event }) => event.eventType);

  it('are completed at its end, not before, and once', async () => {
    const id = await world.promise({}, { validFor });
    world.clock.advance(hour - 1);
    expect(await complete()).to.equal(0);
    world.clock.advance(1);
    expect(await complete()).to.equal(1);
    expect(await documentOf(id)).to.include({ state: 'completed', completionDate: '2026-11-22T13:00:00.000Z' });
    expect(await eventsOf()).to.deep.equal(['SLAValueChangeNotification', 'SLAStatusChangedNotification']);
    expect(await complete()).to.equal(0);
    expect(await eventsOf()).to.have.length(2);
  });

  it('are left alone while they are pending, rejected, terminated, open-ended or extended in time', async () => {
    const untouched = [
      await world.promise({}, { validFor, state: 'pending' }),
      await world.promise({}, { validFor: { startDateTime: validFor.startDateTime } }),
      await world.promise({}, { validFor }),
      await world.promise({}, { validFor }),
    ];
    await world.patch(untouched[2] ?? '', { state: 'terminated' });
    await world.patch(untouched[3] ?? '', { validFor: { endDateTime: '2027-01-01T00:00:00Z' } });
    world.clock.advance(2 * hour);
    expect(await complete()).to.equal(0);
  });

  it('are completed however many end together', async () => {
    for (let count = 0; count < 103; count += 1) await world.offer({}, { validFor });
    world.clock.advance(hour);
    expect([await complete(), await complete(), await complete()]).to.deep.equal([100, 3, 0]);
  });

  it('are completed beside any number that cannot be, because their rules have become stricter; those are told of', async () => {
    const { slas } = world.collections;
    const broken: string[] = [];
    for (let count = 0; count < 101; count += 1) broken.push(await world.promise({}, { validFor }));
    for (const stored of await slas.getMany(broken)) {
      const resource = { ...stored, revision: stored.revision + 1, document: { ...stored.document, name: '' } };
      await slas.write({ kind: 'replace', resource, expectedRevision: stored.revision, events: [] });
    }
    world.clock.advance(1);
    const sound = await world.promise({}, { validFor });
    world.clock.advance(hour);
    expect(await complete()).to.equal(1);
    expect(await documentOf(sound)).to.include({ state: 'completed' });
    expect(stuck).to.have.length(101);
    expect(stuck[0]).to.equal(`${broken[0] ?? ''}: name: must not be empty`);
  });

  it('are still judged for what was measured till then, and for nothing after', async () => {
    const id = await world.promise({}, { validFor });
    await world.measure(steady(utc('2026-11-22T12:00'), 60, 12));
    world.clock.advance(hour);
    await complete();
    await world.relay();
    await world.measure(steady(utc('2026-11-22T13:00'), 70, 12));
    await world.pass(2 * hour, 10 * minute);
    expect((await documentOf(id))['state']).to.equal('completed');
    const judged = (await world.assessments()).filter(({ result }) => result !== 'noData');
    expect(told(judged)).to.deep.equal(['12:00 notMet 60']);
    expect(judged[0]).to.include({ finality: 'final' });
    expect(await world.violations()).to.have.length(1);
  });

  it('that a client completes before their end are evaluated no more', async () => {
    const id = await world.promise({}, { validFor });
    await world.patch(id, { state: 'completed' });
    expect(await world.commitments()).to.deep.equal([]);
    world.clock.advance(2 * hour);
    await world.patch(id, { name: 'Renamed' });
    expect(await world.commitments()).to.deep.equal([]);
    expect(world.clock.now()).to.equal(present + 2 * hour);
  });
});
