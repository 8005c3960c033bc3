import { checksOf } from '../check.ts';
import { Unprepared } from '../endings.ts';
import type { CheckContext } from '../context.ts';
import type { ApiDocument, Place } from '../documents.ts';
import { expectStatus, expectThat, objectOf } from '../expect.ts';
import type { Answer } from '../http-client.ts';
import { nested } from '../json.ts';

function documentOf({ documents, target }: CheckContext): ApiDocument {
  const document = documents.of(target);
  if (document === undefined) throw new Unprepared(`api-specs/bundle has no ${target.document}.json`);
  return document;
}

/** Expects the answer to be one that the API document allows at its operation. */
export function expectDocumented(context: CheckContext, answer: Answer, place: Partial<Place> = {}): void {
  const { method } = answer.request;
  const where = { resource: context.resource.name, isOne: false, ...place };
  const actual = documentOf(context).faultsOfAnswer({ method, ...where }, answer);
  const message = 'the answer is not what the API document allows';
  expectThat(actual.length === 0, message, { expected: 'no fault', actual, answer });
}

/** Answers against the API documents. */
export const schemaChecks = checksOf(
  { document: 'TMF630', section: 'Part 7, schemas; the API definition' },
  {
    'TMF630-S-create': {
      title: 'The answer to POST is one that the API document allows, for the smallest and for the whole body',
      run: async (context) => {
        const { collection, resource, unique } = context;
        for (const body of [resource.minimal(unique('schema')), resource.full(unique('schema'))]) {
          expectDocumented(context, expectStatus(await collection.post(body), 201));
        }
      },
    },
    'TMF630-S-read': {
      title: 'The answers to GET of one and of many are ones that the API document allows',
      run: async (context) => {
        const { collection, resource, unique } = context;
        const label = unique('schema');
        const { id } = objectOf(expectStatus(await collection.post(resource.full(label)), 201));
        expectDocumented(context, await collection.get(id), { isOne: true });
        expectDocumented(context, await collection.list(`${resource.label}=${label}`));
        expectDocumented(context, await collection.list('limit=1'));
        expectDocumented(context, await collection.list('limit=20'));
      },
    },
    'TMF630-S-change': {
      title: 'The answers to PATCH, PUT and DELETE are ones that the API document allows',
      run: async (context) => {
        const { collection, resource, unique, target } = context;
        const { id } = await collection.make(unique('schema'));
        expectDocumented(context, await collection.patch(id, nested(resource.note, 'new')), { isOne: true });
        if (target.api === 'tmf623') {
          expectDocumented(context, await collection.put(id, resource.minimal(unique('schema'))), { isOne: true });
        }
        expectDocumented(context, await collection.remove(id), { isOne: true });
      },
    },
    'TMF630-S-refusals': {
      title: 'Refusals are ones that the API document allows',
      severity: 'should',
      run: async (context) => {
        const { collection } = context;
        expectDocumented(context, expectStatus(await collection.get('987654321'), 404), { isOne: true });
        expectDocumented(context, expectStatus(await collection.send('POST', '', { text: '[]' }), 400));
        expectDocumented(context, expectStatus(await collection.list('limit=x'), 400));
      },
    },
  },
);
