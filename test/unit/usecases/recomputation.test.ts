import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { recomputation } from '../../../src/resources/recomputation.ts';
import { matchAll } from '../../../src/tmf630/query/filter-expression.ts';
import type { ResourceStore } from '../../../src/tmf630/resource-store.ts';
import { dueStretches, settledAfterMs, stretchesLeft, withAsOf, withStretch } from '../../../src/usecases/again.ts';
import { roundTheClock } from '../../../src/usecases/ports.ts';
import { type RecomputationDeps, workRecomputations } from '../../../src/usecases/work-recomputations.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { createWorld, hour, minute, present, steady, utc, type World } from './support.ts';

describe('a recomputation under way', () => {
  let world: World;
  let deps: RecomputationDeps;
  beforeEach(async () => {
    world = await createWorld();
    const { collections, storage, deps: evaluation } = world;
    deps = {
      ...{ ...collections, buckets: storage.buckets, times: evaluation.times, clock: world.clock },
      ...{ timeRulesOf: roundTheClock, forget: () => undefined, rest: () => Promise.resolve() },
      logger: recordingLogger({}),
    };
    await world.promise();
    await world.measure(steady(utc('2026-11-22T06:00'), 45, 60));
    await world.beat();
    await world.pass(3 * hour, hour);
    const [sla] = await collections.slas.list({ filter: matchAll, sort: [], offset: 0, limit: 1 });
    // The target was too kind; the periods that are over are to be judged by the new one.
    await world.patch(sla?.id ?? '', {
      rule: [{ ...(sla?.document['rule'] as JsonObject[])[0], referenceValue: '40' }],
    });
    await world.pass(minute);
    const range = { startDateTime: '2026-11-22T06:00:00Z', endDateTime: '2026-11-22T09:00:00Z' };
    const body = { id: 'r', reason: 'agreed so', dryRun: false, range, sla: { id: sla?.id ?? '' } };
    await world.service.create(recomputation, body, {});
  });
  afterEach(() => world.close());

  const document = async (): Promise<JsonObject> => (await world.collections.recomputations.get('r'))?.document ?? {};
  const results = async (): Promise<unknown[]> =>
    (await world.assessments()).slice(0, 3).map(({ result, finality, revision }) => [result, finality, revision]);
  const finish = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) {
      await workRecomputations(deps, 4);
      world.clock.advance(settledAfterMs);
      await world.beat();
    }
  };
  const restated = Array(3).fill(['notMet', 'restated', 2]);

  it('waits until the evaluation has restated what it marked', async () => {
    expect(await results()).to.deep.equal(Array(3).fill(['met', 'final', 1]));
    await workRecomputations(deps, 4);
    expect(await document()).to.include({ state: 'inProgress', periods: 3, changed: 3 });
    await workRecomputations(deps, 4);
    expect(await results()).to.deep.equal(Array(3).fill(['met', 'final', 1]));
    await finish();
    expect(await document()).to.include({ state: 'completed', periods: 3, changed: 3 });
    expect(await results()).to.deep.equal(restated);
    expect(await world.violations()).to.have.length(3);
  });

  it('goes on where it was broken off, at any of its writes, with the same result', async () => {
    for (const broken of ['recomputations', 'commitments'] as const) {
      for (let nth = 1; nth <= 3; nth += 1) {
        await workRecomputations({ ...deps, [broken]: failingAt(world.collections[broken], nth) }, 4).catch(() => 0);
      }
    }
    await finish();
    expect(await document()).to.include({ state: 'completed', periods: 3, changed: 3 });
    expect(await results()).to.deep.equal(restated);
    const events = await world.collections.assessments.pendingEvents(100);
    expect(events.filter(({ event }) => event.eventType === 'AssessmentRestatedEvent')).to.have.length(3);
  });

  it('fails, and says so, when it cannot go on whatever it tries', async () => {
    const broken = { ...deps, timeRulesOf: () => Promise.reject(new Error('no calendars today')) };
    for (let round = 0; round < 5; round += 1) await workRecomputations(broken, 4);
    expect(await document())
      .to.include({ state: 'failed' })
      .and.to.have.property('failureReason');
    expect(await results()).to.deep.equal(Array(3).fill(['met', 'final', 1]));
  });
});

/** The store, failing at its nth write. */
function failingAt(store: ResourceStore, nth: number): ResourceStore {
  let writes = 0;
  const guarded = async <Outcome>(write: () => Promise<Outcome>): Promise<Outcome> => {
    writes += 1;
    if (writes === nth) throw new Error('the process is gone');
    return write();
  };
  return {
    ...store,
    get: (id) => store.get(id),
    getMany: (ids) => store.getMany(ids),
    list: (query) => store.list(query),
    count: (filter) => store.count(filter),
    write: (write) => guarded(() => store.write(write)),
    writeMany: (writes) => guarded(() => store.writeMany(writes)),
  };
}

describe('stretches to assess again', () => {
  const hours = { window: { type: 'calendar', duration: 'PT1H', timeZone: 'UTC' } } as const;
  const rolling = { window: { type: 'rolling', duration: 'P90D', timeZone: 'UTC' } } as const;
  const stretch = { start: present, end: present + 10 * hour, reason: 'r' };

  it('wait until nobody remembers what was before', () => {
    const waiting = { ...stretch, from: present + 1 };
    expect(dueStretches([stretch, waiting], present)).to.deep.equal([stretch]);
    expect(stretchesLeft([stretch, waiting], hours, { now: present })).to.deep.equal([waiting]);
  });

  it('go on behind the last period taken, so that ever so many are got through', () => {
    const stoppedAt = { id: 'p', start: present + hour, end: present + 2 * hour };
    expect(stretchesLeft([stretch], hours, { now: present, stoppedAt })).to.deep.equal([
      { ...stretch, start: present + hour },
    ]);
    // Windows of 90 days hold the stretch long after it; the next one is found by its end.
    const far = { id: 'p', start: present - 60 * 24 * hour, end: present + 30 * 24 * hour };
    expect(stretchesLeft([stretch], rolling, { now: present, stoppedAt: far })).to.deep.equal([
      { ...stretch, start: far.end - 1 },
    ]);
  });

  it('become one when they are too many, and are known again when they come twice', () => {
    expect(withStretch([stretch], { ...stretch, from: 5 })).to.deep.equal([{ ...stretch, from: 5 }]);
    let all = [stretch];
    for (let at = 1; at <= 32; at += 1) all = withStretch(all, { ...stretch, start: present - at });
    expect(all).to.have.length(1);
    expect(all[0]).to.include({ start: present - 32, end: stretch.end });
  });

  it('of recomputations take the place of those they hold', () => {
    const inner = { start: 10, end: 20, at: 1 };
    expect(withAsOf([inner], { start: 0, end: 20, at: 2 })).to.deep.equal([{ start: 0, end: 20, at: 2 }]);
    expect(withAsOf([inner], { start: 15, end: 25, at: 2 })).to.have.length(2);
    const many = Array.from({ length: 64 }, (_, at) => ({ start: at, end: at + 1, at: 1 }));
    expect(withAsOf(many, { start: 100, end: 101, at: 2 })).to.equal(undefined);
  });
});
