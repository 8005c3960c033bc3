import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collections, openCollections } from '../../../src/service/collections.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { serviceLevelObjective } from '../../../src/resources/service-level-objective.ts';
import { sla } from '../../../src/resources/sla.ts';
import { openEmbeddedStorage } from '../../../src/storage/embedded/embedded-storage.ts';
import type { ChangeEvent } from '../../../src/tmf630/change-event.ts';
import { matchAll } from '../../../src/tmf630/query/filter-expression.ts';
import type { ResourceDefinition } from '../../../src/tmf630/resource-definition.ts';
import type { ResourceStore } from '../../../src/tmf630/resource-store.ts';
import { createWrite } from '../../../src/tmf630/resource-service.ts';
import type { Storage } from '../../../src/usecases/ports.ts';
import { syncCommitments } from '../../../src/usecases/sync-commitments.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const objective = (id: string, subject?: string): JsonObject => ({
  ...{ id, name: `Objective ${id}`, conformanceComparator: '<=', conformanceTarget: '50 ms' },
  serviceLevelObjectiveParameter: {
    name: 'latency',
    ...(subject === undefined ? {} : { relatedEntity: [{ id: subject }] }),
  },
});

describe('bringing commitments in line with changed contracts', () => {
  const clock = fakeClock(Date.UTC(2026, 2, 1));
  let folder: string;
  let storage: Storage;
  let collections: Collections;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surety-sync-'));
    storage = await openEmbeddedStorage(folder);
    collections = await openCollections(storage);
  });
  afterEach(async () => {
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  });

  const create = async (
    definition: ResourceDefinition,
    store: ResourceStore,
    document: JsonObject,
  ): Promise<readonly ChangeEvent[]> => {
    const write = createWrite(definition, document, { id: String(document['id']), now: clock.now() });
    expect(await store.write(write)).to.deep.equal({ outcome: 'written' });
    return write.events;
  };
  const sync = (events: readonly ChangeEvent[]) => syncCommitments({ ...collections, clock }, events);
  const commitments = async (): Promise<string[]> => {
    const all = await collections.commitments.list({ filter: matchAll, sort: [], offset: 0, limit: 1000 });
    return all
      .map(({ document }) => {
        const { id = '' } = (document['sla'] ?? document['serviceLevelObjective']) as JsonObject;
        return `${String(id)} ${String(document['subject'])}`;
      })
      .sort();
  };

  it('deals with the events of many contracts of every kind at once', async () => {
    const events = [
      ...(await create(serviceLevelObjective, collections.objectives, objective('o1', 'line-1'))),
      ...(await create(serviceLevelObjective, collections.objectives, objective('o2', 'line-2'))),
      ...(await create(serviceLevelObjective, collections.objectives, objective('o3'))),
      ...(await create(sla, collections.slas, {
        ...{ id: 1, name: 'By rule', rule: [{ id: 'r1', serviceLevelObjective: { id: 'o3' } }] },
        relatedEntity: [{ id: 'site-1' }],
      })),
      ...(await create(sla, collections.slas, {
        ...{ id: 2, name: 'By itself', rule: [{ metric: 'latency', operator: '.le', referenceValue: '50' }] },
        relatedEntity: [{ id: 'site-2' }],
      })),
    ];
    await sync(events);
    const made = ['1 site-1', '2 site-2', 'o1 line-1', 'o2 line-2'];
    expect(await commitments()).to.deep.equal(made);
    await sync(events);
    expect(await commitments()).to.deep.equal(made);
  });

  it('finds every contract that a changed objective is part of', async () => {
    await create(sla, collections.slas, {
      ...{ id: 1, name: 'By rule', rule: [{ id: 'r1', serviceLevelObjective: { id: 'o1' } }] },
      relatedEntity: [{ id: 'site-1' }],
    });
    await create(sla, collections.slas, {
      ...{ id: 2, name: 'By its own rule', rule: [{ metric: 'latency', operator: '.le', referenceValue: '50' }] },
      relatedEntity: [{ id: 'site-2' }],
    });
    await sync(await create(serviceLevelObjective, collections.objectives, objective('o1')));
    expect(await commitments()).to.deep.equal(['1 site-1']);
  });

  it('deals with more contracts than a store looks up at once', async () => {
    const events: ChangeEvent[] = [];
    for (let number = 0; number < 250; number += 1) {
      const document = objective(`o${String(number)}`, `line-${String(number)}`);
      events.push(...(await create(serviceLevelObjective, collections.objectives, document)));
    }
    await sync(events);
    expect(await commitments()).to.have.length(250);
  });
});
