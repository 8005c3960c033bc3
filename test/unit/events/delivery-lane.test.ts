import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deliveriesCollection } from '../../../src/events/collections.ts';
import { claimAll, type LaneDeps } from '../../../src/events/delivery-lane.ts';
import { deliveryId, deliveryIn, insertable, newDelivery, type StoredDelivery } from '../../../src/events/delivery.ts';
import { openEmbeddedStorage } from '../../../src/storage/embedded/embedded-storage.ts';
import type { Storage } from '../../../src/usecases/ports.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { changeEvent } from './support.ts';

const now = Date.UTC(2026, 10, 22, 12);

describe('taking many due deliveries at once', () => {
  let folder: string;
  let storage: Storage;
  let deps: LaneDeps;
  let looks: number;
  let here: string;
  /** A row that a look does not see, as can happen while it is written. */
  let missed: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surety-lanes-'));
    storage = await openEmbeddedStorage(folder);
    const deliveries = await storage.collection(deliveriesCollection);
    looks = 0;
    here = '';
    missed = '';
    const list: typeof deliveries.list = (query) => {
      looks += 1;
      const seen = deliveries.list({ ...query, limit: query.limit + 1 });
      return seen.then((found) => found.filter(({ id }) => id !== missed).slice(0, query.limit));
    };
    deps = { deliveries: { ...deliveries, list }, clock: fakeClock(now) };
  });
  afterEach(async () => {
    await storage.close();
    await rm(folder, { recursive: true });
  });

  /** Open deliveries of one resource, in order. */
  const open = async (resourceId: string, count: number): Promise<StoredDelivery[]> => {
    const rows = Array.from({ length: count }, (_, at) => {
      const event = changeEvent({ eventId: `${resourceId}-${String(at)}`, resourceId, sequence: at + 1 });
      return insertable(newDelivery(event, 'sub-1', now));
    });
    await deps.deliveries.writeMany(rows.map((resource) => ({ kind: 'insert', resource, events: [] })));
    const stored = await deps.deliveries.getMany(rows.map(({ id }) => id));
    return stored.map(deliveryIn);
  };
  const claim = async (wanted: readonly StoredDelivery[], token: string | undefined = 'lease-1') => {
    looks = 0;
    const claims = await claimAll(deps, wanted, { token, leaseMs: 10_000, isHere: (id) => id === here });
    return claims.map(({ kind }) => kind);
  };

  it('finds the first of every lane with one look when the lanes are short', async () => {
    const wanted = (await Promise.all(['1', '2', '3', '4'].map((id) => open(id, 1)))).flat();
    const behind = await open('5', 2);
    expect(await claim([...wanted, ...behind])).to.deep.equal([
      'leased',
      'leased',
      'leased',
      'leased',
      'leased',
      'behind',
    ]);
    expect(looks).to.equal(1);
  });

  it('writes nothing to what comes after one that is on its way here, and parks what comes after any other', async () => {
    const [head, next] = await open('1', 2);
    if (head === undefined || next === undefined) throw new Error('nothing is open');
    expect(await claim([head])).to.deep.equal(['leased']);
    here = head.resource.id;
    expect(await claim([next])).to.deep.equal(['behind']);
    expect(await deps.deliveries.get(next.resource.id)).to.deep.equal(next.resource);
    here = '';
    expect(await claim([next])).to.deep.equal(['parked']);
    expect((await deps.deliveries.get(next.resource.id))?.internal).not.to.have.property('dueAt');
  });

  it('finds the first of every lane behind a long one', async () => {
    const long = await open('1', 40);
    const [after] = await open('2', 3);
    const last = long.slice(-1);
    expect(await claim([...last, ...(after === undefined ? [] : [after])])).to.deep.equal(['parked', 'leased']);
    const head = await deps.deliveries.get(deliveryId('sub-1', '1-0'));
    expect(head && deliveryIn(head).delivery).to.deep.include({ hasFollower: true, isHead: false });
  });

  it('never has one wait for a later one, though a look missed it', async () => {
    const [first, second] = await open('1', 2);
    if (first === undefined || second === undefined) throw new Error('nothing is open');
    missed = first.resource.id;
    expect(await claim([first])).to.deep.equal(['lost']);
    here = second.resource.id;
    expect(await claim([first])).to.deep.equal(['lost']);
    missed = '';
    expect(await claim([first, second])).to.deep.equal(['leased', 'behind']);
  });

  it('takes none that has gone meanwhile', async () => {
    const [one] = await open('1', 1);
    const [other] = await open('2', 1);
    if (one === undefined || other === undefined) throw new Error('nothing is open');
    expect(await claim([one, other])).to.deep.equal(['leased', 'leased']);
    expect(await claim([one, other], 'lease-2')).to.deep.equal(['lost', 'lost']);
    expect(await claim([one, other], undefined)).to.deep.equal(['lost', 'lost']);
  });
});
