import { expect } from 'chai';
import fc from 'fast-check';
import {
  clip,
  contains,
  difference,
  firstOf,
  intersection,
  length,
  merged,
  union,
} from '../../../src/domain/intervals.ts';
import type { Interval } from '../../../src/kernel/instant.ts';

const span = 60;

/** Which of the first instants are in a set, one by one: the obvious form that the others are held to. */
function instants(set: readonly Interval[]): boolean[] {
  return Array.from({ length: span }, (_, at) => set.some(({ start, end }) => start <= at && at < end));
}

function isTidy(set: readonly Interval[]): boolean {
  return set.every(
    ({ start, end }, index) => start < end && (index === 0 || start > (set[index - 1]?.end ?? Infinity)),
  );
}

const anyIntervals = fc.array(
  fc.tuple(fc.nat(span - 1), fc.nat(12)).map(([start, size]) => ({ start, end: Math.min(span, start + size) })),
  { maxLength: 12 },
);
const anySet = anyIntervals.map(merged);

describe('sets of intervals', () => {
  it('merges overlapping and touching intervals in any order and drops empty ones', () => {
    const intervals = [
      { start: 30, end: 40 },
      { start: 10, end: 20 },
      { start: 50, end: 50 },
      { start: 20, end: 25 },
      { start: 35, end: 45 },
    ];
    expect(merged(intervals)).to.deep.equal([
      { start: 10, end: 25 },
      { start: 30, end: 45 },
    ]);
  });

  it('holds the same instants as the intervals it was made of', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const set = merged(intervals);
        expect(isTidy(set)).to.equal(true);
        expect(instants(set)).to.deep.equal(instants(intervals));
      }),
    );
  });

  it('unites, intersects and subtracts instant by instant', () => {
    fc.assert(
      fc.property(anySet, anySet, (left, right) => {
        const [inLeft, inRight] = [instants(left), instants(right)];
        expect(instants(union(left, right))).to.deep.equal(inLeft.map((is, at) => is || inRight[at]));
        expect(instants(intersection(left, right))).to.deep.equal(inLeft.map((is, at) => is && inRight[at]));
        expect(instants(difference(left, right))).to.deep.equal(inLeft.map((is, at) => is && !inRight[at]));
        for (const set of [union(left, right), intersection(left, right), difference(left, right)]) {
          expect(isTidy(set)).to.equal(true);
        }
      }),
    );
  });

  it('cuts to one interval, and to a first length', () => {
    const set = [
      { start: 0, end: 10 },
      { start: 20, end: 30 },
    ];
    expect(clip(set, { start: 5, end: 25 })).to.deep.equal([
      { start: 5, end: 10 },
      { start: 20, end: 25 },
    ]);
    expect(clip(set, { start: 25, end: 5 })).to.deep.equal([]);
    expect(firstOf(set, 15)).to.deep.equal([
      { start: 0, end: 10 },
      { start: 20, end: 25 },
    ]);
    expect(firstOf(set, 0)).to.deep.equal([]);
    expect(length(set)).to.equal(20);
  });

  it('knows whether an instant lies in a set', () => {
    fc.assert(
      fc.property(anySet, fc.nat(span - 1), (set, at) => {
        expect(contains(set, at)).to.equal(instants(set)[at]);
      }),
    );
  });
});
