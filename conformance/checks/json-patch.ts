import { checksOf } from '../check.ts';
import { NotOffered } from '../endings.ts';
import { type Made, patchTypes } from '../collection.ts';
import type { CheckContext } from '../context.ts';
import { expectHolds, expectSame, expectStatus, headerIn, objectOf } from '../expect.ts';
import type { Answer } from '../http-client.ts';
import { type JsonObject, type JsonValue, nested, valueAt } from '../json.ts';

const pointer = (path: string): string => `/${path.replaceAll('.', '/')}`;

/** Sends operations; tells when JSON Patch is not offered (415 without naming it in Accept-Patch). */
async function patched({ collection }: CheckContext, made: Made, operations: JsonValue): Promise<Answer> {
  const answer = await collection.patch(made.id, operations, { type: patchTypes.json });
  const isNamed = (headerIn(answer, 'Accept-Patch') ?? '').includes(patchTypes.json);
  if ([415, 405, 501].includes(answer.status) && !isNamed) throw new NotOffered(`JSON Patch: ${String(answer.status)}`);
  return answer;
}

/** A resource with a note, three list elements and an extension attribute. */
function sample({ collection, resource, unique }: CheckContext): Promise<Made> {
  const { path, element } = resource.list;
  const list = ['1', '2', '3'].map((name) => element(name, `https://x.example/${name}`));
  const change = [nested(resource.note, 'before'), nested(path, list)].reduce((all, each) => ({ ...all, ...each }));
  const extra = { 'a/b': 1, 'm~n': 2, list: [1, 2, 3], deep: { member: 'x' } };
  return collection.make(unique('json-patch'), { ...change, extra });
}

async function expectExtra(context: CheckContext, operations: JsonValue, expected: JsonObject): Promise<void> {
  const made = await sample(context);
  const answer = expectStatus(await patched(context, made, operations), 200);
  expectHolds(objectOf(answer)['extra'], expected, { what: 'extra', answer });
  expectHolds((await context.collection.read(made.id))['extra'], expected, { what: 'extra' });
}

async function expectUnchanged(context: CheckContext, operations: JsonValue, status: number): Promise<void> {
  const made = await sample(context);
  expectStatus(await patched(context, made, operations), status);
  expectSame(await context.collection.read(made.id), made, { what: 'the resource after a refused patch' });
}

/** JSON Patch, where it is offered. */
export const jsonPatchChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, PATCH; RFC 6902' },
  {
    'TMF630-9-json-replace': {
      title: 'JSON Patch: replace sets a value and answers 200 with the whole resource',
      run: async (context) => {
        const { resource, collection } = context;
        const made = await sample(context);
        const operations = [{ op: 'replace', path: pointer(resource.note), value: 'after' }];
        const answer = expectStatus(await patched(context, made, operations), 200);
        expectSame(valueAt(objectOf(answer), resource.note), 'after', { what: resource.note, answer });
        expectSame(await collection.read(made.id), objectOf(answer), { what: 'the resource' });
      },
    },
    'TMF630-9-json-add': {
      title: 'JSON Patch: add sets members, inserts into lists and appends at -',
      run: async (context) => {
        const operations = [
          { op: 'add', path: '/extra/deep/new', value: { a: null } },
          { op: 'add', path: '/extra/list/1', value: 'inserted' },
          { op: 'add', path: '/extra/list/-', value: 'last' },
        ];
        const list = [1, 'inserted', 2, 3, 'last'];
        await expectExtra(context, operations, { deep: { member: 'x', new: { a: null } }, list });
      },
    },
    'TMF630-9-json-remove': {
      title: 'JSON Patch: remove takes members and list elements away',
      run: async (context) => {
        const { resource } = context;
        const made = await sample(context);
        const operations = [
          { op: 'remove', path: pointer(resource.note) },
          { op: 'remove', path: `${pointer(resource.list.path)}/1` },
        ];
        const found = objectOf(expectStatus(await patched(context, made, operations), 200));
        expectSame(valueAt(found, resource.note), undefined, { what: resource.note });
        const names = [0, 1, 2].map((at) =>
          valueAt(found, `${resource.list.path}.${String(at)}.${resource.list.members[0]}`),
        );
        expectSame(names, ['1', '3', undefined], { what: resource.list.path });
      },
    },
    'TMF630-9-json-move-copy': {
      title: 'JSON Patch: move and copy',
      run: (context) =>
        expectExtra(
          context,
          [
            { op: 'move', from: '/extra/deep/member', path: '/extra/moved' },
            { op: 'copy', from: '/extra/list', path: '/extra/copied' },
            { op: 'move', from: '/extra/list/0', path: '/extra/list/2' },
          ],
          { moved: 'x', copied: [1, 2, 3], list: [2, 3, 1], deep: {} },
        ),
    },
    'TMF630-9-json-test': {
      title: 'JSON Patch: a test that holds lets the patch through, whatever the order of members',
      run: (context) =>
        expectExtra(
          context,
          [
            { op: 'test', path: '/extra/deep', value: { member: 'x' } },
            { op: 'test', path: '/extra/list', value: [1, 2, 3] },
            { op: 'replace', path: '/extra/deep/member', value: 'y' },
          ],
          { deep: { member: 'y' } },
        ),
    },
    'TMF630-9-json-test-fails': {
      title: 'JSON Patch: a test that does not hold is 409, and nothing of the patch is stored',
      run: async (context) => {
        const { note } = context.resource;
        const replace = { op: 'replace', path: pointer(note), value: 'after' };
        await expectUnchanged(context, [replace, { op: 'test', path: '/extra/deep/member', value: 'y' }], 409);
        await expectUnchanged(context, [{ op: 'test', path: pointer(note), value: 'after' }, replace], 409);
        await expectUnchanged(context, [replace, { op: 'test', path: '/extra/list', value: [1, 2] }], 409);
      },
    },
    'TMF630-9-json-escapes': {
      title: 'JSON Patch: ~1 and ~0 in pointers stand for / and ~',
      run: (context) =>
        expectExtra(
          context,
          [
            { op: 'replace', path: '/extra/a~1b', value: 10 },
            { op: 'replace', path: '/extra/m~0n', value: 20 },
          ],
          { 'a/b': 10, 'm~n': 20 },
        ),
    },
    'TMF630-9-json-missing': {
      title: 'JSON Patch: a path that leads nowhere is 409, and nothing is stored',
      severity: 'should',
      run: async (context) => {
        const add = { op: 'add', path: '/extra/early', value: 1 };
        for (const operation of [
          { op: 'remove', path: '/extra/none' },
          { op: 'replace', path: '/extra/none', value: 1 },
          { op: 'add', path: '/extra/none/deeper', value: 1 },
          { op: 'move', from: '/extra/none', path: '/extra/x' },
          { op: 'add', path: '/extra/list/9', value: 1 },
        ]) {
          await expectUnchanged(context, [add, operation], 409);
        }
      },
    },
    'TMF630-9-json-malformed': {
      title: 'JSON Patch: what is no patch document is refused with 400, and nothing is stored',
      run: async (context) => {
        const add = { op: 'add', path: '/extra/early', value: 1 };
        const documents: JsonValue[] = [
          ...[{ op: 'add' }, [add, { op: 'jump', path: '/extra' }], [add, { op: 'add', path: '/extra/x' }]],
          ...[
            [add, { op: 'add', path: 'extra', value: 1 }],
            [add, { path: '/extra/x', value: 1 }],
            [add, null],
          ],
          ...[[add, { op: 'move', path: '/extra/x' }], [{ op: 'add', path: '/extra/~2', value: 1 }], 'x'],
        ];
        for (const document of documents) await expectUnchanged(context, document, 400);
      },
    },
    'TMF630-9-json-result': {
      title: 'JSON Patch: a result that is no valid resource is refused with 400, and nothing is stored',
      run: async (context) => {
        const { resource } = context;
        const early = { op: 'add', path: '/extra/early', value: 1 };
        const [required] = resource.required;
        if (required !== undefined)
          await expectUnchanged(context, [early, { op: 'remove', path: pointer(required) }], 400);
        const [path, value] = resource.wrongTypes[0] ?? ['', null];
        await expectUnchanged(context, [early, { op: 'add', path: pointer(path), value }], 400);
      },
    },
    'TMF630-9-json-immutable': {
      title: 'JSON Patch: id and href cannot be changed or removed: 400',
      run: async (context) => {
        const { id = null } = context.resource.immutable;
        await expectUnchanged(context, [{ op: 'replace', path: '/id', value: id }], 400);
        await expectUnchanged(context, [{ op: 'remove', path: '/id' }], 400);
      },
    },
    'TMF630-9-json-empty': {
      title: 'JSON Patch: an empty list answers 200 and changes nothing',
      run: (context) => expectUnchanged(context, [], 200),
    },
    'TMF630-9-json-unknown-id': {
      title: 'JSON Patch: an unknown id is 404',
      run: async (context) => {
        await patched(context, await sample(context), []);
        const answer = await context.collection.patch('987654321', [], { type: patchTypes.json });
        expectStatus(answer, 404);
      },
    },
  },
);
