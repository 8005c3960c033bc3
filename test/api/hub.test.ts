import { resourceSuite } from './resource-suite.ts';

const callback = 'https://oss.example/listen';

for (const [api, eventType] of [
  ['tmf657-v4', 'ServiceLevelObjectiveCreateEvent'],
  ['tmf657-v2', 'ServiceLevelObjectiveCreationNotification'],
  ['tmf657-legacy', 'ServiceLevelObjectiveCreationNotification'],
  ['tmf623-v2', 'SLAViolationCreateNotification'],
  ['assurance-v1', 'CommitmentStateChangeEvent'],
] as const) {
  resourceSuite(api, 'hub', {
    minimal: (number) => ({ callback: `${callback}/${String(number)}` }),
    full: { callback, query: `eventType=${eventType}` },
    invalid: [
      { name: 'no callback', body: { query: `eventType=${eventType}` }, path: 'callback' },
      { name: 'a number for the callback', body: { callback: 1 }, path: 'callback' },
      { name: 'a relative callback', body: { callback: '/listen' }, path: 'callback' },
      { name: 'a callback that is not HTTP', body: { callback: 'file:///etc/passwd' }, path: 'callback' },
      { name: 'a callback with a password', body: { callback: 'https://a:b@oss.example' }, path: 'callback' },
      { name: 'a query that cannot be read', body: { callback, query: 'eventType' }, path: 'query' },
      { name: 'an order for events', body: { callback, query: 'sort=eventTime' }, path: 'query' },
      { name: 'a JSONPath that does not end', body: { callback, query: 'filter=[?(' }, path: 'query' },
      { name: 'a JSONPath that is not served', body: { callback, query: 'filter=$..event' }, path: 'query' },
      { name: 'a pattern that is none', body: { callback, query: 'eventType.regex=(' }, path: 'query' },
      { name: 'a page of events', body: { callback, query: 'limit=1' }, path: 'query' },
      { name: 'a number for the query', body: { callback, query: 1 }, path: 'query' },
    ],
    scalar: 'callback',
    required: [],
    immutable: {},
  });
}
