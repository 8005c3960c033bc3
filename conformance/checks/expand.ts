import { checksOf } from '../check.ts';
import { NotOffered } from '../endings.ts';
import type { CheckContext } from '../context.ts';
import { expectHolds, expectSame, expectStatus, objectOf } from '../expect.ts';
import { asText, type JsonObject, valueAt } from '../json.ts';

interface Bundle {
  id: string | number;
  objective: JsonObject;
  list: string;
}

/** A specification that lists an objective of this server and a foreign one; tells when nothing is ever expanded. */
async function bundle(context: CheckContext): Promise<Bundle> {
  const { collection, of, resource, unique } = context;
  const objective = await of('serviceLevelObjective').make(unique('expanded'));
  const { path, element } = resource.list;
  const foreign = element('nowhere', 'https://elsewhere.example/nowhere');
  const references = [element(String(objective.id), asText(objective['href'])), foreign];
  const { id } = await collection.make(unique('expanding'), { [path]: references });
  const answer = await collection.get(id, `expand=${path}`);
  const name = valueAt(answer.json, `${path}.0.name`);
  const isIgnored = answer.status === 200 && name === undefined;
  if (answer.status === 501 || isIgnored) throw new NotOffered('expand is not known here');
  return { id, objective, list: path };
}

/** Following references. */
export const expandChecks = checksOf(
  {
    ...{ document: 'TMF630', section: 'Part 2, expand and depth' },
    applies: (_target, name) => name === 'serviceLevelSpecification',
  },
  {
    'TMF630-11-expand': {
      title: 'expand puts the whole objective in place of its reference, and leaves foreign references alone',
      severity: 'may',
      run: async (context) => {
        const { id, objective, list } = await bundle(context);
        for (const query of [`expand=${list}`, 'depth=2']) {
          const answer = expectStatus(await context.collection.get(id, query), 200);
          const found = objectOf(answer);
          const { id: own = null, href = null, name = null } = objective;
          expectHolds(
            valueAt(found, `${list}.0`),
            { id: own, href, name },
            { what: `the reference with ${query}`, answer },
          );
          expectHolds(valueAt(found, `${list}.1`), { id: 'nowhere' }, { what: 'the foreign reference', answer });
        }
      },
    },
    'TMF630-11-depth': {
      title: 'depth 0 and 1 leave references as they are; a depth that is no small number is refused with 400',
      severity: 'may',
      run: async (context) => {
        const { id } = await bundle(context);
        const plain = await context.collection.read(id);
        for (const query of ['depth=0', 'depth=1', 'expand=noSuchAttribute']) {
          const answer = expectStatus(await context.collection.get(id, query), 200);
          expectSame(objectOf(answer), plain, { what: `the resource with ${query}`, answer });
        }
        for (const depth of ['x', '-1', '4', '1.5'])
          expectStatus(await context.collection.get(id, `depth=${depth}`), 400);
      },
    },
  },
);
