import { resourceSuite } from './resource-suite.ts';

const minimal = { scope: { service: [{ id: 'svc-42' }] }, startDateTime: '2031-01-10T02:00:00Z' };

resourceSuite('assurance-v1', 'collectorGap', {
  minimal: () => minimal,
  full: {
    ...minimal,
    name: 'Probe of the north',
    description: 'The probe is moved to another rack',
    scope: {
      all: false,
      indicator: ['latency', 'availability'],
      entity: [{ id: 'site-7' }],
      service: [{ id: 'svc-42' }],
      party: [{ id: 'cust-1' }],
      tag: ['gold', 'region=north'],
    },
    endDateTime: '2031-01-10T04:00:00Z',
  },
  invalid: [
    { name: 'no start', body: { ...minimal, startDateTime: null }, path: 'startDateTime' },
    { name: 'no scope', body: { ...minimal, scope: null }, path: 'scope' },
    { name: 'a text for the scope', body: { ...minimal, scope: 'everything' }, path: 'scope' },
    {
      name: 'an end before the start',
      body: { ...minimal, endDateTime: '2031-01-10T01:00:00Z' },
      path: 'endDateTime',
    },
    { name: 'an unknown origin', body: { ...minimal, origin: 'rumour' }, path: 'origin' },
    {
      name: 'a past start without a reason',
      body: { ...minimal, startDateTime: '2020-01-10T01:00:00Z' },
      path: 'reason',
    },
  ],
  scalar: 'description',
  required: ['scope', 'startDateTime'],
  immutable: {},
});
