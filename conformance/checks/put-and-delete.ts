import { checksOf } from '../check.ts';
import type { Made } from '../collection.ts';
import type { CheckContext } from '../context.ts';
import { expectHolds, expectSame, expectStatus, expectThat, headerOf, objectOf, unlessOffered } from '../expect.ts';
import { asText, merged, nested, valueAt } from '../json.ts';
import { resourceOf, type Target } from '../targets.ts';

/** A resource to replace. */
function replaceable({ collection, resource, unique }: CheckContext): Promise<Made> {
  return collection.make(unique('put'), nested(resource.note, 'before'));
}

// The definitions of TMF657 have no PUT: there it is looked at only as far as it is answered at all.
const hasPut = (target: Target): boolean => target.api === 'tmf623';

const unknownOf = ({ resource, unique }: CheckContext): string =>
  resource.idType === 'number' ? '987654321' : unique('unknown');

/** Replacing and removing. */
export const putAndDeleteChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, PUT and DELETE' },
  {
    'TMF630-10-put-or-405': {
      title: 'PUT is answered with 200, or with 405 and an Allow that does not name it',
      run: async ({ collection, resource, unique, target }) => {
        const made = await collection.make(unique('put'));
        const answer = await collection.put(made.id, resource.minimal(unique('put')));
        if (answer.status === 405 && target.api === 'tmf657') {
          const allow = headerOf(answer, 'Allow').split(/\s*,\s*/);
          for (const method of ['GET', 'PATCH'])
            expectThat(allow.includes(method), `Allow lacks ${method}`, { actual: allow, answer });
          expectThat(!allow.includes('PUT'), 'Allow names PUT', { actual: allow, answer });
          expectSame(await collection.read(made.id), made, { what: 'the resource' });
          return;
        }
        expectStatus(answer, 200, ...(target.api === 'tmf623' ? [201] : []));
      },
    },
    'TMF630-10-put-replaces': {
      title: 'PUT replaces everything: what is not sent is gone, id and href stay',
      applies: hasPut,
      run: async (context) => {
        const { collection, resource, unique } = context;
        const made = await replaceable(context);
        const label = unique('put');
        const body = merged(resource.minimal(label), nested(resource.instant, '2029-01-01T00:00:00Z'));
        const answer = expectStatus(await collection.put(made.id, { ...body, extra: 1 }), 200, 201);
        const { id, href = null } = made;
        for (const found of [objectOf(answer), await collection.read(made.id)]) {
          expectHolds(found, { ...body, extra: 1, id, href }, { what: 'the resource', answer });
          expectSame(valueAt(found, resource.note), undefined, { what: resource.note, answer });
        }
        expectStatus(await collection.put(made.id, body), 200, 201);
        expectSame((await collection.read(made.id))['extra'], undefined, { what: 'an extension attribute' });
      },
    },
    'TMF630-10-put-other-id': {
      title: 'PUT with another id in the body is refused with 400; with the same id it is fine',
      applies: hasPut,
      run: async (context) => {
        const { collection, resource, unique } = context;
        const made = await replaceable(context);
        const before = await collection.read(made.id);
        const body = resource.minimal(unique('put'));
        const { id: other = null } = resource.immutable;
        expectStatus(await collection.put(made.id, { ...body, id: other }), 400);
        expectSame(await collection.read(made.id), before, { what: 'the resource' });
        expectStatus(await collection.put(made.id, { ...body, id: made.id }), 200, 201);
      },
    },
    'TMF630-10-put-unknown': {
      title: 'PUT to an unknown id is 404 and creates nothing',
      applies: hasPut,
      run: async (context) => {
        const { collection, resource, unique } = context;
        await replaceable(context);
        const id = unknownOf(context);
        expectStatus(await collection.put(id, resource.minimal(unique('put'))), 404);
        expectStatus(await collection.get(id), 404);
      },
    },
    'TMF630-10-put-invalid': {
      title: 'PUT with an invalid body is refused with 400 and changes nothing',
      applies: hasPut,
      run: async (context) => {
        const { collection, resource, unique } = context;
        const made = await replaceable(context);
        const before = await collection.read(made.id);
        const body = resource.minimal(unique('put'));
        for (const [path, value] of resource.wrongTypes.filter(([each]) => !/\.\d/.test(each))) {
          expectStatus(await collection.put(made.id, merged(body, nested(path, value))), 400);
        }
        if (resource.required.length > 0) expectStatus(await collection.put(made.id, {}), 400);
        expectSame(await collection.read(made.id), before, { what: 'the resource' });
      },
    },
    'TMF630-10-put-same': {
      title: 'PUT of what GET has answered changes nothing',
      applies: hasPut,
      run: async (context) => {
        const { collection } = context;
        const made = await replaceable(context);
        const before = await collection.read(made.id);
        expectSame(objectOf(expectStatus(await collection.put(made.id, before), 200, 201)), before, {
          what: 'the answer',
        });
        expectSame(await collection.read(made.id), before, { what: 'the resource' });
      },
    },
    'TMF630-10-delete': {
      title: 'DELETE answers 204 without a body; then the resource is 404, also for a second DELETE and a PATCH',
      run: async ({ collection, unique }) => {
        const made = await collection.make(unique('delete'));
        const answer = unlessOffered(await collection.remove(made.id), 'DELETE');
        expectStatus(answer, 204);
        expectSame(answer.text, '', { what: 'the body', answer });
        expectStatus(await collection.get(made.id), 404);
        expectStatus(await collection.remove(made.id), 404);
        expectStatus(await collection.patch(made.id, {}), 404, 405);
      },
    },
    'TMF630-10-delete-in-lists': {
      title: 'What was deleted is in no list and counted in none, and nothing else is gone',
      run: async ({ collection, resource, unique }) => {
        const label = unique('delete');
        const made = [await collection.make(label), await collection.make(label), await collection.make(label)];
        const [, second] = made;
        unlessOffered(await collection.remove(second?.id), 'DELETE');
        const answer = expectStatus(await collection.list(`${resource.label}=${label}`), 200);
        expectSame(
          answer.json,
          made.filter((each) => each !== second),
          { what: 'the list', answer },
        );
        expectSame(headerOf(answer, 'X-Total-Count'), '2', { what: 'X-Total-Count', answer });
      },
    },
    'TMF630-10-delete-unknown': {
      title: 'DELETE of an unknown id is 404',
      run: async (context) => {
        const answer = await context.collection.remove(unknownOf(context));
        expectStatus(unlessOffered(answer, 'DELETE'), 404);
      },
    },
    'TMF657-6-delete-referenced': {
      title: 'An objective that a specification lists can be deleted, and the specification stays as it is',
      document: 'TMF657',
      section: 'no referential integrity (R18 profile bodies)',
      applies: (_target, name) => name === 'serviceLevelObjective',
      run: async ({ collection, of, unique, target }) => {
        const { id, href } = await collection.make(unique('listed'));
        const specifications = of('serviceLevelSpecification');
        const { path, element } = resourceOf(target, 'serviceLevelSpecification').list;
        const made = await specifications.make(unique('listing'), { [path]: [element(String(id), asText(href))] });
        expectStatus(unlessOffered(await collection.remove(id), 'DELETE'), 204);
        const found = await specifications.read(made.id);
        expectSame(valueAt(found, `${path}.0.id`), id, { what: 'the reference' });
      },
    },
  },
);
