import { expect } from 'chai';
import { startService, type TestService } from '../support/service.ts';
import { resourceSuite } from './resource-suite.ts';
import { type Client, clientOf, messageOf, targetOf } from './suite/client.ts';

const callback = 'https://oss.example/listen';
const apis = [
  ['tmf657-v4', 'ServiceLevelObjectiveCreateEvent'],
  ['tmf657-v2', 'ServiceLevelObjectiveCreationNotification'],
  ['tmf657-legacy', 'ServiceLevelObjectiveCreationNotification'],
  ['tmf623-v2', 'SLAViolationCreateNotification'],
  ['assurance-v1', 'CommitmentStateChangeEvent'],
] as const;

describe('the same subscription twice', () => {
  let service: TestService;
  before(async () => {
    service = await startService();
  });
  after(() => service.stop());

  for (const [api, eventType] of apis) {
    it(`is a conflict in ${api}; another query, another callback or another API makes another one`, async () => {
      const client = (): Client => clientOf(service, targetOf(api, 'hub'));
      const query = `eventType=${eventType}`;
      const different = [{ callback }, { callback, query }, { callback: `${callback}/b` }];
      for (const body of different) await client().post(body).expect(201);
      const before = await client().get();
      for (const body of [...different, { callback, query: null }]) messageOf(await client().post(body), 409);
      expect((await client().get()).body).to.deep.equal(before.body);
      expect(before.body).to.have.length(different.length);
    });
  }
});

for (const [api, eventType] of apis) {
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
