import { expect } from 'chai';
import fc from 'fast-check';
import { retryDelayMs } from '../../../src/events/backoff.ts';
import type { Delivery } from '../../../src/events/delivery.ts';
import { deliveryIn, insertable, newDelivery, withAttempt } from '../../../src/events/delivery.ts';
import type { PostOutcome } from '../../../src/events/ports.ts';
import { attemptOf, settle, settled } from '../../../src/events/settle.ts';
import { changeEvent } from './support.ts';

const now = Date.UTC(2026, 10, 22, 12);
const retryForMs = 3 * 24 * 3_600_000;
const never = { next: () => 0 };
const always = { next: () => 1 - Number.EPSILON };
const fresh = newDelivery(changeEvent(), 'sub-1', now);
const answered = (status: number, retryAfterMs?: number): PostOutcome => ({
  kind: 'answered',
  status,
  durationMs: 5,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

describe('the wait before the next attempt', () => {
  it('doubles from one second to an hour, half of it left to chance', () => {
    const bounds = [1, 2, 3, 8, 12, 13, 2000].map((attempts) => [
      retryDelayMs({ attempts, random: never }),
      retryDelayMs({ attempts, random: always }),
    ]);
    expect(bounds).to.deep.equal([
      [500, 1000],
      [1000, 2000],
      [2000, 4000],
      [64_000, 128_000],
      [1_024_000, 2_048_000],
      [1_800_000, 3_600_000],
      [1_800_000, 3_600_000],
    ]);
  });

  it('is what the listener asks for when that is longer, up to an hour', () => {
    expect(retryDelayMs({ attempts: 1, retryAfterMs: 60_000, random: never })).to.equal(60_000);
    expect(retryDelayMs({ attempts: 1, retryAfterMs: 10, random: always })).to.equal(1000);
    expect(retryDelayMs({ attempts: 1, retryAfterMs: 1e12, random: never })).to.equal(3_600_000);
  });
});

describe('what becomes of a delivery', () => {
  const decide = (outcome: PostOutcome, delivery: Delivery = fresh) =>
    settle(delivery, { outcome, now, random: never, retryForMs });

  for (const status of [200, 201, 202, 204, 299]) {
    it(`delivered after ${String(status)}`, () => {
      expect(decide(answered(status))).to.deep.equal({ kind: 'delivered' });
    });
  }

  const retried: PostOutcome[] = [
    answered(408),
    answered(425),
    answered(429),
    answered(500),
    answered(503),
    answered(599),
    { kind: 'failed', reason: 'timeout', durationMs: 1 },
    { kind: 'failed', reason: 'connection', durationMs: 1 },
    { kind: 'failed', reason: 'tls', durationMs: 1 },
    { kind: 'failed', reason: 'dns', durationMs: 1 },
    { kind: 'refused', reason: 'address', durationMs: 1 },
  ];
  for (const outcome of retried) {
    it(`retried after ${JSON.stringify(outcome)} until three days have passed since the first attempt`, () => {
      expect(decide(outcome)).to.deep.equal({ kind: 'retry', at: now + 500, isRefusal: false });
      const old = { ...fresh, attemptCount: 300, firstAttemptAt: now - retryForMs + 1_000_000 };
      expect(decide(outcome, old)).to.deep.include({ kind: 'abandoned', endsSubscription: false });
    });
  }

  for (const status of [301, 307, 400, 401, 404, 422]) {
    it(`given up after the third ${String(status)}`, () => {
      expect(decide(answered(status))).to.deep.include({ kind: 'retry', isRefusal: true });
      expect(decide(answered(status), { ...fresh, refusals: 1 })).to.deep.include({ kind: 'retry' });
      expect(decide(answered(status), { ...fresh, refusals: 2 })).to.deep.equal({
        kind: 'abandoned',
        reason: `status ${String(status)}`,
        endsSubscription: false,
      });
    });
  }

  it('the end of the subscription after 410', () => {
    expect(decide(answered(410))).to.deep.equal({ kind: 'abandoned', reason: 'status 410', endsSubscription: true });
  });

  it('honours Retry-After', () => {
    expect(decide(answered(429, 30_000))).to.deep.include({ kind: 'retry', at: now + 30_000 });
  });
});

describe('a settled delivery', () => {
  const attempt = attemptOf(answered(204), now);
  const delivered = { settlement: { kind: 'delivered' } as const, attempt, wakeAt: now + 30_000 };

  it('gives its lease back and is due no more', () => {
    const done = settled({ ...fresh, lease: 'me', isHead: true }, delivered);
    expect(done).to.deep.include({ state: 'delivered', attemptCount: 1, settledAt: now + 5, firstAttemptAt: now });
    expect(done).not.to.have.any.keys('lease', 'dueAt');
  });

  it('stays due while another waits behind it', () => {
    expect(settled({ ...fresh, hasFollower: true }, delivered)).to.deep.include({
      state: 'delivered',
      dueAt: now + 30_000,
    });
  });

  it('is pending again when it is to be retried', () => {
    const settlement = { kind: 'retry', at: now + 700, isRefusal: true } as const;
    const again = settled({ ...fresh, lease: 'me' }, { ...delivered, settlement });
    expect(again).to.deep.include({ state: 'pending', dueAt: now + 700, refusals: 1 });
    expect(again).not.to.have.property('lease');
  });
});

describe('a delivery in the store', () => {
  it('comes back as it went in', () => {
    const optionalInstant = fc.option(fc.integer({ min: 0, max: 4e12 }), { nil: undefined });
    const arbitrary = fc.record({
      dueAt: optionalInstant,
      settledAt: optionalInstant,
      lease: fc.option(fc.uuid(), { nil: undefined }),
      isHead: fc.boolean(),
      hasFollower: fc.boolean(),
      refusals: fc.nat(5),
      state: fc.constantFrom('pending', 'delivered', 'abandoned'),
    });
    fc.assert(
      fc.property(arbitrary, ({ dueAt, settledAt, lease, state, ...rest }) => {
        const { dueAt: _dueAt, ...bare } = fresh;
        const delivery: Delivery = {
          ...withAttempt(bare, { at: now, reason: 'dns', durationMs: 3 }),
          ...rest,
          state: state,
          ...(dueAt === undefined ? {} : { dueAt }),
          ...(settledAt === undefined ? {} : { settledAt }),
          ...(lease === undefined ? {} : { lease }),
        };
        expect(deliveryIn(insertable(delivery)).delivery).to.deep.equal(delivery);
      }),
    );
  });

  it('is indexed only while it matters', () => {
    expect(insertable(fresh).internal).to.include.all.keys('dueAt', 'lane', 'openSince', 'openSubscription');
    const done = settled(fresh, {
      settlement: { kind: 'delivered' },
      attempt: attemptOf(answered(200), now),
      wakeAt: 0,
    });
    const { internal, document } = insertable(done);
    expect(internal).not.to.have.any.keys('dueAt', 'lane', 'openSince', 'openSubscription');
    expect(internal).to.have.property('settledAt', now + 5);
    expect(document['attempts']).to.deep.equal([{ at: '2026-11-22T12:00:00.000Z', status: 200, durationMs: 5 }]);
  });

  it('keeps its last twenty attempts', () => {
    let delivery = fresh;
    for (let i = 0; i < 30; i += 1) delivery = withAttempt(delivery, { at: now + i, status: 500, durationMs: i });
    expect(delivery.attemptCount).to.equal(30);
    expect(delivery.attempts.map(({ durationMs }) => durationMs)).to.deep.equal(
      Array.from({ length: 20 }, (_, i) => i + 10),
    );
    expect(delivery.firstAttemptAt).to.equal(now);
  });
});
