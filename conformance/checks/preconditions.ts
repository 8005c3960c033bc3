import { checksOf } from '../check.ts';
import { NotOffered } from '../endings.ts';
import { expectSame, expectStatus, expectThat, headerIn, headerOf, objectOf, unlessOffered } from '../expect.ts';
import type { CheckContext } from '../context.ts';
import type { Answer } from '../http-client.ts';
import { type JsonObject, nested, valueAt } from '../json.ts';

interface Tagged {
  id: string | number;
  tag: string;
  made: JsonObject;
}

/** A resource and its ETag; tells when there are none. */
async function tagged({ collection, resource, unique }: CheckContext): Promise<Tagged> {
  const made = await collection.make(unique('etag'), nested(resource.note, 'before'));
  const tag = headerIn(await collection.get(made.id), 'ETag');
  if (tag === undefined) throw new NotOffered('resources have no ETag');
  return { id: made.id, tag, made };
}

interface NotePatch {
  id: string | number;
  value: string;
  headers?: Record<string, string>;
}

/** A patch that changes the note, with these headers. */
function patchNote({ collection, resource }: CheckContext, { id, value, headers = {} }: NotePatch): Promise<Answer> {
  return collection.patch(id, nested(resource.note, value), { headers });
}

/** ETags and conditional requests. */
export const preconditionChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, conditional requests; RFC 9110' },
  {
    'TMF630-10-etag': {
      title: 'GET of a resource, POST and PATCH answer an ETag, all the same one for the same state',
      severity: 'should',
      run: async (context) => {
        const { collection, resource, unique } = context;
        const made = await collection.post(resource.minimal(unique('etag')));
        const { id } = objectOf(made);
        const get = await collection.get(id);
        const tag = headerOf(get, 'ETag');
        expectThat(/^(?:W\/)?"[^"]*"$/.test(tag), 'it is no entity tag', {
          expected: '"..."',
          actual: tag,
          answer: get,
        });
        expectSame(headerOf(made, 'ETag'), tag, { what: 'the ETag of POST', answer: made });
        const patch = unlessOffered(await collection.patch(id, nested(resource.note, 'new')), 'PATCH');
        expectSame(headerOf(patch, 'ETag'), headerOf(await collection.get(id), 'ETag'), {
          what: 'the ETag of PATCH',
          answer: patch,
        });
      },
    },
    'TMF630-10-etag-changes': {
      title: 'The ETag changes with the resource, and only then',
      run: async (context) => {
        const { collection } = context;
        const { id, tag } = await tagged(context);
        const now = async (): Promise<string> => headerOf(await collection.get(id), 'ETag');
        expectSame(await now(), tag, { what: 'the ETag without a change' });
        expectStatus(await collection.patch(id, {}), 200);
        expectSame(await now(), tag, { what: 'the ETag after an empty patch' });
        expectStatus(await patchNote(context, { id, value: 'after' }), 200);
        const after = await now();
        expectThat(after !== tag, 'it is the same after a change', { actual: after });
      },
    },
    'TMF630-10-not-modified': {
      title:
        'GET with If-None-Match of the current ETag (alone, in a list, or *) is 304 without a body, of another one 200',
      run: async (context) => {
        const { collection } = context;
        const { id, tag, made } = await tagged(context);
        for (const value of [tag, `"x", ${tag}`, '*']) {
          const answer = expectStatus(await collection.get(id, '', { 'If-None-Match': value }), 304);
          expectSame(answer.text, '', { what: 'the body', answer });
        }
        const answer = expectStatus(await collection.get(id, '', { 'If-None-Match': '"another"' }), 200);
        expectSame(objectOf(answer), made, { what: 'the resource', answer });
        expectStatus(await patchNote(context, { id, value: 'after' }), 200);
        expectStatus(await collection.get(id, '', { 'If-None-Match': tag }), 200);
      },
    },
    'TMF630-10-if-match-patch': {
      title: 'PATCH with a stale If-Match is 412 and changes nothing; with the current one, or *, it is done',
      run: async (context) => {
        const { collection, resource } = context;
        const { id, tag } = await tagged(context);
        expectStatus(await patchNote(context, { id, value: 'second', headers: { 'If-Match': tag } }), 200);
        expectStatus(await patchNote(context, { id, value: 'third', headers: { 'If-Match': tag } }), 412);
        expectSame(valueAt(await collection.read(id), resource.note), 'second', { what: resource.note });
        expectStatus(await patchNote(context, { id, value: 'fourth', headers: { 'If-Match': '*' } }), 200);
        expectStatus(await patchNote(context, { id, value: 'fifth', headers: { 'If-Match': '"another"' } }), 412);
        expectSame(valueAt(await collection.read(id), resource.note), 'fourth', { what: resource.note });
      },
    },
    'TMF630-10-if-match-delete': {
      title: 'DELETE with a stale If-Match is 412 and removes nothing; with the current one it is done',
      run: async (context) => {
        const { collection } = context;
        const { id, tag } = await tagged(context);
        expectStatus(await collection.remove(id, { 'If-Match': '"another"' }), 412);
        await collection.read(id);
        expectStatus(await collection.remove(id, { 'If-Match': tag }), 204);
      },
    },
    'TMF630-10-if-match-put': {
      title: 'PUT with a stale If-Match is 412 and changes nothing; with the current one it is done',
      applies: (target) => target.api === 'tmf623',
      run: async (context) => {
        const { collection, resource, unique } = context;
        const { id, tag, made } = await tagged(context);
        const body = resource.minimal(unique('etag'));
        expectStatus(await collection.put(id, body, { 'If-Match': '"another"' }), 412);
        expectSame(await collection.read(id), made, { what: 'the resource' });
        expectStatus(await collection.put(id, body, { 'If-Match': tag }), 200, 201);
      },
    },
    'TMF630-10-if-match-unknown': {
      title: 'A condition on an unknown id is 404 or 412',
      severity: 'may',
      run: async (context) => {
        await tagged(context);
        expectStatus(
          await patchNote(context, { id: '987654321', value: 'x', headers: { 'If-Match': '"1"' } }),
          404,
          412,
        );
      },
    },
    'TMF630-10-last-modified': {
      title: 'Last-Modified is answered, and If-Unmodified-Since and If-Modified-Since are heeded',
      severity: 'may',
      run: async (context) => {
        const { collection } = context;
        const { id } = await tagged(context);
        const date = headerIn(await collection.get(id), 'Last-Modified');
        if (date === undefined) throw new NotOffered('resources have no Last-Modified');
        const early = 'Thu, 01 Jan 2015 00:00:00 GMT';
        expectStatus(await patchNote(context, { id, value: 'x', headers: { 'If-Unmodified-Since': early } }), 412);
        expectStatus(await patchNote(context, { id, value: 'y', headers: { 'If-Unmodified-Since': date } }), 200);
        expectStatus(await collection.get(id, '', { 'If-Modified-Since': early }), 200);
        const now = headerOf(await collection.get(id), 'Last-Modified');
        expectStatus(await collection.get(id, '', { 'If-Modified-Since': now }), 304);
      },
    },
    'TMF630-10-no-lost-update': {
      title: 'Patches of different attributes at the same moment are all kept',
      run: async ({ collection, unique }) => {
        const { id } = await collection.make(unique('race'));
        const names = Array.from({ length: 12 }, (_, at) => `extra${String(at)}`);
        const answers = await Promise.all(names.map((name) => collection.patch(id, { [name]: name })));
        for (const answer of answers) expectStatus(unlessOffered(answer, 'PATCH'), 200);
        const found = await collection.read(id);
        expectSame(
          names.filter((name) => found[name] !== name),
          [],
          { what: 'the list of lost updates' },
        );
      },
    },
    'TMF630-10-one-wins': {
      title: 'Of several patches with the same If-Match at the same moment one is done, the others are 412',
      run: async (context) => {
        const { id, tag } = await tagged(context);
        const answers = await Promise.all(
          Array.from({ length: 8 }, (_, at) =>
            patchNote(context, { id, value: `racer ${String(at)}`, headers: { 'If-Match': tag } }),
          ),
        );
        for (const answer of answers) expectStatus(answer, 200, 412);
        const done = answers.filter(({ status }) => status === 200);
        expectSame(done.length, 1, { what: 'the number of patches done' });
        const { note } = context.resource;
        const found = await context.collection.read(id);
        expectSame(valueAt(found, note), valueAt(done[0]?.json, note), { what: note });
      },
    },
  },
);
