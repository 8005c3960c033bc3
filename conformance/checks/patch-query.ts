import { checksOf } from '../check.ts';
import { NotOffered } from '../endings.ts';
import { type Made, patchTypes } from '../collection.ts';
import type { CheckContext } from '../context.ts';
import { expectSame, expectStatus, headerIn, objectOf } from '../expect.ts';
import type { Answer } from '../http-client.ts';
import { asText, type JsonValue, merged, nested, valueAt } from '../json.ts';

async function patched(
  { collection, type = patchTypes.query }: Pick<CheckContext, 'collection'> & { type?: string },
  made: Made,
  operations: JsonValue,
): Promise<Answer> {
  const answer = await collection.patch(made.id, operations, { type });
  const isNamed = (headerIn(answer, 'Accept-Patch') ?? '').includes(patchTypes.query);
  if ([415, 405, 501].includes(answer.status) && !isNamed)
    throw new NotOffered(`JSON Patch Query: ${String(answer.status)}`);
  return answer;
}

/** A resource whose list elements have the pairs (1, x), (2, x), (2, y). */
function sample({ collection, resource, unique }: CheckContext): Promise<Made> {
  const { path, element } = resource.list;
  const url = (name: string): string => `https://x.example/${name}`;
  const list = [element('1', url('x')), element('2', url('x')), element('2', url('y'))];
  return collection.make(unique('patch-query'), merged(nested(path, list), nested(resource.note, 'before')));
}

interface Names {
  list: string;
  pointer: string;
  query: string;
  one: string;
  two: string;
}

function namesOf({ resource }: CheckContext): Names {
  const { path, members } = resource.list;
  // A condition names the element from the resource on, as the guideline's own example does.
  return { list: path, pointer: `/${path.replaceAll('.', '/')}`, query: path, one: members[0], two: members[1] };
}

/** Pairs of the two members of every element, in order. */
function pairsOf(context: CheckContext, made: Made | Record<string, JsonValue>): string[] {
  const { path, members } = context.resource.list;
  const list = valueAt(made, path);
  if (!Array.isArray(list)) return [];
  return list.map((each) =>
    members.map((name) => asText(valueAt(each, name)).replace('https://x.example/', '')).join(''),
  );
}

async function expectPairs(context: CheckContext, operations: JsonValue, expected: readonly string[]): Promise<void> {
  const made = await sample(context);
  const answer = expectStatus(await patched(context, made, operations), 200);
  expectSame(pairsOf(context, objectOf(answer)), expected, { what: 'the list', answer });
  expectSame(pairsOf(context, await context.collection.read(made.id)), expected, { what: 'the list' });
}

async function expectUnchanged(context: CheckContext, operations: JsonValue, status: number): Promise<void> {
  const made = await sample(context);
  expectStatus(await patched(context, made, operations), status);
  expectSame(await context.collection.read(made.id), made, { what: 'the resource after a refused patch' });
}

const z = 'https://x.example/z';

/** JSON Patch Query in both notations, where it is offered. */
export const patchQueryChecks = checksOf(
  { document: 'TMF630', section: 'Part 5, JSON Patch Query' },
  {
    'TMF630-9-query-pointer': {
      title: 'JSON Patch Query: a pointer with a query changes the elements that fit, and only those',
      run: async (context) => {
        const { pointer, query, one, two } = namesOf(context);
        const path = `${pointer}/${two}?${query}.${one}=1`;
        await expectPairs(context, [{ op: 'replace', path, value: z }], ['1z', '2x', '2y']);
      },
    },
    'TMF630-9-query-both': {
      title: 'JSON Patch Query: several conditions hold against the same element',
      run: async (context) => {
        const { pointer, query, one, two } = namesOf(context);
        const conditions = `${query}.${one}=2&${query}.${two}=https://x.example/x`;
        const operation = { op: 'replace', path: `${pointer}/${two}?${conditions}`, value: z };
        await expectPairs(context, [operation], ['1x', '2z', '2y']);
      },
    },
    'TMF630-9-query-remove': {
      title: 'JSON Patch Query: remove takes all elements away that fit',
      run: async (context) => {
        const { pointer, query, one } = namesOf(context);
        await expectPairs(context, [{ op: 'remove', path: `${pointer}?${query}.${one}=2` }], ['1x']);
      },
    },
    'TMF630-9-query-json-path': {
      title: 'JSON Patch Query: a JSONPath changes the elements that fit, with and without $',
      section: 'Part 6, JSONPath in JSON Patch Query',
      run: async (context) => {
        const { list, one, two } = namesOf(context);
        const replace = (path: string): JsonValue => [{ op: 'replace', path, value: z }];
        await expectPairs(context, replace(`${list}[?(@.${one}=='2')].${two}`), ['1x', '2z', '2z']);
        const both = `$.${list}[?(@.${one}=='2' && @.${two}=='https://x.example/y')].${two}`;
        await expectPairs(context, replace(both), ['1x', '2x', '2z']);
        await expectPairs(context, [{ op: 'remove', path: `$.${list}[?(@.${one}=='1')]` }], ['2x', '2y']);
      },
    },
    'TMF630-9-query-add': {
      title: 'JSON Patch Query: add appends to a list and merges into objects',
      severity: 'should',
      section: 'Part 6, JSONPath in JSON Patch Query',
      run: async (context) => {
        const { list, one } = namesOf(context);
        const { element } = context.resource.list;
        await expectPairs(
          context,
          [{ op: 'add', path: `$.${list}`, value: element('3', z) }],
          ['1x', '2x', '2y', '3z'],
        );
        const merge = { op: 'add', path: `$.${list}[?(@.${one}=='1')]`, value: { [one]: '9' } };
        await expectPairs(context, [merge], ['9x', '2x', '2y']);
      },
    },
    'TMF630-9-query-test': {
      title: 'JSON Patch Query: a test that does not hold is 409, and nothing of the patch is stored',
      run: async (context) => {
        const { list, one, two } = namesOf(context);
        const replace = { op: 'replace', path: `$.${list}[?(@.${one}=='1')].${two}`, value: z };
        const test = (value: string): JsonValue => ({ op: 'test', path: `$.${list}[?(@.${one}=='1')].${two}`, value });
        await expectUnchanged(context, [test('https://x.example/y'), replace], 409);
        await expectUnchanged(context, [replace, test('https://x.example/x')], 409);
        await expectPairs(context, [test('https://x.example/x'), replace], ['1z', '2x', '2y']);
      },
    },
    'TMF630-9-query-nothing': {
      title: 'JSON Patch Query: a path that selects nothing is 409, and nothing is stored',
      severity: 'should',
      run: async (context) => {
        const { list, pointer, query, one, two } = namesOf(context);
        const good = { op: 'replace', path: `$.${list}[?(@.${one}=='1')].${two}`, value: z };
        await expectUnchanged(context, [good, { op: 'remove', path: `$.${list}[?(@.${one}=='9')]` }], 409);
        await expectUnchanged(context, [good, { op: 'remove', path: `${pointer}?${query}.${one}=9` }], 409);
      },
    },
    'TMF630-9-query-malformed': {
      title: 'JSON Patch Query: a path that cannot be read is refused with 400, and nothing is stored',
      run: async (context) => {
        const { list, one, two } = namesOf(context);
        const good = { op: 'replace', path: `$.${list}[?(@.${one}=='1')].${two}`, value: z };
        for (const bad of [`$.${list}[?(`, `${list}[?(@.${one}==)]`]) {
          await expectUnchanged(context, [good, { op: 'remove', path: bad }], 400);
        }
        await expectUnchanged(context, [good, { op: 'jump', path: `$.${list}` }], 400);
        await expectUnchanged(context, { op: 'remove' }, 400);
      },
    },
    'TMF630-9-query-result': {
      title: 'JSON Patch Query: a result that is no valid resource, or another id, is refused with 400',
      run: async (context) => {
        const [path, value] = context.resource.wrongTypes[0] ?? ['', null];
        await expectUnchanged(context, [{ op: 'add', path: `$.${path}`, value }], 400);
        const { id = null } = context.resource.immutable;
        await expectUnchanged(context, [{ op: 'replace', path: '$.id', value: id }], 400);
      },
    },
    'TMF630-9-query-alias': {
      title: 'JSON Patch Query: application/json-patch+query is understood, too',
      severity: 'may',
      run: async (context) => {
        const { list, one, two } = namesOf(context);
        const made = await sample(context);
        const operations = [{ op: 'replace', path: `${list}[?(@.${one}=='1')].${two}`, value: z }];
        const answer = expectStatus(
          await patched({ ...context, type: 'application/json-patch+query' }, made, operations),
          200,
        );
        expectSame(pairsOf(context, objectOf(answer)), ['1z', '2x', '2y'], { what: 'the list', answer });
      },
    },
  },
);
