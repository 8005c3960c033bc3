import { checksOf } from '../check.ts';
import type { Made } from '../collection.ts';
import type { CheckContext } from '../context.ts';
import {
  expectHolds,
  expectJsonType,
  expectSame,
  expectStatus,
  expectThat,
  headerOf,
  objectOf,
  unlessOffered,
} from '../expect.ts';
import { asText, type JsonObject, type JsonValue, merged, nested, valueAt } from '../json.ts';

/** A resource to patch; tells when PATCH is not offered at all. */
export async function patchable(context: CheckContext, change: JsonObject = {}): Promise<Made> {
  const { collection, unique } = context;
  const made = await collection.make(unique('patch'), change);
  unlessOffered(await collection.patch(made.id, {}), 'PATCH');
  return made;
}

/** Expects a patch to be refused with the status, and the resource to stay as it is. */
async function expectRefused({ collection }: CheckContext, made: Made, body: JsonValue): Promise<void> {
  const before = await collection.read(made.id);
  expectStatus(await collection.patch(made.id, body), 400);
  expectSame(await collection.read(made.id), before, { what: 'the resource after a refused patch' });
}

/** JSON merge patch. */
export const mergePatchChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, PATCH; RFC 7396' },
  {
    'TMF630-9-merge': {
      title: 'A JSON merge patch changes what it names, keeps the rest and answers 200 with the whole resource',
      run: async (context) => {
        const { collection, resource } = context;
        const made = await patchable(context, nested(resource.note, 'before'));
        const change = nested(resource.note, 'after');
        const answer = expectStatus(await collection.patch(made.id, change), 200);
        expectJsonType(answer);
        expectSame(objectOf(answer), merged(made, change), { what: 'the answer', answer });
        expectSame(await collection.read(made.id), merged(made, change), { what: 'the resource' });
      },
    },
    'TMF630-9-merge-in-lists': {
      title: 'Lists and filters see a patch at once',
      run: async (context) => {
        const { collection, resource } = context;
        const made = await patchable(context, nested(resource.note, 'before'));
        const patched = objectOf(expectStatus(await collection.patch(made.id, nested(resource.note, 'after')), 200));
        const query = `${resource.label}=${asText(valueAt(made, resource.label))}&${resource.note}=`;
        expectSame(await collection.find(`${query}after`), [patched], { what: 'what the new value finds' });
        expectSame(await collection.find(`${query}before`), [], { what: 'what the old value finds' });
      },
    },
    'TMF630-9-json-is-merge': {
      title: 'PATCH with application/json is a JSON merge patch, too',
      severity: 'should',
      run: async (context) => {
        const { collection, resource } = context;
        const made = await patchable(context, nested(resource.note, 'before'));
        const answer = await collection.patch(made.id, nested(resource.note, null), { type: 'application/json' });
        expectStatus(answer, 200);
        expectSame(valueAt(objectOf(answer), resource.note), undefined, { what: resource.note, answer });
      },
    },
    'TMF630-9-null-removes': {
      title: 'null in a merge patch removes an optional attribute: it is gone, not null',
      run: async (context) => {
        const { collection, resource } = context;
        const made = await patchable(context, nested(resource.note, 'there'));
        const answer = expectStatus(await collection.patch(made.id, nested(resource.note, null)), 200);
        for (const found of [objectOf(answer), await collection.read(made.id)]) {
          expectThat(valueAt(found, resource.note) === undefined, `${resource.note} is still there`, {
            actual: found,
            answer,
          });
        }
        expectSame(valueAt(await collection.read(made.id), resource.label), valueAt(made, resource.label), {
          what: 'the rest',
        });
      },
    },
    'TMF630-9-null-mandatory': {
      title: 'null for a mandatory attribute is refused with 400 and changes nothing',
      applies: (target, name) => target.resources.some((each) => each.name === name && each.required.length > 0),
      run: async (context) => {
        const made = await patchable(context);
        for (const path of context.resource.required.filter((each) => !/\.\d+\./.test(each))) {
          await expectRefused(context, made, nested(path, null));
        }
      },
    },
    'TMF630-9-objects-merge': {
      title: 'Objects in a merge patch are merged, null inside them removes a member',
      run: async (context) => {
        const { collection } = context;
        const made = await patchable(context, { extra: { keep: 1, change: 'old', remove: 'x', deep: { keep: true } } });
        const change = { extra: { change: 'new', remove: null, deep: { add: [] } } };
        const answer = expectStatus(await collection.patch(made.id, change), 200);
        const expected = { keep: 1, change: 'new', deep: { keep: true, add: [] } };
        expectSame(objectOf(answer)['extra'], expected, { what: 'extra', answer });
      },
    },
    'TMF630-9-period-merges': {
      title: 'A patch of one end of a period keeps the other',
      applies: (target, name) => target.resources.some((each) => each.name === name && each.period !== undefined),
      run: async (context) => {
        const { collection, resource } = context;
        const { period = '' } = resource;
        const start = { startDateTime: '2027-01-01T00:00:00Z' };
        const made = await patchable(context, nested(period, { ...start, endDateTime: '2027-06-01T00:00:00Z' }));
        const end = { endDateTime: '2028-01-01T00:00:00Z' };
        const answer = expectStatus(await collection.patch(made.id, nested(period, end)), 200);
        expectSame(valueAt(objectOf(answer), period), { ...start, ...end }, { what: period, answer });
        await expectRefused(context, made, { ...nested(period, { endDateTime: '2026-01-01T00:00:00Z' }) });
      },
    },
    'TMF630-9-lists-replace': {
      title: 'A list in a merge patch replaces the whole list',
      run: async (context) => {
        const { collection, resource } = context;
        const { path, element } = resource.list;
        const elements = ['1', '2', '3'].map((name) => element(name, `https://x.example/${name}`));
        const made = await patchable(context, nested(path, elements));
        const after = [element('4', 'https://x.example/4')];
        const answer = expectStatus(await collection.patch(made.id, nested(path, after)), 200);
        expectHolds(valueAt(objectOf(answer), path), after, { what: path, answer });
        expectHolds(valueAt(await collection.read(made.id), path), after, { what: path });
      },
    },
    'TMF630-9-special-values': {
      title: 'Zero, false, the empty text and the empty list are set by a merge patch and remove nothing',
      severity: 'should',
      run: async (context) => {
        const { collection, resource } = context;
        const made = await patchable(context, { ...nested(resource.note, 'there'), count: 5, flag: true, list: [1] });
        const change = { ...nested(resource.note, ''), count: 0, flag: false, list: [] };
        expectStatus(await collection.patch(made.id, change), 200);
        expectHolds(await collection.read(made.id), change, { what: 'the resource' });
      },
    },
    'TMF630-9-add-unknown': {
      title: 'A merge patch can add and remove attributes the schema does not name',
      severity: 'should',
      run: async (context) => {
        const { collection } = context;
        const made = await patchable(context);
        expectStatus(await collection.patch(made.id, { extra: { added: 1 } }), 200);
        expectHolds(await collection.read(made.id), { extra: { added: 1 } }, { what: 'the resource' });
        expectStatus(await collection.patch(made.id, { extra: null }), 200);
        expectSame((await collection.read(made.id))['extra'], undefined, { what: 'extra' });
      },
    },
    'TMF630-9-empty': {
      title: 'An empty merge patch answers 200 and changes nothing',
      run: async (context) => {
        const { collection, resource } = context;
        const made = await patchable(context, nested(resource.note, 'same'));
        const answer = expectStatus(await collection.patch(made.id, {}), 200);
        expectSame(objectOf(answer), made, { what: 'the answer', answer });
      },
    },
    'TMF630-9-refused-changes-nothing': {
      title: 'A patch with one wrong part is refused with 400 as a whole: the right parts are not stored either',
      run: async (context) => {
        const { resource } = context;
        const made = await patchable(context, nested(resource.note, 'before'));
        for (const [path, value] of resource.wrongTypes.filter(([each]) => !/\.\d/.test(each))) {
          await expectRefused(context, made, merged(nested(resource.note, 'after'), nested(path, value)));
        }
      },
    },
    'TMF630-9-sub-objects': {
      title: 'What a patch puts into a list follows the rules of creation',
      document: 'TMF657',
      section: 'R18 profile, PATCH',
      applies: (target, name) => target.resources.some((each) => each.name === name && each.notEmpty.length > 0),
      run: async (context) => {
        const made = await patchable(context);
        for (const path of context.resource.notEmpty) {
          await expectRefused(context, made, nested(path, []));
          if (context.resource.required.some((each) => each.startsWith(`${path}.0.`))) {
            await expectRefused(context, made, nested(path, [{ name: 'no id' }]));
          }
        }
      },
    },
    'TMF630-9-immutable': {
      title: 'id, href and the class cannot be changed or removed: 400; the same value may be repeated',
      run: async (context) => {
        const { collection, resource } = context;
        const made = await patchable(context);
        for (const [name, value] of Object.entries(resource.immutable))
          await expectRefused(context, made, { [name]: value });
        await expectRefused(context, made, { id: null });
        const { id, href = null } = made;
        const answer = expectStatus(await collection.patch(made.id, { id, href }), 200);
        expectSame(objectOf(answer), made, { what: 'the answer', answer });
      },
    },
    'TMF630-9-others-unchanged': {
      title: 'A patch changes one resource only',
      run: async (context) => {
        const { collection, resource } = context;
        const [made, other] = [await patchable(context), await patchable(context)];
        expectStatus(await collection.patch(made.id, nested(resource.note, 'changed')), 200);
        expectSame(await collection.read(other.id), other, { what: 'another resource' });
      },
    },
    'TMF630-9-unknown-id': {
      title: 'PATCH of an unknown id answers 404 and creates nothing',
      run: async (context) => {
        const { collection, resource, unique } = context;
        await patchable(context);
        const id = resource.idType === 'number' ? 987_654_321 : unique('unknown');
        expectStatus(await collection.patch(id, resource.minimal(unique('none'))), 404);
        expectStatus(await collection.get(id), 404);
      },
    },
    'TMF630-9-bad-body': {
      title: 'A merge patch that is no JSON, or no object, or missing, is refused with 400',
      run: async (context) => {
        const { collection } = context;
        const made = await patchable(context);
        for (const text of ['{', '[]', '"x"', '7', '']) {
          const suffix = `/${String(made.id)}`;
          expectStatus(await collection.send('PATCH', suffix, { text, type: 'application/merge-patch+json' }), 400);
        }
        expectSame(await collection.read(made.id), made, { what: 'the resource' });
      },
    },
    'TMF630-9-media-type': {
      title: 'PATCH with another media type answers 415, with Accept-Patch naming those there are, and changes nothing',
      run: async (context) => {
        const { collection, resource } = context;
        const made = await patchable(context);
        const text = JSON.stringify(nested(resource.note, 'changed'));
        for (const type of ['text/plain', 'application/xml']) {
          const answer = expectStatus(await collection.send('PATCH', `/${String(made.id)}`, { text, type }), 415);
          const accepted = headerOf(answer, 'Accept-Patch');
          expectThat(accepted.includes('application/merge-patch+json'), 'merge patch is not in it', {
            actual: accepted,
            answer,
          });
        }
        expectSame(await collection.read(made.id), made, { what: 'the resource' });
      },
    },
    'TMF630-9-add-up': {
      title: 'Several patches one after the other add up',
      run: async (context) => {
        const { collection, resource } = context;
        const made = await patchable(context);
        const changes = [
          nested(resource.note, '1'),
          nested(resource.instant, '2029-01-01T00:00:00Z'),
          nested(resource.note, '2'),
        ];
        for (const change of changes) expectStatus(await collection.patch(made.id, change), 200);
        const expected = changes.reduce(merged, made);
        expectSame(await collection.read(made.id), expected, { what: 'the resource' });
      },
    },
  },
);
