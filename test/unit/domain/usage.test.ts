import { expect } from 'chai';
import fc from 'fast-check';
import {
  dailyLosses,
  lossesOf,
  recorded,
  usageIn,
  type UsageLedger,
  type UsagePiece,
} from '../../../src/domain/usage.ts';
import { day, hour, minute } from './support.ts';

const outage = (start: number, minutes: number): UsagePiece => [start, start + minutes * minute, minutes * minute, 0];

describe('what a commitment remembers of its losses', () => {
  it('pieces that touch are one outage, whatever the steps they were seen in', () => {
    let ledger: UsageLedger | undefined;
    for (let at = 0; at < 2 * hour; at += 10 * minute) {
      const isDown = at >= 30 * minute && at < 70 * minute;
      const pieces = isDown ? [outage(at, 10)] : [];
      ledger = recorded(ledger, { start: at, end: at + 10 * minute, pieces }, 'ms');
    }
    expect(ledger?.pieces).to.deep.equal([outage(30 * minute, 40)]);
    expect([ledger?.from, ledger?.to]).to.deep.equal([0, 2 * hour]);
  });

  it('a stretch that is seen anew replaces what it held', () => {
    const before = recorded(undefined, { start: 0, end: 2 * hour, pieces: [outage(0, 120)] }, 'ms');
    const after = recorded(before, { start: hour, end: 2 * hour, pieces: [] }, 'ms');
    expect(after.pieces).to.deep.equal([outage(0, 60)]);
    expect(recorded(after, { start: hour, end: 2 * hour, pieces: [] }, 'ms')).to.deep.equal(after);
  });

  it('days are counted back from the present', () => {
    const ledger = recorded(
      undefined,
      { start: 0, end: 3 * day, pieces: [outage(day, 5), outage(2.5 * day, 2)] },
      'ms',
    );
    expect(dailyLosses(ledger, 7)).to.deep.equal([0, 5 * minute, 2 * minute]);
    expect(lossesOf(ledger)).to.deep.equal([5 * minute, 2 * minute]);
    expect(usageIn(ledger, { start: day, end: day + minute }).bad).to.equal(minute);
  });

  it('however many outages, few are held and none of their time is lost', () => {
    let ledger: UsageLedger | undefined;
    for (let at = 0; at < 1000; at += 1) {
      const start = at * 10 * minute;
      ledger = recorded(ledger, { start, end: start + 10 * minute, pieces: [outage(start, 1)] }, 'ms');
    }
    expect(ledger?.pieces.length).to.be.at.most(100);
    expect(usageIn(ledger ?? { from: 0, to: 0, pieces: [] }, { start: 0, end: 40 * day }).bad).to.equal(1000 * minute);
  });

  it('hours of events become quarters of a day and days, and their sums stay', () => {
    let ledger: UsageLedger | undefined;
    for (let at = 0; at < 30 * 24; at += 1) {
      const piece: UsagePiece = [at * hour, (at + 1) * hour, 1, 100];
      ledger = recorded(ledger, { start: piece[0], end: piece[1], pieces: [piece] }, 'events');
    }
    const held = ledger ?? { from: 0, to: 0, pieces: [] };
    expect(held.pieces.length).to.be.at.most(60);
    expect(usageIn(held, { start: 0, end: 30 * day })).to.deep.equal({ bad: 720, total: 72_000 });
  });

  it('in whatever steps time is seen, the same is remembered', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lengths, fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 6 }), (outages, cuts) => {
        const pieces = outages.map((length, at) => outage(at * hour, length));
        const end = outages.length * hour;
        const whole = recorded(undefined, { start: 0, end, pieces }, 'ms');
        const places = [...new Set([0, ...cuts.map((each) => each * minute).filter((at) => at < end), end])].sort(
          (left, right) => left - right,
        );
        let ledger: UsageLedger | undefined;
        places.slice(1).forEach((to, at) => {
          const from = places[at] ?? 0;
          const inside = pieces.flatMap(([start, stop]): UsagePiece[] => {
            const [left, right] = [Math.max(start, from), Math.min(stop, to)];
            return right > left ? [[left, right, right - left, 0]] : [];
          });
          ledger = recorded(ledger, { start: from, end: to, pieces: inside }, 'ms');
        });
        expect(ledger).to.deep.equal(whole);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
