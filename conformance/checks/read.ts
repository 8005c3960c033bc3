import { checksOf } from '../check.ts';
import {
  expectHolds,
  expectJsonType,
  expectSame,
  expectStatus,
  expectThat,
  headerIn,
  headerOf,
  listOf,
  objectOf,
  unlessOffered,
} from '../expect.ts';

/** Reading one and many. */
export const readChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, GET' },
  {
    'TMF630-1-get': {
      title: 'GET of a resource answers 200, JSON, one object with id and href',
      run: async ({ collection, unique }) => {
        const made = await collection.make(unique('get'));
        const answer = expectStatus(await collection.get(made.id), 200);
        expectJsonType(answer);
        const expected = { id: made.id, href: collection.urlOf(made.id) };
        expectHolds(objectOf(answer), expected, { what: 'the resource', answer });
      },
    },
    'TMF630-1-get-location': {
      title: 'What Location names can be read',
      run: async ({ collection, resource, unique, session }) => {
        const made = await collection.post(resource.minimal(unique('get-location')));
        const answer = expectStatus(await session.send('GET', headerOf(made, 'Location')), 200);
        expectSame(objectOf(answer), objectOf(made), { what: 'the resource', answer });
      },
    },
    'TMF630-1-right-one': {
      title: 'GET reads the resource that was asked for',
      run: async ({ collection, resource, unique }) => {
        const labels = [unique('one'), unique('two'), unique('three')];
        const made = [];
        for (const label of labels) made.push(await collection.make(label));
        for (const each of made) expectSame(await collection.read(each.id), each, { what: 'the resource' });
        expectThat(labels.length === made.length, 'not all were made', { actual: resource.name });
      },
    },
    'TMF630-1-unknown-id': {
      title: 'GET of an unknown id answers 404',
      run: async ({ collection, resource, unique }) => {
        expectStatus(await collection.get(resource.idType === 'number' ? 987_654_321 : unique('unknown')), 404);
        expectStatus(await collection.get('no%such'), 404);
      },
    },
    'TMF630-1-list': {
      title: 'GET of the collection answers 200 with a list that holds what was created',
      run: async ({ collection, unique }) => {
        const first = await collection.make(unique('list'));
        const second = await collection.make(unique('list'));
        const answer = expectStatus(await collection.list(), 200, 206);
        expectJsonType(answer);
        const ids = listOf(answer).map(({ id }) => id);
        // A server may cut an unpaged answer, and then says so with 206.
        if (answer.status === 206) return;
        for (const { id } of [first, second])
          expectThat(ids.includes(id), 'a new one is not in the list', { expected: id, actual: ids, answer });
      },
    },
    'TMF630-1-list-elements': {
      title: 'Every element of a list has the mandatory attributes, its id and its own href',
      run: async ({ collection, resource, unique }) => {
        const made = await collection.make(unique('elements'));
        const answer = await collection.list();
        for (const each of listOf(answer)) {
          for (const name of resource.always) {
            expectThat(name in each, `an element has no ${name}`, { expected: resource.always, actual: each, answer });
          }
          expectSame(typeof each['id'], resource.idType, { what: 'the type of id', answer });
          expectSame(each['href'], collection.urlOf(each['id']), { what: 'href of an element', answer });
        }
        const [found] = await collection.find(`id=${String(made.id)}`);
        expectSame(found, made, { what: 'the element of the list' });
      },
    },
    'TMF630-1-empty-list': {
      title: 'A list of nothing is 200 with [] and counts of 0',
      run: async ({ collection, resource, unique }) => {
        const answer = expectStatus(await collection.list(`${resource.label}=${unique('nothing')}`), 200);
        expectSame(answer.json, [], { what: 'the body', answer });
        expectSame(headerOf(answer, 'X-Total-Count'), '0', { what: 'X-Total-Count', answer });
        expectSame(headerOf(answer, 'X-Result-Count'), '0', { what: 'X-Result-Count', answer });
      },
    },
    'TMF630-1-counts': {
      title: 'X-Total-Count and X-Result-Count tell the truth of an unpaged list',
      run: async ({ collection, resource, unique }) => {
        const label = unique('counts');
        for (let count = 1; count <= 3; count += 1) {
          await collection.make(label);
          const answer = expectStatus(await collection.list(`${resource.label}=${label}`), 200);
          expectSame(listOf(answer).length, count, { what: 'the length of the list', answer });
          expectSame(headerOf(answer, 'X-Total-Count'), String(count), { what: 'X-Total-Count', answer });
          expectSame(headerOf(answer, 'X-Result-Count'), String(count), { what: 'X-Result-Count', answer });
        }
        const all = await collection.list();
        expectSame(headerOf(all, 'X-Result-Count'), String(listOf(all).length), {
          what: 'X-Result-Count',
          answer: all,
        });
      },
    },
    'TMF630-1-order': {
      title: 'Without sort a list is in the order of creation',
      severity: 'should',
      run: async ({ collection, resource, unique }) => {
        const label = unique('order');
        const made = [];
        for (let count = 0; count < 4; count += 1) made.push((await collection.make(label)).id);
        const found = await collection.find(`${resource.label}=${label}`);
        expectSame(
          found.map(({ id }) => id),
          made,
          { what: 'the order of the list' },
        );
      },
    },
    'TMF630-1-one-ignores-filters': {
      title: 'Filters on GET of one resource are ignored',
      severity: 'may',
      run: async ({ collection, resource, unique }) => {
        const made = await collection.make(unique('one-filter'));
        const answer = expectStatus(await collection.get(made.id, `${resource.label}=other`), 200);
        expectSame(objectOf(answer), made, { what: 'the resource', answer });
      },
    },
    'TMF630-1-head': {
      title: 'HEAD answers like GET, without a body',
      severity: 'may',
      run: async ({ collection, resource, unique }) => {
        const label = unique('head');
        const made = await collection.make(label);
        const suffixes = [`/${String(made.id)}`, `?${resource.label}=${label}`, '/unknown-head'];
        for (const suffix of suffixes) {
          const get = await collection.send('GET', suffix);
          const head = unlessOffered(await collection.send('HEAD', suffix), 'HEAD');
          expectStatus(head, get.status);
          expectSame(head.text, '', { what: 'the body', answer: head });
          for (const name of ['content-type', 'x-total-count', 'x-result-count', 'etag']) {
            expectSame(headerIn(head, name), headerIn(get, name), { what: name, answer: head });
          }
        }
      },
    },
    'TMF630-1-slashes': {
      title: 'A trailing slash, and a doubled one before the resource, are tolerated and never answered',
      severity: 'should',
      document: 'TMF657',
      section: 'R18 profile, examples',
      run: async ({ collection, resource, unique, target, session }) => {
        const made = await collection.make(unique('slash'));
        const urls = [`${collection.urlOf(made.id)}/`, `${target.baseUrl}//${resource.name}/${String(made.id)}`];
        for (const url of urls) {
          const answer = expectStatus(await session.send('GET', url), 200);
          expectSame(objectOf(answer), made, { what: 'the resource', answer });
        }
        expectStatus(await collection.send('GET', '/'), 200, 206);
        const answer = expectStatus(
          await collection.send('POST', '/', { json: resource.minimal(unique('slash')) }),
          201,
        );
        expectSame(headerOf(answer, 'Location'), collection.urlOf(objectOf(answer)['id']), {
          what: 'Location',
          answer,
        });
      },
    },
    'TMF630-1-id-filter': {
      title: 'A list can be filtered by id',
      run: async ({ collection, unique }) => {
        const [first, second] = [await collection.make(unique('by-id')), await collection.make(unique('by-id'))];
        expectSame(await collection.find(`id=${String(second.id)}`), [second], { what: 'what ?id= finds' });
        const both = await collection.find(`id=${String(first.id)},${String(second.id)}`);
        expectSame(both, [first, second], { what: 'what ?id=a,b finds' });
      },
    },
  },
);
