import { resourceSuite } from './resource-suite.ts';

const minimal = { name: 'Office hours' };

resourceSuite('assurance-v1', 'calendar', {
  minimal: () => minimal,
  full: {
    name: 'Service desk',
    description: 'Weekdays in Oslo',
    timeZone: 'Europe/Oslo',
    weeklyHours: [
      { day: ['monday', 'tuesday', 'wednesday', 'thursday'], startTime: '08:00', endTime: '16:00' },
      { day: ['friday'], startTime: '08:00', endTime: '15:30' },
    ],
    holiday: [
      { name: 'Constitution Day', date: '2026-05-17', recurrence: 'FREQ=YEARLY' },
      { name: 'Good Friday', date: '2026-04-03' },
    ],
    exception: [
      { name: 'Christmas Eve', date: '2026-12-24', hours: [{ startTime: '08:00', endTime: '12:00' }] },
      { name: 'Move', startDateTime: '2026-06-01T08:00:00Z', endDateTime: '2026-06-01T10:00:00Z', closed: true },
    ],
    version: '2026-1',
  },
  invalid: [
    { name: 'no name', body: {}, path: 'name' },
    { name: 'an unknown zone', body: { ...minimal, timeZone: 'Mars/Olympus' }, path: 'timeZone' },
    {
      name: 'hours over midnight',
      body: { ...minimal, weeklyHours: [{ day: ['monday'], startTime: '22:00', endTime: '06:00' }] },
      path: 'weeklyHours[0].endTime',
    },
    {
      name: 'a time there is not',
      body: { ...minimal, weeklyHours: [{ day: ['monday'], startTime: '08:00', endTime: '24:30' }] },
      path: 'weeklyHours[0].endTime',
    },
    {
      name: 'hours without a weekday',
      body: { ...minimal, weeklyHours: [{ startTime: '08:00', endTime: '16:00' }] },
      path: 'weeklyHours[0].day',
    },
    {
      name: 'a day that does not exist',
      body: { ...minimal, holiday: [{ date: '2026-02-30' }] },
      path: 'holiday[0].date',
    },
    {
      name: 'a rule by the hour',
      body: { ...minimal, holiday: [{ recurrence: 'FREQ=HOURLY' }] },
      path: 'holiday[0].recurrence',
    },
    {
      name: 'an exception that says nothing',
      body: { ...minimal, exception: [{ date: '2026-12-24' }] },
      path: 'exception[0].hours',
    },
    {
      name: 'a stretch that ends before it starts',
      body: {
        ...minimal,
        exception: [{ startDateTime: '2026-06-01T08:00:00Z', endDateTime: '2026-06-01T07:00:00Z' }],
      },
      path: 'exception[0].endDateTime',
    },
    { name: 'a parent that does not exist', body: { ...minimal, parent: { id: 'nowhere' } }, path: 'parent.id' },
  ],
  scalar: 'version',
  required: ['name'],
  immutable: {},
});
