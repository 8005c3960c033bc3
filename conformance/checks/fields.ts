import { checksOf } from '../check.ts';
import { expectNames, expectSame, expectStatus, listOf, objectOf } from '../expect.ts';
import type { CheckContext } from '../context.ts';
import { asText, type JsonObject, valueAt } from '../json.ts';

/** The names that an answer has for these fields in this dialect. */
function namesFor({ target }: CheckContext, fields: readonly string[]): string[] {
  return target.fieldsKeepIdentity ? [...new Set(['id', 'href', ...fields])] : [...fields];
}

/** The same object for all checks of this file. */
function sample(context: CheckContext): Promise<JsonObject> {
  return context.once('fields', async ({ collection, resource, unique }) => {
    const { label, full } = resource;
    const name = unique('fields');
    const made = objectOf(expectStatus(await collection.post(full(name)), 201));
    return { id: made['id'] ?? null, query: `${label}=${name}`, made };
  });
}

/** Reads the sample with these fields, alone and in a list, and hands both to `look`. */
async function withFields(context: CheckContext, fields: string, look: (found: JsonObject) => void): Promise<void> {
  const { collection } = context;
  const { id, query } = await sample(context);
  look(objectOf(expectStatus(await collection.get(id, `fields=${fields}`), 200)));
  const list = listOf(expectStatus(await collection.list(`${asText(query)}&fields=${fields}`), 200));
  expectSame(list.length, 1, { what: 'the length of the list' });
  for (const each of list) look(each);
}

function firstLevel({ resource }: CheckContext): string[] {
  return Object.keys(resource.full('x'));
}

/** Attribute selection. */
export const fieldsChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, 4.3 attribute selection' },
  {
    'TMF630-7-one': {
      title:
        'fields with one attribute answers it (and id and href, except in TMF657 v2 and legacy), for every attribute',
      run: async (context) => {
        const { made } = await sample(context);
        for (const name of firstLevel(context)) {
          await withFields(context, name, (found) => {
            expectNames(found, namesFor(context, [name]), { what: `fields=${name}` });
            expectSame(found[name], valueAt(made, name), { what: name });
          });
        }
      },
    },
    'TMF630-7-two': {
      title: 'fields with two attributes answers both and nothing else',
      run: async (context) => {
        const [first = '', , third = ''] = firstLevel(context);
        const look = (found: JsonObject): void =>
          expectNames(found, namesFor(context, [first, third]), { what: `fields=${first},${third}` });
        await withFields(context, `${first},${third}`, look);
        await withFields(context, `${third}%2C${first}`, look);
      },
    },
    'TMF630-7-identity': {
      title: 'fields=id answers the id, and fields=href the address',
      run: async (context) => {
        const { collection } = context;
        const { id } = await sample(context);
        await withFields(context, 'id', (found) => {
          expectNames(found, namesFor(context, ['id']), { what: 'fields=id' });
          expectSame(found['id'], id, { what: 'id' });
        });
        await withFields(context, 'href', (found) => {
          expectNames(found, namesFor(context, ['href']), { what: 'fields=href' });
          expectSame(found['href'], collection.urlOf(id), { what: 'href' });
        });
      },
    },
    'TMF630-7-none': {
      title: 'fields=none answers id and href only',
      run: async (context) => {
        await withFields(context, 'none', (found) => expectNames(found, ['id', 'href'], { what: 'fields=none' }));
      },
    },
    'TMF630-7-empty': {
      title: 'An empty fields answers everything',
      severity: 'may',
      run: async (context) => {
        const { made } = await sample(context);
        await withFields(context, '', (found) => expectSame(found, made, { what: 'the resource' }));
      },
    },
    'TMF630-7-unknown': {
      title: 'Names in fields that nobody knows are ignored',
      severity: 'should',
      run: async (context) => {
        const [first = ''] = firstLevel(context);
        await withFields(context, `${first},noSuchAttribute`, (found) =>
          expectNames(found, namesFor(context, [first]), { what: 'fields with an unknown name' }),
        );
      },
    },
    'TMF630-7-blanks': {
      title: 'Blanks around the commas of fields do no harm',
      severity: 'should',
      document: 'TMF657',
      section: 'R18 profile, examples',
      run: async (context) => {
        const [first = '', second = ''] = firstLevel(context);
        for (const fields of [`%20${first},%20${second}`, `${first}+,+${second}`]) {
          await withFields(context, fields, (found) =>
            expectNames(found, namesFor(context, [first, second]), { what: `fields=${fields}` }),
          );
        }
      },
    },
    'TMF630-7-nested': {
      title: 'fields with a nested name answers only that member of its object',
      severity: 'should',
      applies: (target, name) => target.resources.some((each) => each.name === name && each.instant.includes('.')),
      run: async (context) => {
        const { instant } = context.resource;
        const [outer = '', inner = ''] = instant.split('.');
        const { made } = await sample(context);
        await withFields(context, instant, (found) => {
          expectNames(found, namesFor(context, [outer]), { what: `fields=${instant}` });
          expectSame(found[outer], { [inner]: valueAt(made, instant) }, { what: outer });
        });
      },
    },
    'TMF630-7-list-member': {
      title: 'fields with a member of a list keeps the list, and of its elements only that member',
      severity: 'should',
      run: async (context) => {
        const { path, members } = context.resource.list;
        const [member] = members;
        const { made } = await sample(context);
        const elements = valueAt(made, path);
        const expected = Array.isArray(elements) ? elements.map((each) => ({ [member]: valueAt(each, member) })) : [];
        await withFields(context, `${path}.${member}`, (found) =>
          expectSame(valueAt(found, path), expected, { what: path }),
        );
      },
    },
    'TMF630-7-json-path': {
      title:
        'fields with a JSONPath keeps the elements of a list that fit; one that cannot be read is refused with 400',
      severity: 'may',
      section: 'Part 6, JSONPath in attribute selection',
      applies: (_target, name) => name !== 'serviceLevelObjective',
      run: async (context) => {
        const { collection, resource, unique } = context;
        const { path, members, element } = resource.list;
        const elements = [element('one', 'https://x.example/1'), element('two', 'https://x.example/2')];
        const made = await collection.make(unique('fields-path'), { [path]: elements });
        const fields = encodeURIComponent(`${path}[?(@.${members[0]}=='two')]`);
        const answer = expectStatus(await collection.get(made.id, `fields=${fields}`), 200);
        const found = valueAt(objectOf(answer), path);
        const ids = Array.isArray(found) ? found.map((each) => valueAt(each, members[0])) : found;
        expectSame(ids, ['two'], { what: path, answer });
        expectStatus(await collection.get(made.id, `fields=${encodeURIComponent(`${path}[?(`)}`), 400);
      },
    },
    'TMF630-7-patch': {
      title: 'fields narrows the answer to PATCH',
      severity: 'should',
      run: async (context) => {
        const { collection, resource, unique } = context;
        const made = await collection.make(unique('patch-fields'));
        const [first = ''] = resource.label.split('.');
        const answer = expectStatus(await collection.patch(made.id, {}, { query: `fields=${first}` }), 200);
        expectNames(objectOf(answer), namesFor(context, [first]), { what: `fields=${first}`, answer });
      },
    },
  },
);
