import { expect } from 'chai';
import { excludedTime, type AnnouncedWork, type ExclusionRules } from '../../../src/domain/exclusion.ts';
import { difference, length } from '../../../src/domain/intervals.ts';
import type { Interval } from '../../../src/kernel/instant.ts';
import { day, minute, utc } from './support.ts';

const march: Interval[] = [{ start: utc('2026-03-01'), end: utc('2026-04-01') }];

function work(start: string, minutes: number, more: Partial<AnnouncedWork> = {}): AnnouncedWork {
  return { kind: 'planned', start: utc(start), end: utc(start) + minutes * minute, ...more };
}

function excludedMinutes(windows: readonly AnnouncedWork[], rules: ExclusionRules = {}, counted = march): number {
  return length(excludedTime({ windows, rules, counted })) / minute;
}

describe('what maintenance takes out of the counted time', () => {
  it('counts 10 and 20 minutes of an outage 01:50-04:20 around a window 02:00-04:00', () => {
    const windows = [work('2026-03-10T02:00', 120)];
    const outage = [{ start: utc('2026-03-10T01:50'), end: utc('2026-03-10T04:20') }];
    const counted = difference(outage, excludedTime({ windows, rules: {}, counted: march }));
    expect(counted.map(({ start, end }) => (end - start) / minute)).to.deep.equal([10, 20]);
  });

  it('excludes only the first 60 of 100 minutes of windows under a cap of 60 a month', () => {
    const windows = [work('2026-03-20T02:00', 30), work('2026-03-05T02:00', 40), work('2026-03-28T02:00', 30)];
    const excluded = excludedTime({ windows, rules: { maxPerPeriodMs: 60 * minute }, counted: march });
    expect(excluded).to.deep.equal([
      { start: utc('2026-03-05T02:00'), end: utc('2026-03-05T02:40') },
      { start: utc('2026-03-20T02:00'), end: utc('2026-03-20T02:20') },
    ]);
  });

  it('merges overlapping windows before the cap', () => {
    const windows = [work('2026-03-05T02:00', 40), work('2026-03-05T02:10', 40), work('2026-03-20T02:00', 60)];
    expect(excludedMinutes(windows)).to.equal(110);
    expect(excludedMinutes(windows, { maxPerPeriodMs: 60 * minute })).to.equal(60);
  });

  it('counts the cap inside counted time only', () => {
    const counted = [{ start: utc('2026-03-05T02:30'), end: utc('2026-04-01') }];
    const windows = [work('2026-03-05T02:00', 60), work('2026-03-20T02:00', 60)];
    expect(excludedMinutes(windows, { maxPerPeriodMs: 60 * minute }, counted)).to.equal(60);
    expect(excludedMinutes(windows, { maxPerPeriodMs: 90 * minute }, counted)).to.equal(90);
  });

  it('reports emergency work and never excludes it', () => {
    expect(excludedMinutes([work('2026-03-05T02:00', 60, { kind: 'emergency' })])).to.equal(0);
    for (const kind of ['planned', 'customer', 'forceMajeure'] as const) {
      expect(excludedMinutes([work('2026-03-05T02:00', 60, { kind })]), kind).to.equal(60);
    }
  });

  it('excludes only work announced five days before its start when the contract asks for that', () => {
    const rules = { minNoticeMs: 5 * day };
    const start = '2026-03-20T02:00';
    const announced = (noticeGivenAt?: number): AnnouncedWork[] => [
      work(start, 60, noticeGivenAt === undefined ? {} : { noticeGivenAt }),
    ];
    expect(excludedMinutes(announced(utc('2026-03-15T02:00')), rules), 'five days').to.equal(60);
    expect(excludedMinutes(announced(utc('2026-03-15T02:01')), rules), 'a minute less').to.equal(0);
    expect(excludedMinutes(announced(), rules), 'nobody knows when').to.equal(0);
    expect(excludedMinutes(announced()), 'no notice asked for').to.equal(60);
  });

  it('excludes only the part of a window inside the allowed hours', () => {
    const allowedHours = [{ start: utc('2026-03-05T00:00'), end: utc('2026-03-05T05:00') }];
    expect(excludedMinutes([work('2026-03-05T04:30', 90)], { allowedHours })).to.equal(30);
  });
});
