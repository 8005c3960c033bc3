import { expect } from 'chai';
import { insertable, newDelivery } from '../../../src/events/delivery.ts';
import type { DueDelivery } from '../../../src/events/due-deliveries.ts';
import { type LanesHere, follow, handOn, mayBeFollowed } from '../../../src/events/lane-followers.ts';
import {
  type Start,
  type Traffic,
  endpointAt,
  enqueue,
  noTraffic,
  takeStartable,
} from '../../../src/events/traffic.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { changeEvent, subscription } from './support.ts';

const now = Date.UTC(2026, 10, 22, 12);

describe('what comes after a delivery that is on its way here', () => {
  let traffic: Traffic;
  let lagging: string[];
  let lanes: LanesHere;
  beforeEach(() => {
    traffic = noTraffic({ perEndpoint: 32, maxInFlight: 64 });
    lagging = [];
    const reader = { lags: ({ id }: { id: string }) => void lagging.push(id) };
    lanes = { traffic, reader, deps: { clock: fakeClock(now) }, isStopping: false };
  });

  /** Rows of one lane under way, each with its event id and sequence; events of different resources may share one. */
  const starts = (...rows: readonly (readonly [string, number])[]): Start[] => {
    for (const [eventId, sequence] of rows) {
      const delivery = newDelivery(changeEvent({ eventId, sequence }), 'sub-1', now);
      const due: DueDelivery = { stored: { delivery, resource: insertable(delivery) }, subscription: subscription() };
      enqueue(traffic, endpointAt(traffic, 'http://a.example', now), due);
    }
    return takeStartable(traffic, { now, limit: rows.length });
  };
  const three = (): [Start, Start, Start] => {
    const [first, second, third] = starts(['a', 1], ['b', 1], ['c', 1]);
    if (first === undefined || second === undefined || third === undefined) throw new Error('nothing has begun');
    return [first, second, third];
  };
  const idOf = ({ stored }: DueDelivery): string => stored.resource.id;
  const waiting = (): string[] => [...traffic.waiting].flatMap(({ queue }) => queue.map(idOf));

  it('has its turn in the order of the lane, also where sequences are the same', () => {
    const [first, second, third] = three();
    follow(lanes, third, idOf(first));
    follow(lanes, second, idOf(first));
    handOn(lanes, first, 'delivered');
    expect(waiting()).to.deep.equal([idOf(second)]);
    const [next] = takeStartable(traffic, { now, limit: 1 });
    if (next === undefined) throw new Error('nothing has begun');
    handOn(lanes, next, 'delivered');
    expect(waiting()).to.deep.equal([idOf(third)]);
  });

  it('never leads another, so that none waits for itself', () => {
    const [first, second, third] = three();
    follow(lanes, second, idOf(first));
    expect(mayBeFollowed(traffic, idOf(second))).to.equal(false);
    follow(lanes, third, idOf(second));
    expect(lagging).to.have.length(1);
    // Another process has moved the second to the front meanwhile.
    follow(lanes, first, idOf(second));
    expect([...traffic.known.keys()]).to.deep.equal([]);
    expect(lagging).to.have.length(2);
  });

  it('is read again when the one before is not settled', () => {
    const [first, second, third] = three();
    follow(lanes, second, idOf(first));
    follow(lanes, third, idOf(first));
    handOn(lanes, first, 'retried');
    expect([...traffic.known.keys()]).to.deep.equal([idOf(first)]);
    expect(lagging).to.have.length(1);
    expect(waiting()).to.deep.equal([]);
  });

  it('fills no memory: what is behind many is read again', () => {
    const rows = starts(['head', 0], ...Array.from({ length: 3 }, (_, at) => [`e-${String(at)}`, at + 1] as const));
    const [head] = rows;
    if (head === undefined) throw new Error('nothing has begun');
    let sequence = 10;
    const more = (): Start => {
      const [one] = starts([`m-${String((sequence += 1))}`, sequence]);
      if (one === undefined) throw new Error('no place');
      return one;
    };
    for (const row of rows.slice(1)) follow(lanes, row, idOf(head));
    for (let at = 3; at < 32; at += 1) follow(lanes, more(), idOf(head));
    expect(mayBeFollowed(traffic, idOf(head))).to.equal(false);
    follow(lanes, more(), idOf(head));
    expect(head.followers).to.have.length(32);
    expect(lagging).to.have.length(1);
  });
});
