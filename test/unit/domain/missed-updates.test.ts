import { expect } from 'chai';
import {
  afterSample,
  type LastUpdate,
  type Silence,
  silenceAfter,
  updatesMissed,
} from '../../../src/domain/missed-updates.ts';
import type { Sample } from '../../../src/domain/measurement.ts';
import { formatInstant, type Interval } from '../../../src/kernel/instant.ts';

const minute = 60_000;
const noon = Date.UTC(2026, 3, 10, 12);
const always: Interval[] = [{ start: -Infinity, end: Infinity }];
const everyFive = { intervalMs: 5 * minute, times: 3 };

const value = (minutes: number): Sample => ({ kind: 'value', start: noon + minutes * minute, value: 1 });
const counts = (from: number, to: number): Sample => ({
  ...{ kind: 'ratio', start: noon + from * minute, end: noon + to * minute, good: 1, total: 1 },
});
const state = (from: number, to?: number): Sample => ({
  ...{ kind: 'state', start: noon + from * minute, state: 'up', weight: 0 },
  ...(to === undefined ? {} : { end: noon + to * minute }),
});

/** The silences between samples and up to what is known. */
function silences(samples: readonly Sample[], knownMinutes: number, intervalMs = 5 * minute): Silence[] {
  const found: Silence[] = [];
  let last: LastUpdate | undefined;
  for (const sample of samples) {
    const next = afterSample(last, sample, intervalMs);
    if (next.silence !== undefined) found.push(next.silence);
    ({ last } = next);
  }
  const open = last && silenceAfter(last, noon + knownMinutes * minute, intervalMs);
  return open === undefined ? found : [...found, open];
}

/** `onset at` as times of day; `none` when no more are missed than may be. */
function told(
  samples: readonly Sample[],
  knownMinutes: number,
  options: { counted?: Interval[]; times?: number } = {},
) {
  const { counted = always, times = 3 } = options;
  const missed = updatesMissed(silences(samples, knownMinutes), counted, { ...everyFive, times });
  const clock = (instant: number): string => formatInstant(instant).slice(11, 19);
  return missed === undefined ? 'none' : `${clock(missed.onset)} ${clock(missed.at)}`;
}

describe('missed updates', () => {
  it('every 5 min, 3 may be missed: last at 12:00, then 12:05, 12:10 and 12:15 are allowed, 12:20 is the fourth', () => {
    expect(told([value(0)], 15)).to.equal('none');
    expect(told([value(0)], 20)).to.equal('none');
    expect(told([value(0)], 22.4)).to.equal('none');
    expect(told([value(0)], 22.5)).to.equal('12:05:00 12:20:00');
    expect(told([value(0), value(20)], 22.5)).to.equal('none');
  });

  const cases: [name: string, samples: Sample[], expected: string, times?: number][] = [
    ['an update may be half an interval late', [value(0), value(22)], 'none'],
    ['or early', [value(0), value(23)], '12:05:00 12:20:00'],
    ['jitter misses nothing', [value(0), value(5.1), value(10.4), value(15.2), value(22)], 'none', 0],
    ['counts of intervals are expected at their end', [counts(-5, 0), counts(20, 25)], '12:05:00 12:20:00'],
    ['a long interval misses nothing', [counts(-5, 0), counts(0, 120)], 'none'],
    ['a state that lasts on misses nothing', [state(0)], 'none'],
    ['an interval inside another one ends nothing', [state(0, 60), value(5)], 'none'],
  ];
  for (const [name, samples, expected, times] of cases) {
    it(name, () => {
      const last = samples.at(-1);
      const knownMinutes = last === undefined ? 0 : (last.start - noon) / minute + 1;
      expect(told(samples, knownMinutes, times === undefined ? {} : { times })).to.equal(expected);
    });
  }

  it('only counted time expects updates: closed hours, or maintenance, are left out', () => {
    const counted = [
      { start: noon - 60 * minute, end: noon + 10 * minute },
      { start: noon + 60 * minute, end: noon + 120 * minute },
    ];
    expect(told([value(0)], 60, { counted })).to.equal('none');
    // 12:05, then 13:00, 13:05 and 13:10.
    expect(told([value(0)], 72.5, { counted })).to.equal('12:05:00 13:10:00');
    // The last of the day speaks to its end, and the first of the next one is there in time.
    expect(told([value(5), value(60)], 60, { counted, times: 0 })).to.equal('none');
  });

  it('those in a row are counted in each silence for itself, those of a period in all of them', () => {
    // Missed: 12:05, 12:10, 12:20, 12:25, 12:35 and 12:40.
    const samples = [value(0), value(15), value(30), value(45)];
    for (const each of silences(samples, 45))
      expect(updatesMissed([each], always, { ...everyFive, times: 2 })).to.equal(undefined);
    expect(told(samples, 45, { times: 6 })).to.equal('none');
    expect(told(samples, 45, { times: 4 })).to.equal('12:05:00 12:35:00');
  });
});
