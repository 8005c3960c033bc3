import { expect } from 'chai';
import type { DueDelivery } from '../../../src/events/due-deliveries.ts';
import { insertable, newDelivery } from '../../../src/events/delivery.ts';
import { afterAnswer, afterFailure } from '../../../src/events/endpoint-health.ts';
import {
  type Endpoint,
  type Traffic,
  emptyQueue,
  endpointAt,
  enqueue,
  leave,
  noTraffic,
  originOf,
  takeStartable,
} from '../../../src/events/traffic.ts';
import { changeEvent, subscription } from './support.ts';

const now = Date.UTC(2026, 10, 22, 12);
const random = { next: () => 0 };

describe('the calls of a process', () => {
  let traffic: Traffic;
  let rows = 0;
  beforeEach(() => {
    traffic = noTraffic({ perEndpoint: 32, maxInFlight: 64 });
  });

  const due = (): DueDelivery => {
    const delivery = newDelivery(changeEvent({ eventId: `e-${String((rows += 1))}` }), 'sub-1', now);
    return { stored: { delivery, resource: insertable(delivery) }, subscription: subscription() };
  };
  const endpoint = (name: string, waiting: number): Endpoint => {
    const made = endpointAt(traffic, `http://${name}.example`, now);
    for (let i = 0; i < waiting; i += 1) enqueue(traffic, made, due());
    return made;
  };
  const begin = (at = now, limit = 1000) => takeStartable(traffic, { now: at, limit });
  const proven = (made: Endpoint, width: number): void => {
    made.health = { ...afterAnswer(made.health, { durationMs: 1, wasFull: false, widest: 32 }), width };
  };

  it('are at most four to an endpoint that nothing is known about', () => {
    endpoint('a', 9);
    expect(begin()).to.have.length(4);
    expect(begin()).to.deep.equal([]);
  });

  it('begin in turn: who has had one is last', () => {
    for (const name of ['a', 'b', 'c']) proven(endpoint(name, 4), 1);
    const order = [1, 2].flatMap(() => {
      const [start] = begin(now, 1);
      return start === undefined ? [] : [start.endpoint.origin];
    });
    expect(order).to.deep.equal(['http://a.example', 'http://b.example']);
  });

  it('of endpoints that do not answer take single places once there are many, and never all', () => {
    for (let i = 0; i < 100; i += 1) endpoint(`dead-${String(i)}`, 4);
    expect(begin()).to.have.length(48);
    const healthy = endpoint('healthy', 10);
    proven(healthy, 8);
    expect(begin().map((start) => start.endpoint.origin)).to.deep.equal(
      Array.from({ length: 8 }, () => healthy.origin),
    );
    // Eight places more than an eighth of all: what came before had up to four each.
    expect(traffic.busy.size).to.be.at.least(40);
  });

  it('that take more than a second count as not answered, however well the endpoint did before', () => {
    for (let i = 0; i < 12; i += 1) proven(endpoint(`slow-${String(i)}`, 8), 4);
    expect(begin()).to.have.length(48);
    const late = endpoint('slow-0', 0);
    expect(takeStartable(traffic, { now: now + 2000, limit: 1000 })).to.deep.equal([]);
    expect(late.calls.size).to.equal(4);
    const fresh = endpoint('fresh', 20);
    proven(fresh, 32);
    expect(begin(now + 2000)).to.have.length(16);
  });

  it('give their place back once', () => {
    const made = endpoint('a', 4);
    const [first] = begin();
    if (first === undefined) throw new Error('none began');
    leave(traffic, first);
    leave(traffic, first);
    expect([traffic.total, made.calls.size]).to.deep.equal([3, 3]);
  });

  it('do not begin while the endpoint is shut, and one at a time afterwards', () => {
    const made = endpoint('a', 4);
    for (let i = 0; i < 3; i += 1) made.health = afterFailure(made.health, { now, random });
    expect(begin()).to.deep.equal([]);
    expect(begin(now + 1000)).to.have.length(1);
    expect(begin(now + 1000)).to.deep.equal([]);
  });

  it('are known until they are let go', () => {
    const made = endpoint('a', 3);
    expect(traffic.knownOf.get('sub-1')).to.equal(3);
    expect(emptyQueue(traffic, made)).to.have.length(3);
    expect([traffic.known.size, traffic.knownOf.size, traffic.waiting.size]).to.deep.equal([0, 0, 0]);
  });

  it('go by scheme, host and port', () => {
    const origins = ['https://a.example/x?token=1', 'https://a.example:8443/x', 'nonsense'].map((callback) =>
      originOf(subscription({ callback })),
    );
    expect(origins).to.deep.equal(['https://a.example', 'https://a.example:8443', '']);
  });
});
