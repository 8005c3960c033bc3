import { expect } from 'chai';
import {
  type SubscriptionState,
  conditionOf,
  failing,
  paused,
  probedInVain,
  recovered,
  resumed,
  subscriptionStateBody,
  subscriptionStateIn,
  suspended,
  unremarkable,
} from '../../../src/events/subscription-state.ts';
import { subscriptionEvents } from '../../../src/events/subscription-events.ts';

const now = Date.UTC(2026, 10, 22, 12);
const last = { at: now - 5, status: 503 };
const active = unremarkable('s-1');
const isFailing = failing(active, { since: now - 1000, failures: 3, last });
const isPaused = paused(active, { now, reason: 'moving house' });
const suspension = { now, reason: 'no success for 24 h', endpoint: 'a.example', nextProbeAt: now + 60_000 };
const isSuspended = suspended(isFailing, suspension);

describe('the state of a subscription', () => {
  const transitions: [string, SubscriptionState, SubscriptionState][] = [
    ['an active one is paused', isPaused, { ...active, state: 'paused', since: now, reason: 'moving house' }],
    ['a paused one stays paused as it was', paused(isPaused, { now: now + 1, reason: 'again' }), isPaused],
    ['a paused one goes on', resumed(isPaused, { now: now + 1 }), { ...active, since: now + 1 }],
    ['an active one that is resumed stays as it is', resumed(isFailing, { now }), isFailing],
    [
      'a failing one is suspended',
      isSuspended,
      {
        ...{ id: 's-1', state: 'suspended', since: now, reason: 'no success for 24 h', endpoint: 'a.example' },
        ...{ failingSince: now - 1000, failures: 3, lastFailure: last, nextProbeAt: now + 60_000, probes: 0 },
      },
    ],
    ['a paused one is not suspended', suspended(isPaused, suspension), isPaused],
    ['a suspended one stays suspended as it was', suspended(isSuspended, { ...suspension, now: now + 9 }), isSuspended],
    [
      'a suspended one goes on, its failures forgotten but for the last',
      resumed(isSuspended, { now: now + 7, reason: 'answered' }),
      {
        ...{ id: 's-1', state: 'active', since: now + 7, reason: 'answered', endpoint: 'a.example' },
        ...{ failures: 0, lastFailure: last, probes: 0 },
      },
    ],
    [
      'a suspended one that is paused is not tried any more',
      paused(isSuspended, { now: now + 8 }),
      {
        ...{ id: 's-1', state: 'paused', since: now + 8, endpoint: 'a.example' },
        ...{ failingSince: now - 1000, failures: 3, lastFailure: last, probes: 0 },
      },
    ],
    [
      'a suspended one is tried in vain',
      probedInVain(isSuspended, { nextProbeAt: now + 120_000, failure: { at: now, reason: 'timeout' } }),
      {
        ...isSuspended,
        ...{ probes: 1, failures: 4, lastFailure: { at: now, reason: 'timeout' }, nextProbeAt: now + 120_000 },
      },
    ],
    ['one that is active again is not tried', probedInVain(active, { nextProbeAt: now, failure: last }), active],
    [
      'failures add up from the first one',
      failing(isFailing, { since: now, failures: 2, last: { at: now, status: 500 } }),
      { ...isFailing, failures: 5, lastFailure: { at: now, status: 500 } },
    ],
    ['a paused one does not fail', failing(isPaused, { since: now, failures: 1, last }), isPaused],
    ['a failing one recovers', recovered(isFailing), { ...active, lastFailure: last }],
    ['one that is well has nothing to recover from', recovered(active), active],
  ];
  for (const [name, got, expected] of transitions) {
    it(name, () => {
      expect(got).to.deep.equal(expected);
    });
  }

  it('is read as it was written', () => {
    for (const state of [active, isFailing, isPaused, isSuspended]) {
      const stored = { id: state.id, revision: 1, createdAt: now, updatedAt: now, ...subscriptionStateBody(state) };
      expect(subscriptionStateIn(stored)).to.deep.equal(state);
    }
  });

  it('has a condition to be found by as long as somebody has to look after it', () => {
    expect([active, isFailing, isPaused, isSuspended, recovered(isFailing)].map(conditionOf)).to.deep.equal([
      ...[undefined, 'failing', 'paused', 'suspended', undefined],
    ]);
  });

  it('tells of a suspension and of going on, and of nothing else', () => {
    const typesOf = (from: SubscriptionState, to: SubscriptionState): string[] =>
      subscriptionEvents({ from, to, revision: 4, now }).map(({ eventType }) => eventType);
    expect(typesOf(isFailing, isSuspended)).to.deep.equal(['SubscriptionSuspendedEvent']);
    expect(typesOf(isSuspended, resumed(isSuspended, { now }))).to.deep.equal(['SubscriptionResumedEvent']);
    expect(typesOf(isPaused, resumed(isPaused, { now }))).to.deep.equal(['SubscriptionResumedEvent']);
    expect(typesOf(active, isPaused)).to.deep.equal([]);
    expect(typesOf(active, isFailing)).to.deep.equal([]);
  });

  it('gives its events an id that follows from the change, and the order of its revisions', () => {
    const change = { from: isFailing, to: isSuspended, revision: 4, now };
    const [event] = subscriptionEvents(change);
    expect(subscriptionEvents(change)).to.deep.equal([event]);
    expect(event).to.deep.include({ resourceName: 'subscription', resourceId: 's-1', sequence: 4, occurredAt: now });
    expect(event?.payload).to.deep.include({ id: 's-1', state: 'suspended', previousState: 'active', failures: 3 });
    expect(subscriptionEvents({ ...change, revision: 6 })[0]?.eventId).not.to.equal(event?.eventId);
  });
});
