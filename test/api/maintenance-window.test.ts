import { resourceSuite } from './resource-suite.ts';

const minimal = {
  name: 'Core router upgrade',
  scope: { service: [{ id: 'svc-42' }] },
  startDateTime: '2031-01-10T02:00:00Z',
  endDateTime: '2031-01-10T04:00:00Z',
};
const recurring = { name: 'Patch night', scope: { tag: ['gold'] }, startDateTime: '2031-01-14T02:00:00+01:00' };
const recurrence = { rrule: 'FREQ=MONTHLY;BYDAY=2TU', timeZone: 'Europe/Oslo', duration: 'PT2H' };

resourceSuite('assurance-v1', 'maintenanceWindow', {
  minimal: () => minimal,
  full: {
    ...minimal,
    description: 'New line cards',
    kind: 'planned',
    completion: 'confirmation',
    scope: {
      entity: [{ id: 'site-7' }],
      service: [{ id: 'svc-42' }],
      party: [{ id: 'cust-1' }],
      tag: ['gold', 'region=north'],
    },
    noticeGivenAt: '2030-12-20T10:00:00Z',
    approver: 'change board',
  },
  invalid: [
    { name: 'no name', body: { ...minimal, name: null }, path: 'name' },
    { name: 'no scope', body: { ...minimal, scope: null }, path: 'scope' },
    { name: 'a text for the scope', body: { ...minimal, scope: 'everything' }, path: 'scope' },
    { name: 'no end', body: { ...minimal, endDateTime: null }, path: 'endDateTime' },
    {
      name: 'an end before the start',
      body: { ...minimal, endDateTime: '2031-01-10T01:00:00Z' },
      path: 'endDateTime',
    },
    { name: 'an unknown kind', body: { ...minimal, kind: 'secret' }, path: 'kind' },
    {
      name: 'a past start without a reason',
      body: { ...minimal, startDateTime: '2020-01-10T01:00:00Z' },
      path: 'reason',
    },
    {
      name: 'a rule without a frequency',
      body: { ...recurring, recurrence: { ...recurrence, rrule: 'BYDAY=2TU' } },
      path: 'recurrence.rrule',
    },
    {
      name: 'a recurrence in no zone',
      body: { ...recurring, recurrence: { ...recurrence, timeZone: 'Nowhere' } },
      path: 'recurrence.timeZone',
    },
    {
      name: 'a recurrence longer than a month',
      body: { ...recurring, recurrence: { ...recurrence, duration: 'P40D' } },
      path: 'recurrence.duration',
    },
  ],
  scalar: 'description',
  required: ['name', 'scope', 'startDateTime', 'endDateTime'],
  immutable: {},
});
