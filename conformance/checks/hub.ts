import { checksOf } from '../check.ts';
import type { CheckContext } from '../context.ts';
import {
  expectHolds,
  expectSame,
  expectStatus,
  expectThat,
  headerOf,
  listOf,
  objectOf,
  unlessOffered,
} from '../expect.ts';
import type { Answer } from '../http-client.ts';
import { asText, parsedJson, valueAt } from '../json.ts';
import { expectErrorBody } from './protocol.ts';
import { expectDocumented } from './schema.ts';

const eventTypeOf = ({ target }: CheckContext): string =>
  target.resources.map(({ events }) => events.create).find((name) => name !== undefined) ?? '';

/** Registers, and tells when there is no hub. A refusal of the address itself is explained. */
async function registered(context: CheckContext, query?: string): Promise<Answer> {
  const { hub } = context;
  const { callback } = hub.inbox();
  const answer = await hub.register({ callback, ...(query === undefined ? {} : { query }) });
  unlessOffered(answer, 'hub', [404, 405, 501]);
  const hint =
    'a server may have to be told that it may call this machine (Surety: SURETY_CALLBACK_ALLOW=127.0.0.1/32)';
  expectThat(answer.status === 201, `the subscription was not made; ${hint}`, {
    ...{ expected: 'status 201', actual: `status ${String(answer.status)}`, answer },
  });
  return answer;
}

const callbackOf = ({ request }: Answer): string => asText(valueAt(parsedJson(request.body ?? ''), 'callback'));

/** Subscriptions. */
export const hubChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, 6 notifications: hub', scope: 'api', needsListener: true },
  {
    'TMF630-13-register': {
      title: 'POST to the hub answers 201 with id, callback and query, and Location',
      run: async (context) => {
        const query = `eventType=${eventTypeOf(context)}`;
        const answer = await registered(context, query);
        const body = objectOf(answer);
        expectHolds(body, { callback: callbackOf(answer), query }, { what: 'the subscription', answer });
        const { id } = body;
        expectThat(typeof id === 'string' && id !== '', 'id is no text', { actual: id, answer });
        expectSame(headerOf(answer, 'Location'), `${context.hub.url}/${id}`, { what: 'Location', answer });
      },
    },
    'TMF630-13-register-plain': {
      title: 'A subscription needs no query',
      run: async (context) => {
        const answer = await registered(context);
        const { query = null } = objectOf(answer);
        expectSame(query, null, { what: 'query', answer });
      },
    },
    'TMF630-13-callback': {
      title:
        'A subscription without a callback, or with one that is no absolute http or https URL, is refused with 400',
      run: async (context) => {
        const { hub } = context;
        await registered(context);
        for (const callback of [null, '', 'nonsense', '/listener', 'ftp://127.0.0.1/x', 'file:///etc/passwd', 5, []]) {
          expectStatus(await hub.register({ callback }), 400);
        }
        const answer = expectStatus(await hub.register({}), 400);
        expectThat(answer.text.includes('callback'), 'the answer does not name callback', { answer });
        expectErrorBody(context, answer);
      },
    },
    'TMF630-13-duplicate': {
      title: 'The same callback with the same query again is 409; with another query, or another callback, 201',
      run: async (context) => {
        const { hub } = context;
        const callback = callbackOf(await registered(context));
        const again = expectStatus(await hub.register({ callback }), 409);
        expectErrorBody(context, again);
        const query = `eventType=${eventTypeOf(context)}`;
        expectStatus(await hub.register({ callback, query }), 201);
        expectStatus(await hub.register({ callback, query }), 409);
        expectStatus(await hub.register({ callback: `${callback}/other` }), 201);
      },
    },
    'TMF630-13-unregister': {
      title: 'DELETE of a subscription answers 204 without a body, then 404; it may then be made again',
      run: async (context) => {
        const { hub, session } = context;
        const made = await registered(context);
        const url = `${hub.url}/${asText(objectOf(made)['id'])}`;
        const answer = expectStatus(await session.send('DELETE', url), 204);
        expectSame(answer.text, '', { what: 'the body', answer });
        expectStatus(await session.send('DELETE', url), 404);
        expectStatus(await hub.register({ callback: callbackOf(made) }), 201);
      },
    },
    'TMF630-13-unknown': {
      title: 'DELETE of an unknown subscription is 404, and leaves the others alone',
      run: async (context) => {
        const { hub, session } = context;
        const made = await registered(context);
        const answer = expectStatus(await session.send('DELETE', `${hub.url}/no-such-subscription`), 404);
        expectErrorBody(context, answer);
        expectStatus(await hub.register({ callback: callbackOf(made) }), 409);
      },
    },
    'TMF630-13-bad-query': {
      title: 'A query that cannot be read, or that pages or sorts, is refused with 400 when it is registered',
      severity: 'should',
      run: async (context) => {
        const { hub } = context;
        await registered(context);
        for (const query of ['filter=[?(', 'eventType', 'limit=5', 'sort=eventTime', 'offset=1', 'a..b=1']) {
          expectStatus(await hub.register({ callback: hub.inbox().callback, query }), 400);
        }
      },
    },
    'TMF630-13-read': {
      title: 'Subscriptions can be read, one and all of this API (TMF623; an extension in TMF657)',
      severity: 'should',
      run: async (context) => {
        const { hub, session } = context;
        const made = objectOf(await registered(context));
        const url = `${hub.url}/${asText(made['id'])}`;
        const one = unlessOffered(await session.send('GET', url), 'GET of a subscription');
        expectHolds(objectOf(expectStatus(one, 200)), made, { what: 'the subscription', answer: one });
        const all = listOf(expectStatus(await session.send('GET', hub.url), 200, 206));
        expectThat(
          all.some(({ id }) => id === made['id']),
          'it is not in the list',
          { expected: made, actual: all },
        );
        expectStatus(await session.send('GET', `${hub.url}/no-such-subscription`), 404);
      },
    },
    'TMF630-13-schema': {
      title: 'The answer to a subscription is one that the API document allows',
      run: async (context) => expectDocumented(context, await registered(context, 'eventType=x'), { resource: 'hub' }),
    },
    'TMF630-13-no-change': {
      title: 'A subscription cannot be changed: PUT and PATCH are 405',
      severity: 'should',
      run: async (context) => {
        const { hub, session } = context;
        const { id, callback = null } = objectOf(await registered(context));
        for (const method of ['PUT', 'PATCH']) {
          const answer = await session.send(method, `${hub.url}/${asText(id)}`, { json: { callback } });
          expectStatus(answer, 405, 404);
        }
      },
    },
  },
);
