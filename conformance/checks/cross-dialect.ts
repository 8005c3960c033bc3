import { checksOf } from '../check.ts';
import { NotOffered } from '../endings.ts';
import type { Collection } from '../collection.ts';
import type { CheckContext } from '../context.ts';
import { expectHolds, expectNames, expectSame, expectStatus, expectThat, objectOf } from '../expect.ts';
import type { ResourceFixture } from '../fixtures/resource-fixture.ts';
import { asText, isJsonObject, type JsonObject, type JsonValue, nested, valueAt } from '../json.ts';
import { resourceOf, type Target } from '../targets.ts';

interface Side {
  target: Target;
  fixture: ResourceFixture;
  collection: Collection;
}

/** The same resource in every dialect of TMF657 that the server offers; tells when there is only one of them. */
function sidesOf(context: CheckContext, name: string): Side[] {
  const sides = context.targets.filter(({ api }) => api === 'tmf657');
  if (sides.length < 2) throw new NotOffered('one dialect of TMF657 only');
  return sides.map((target) => ({ target, fixture: resourceOf(target, name), collection: context.of(name, target) }));
}

function partedSides(context: CheckContext, name: string): { first: Side; others: Side[] } {
  const [first, ...others] = sidesOf(context, name);
  if (first === undefined) throw new NotOffered('TMF657');
  return { first, others };
}

/** Creates in each dialect and hands what every other one reads to `look`. Tells when the dialects share no store. */
async function eachPair(context: CheckContext, name: string, look: Look): Promise<void> {
  const sides = sidesOf(context, name);
  for (const from of sides) {
    const label = context.unique('cross');
    const body = from.fixture.full(label);
    const answer = expectStatus(await from.collection.post(body), 201);
    const { id = null } = objectOf(answer);
    for (const to of sides.filter((each) => each !== from)) {
      const read = await to.collection.get(id);
      if (read.status === 404) throw new NotOffered('each dialect has a store of its own');
      await look({ from, to, label, found: objectOf(expectStatus(read, 200)), id });
    }
  }
}

type Look = (pair: { from: Side; to: Side; label: string; found: JsonObject; id: JsonValue }) => Promise<void> | void;

const names = ['serviceLevelObjective', 'serviceLevelSpecification'] as const;

/** A body without what the classes and the entities of only one dialect have. */
function common(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(common);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !name.startsWith('@') && name !== 'role');
  return Object.fromEntries(kept.map(([name, each]) => [name, common(each)]));
}

/** What was made through one dialect, seen through the others. */
export const crossDialectChecks = checksOf(
  {
    ...{ document: 'TMF657', section: 'one resource, several versions', scope: 'run' },
    applies: (target) => target.api === 'tmf657',
  },
  {
    'TMF657-6-cross-read': {
      title: 'What is created in one dialect reads in every other, whole and under the names of that one',
      run: async (context) => {
        for (const name of names) {
          await eachPair(context, name, ({ to, label, found }) => {
            expectHolds(found, common(to.fixture.full(label)), { what: `${name} in ${to.target.title}` });
            for (const foreign of to.fixture.foreignNames) {
              expectThat(!(foreign in found), `${foreign} is of another dialect than ${to.target.title}`, {
                actual: found,
              });
            }
          });
        }
      },
    },
    'TMF657-6-cross-href': {
      title: 'href is that of the dialect the client asks in',
      run: async (context) => {
        for (const name of names) {
          await eachPair(context, name, ({ to, found, id }) =>
            expectSame(found['href'], to.collection.urlOf(id), { what: `href in ${to.target.title}` }),
          );
        }
      },
    },
    'TMF657-6-cross-mandatory': {
      title: 'In every dialect, lists hold what other dialects have created, with all that is mandatory there',
      run: async (context) => {
        for (const name of names) {
          await eachPair(context, name, async ({ to, label, id }) => {
            const found = await to.collection.find(`${to.fixture.label}=${label}`);
            expectSame(
              found.map((each) => each['id']),
              [id],
              { what: `what ${to.target.title} lists` },
            );
            for (const path of [...to.fixture.always, ...to.fixture.required]) {
              const isThere = valueAt(found[0], path) !== undefined;
              expectThat(isThere, `${path} is missing in ${to.target.title}`, { expected: path, actual: found[0] });
            }
          });
        }
      },
    },
    'TMF657-6-cross-minimal': {
      title: 'What v2 does not ask for and v4 does is filled in: role and @referredType of related entities',
      severity: 'should',
      run: async (context) => {
        const sides = sidesOf(context, 'serviceLevelObjective');
        const v4 = sides.find(({ target }) => target.dialect === 'v4');
        if (v4 === undefined) throw new NotOffered('TMF657 v4');
        for (const from of sides.filter((each) => each !== v4)) {
          const made = await from.collection.make(context.unique('cross-minimal'));
          const entity = valueAt(await v4.collection.read(made.id), `${v4.fixture.list.path}.0`);
          const isWhole =
            typeof valueAt(entity, 'role') === 'string' && typeof valueAt(entity, '@referredType') === 'string';
          expectThat(isWhole, 'role or @referredType is missing in v4', { actual: entity });
          const own = valueAt(await from.collection.read(made.id), `${from.fixture.list.path}.0`) ?? null;
          expectSame(own, valueAt(made, `${from.fixture.list.path}.0`), { what: `the entity in ${from.target.title}` });
        }
      },
    },
    'TMF657-6-cross-patch': {
      title: 'A patch in one dialect is seen in every other, a removal as well',
      run: async (context) => {
        for (const name of names) {
          await eachPair(context, name, async ({ from, to, id }) => {
            const text = context.unique('patched');
            expectStatus(await to.collection.patch(id, nested(to.fixture.note, text)), 200);
            expectSame(valueAt(await from.collection.read(id), from.fixture.note), text, {
              what: `in ${from.target.title}`,
            });
          });
          const { first, others } = partedSides(context, name);
          const made = await first.collection.make(context.unique('cross-removed'));
          expectStatus(await first.collection.remove(made.id), 204);
          for (const { collection } of others) expectStatus(await collection.get(made.id), 404);
        }
      },
    },
    'TMF657-6-cross-filter': {
      title: 'A filter under the names of one dialect finds what another has created',
      run: async (context) => {
        for (const name of names) {
          await eachPair(context, name, async ({ to, label, id }) => {
            const { path, members } = to.fixture.list;
            const value = encodeURIComponent(asText(valueAt(to.fixture.minimal(label), `${path}.0.${members[0]}`)));
            const query = `${to.fixture.label}=${label}&${path}.${members[0]}=`;
            const found = await to.collection.find(`${query}${value}`);
            expectSame(
              found.map((each) => each['id']),
              [id],
              { what: `what ${to.target.title} finds` },
            );
            expectSame(await to.collection.find(`${query}nobody`), [], {
              what: `what ${to.target.title} finds of another`,
            });
          });
        }
      },
    },
    'TMF657-6-cross-fields': {
      title: 'fields follows the rules of the dialect that is asked, whoever created the resource',
      run: async (context) => {
        await eachPair(context, 'serviceLevelObjective', async ({ to, id }) => {
          const found = objectOf(expectStatus(await to.collection.get(id, 'fields=name'), 200));
          const expected = to.target.fieldsKeepIdentity ? ['id', 'href', 'name'] : ['name'];
          expectNames(found, expected, { what: `fields=name in ${to.target.title}` });
        });
      },
    },
    'TMF657-6-cross-unknown': {
      title: 'Attributes the schema does not name are seen in every dialect',
      severity: 'should',
      run: async (context) => {
        const { first, others } = partedSides(context, 'serviceLevelObjective');
        const made = await first.collection.make(context.unique('cross-unknown'), { extra: { deep: [0] } });
        for (const { collection } of others) {
          expectHolds(await collection.read(made.id), { extra: { deep: [0] } }, { what: 'the objective' });
        }
      },
    },
    'TMF657-9-cross-events': {
      title: 'A subscriber of one dialect hears of changes made in another, in its own dialect, once',
      needsListener: true,
      run: async (context) => {
        const sides = sidesOf(context, 'serviceLevelObjective');
        for (const to of sides) {
          const subscription = await context.hubOf(to.target).subscribe();
          for (const from of sides.filter((each) => each !== to)) {
            const made = await from.collection.make(context.unique('cross-event'));
            const isMine = (event: JsonObject): boolean => valueAt(event, 'event.serviceLevelObjective.id') === made.id;
            const [event = {}] = (await subscription.waitFor(isMine, `an event in ${to.target.title}`)).filter(isMine);
            expectSame(event['eventType'], to.fixture.events.create, { what: `eventType in ${to.target.title}` });
            const expected = await to.collection.read(made.id);
            expectSame(valueAt(event, 'event.serviceLevelObjective'), expected, {
              what: `the objective in ${to.target.title}`,
            });
          }
        }
      },
    },
  },
);
