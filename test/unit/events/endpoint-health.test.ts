import { expect } from 'chai';
import {
  type EndpointHealth,
  afterAnswer,
  afterFailure,
  callsAllowed,
  unknownHealth,
} from '../../../src/events/endpoint-health.ts';

const now = Date.UTC(2026, 10, 22, 12);
const never = { next: () => 0 };
const always = { next: () => 1 };
const fast = { durationMs: 2, wasFull: true, widest: 32 };

function failing(times: number, random = always, at = now): EndpointHealth {
  let health = unknownHealth();
  for (let i = 0; i < times; i += 1) health = afterFailure(health, { now: at, random });
  return health;
}

describe('what is known of an endpoint', () => {
  it('is that nothing is known: it gets four calls at once', () => {
    expect(callsAllowed(unknownHealth(), now)).to.equal(4);
  });

  it('lets the third failure in a row shut it for a second, half of it left to chance', () => {
    expect(failing(2).shutUntil).to.equal(undefined);
    expect(failing(3).shutUntil).to.equal(now + 1000);
    expect(failing(3, never).shutUntil).to.equal(now + 500);
    expect(callsAllowed(failing(3), now + 999)).to.equal(0);
    expect(callsAllowed(failing(3), now + 1000)).to.equal(1);
  });

  it('has a failure between two answers count for nothing', () => {
    const mixed = [1, 2, 3, 4].reduce(
      (health) => afterAnswer(afterFailure(health, { now, random: always }), fast),
      unknownHealth(),
    );
    expect(mixed.shutUntil).to.equal(undefined);
    expect(mixed.failures).to.equal(0);
  });

  it('shuts it for twice as long with every call in vain, up to five minutes', () => {
    let health = failing(3);
    const pauses: number[] = [];
    for (let i = 0; i < 11; i += 1) {
      const at = health.shutUntil ?? 0;
      health = afterFailure(health, { now: at, random: always });
      pauses.push(((health.shutUntil ?? 0) - at) / 1000);
    }
    expect(pauses).to.deep.equal([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });

  it('learns nothing from calls that began before it was shut', () => {
    const shut = failing(3);
    expect(afterFailure(shut, { now: now + 500, random: always })).to.equal(shut);
  });

  it('opens with the first answer, and is forgiven step by step', () => {
    const shutTwice = afterFailure(failing(3), { now: now + 1000, random: always });
    const open = afterAnswer(shutTwice, fast);
    expect(callsAllowed(open, now)).to.be.at.least(1);
    expect(open).to.deep.include({ failures: 0, level: 1, isProven: true });
    expect(open.shutUntil).to.equal(undefined);
    expect(afterAnswer(open, fast).level).to.equal(0);
  });

  const widths: [string, number, Parameters<typeof afterAnswer>[1], number][] = [
    ['one more when it is kept busy and answers fast', 4, fast, 5],
    ['no more than the most', 32, fast, 32],
    ['no more when it has not used what it had', 4, { ...fast, wasFull: false }, 4],
    ['no more when it takes its time', 4, { ...fast, durationMs: 300 }, 4],
    ['fewer when it takes more than a second', 9, { ...fast, durationMs: 1500 }, 8],
    ['four at least when it takes more than a second', 4, { ...fast, durationMs: 9000 }, 4],
  ];
  for (const [name, width, call, expected] of widths) {
    it(`gives it ${name}`, () => {
      expect(afterAnswer({ ...unknownHealth(), width }, call).width).to.equal(expected);
    });
  }

  it('gives it half as many after each failure, one at least', () => {
    const widthsAfter = [32, 5, 1].map(
      (width) => afterFailure({ ...unknownHealth(), width }, { now, random: never }).width,
    );
    expect(widthsAfter).to.deep.equal([16, 2, 1]);
  });
});
