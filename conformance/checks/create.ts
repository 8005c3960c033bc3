import { checksOf } from '../check.ts';
import { NotOffered } from '../endings.ts';
import { expectHolds, expectJsonType, expectSame, expectStatus, expectThat, headerOf, objectOf } from '../expect.ts';
import { asText, isJsonObject, merged, nested, without, withValue } from '../json.ts';

/** What creating has to do. */
export const createChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, POST' },
  {
    'TMF630-8-created': {
      title: 'A valid POST is answered with 201',
      run: async ({ collection, resource, unique }) => {
        expectStatus(await collection.post(resource.minimal(unique('created'))), 201);
      },
    },
    'TMF630-8-location': {
      title: 'Location is the collection as addressed, a slash and the id',
      run: async ({ collection, resource, unique }) => {
        const answer = await collection.post(resource.minimal(unique('location')));
        const location = headerOf(answer, 'Location');
        expectSame(location, collection.urlOf(objectOf(answer)['id']), { what: 'the Location header', answer });
      },
    },
    'TMF630-8-href': {
      title: 'href in the body equals Location',
      run: async ({ collection, resource, unique }) => {
        const answer = await collection.post(resource.minimal(unique('href')));
        expectSame(objectOf(answer)['href'], headerOf(answer, 'Location'), { what: 'href', answer });
      },
    },
    'TMF630-8-host': {
      title: 'Location and href follow the Host the client used',
      severity: 'should',
      run: async ({ collection, resource, unique, session }) => {
        const host = 'conformance.example:8443';
        const made = await collection.post(resource.minimal(unique('host')), { headers: { Host: host } });
        const id = asText(objectOf(made)['id']);
        const location = headerOf(made, 'Location');
        const expected = collection.urlOf(id).replace(/^(https?:\/\/)[^/]+/, `$1${host}`);
        // Whatever the server made of it, it can be removed at the address it really has.
        await session.send('DELETE', collection.urlOf(id));
        expectSame(location, expected, { what: 'the Location header', answer: made });
      },
    },
    'TMF630-8-body': {
      title: 'The answer to POST holds the whole resource, as it was sent',
      run: async ({ collection, resource, unique }) => {
        const body = resource.full(unique('body'));
        const answer = expectStatus(await collection.post(body), 201);
        expectHolds(objectOf(answer), body, { what: 'the answer', answer });
        expectJsonType(answer);
      },
    },
    'TMF630-8-stored': {
      title: 'What POST has answered is what GET reads',
      run: async ({ collection, resource, unique }) => {
        const made = objectOf(expectStatus(await collection.post(resource.full(unique('stored'))), 201));
        const answer = expectStatus(await collection.get(made['id']), 200);
        expectSame(objectOf(answer), made, { what: 'the resource', answer });
      },
    },
    'TMF630-8-id-type': {
      title: 'id is a text that is not empty (TMF623: an integer)',
      run: async ({ collection, resource, unique }) => {
        const answer = await collection.post(resource.minimal(unique('id')));
        const { id } = objectOf(answer);
        const isRight = resource.idType === 'number' ? Number.isSafeInteger(id) : typeof id === 'string' && id !== '';
        expectThat(isRight, 'id has the wrong type', { expected: resource.idType, actual: id, answer });
      },
    },
    'TMF630-8-distinct': {
      title: 'Two equal creations are two resources with ids of their own',
      run: async ({ collection, resource, unique }) => {
        const body = resource.minimal(unique('distinct'));
        const first = objectOf(expectStatus(await collection.post(body), 201));
        const answer = expectStatus(await collection.post(body), 201);
        const { id } = objectOf(answer);
        expectThat(id !== first['id'], 'the second has the id of the first', { actual: id, answer });
        await collection.read(first['id']);
      },
    },
    'TMF630-8-mandatory': {
      title: 'A body that lacks a mandatory attribute, or has null for it, is refused with 400 that names it',
      applies: (target, name) => target.resources.some((each) => each.name === name && each.required.length > 0),
      run: async ({ collection, resource, unique }) => {
        const label = unique('mandatory');
        for (const path of resource.required) {
          const body = resource.minimal(label);
          for (const wrong of [without(body, path), withValue(body, path, null)]) {
            const answer = expectStatus(await collection.post(wrong), 400);
            const last = path.split('.').at(-1) ?? path;
            expectThat(answer.text.includes(last), `the answer does not name ${path}`, { expected: path, answer });
          }
        }
      },
    },
    'TMF630-8-empty-list': {
      title: 'A mandatory list that is empty is refused with 400',
      applies: (target, name) => target.resources.some((each) => each.name === name && each.notEmpty.length > 0),
      run: async ({ collection, resource, unique }) => {
        for (const path of resource.notEmpty) {
          const body = withValue(resource.minimal(unique('empty-list')), path, []);
          expectStatus(await collection.post(body), 400);
        }
      },
    },
    'TMF630-8-types': {
      title: 'A value of the wrong type is refused with 400, wherever it stands',
      run: async ({ collection, resource, unique }) => {
        const body = resource.full(unique('types'));
        for (const [path, value] of resource.wrongTypes) {
          expectStatus(await collection.post(withValue(body, path, value)), 400);
        }
      },
    },
    'TMF630-8-period': {
      title: 'A period that ends before it starts is refused with 400; one with a single end is fine',
      severity: 'should',
      applies: (target, name) => target.resources.some((each) => each.name === name && each.period !== undefined),
      run: async ({ collection, resource, unique }) => {
        const { period = '' } = resource;
        const body = resource.minimal(unique('period'));
        const start = { startDateTime: '2027-01-01T00:00:00Z' };
        // An hour earlier, although it reads later.
        const end = { endDateTime: '2027-01-01T00:30:00+01:30' };
        expectStatus(await collection.post(merged(body, nested(period, { ...start, ...end }))), 400);
        expectStatus(await collection.post(merged(body, nested(period, start))), 201);
        expectStatus(await collection.post(merged(body, nested(period, end))), 201);
      },
    },
    'TMF630-8-refused-is-not-stored': {
      title: 'A refused creation leaves nothing behind',
      run: async ({ collection, resource, unique }) => {
        const label = unique('refused');
        const [path, value] = resource.wrongTypes.at(-1) ?? ['', null];
        expectStatus(await collection.post(withValue(resource.full(label), path, value)), 400);
        const found = await collection.find(`${resource.label}=${label}`);
        expectSame(found, [], { what: 'what is found afterwards' });
      },
    },
    'TMF630-8-bad-json': {
      title: 'A body that is no JSON, or no object, or missing, is refused with 400',
      run: async ({ collection, resource, unique }) => {
        const text = JSON.stringify(resource.minimal(unique('bad-json')));
        for (const bad of [text.slice(0, -1), `[${text}]`, '"text"', '5', 'null', '']) {
          expectStatus(await collection.send('POST', '', { text: bad }), 400);
        }
      },
    },
    'TMF630-8-media-type': {
      title: 'A body that is not declared as JSON is refused with 415',
      run: async ({ collection, resource, unique }) => {
        const text = JSON.stringify(resource.minimal(unique('media-type')));
        for (const type of ['text/plain', 'application/xml']) {
          expectStatus(await collection.send('POST', '', { text, type }), 415);
        }
      },
    },
    'TMF630-8-charset': {
      title: 'application/json with charset=utf-8 is accepted, and texts of any language come back as sent',
      run: async ({ collection, resource, unique }) => {
        const text = `Smörgås 日本 🛰 "quoted" \\ ${unique('charset')}`;
        const body = merged(resource.minimal(unique('charset')), nested(resource.note, text));
        const answer = await collection.post(body, { type: 'application/json; charset=utf-8' });
        expectHolds(objectOf(expectStatus(answer, 201)), body, { what: 'the answer', answer });
      },
    },
    'TMF630-8-too-large': {
      title: 'A body of several megabytes is refused with 413',
      severity: 'may',
      run: async ({ collection, resource, unique }) => {
        const body = merged(resource.minimal(unique('large')), nested(resource.note, 'x'.repeat(6_000_000)));
        const answer = await collection.post(body);
        if (answer.status === 201) throw new NotOffered('bodies may be very large here');
        expectStatus(answer, 413);
      },
    },
    'TMF630-8-fields': {
      title: 'fields narrows the answer to POST',
      severity: 'should',
      section: 'Part 1, 4.3 attribute selection',
      run: async ({ collection, resource, unique, target }) => {
        const body = resource.full(unique('post-fields'));
        const [first = ''] = resource.label.split('.');
        const answer = expectStatus(await collection.post(body, { query: `fields=${first}` }), 201);
        const names = Object.keys(objectOf(answer)).filter((name) => name !== 'id' && name !== 'href');
        expectSame(names, [first], { what: `what ${target.title} answers beside id and href`, answer });
        expectThat(headerOf(answer, 'Location') !== '', 'Location is missing', { answer });
      },
    },
    'TMF630-8-href-in-body': {
      title: 'An href in the body of a creation does not count',
      severity: 'should',
      run: async ({ collection, resource, unique }) => {
        const body = { ...resource.minimal(unique('href-in-body')), href: 'https://elsewhere.example/1' };
        const answer = expectStatus(await collection.post(body), 201);
        expectSame(objectOf(answer)['href'], headerOf(answer, 'Location'), { what: 'href', answer });
      },
    },
    'TMF630-8-client-id': {
      title: "A client's own id is honoured (then a second one is a conflict) or replaced, never refused",
      applies: (target) => target.api === 'tmf657',
      run: async ({ collection, resource, unique }) => {
        const id = unique('own-id');
        const body = { ...resource.minimal(unique('client-id')), id };
        const answer = expectStatus(await collection.post(body), 201);
        const again = await collection.post(body);
        const isHonoured = objectOf(answer)['id'] === id;
        if (isHonoured) expectStatus(again, 409);
        else expectThat(objectOf(expectStatus(again, 201))['id'] !== id, 'the id is taken only the second time');
        expectSame(objectOf(answer)['href'], headerOf(answer, 'Location'), { what: 'href', answer });
      },
    },
    'TMF630-8-conflict-changes-nothing': {
      title: 'A creation refused for its id leaves the resource that has the id alone',
      applies: (target) => target.api === 'tmf657',
      run: async ({ collection, resource, unique }) => {
        const id = unique('taken');
        const made = objectOf(await collection.post({ ...resource.minimal(unique('taken-label')), id }));
        if (made['id'] !== id) throw new NotOffered('ids of clients are replaced');
        await collection.post({ ...resource.minimal(unique('taker')), id });
        expectSame(await collection.read(id), made, { what: 'the resource that has the id' });
      },
    },
    'TMF630-8-bad-client-id': {
      title: 'An id that could not stand in a path is refused with 400 or replaced',
      severity: 'should',
      applies: (target) => target.api === 'tmf657',
      run: async ({ collection, resource, unique }) => {
        for (const id of ['a/b', 'a?b', '', ' ']) {
          const answer = await collection.post({ ...resource.minimal(unique('bad-id')), id });
          expectStatus(answer, 201, 400);
          const { json } = answer;
          if (answer.status === 201) expectThat(isJsonObject(json) && json['id'] !== id, 'it is honoured', { answer });
        }
      },
    },
  },
);
