import { checksOf } from '../check.ts';
import { expectHolds, expectSame, expectStatus, expectThat, objectOf } from '../expect.ts';
import { asText, type JsonObject, nested, valueAt, withValue } from '../json.ts';

/** A copy with a first-level name in another spelling. */
function renamed(body: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name === from ? to : name, value]));
}

/** The names of a dialect, and the other spellings it takes. */
export const dialectChecks = checksOf(
  { document: 'TMF657', section: 'R17.5, R18 and v4 definitions', applies: (target) => target.api === 'tmf657' },
  {
    'TMF657-6-own-names': {
      title: 'Answers use the names of their own dialect, never those of another',
      run: async ({ collection, resource, unique }) => {
        const label = unique('own-names');
        const made = objectOf(expectStatus(await collection.post(resource.full(label)), 201));
        const [found = {}] = await collection.find(`${resource.label}=${label}`);
        for (const each of [made, await collection.read(made['id']), found]) {
          for (const name of resource.foreignNames)
            expectThat(!(name in each), `${name} is of another dialect`, { actual: each });
          expectHolds(each, resource.full(label), { what: 'the resource' });
        }
      },
    },
    'TMF657-6-aliases': {
      title: 'Other spellings of an attribute are accepted on input and answered under the own name',
      severity: 'should',
      applies: (target) => target.dialect !== 'v4',
      run: async ({ collection, resource, unique }) => {
        const body = resource.full(unique('alias'));
        for (const [alias, own] of resource.aliases) {
          const answer = expectStatus(await collection.post(renamed(body, own, alias)), 201);
          expectHolds(objectOf(answer), body, { what: 'the answer', answer });
          expectThat(!(alias in objectOf(answer)), `${alias} is answered`, { actual: answer.json, answer });
        }
      },
    },
    'TMF657-6-alias-filters': {
      title: 'Other spellings of an attribute are understood in filters, fields and sort',
      severity: 'should',
      applies: (_target, name) => name === 'serviceLevelObjective',
      run: async ({ collection, resource, unique }) => {
        for (const [alias, own] of resource.aliases) {
          const label = unique('alias-filter');
          const body = resource.full(label);
          const { id } = objectOf(expectStatus(await collection.post(body), 201));
          const inner = Array.isArray(body[own]) ? 'prescribedAction' : 'name';
          const value = encodeURIComponent(
            asText(valueAt(body, Array.isArray(body[own]) ? `${own}.0.${inner}` : `${own}.${inner}`)),
          );
          const query = `${resource.label}=${label}&${alias}.${inner}=${value}&sort=${alias}.${inner}&fields=${alias}`;
          const found = await collection.find(query);
          expectSame(
            found.map((each) => Object.keys(each).filter((name) => name !== 'id' && name !== 'href')),
            [[own]],
            { what: `what ?${alias}.${inner}= finds` },
          );
          const none = await collection.find(`${resource.label}=${label}&${alias}.${inner}=nobody`);
          expectSame(none, [], { what: `what ?${alias}.${inner}=nobody finds` });
          expectStatus(
            await collection.patch(id, { [alias]: null }),
            own === resource.list.path.split('.')[0] ? 400 : 200,
          );
        }
      },
    },
    'TMF657-6-two-spellings': {
      title: 'One attribute in two spellings in one body is refused with 400',
      severity: 'should',
      applies: (target) => target.dialect !== 'v4',
      run: async ({ collection, resource, unique }) => {
        const body = resource.full(unique('two-spellings'));
        for (const [alias, own] of resource.aliases) {
          expectStatus(await collection.post({ ...body, [alias]: body[own] ?? null }), 400);
        }
      },
    },
    'TMF657-5-herf': {
      title: "The R17.5 definition's misspelt herf of a related entity is understood as href",
      severity: 'may',
      applies: (target, name) => target.dialect === 'legacy' && name === 'serviceLevelObjective',
      run: async ({ collection, resource, unique }) => {
        const body = resource.minimal(unique('herf'));
        const href = 'https://x.example/misspelt';
        const sent = withValue(body, `${resource.list.path}.0`, { id: 'svc-1', herf: href });
        const answer = expectStatus(await collection.post(sent), 201);
        const entity = valueAt(objectOf(answer), `${resource.list.path}.0`);
        expectHolds(entity, { id: 'svc-1', href }, { what: 'the related entity', answer });
      },
    },
    'TMF657-7-no-classes': {
      title: 'The R17.5 dialect knows no @type, and answers none',
      severity: 'should',
      applies: (target) => target.dialect === 'legacy',
      run: async ({ collection, unique }) => {
        const made = await collection.make(unique('no-classes'));
        for (const each of [made, await collection.read(made.id)]) {
          const names = Object.keys(each).filter((name) => name.startsWith('@'));
          expectSame(names, [], { what: 'the names with @' });
        }
      },
    },
    'TMF657-12-comparators': {
      title: 'Any comparator and any target is stored and returned as it is',
      section: 'conformanceComparator, conformanceTarget: free text',
      applies: (_target, name) => name === 'serviceLevelObjective',
      run: async ({ collection, resource, unique }) => {
        const label = unique('comparators');
        for (const text of ['>', '<=', '.ge', 'above', 'whatever you like', '= 50 ms']) {
          const made = await collection.create(label, { conformanceComparator: text, conformanceTarget: text });
          const found = await collection.read(made.id);
          expectHolds(found, { conformanceComparator: text, conformanceTarget: text }, { what: 'the objective' });
        }
        const query = `${resource.label}=${label}&conformanceComparator=%22%3E%22`;
        expectSame((await collection.find(query)).length, 1, { what: 'the number of those with >' });
      },
    },
    'TMF657-12-no-name': {
      title: 'An objective needs no name, and none is invented',
      section: 'R18 profile, smallest body',
      applies: (_target, name) => name === 'serviceLevelObjective',
      run: async ({ collection, resource, unique }) => {
        const { name: _name, ...body } = resource.minimal(unique('no-name'));
        const answer = expectStatus(await collection.post(body), 201);
        expectSame(objectOf(answer)['name'], undefined, { what: 'name', answer });
      },
    },
    'TMF657-12-empty-parameter': {
      title: 'In v4 the parameter may be an empty object, as its definition has it',
      applies: (target, name) => target.dialect === 'v4' && name === 'serviceLevelObjective',
      run: async ({ collection, resource, unique }) => {
        const body = { ...resource.minimal(unique('empty')), serviceLevelObjectiveParameter: {} };
        expectHolds(objectOf(expectStatus(await collection.post(body), 201)), body, { what: 'the answer' });
      },
    },
    'TMF657-4-references': {
      title: 'References of a specification come back as sent, whether anything is behind them or not',
      section: 'R18 profile, smallest body',
      applies: (_target, name) => name === 'serviceLevelSpecification',
      run: async ({ collection, of, unique, resource }) => {
        const objective = await of('serviceLevelObjective').make(unique('referred'));
        const { path, element } = resource.list;
        const list = [
          element(String(objective.id), asText(objective['href'])),
          element('no-such', 'https://x.example/no-such'),
        ];
        const made = await collection.create(unique('referring'), nested(path, list));
        expectHolds(await collection.read(made.id), { [path]: list }, { what: 'the specification' });
      },
    },
  },
);
