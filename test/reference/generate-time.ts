import type { Chance } from './chance.ts';
import type { Scene } from './generate.ts';
import type { CalendarWire, GapWire, Hours, Terms, WindowWire } from './wire.ts';
import { wallAt } from './zones.ts';

const hour = 3_600_000;
const day = 24 * hour;
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function drawHours(chance: Chance): Hours {
  return chance.pick([
    { startTime: '08:00', endTime: '16:00' },
    { startTime: '01:30', endTime: '03:30' },
    { startTime: '02:00', endTime: '03:00' },
    { startTime: '00:00', endTime: '24:00' },
    { startTime: '09:15', endTime: '12:00' },
    { startTime: '17:00', endTime: '23:45' },
  ]);
}

function dateNear(chance: Chance, { span, zone }: Scene): string {
  const at = chance.whole(span[0], span[1]);
  return new Date(wallAt(at, zone)).toISOString().slice(0, 10);
}

function drawException(chance: Chance, scene: Scene): NonNullable<CalendarWire['exception']>[number] {
  const date = dateNear(chance, scene);
  return chance.once(2) ? { date, closed: true } : { date, hours: [drawHours(chance)] };
}

function drawCalendar(chance: Chance, scene: Scene, id: string): CalendarWire {
  const days = chance.once(3) ? weekdays : chance.shuffled(weekdays).slice(0, chance.whole(1, 6));
  return {
    id,
    name: id,
    timeZone: chance.once(4) ? chance.pick(['UTC', 'Asia/Kolkata', 'America/New_York']) : scene.zone,
    weeklyHours: [
      { day: days, ...drawHours(chance) },
      ...(chance.once(3) ? [{ day: weekdays.slice(0, 5), ...drawHours(chance) }] : []),
    ],
    ...(chance.once(3) ? { holiday: [{ date: dateNear(chance, scene), name: 'holiday' }] } : {}),
    ...(chance.once(3) ? { exception: [drawException(chance, scene)] } : {}),
  };
}

/** Two calendars, the second of which may be left unused. */
export function drawCalendars(chance: Chance, scene: Scene): CalendarWire[] {
  return [drawCalendar(chance, scene, 'first'), drawCalendar(chance, scene, 'second')];
}

/** What a contract says of maintenance. */
export function drawMaintenance(chance: Chance, calendars: readonly CalendarWire[]): NonNullable<Terms['maintenance']> {
  const [first] = calendars;
  return {
    ...(chance.once(3) ? {} : { treatment: chance.pick(['exclude', 'exclude', 'countAsUp', 'none'] as const) }),
    ...(chance.once(3) ? { minNotice: chance.pick(['P2D', 'PT12H']) } : {}),
    ...(chance.once(3) ? { maxPerPeriod: chance.pick(['PT1H', 'PT30M', 'PT5H']) } : {}),
    ...(first !== undefined && chance.once(3) ? { allowedHours: [{ id: first.id }] } : {}),
  };
}

function drawWindow(chance: Chance, { span, zone, grainMs }: Scene, id: string): WindowWire {
  const start = Math.floor(chance.whole(span[0] - day, span[1]) / grainMs) * grainMs;
  const length = Math.max(grainMs, Math.floor(chance.whole(1, 6 * hour) / grainMs) * grainMs);
  const iso = (at: number): string => new Date(at).toISOString();
  return {
    id,
    name: id,
    kind: chance.pick(['planned', 'planned', 'planned', 'emergency', 'customer', 'forceMajeure']),
    state: chance.pick(['planned', 'finished', 'changed', 'cancelled']),
    scope: { entity: [{ id: chance.once(5) ? 'site-8' : 'site-7' }] },
    startDateTime: iso(start),
    ...(chance.once(4)
      ? {
          recurrence: {
            rrule: `FREQ=${chance.pick(['DAILY', 'WEEKLY'])};INTERVAL=${chance.whole(1, 2)};COUNT=${chance.whole(1, 6)}`,
            timeZone: zone,
            duration: chance.pick(['PT1H', 'PT2H30M', 'PT20M']),
          },
        }
      : { endDateTime: iso(start + length) }),
    ...(chance.once(4)
      ? {}
      : { noticeGivenAt: iso(start - chance.pick([hour, 12 * hour, 2 * day, 2 * day - 1000, 9 * day])) }),
  };
}

/** Up to four gaps, which may overlap; one may still go on, or be withdrawn, or touch something else. */
export function drawGaps(chance: Chance, { span, grainMs }: Scene): GapWire[] {
  const iso = (at: number): string => new Date(at).toISOString();
  return Array.from({ length: chance.whole(1, 4) }, (_, n) => {
    const start = Math.floor(chance.whole(span[0] - day, span[1]) / grainMs) * grainMs;
    const most = chance.pick([10 * 60_000, hour, 6 * hour, 2 * day]);
    const length = Math.max(grainMs, Math.floor(chance.whole(1, most) / grainMs) * grainMs);
    return {
      id: `gap-${n}`,
      ...(chance.once(6) ? { state: 'withdrawn' as const } : {}),
      scope: chance.pick([
        { entity: [{ id: 'site-7' }] },
        { service: [{ id: 'site-7' }], indicator: ['indicator', 'other'] },
        { all: true },
        { indicator: ['indicator'] },
        { entity: [{ id: 'site-8' }] },
        { all: true, indicator: ['other'] },
      ]),
      startDateTime: iso(start),
      ...(chance.once(12) ? {} : { endDateTime: iso(start + length) }),
    };
  });
}

/** Up to four maintenance windows, which may overlap. */
export function drawWindows(chance: Chance, scene: Scene): WindowWire[] {
  return Array.from({ length: chance.whole(1, 4) }, (_, n) => drawWindow(chance, scene, `window-${n}`));
}
