import { checksOf } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { expectJsonType, expectSame, expectStatus, expectThat, headerOf, objectOf, unlessOffered } from '../expect.ts';
import type { Answer } from '../http-client.ts';
import type { JsonObject, JsonValue } from '../json.ts';

/** Expects the error body of the target's dialect. */
export function expectErrorBody({ target }: CheckContext, answer: Answer): void {
  expectJsonType(answer);
  const body = objectOf(answer);
  const status = String(answer.status);
  const isText = (value: JsonValue | undefined): boolean => typeof value === 'string' && value !== '';
  const says = (name: string, isRight: boolean, expected: string): void =>
    expectThat(isRight, `${name} of the error body is not right`, { expected, actual: body, answer });
  if (target.errorBody === 'v4') {
    says('code', isText(body['code']), 'a text');
    says('reason', isText(body['reason']), 'a text');
    if ('status' in body) says('status', body['status'] === status, `the text "${status}"`);
  } else {
    says('code', Number.isInteger(body['code']), 'an integer');
    if (target.errorBody === 'legacy') says('message', isText(body['message']), 'a text');
    else says('reason', isText(body['reason']), 'a text');
    if (target.errorBody === 'v2' && 'status' in body) says('status', body['status'] === answer.status, status);
  }
  expectNoTrace(body, answer);
}

function expectNoTrace(body: JsonObject, answer: Answer): void {
  const isTrace = /\n\s+at |node_modules|\.(?:ts|js|java|py):\d+/.test(answer.text);
  expectThat(!isTrace, 'the error body tells of the inside of the server', { actual: body, answer });
}

/** Answers of every kind of refusal there is, by what it is. */
async function refusals({
  collection,
  resource,
  target,
  session,
  unique,
}: CheckContext): Promise<[string, number[], Answer][]> {
  const text = JSON.stringify(resource.minimal(unique('refusal')));
  return [
    ['an unknown id', [404], await collection.get('987654321')],
    ['an unknown path', [404], await session.send('GET', `${target.baseUrl}/noSuchResource`)],
    ['an invalid body', [400], await collection.send('POST', '', { text: '[]' })],
    ['a body that is no JSON', [400], await collection.send('POST', '', { text: '{' })],
    ['bad paging', [400], await collection.list('limit=x')],
    ['another media type', [415], await collection.send('POST', '', { text, type: 'text/plain' })],
    ['a method there is not', [405], await collection.send('DELETE')],
    ['an unwanted format', [406], await collection.list('', { Accept: 'application/xml' })],
    ['a removal of nothing', [404], await collection.remove('987654321')],
  ];
}

const methodsIn = (answer: Answer): string[] => headerOf(answer, 'Allow').split(/\s*,\s*/);

/** HTTP itself: methods, media types, errors. */
export const protocolChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, 3 status codes and headers' },
  {
    'TMF630-2-statuses': {
      title: 'Each refusal has its status: 400, 404, 405, 406, 415',
      run: async (context) => {
        for (const [, statuses, answer] of await refusals(context)) {
          // Where a method is optional, that it is not there is as good an answer.
          expectStatus(answer, ...statuses, ...(answer.request.method === 'DELETE' ? [405] : []));
        }
      },
    },
    'TMF630-2-error-body': {
      title: 'Every refusal has the error body of its dialect, and tells nothing of the inside',
      run: async (context) => {
        for (const [, , answer] of await refusals(context)) expectErrorBody(context, answer);
      },
    },
    'TMF630-2-error-message': {
      title: 'The error for a missing attribute says which one it is, under the name the client uses',
      severity: 'should',
      applies: (target, name) => target.resources.some((each) => each.name === name && each.required.length > 0),
      run: async ({ collection, resource }) => {
        const answer = expectStatus(await collection.post({}), 400);
        const [first = ''] = resource.required;
        expectThat(answer.text.includes(first), `it does not name ${first}`, { actual: answer.text, answer });
        for (const name of resource.foreignNames) {
          const isNamed = new RegExp(`\\b${name}\\b`).test(answer.text);
          expectThat(!isNamed, `it uses a name of another dialect: ${name}`, { actual: answer.text, answer });
        }
      },
    },
    'TMF630-2-method-on-collection': {
      title: 'A method the collection does not have is 405 with an Allow that names those it has',
      run: async ({ collection }) => {
        for (const method of ['PUT', 'DELETE']) {
          const answer = expectStatus(await collection.send(method, '', { json: {} }), 405);
          const allowed = methodsIn(answer);
          const isRight = allowed.includes('GET') && allowed.includes('POST') && !allowed.includes(method);
          expectThat(isRight, 'Allow is not right', { expected: 'GET, POST, ...', actual: allowed, answer });
        }
      },
    },
    'TMF630-2-method-on-one': {
      title: 'POST to a resource is 405 with an Allow that names what it has, and does nothing',
      run: async ({ collection, resource, unique }) => {
        const made = await collection.make(unique('method'));
        const json = resource.minimal(unique('method'));
        const answer = expectStatus(await collection.send('POST', `/${String(made.id)}`, { json }), 405);
        const allowed = methodsIn(answer);
        expectThat(allowed.includes('GET') && !allowed.includes('POST'), 'Allow is not right', {
          actual: allowed,
          answer,
        });
        expectSame(await collection.read(made.id), made, { what: 'the resource' });
      },
    },
    'TMF630-2-options': {
      title: 'OPTIONS tells the methods in Allow, without a body',
      severity: 'may',
      run: async ({ collection, unique }) => {
        const made = await collection.make(unique('options'));
        for (const [suffix, wanted] of [
          ['', ['GET', 'POST']],
          [`/${String(made.id)}`, ['GET', 'PATCH', 'DELETE']],
        ] as const) {
          const answer = unlessOffered(await collection.send('OPTIONS', suffix), 'OPTIONS', [404, 405, 501]);
          expectStatus(answer, 204, 200);
          const allowed = methodsIn(answer);
          for (const method of wanted)
            expectThat(allowed.includes(method), `Allow lacks ${method}`, { actual: allowed, answer });
        }
      },
    },
    'TMF630-2-tunnels': {
      title: 'A header that asks for another method is not heeded: POST is POST',
      severity: 'should',
      run: async ({ collection, resource, unique }) => {
        const label = unique('tunnel');
        const made = await collection.make(label);
        const headers = { 'X-HTTP-Method-Override': 'DELETE' };
        expectStatus(await collection.get(made.id, '', headers), 200);
        expectStatus(await collection.post(resource.minimal(label), { headers }), 201);
        expectSame((await collection.find(`${resource.label}=${label}`)).length, 2, {
          what: 'the number of resources',
        });
      },
    },
    'TMF630-2-accept': {
      title: 'Accept with JSON in it, a wildcard or nothing gets JSON; one without JSON 406, and nothing is created',
      run: async ({ collection, resource, unique }) => {
        const label = unique('accept');
        for (const accept of ['application/json', '*/*', 'application/*', 'text/html, application/json;q=0.5', '']) {
          expectJsonType(expectStatus(await collection.list(`${resource.label}=${label}`, { Accept: accept }), 200));
        }
        for (const accept of ['application/xml', 'text/html', 'application/json;q=0']) {
          expectStatus(await collection.list('', { Accept: accept }), 406);
        }
        expectStatus(await collection.post(resource.minimal(label), { headers: { Accept: 'application/xml' } }), 406);
        expectSame(await collection.find(`${resource.label}=${label}`), [], { what: 'what is found afterwards' });
      },
    },
    'TMF630-2-unknown-path': {
      title: 'A path that there is not is 404, below and beside the API',
      run: async ({ collection, target, session, unique }) => {
        const made = await collection.make(unique('path'));
        const urls = [
          `${collection.urlOf(made.id)}/noSuchThing`,
          `${target.baseUrl}/no/such/path`,
          `${collection.url}s`,
        ];
        for (const url of urls) expectStatus(await session.send('GET', url), 404);
      },
    },
    'TMF630-2-bad-path': {
      title: 'A path that cannot be decoded is a refusal and no fault',
      severity: 'should',
      run: async ({ collection }) => {
        expectStatus(await collection.send('GET', '/%E0%A4%A'), 400, 404);
        expectStatus(await collection.send('GET', '/%00'), 400, 404);
      },
    },
    'TMF630-2-content-length': {
      title: 'Answers say how long they are, or come in chunks',
      severity: 'should',
      run: async ({ collection, unique }) => {
        const made = await collection.make(unique('length'));
        const answer = await collection.get(made.id);
        const isTold = answer.headers['content-length'] ?? answer.headers['transfer-encoding'];
        expectThat(isTold !== undefined, 'neither Content-Length nor Transfer-Encoding', { answer });
      },
    },
  },
);
