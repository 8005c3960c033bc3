import { checksOf } from '../check.ts';
import type { CheckContext } from '../context.ts';
import { expectSame, expectStatus, listOf } from '../expect.ts';
import { type JsonObject, merged, nested } from '../json.ts';

/** Notes and instants of the corpus, in the order of creation. `None`: no note. */
const rows: readonly (readonly [letter: string, note: string | undefined, instant: string, element: string])[] = [
  ['a', 'kiwi', '2027-01-03T00:00:00Z', 'q'],
  ['b', 'apple', '2027-01-02T00:00:00Z', 'm'],
  // The first instant of all, although it reads later than two others.
  ['c', 'kiwi', '2027-01-02T01:00:00+23:00', 'z'],
  ['d', undefined, '2027-01-05T00:00:00Z', 'a'],
  ['e', 'banana', '2027-01-01T12:00:00Z', 'k'],
];

interface Corpus {
  tag: string;
  letters: ReadonlyMap<unknown, string>;
}

function corpus(context: CheckContext): Promise<Corpus> {
  return context.once('sort', async ({ collection, resource, unique }) => {
    const tag = unique('sort');
    const letters = new Map<unknown, string>();
    const { path, element } = resource.list;
    for (const [letter, note, instant, first] of rows) {
      const elements = [element('n', 'https://x.example/n'), element(first, 'https://x.example/')];
      const noted: JsonObject = note === undefined ? {} : nested(resource.note, note);
      const body = [nested(resource.instant, instant), nested(path, elements)].reduce(merged, noted);
      letters.set((await collection.make(tag, body)).id, letter);
    }
    return { tag, letters };
  });
}

type Table = (names: { note: string; instant: string; first: string }) => readonly (readonly [string, string])[];

async function expectOrder(context: CheckContext, table: Table): Promise<void> {
  const { collection, resource } = context;
  const { tag, letters } = await corpus(context);
  const { note, instant, list } = resource;
  for (const [query, expected] of table({ note, instant, first: `${list.path}.${list.members[0]}` })) {
    const answer = expectStatus(await collection.list(`${resource.label}=${tag}&${query}`), 200, 206);
    const found = listOf(answer).map(({ id }) => letters.get(id) ?? '?');
    expectSame(found.join(''), expected, { what: `the order of ?${query} (by letter)`, answer });
  }
}

/** Sorting. */
export const sortChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, 4.7 sorting' },
  {
    'TMF630-6-ascending': {
      title: 'sort=attribute, sort=+attribute and sort=%2Battribute sort ascending, ties by creation',
      run: (context) =>
        expectOrder(context, ({ note }) =>
          ['', '+', '%2B'].map((sign) => [`sort=${sign}${note}&${note}=kiwi,apple,banana`, 'beac'] as const),
        ),
    },
    'TMF630-6-descending': {
      title: 'sort=-attribute sorts descending',
      run: (context) =>
        expectOrder(context, ({ instant }) => [
          [`sort=-${instant}`, 'dabec'],
          [`sort=%2D${instant}`, 'dabec'],
        ]),
    },
    'TMF630-6-instants': {
      title: 'Dates sort as instants, whatever their offset',
      run: (context) => expectOrder(context, ({ instant }) => [[`sort=${instant}`, 'cebad']]),
    },
    'TMF630-6-two': {
      title: 'A second sort attribute orders what is equal by the first, in one parameter or in two',
      run: (context) =>
        expectOrder(context, ({ note, instant }) => [
          [`sort=-${note},${instant}&${note}=kiwi,apple`, 'cab'],
          [`sort=-${note},-${instant}&${note}=kiwi,apple`, 'acb'],
          [`sort=${note}&sort=-${instant}&${note}=kiwi,apple`, 'bac'],
        ]),
    },
    'TMF630-6-absent': {
      title: 'What lacks the attribute comes first ascending, last descending',
      severity: 'may',
      run: (context) =>
        expectOrder(context, ({ note, instant }) => [
          [`sort=${note},${instant}`, 'dbeca'],
          [`sort=-${note},${instant}`, 'caebd'],
        ]),
    },
    'TMF630-6-list': {
      title: 'A list sorts by its smallest element ascending and its largest descending',
      severity: 'may',
      run: (context) =>
        expectOrder(context, ({ first }) => [
          [`sort=${first}`, 'debac'],
          [`sort=-${first}`, 'cabde'],
        ]),
    },
    'TMF630-6-before-paging': {
      title: 'Sorting comes before paging, and before attribute selection',
      run: (context) =>
        expectOrder(context, ({ instant }) => [
          [`sort=-${instant}&limit=1`, 'd'],
          [`sort=-${instant}&offset=1&limit=2`, 'ab'],
          [`sort=${instant}&limit=2&fields=id`, 'ce'],
        ]),
    },
    'TMF630-6-numbers': {
      title: 'Targets that are numbers sort as numbers: 9 before 10',
      severity: 'should',
      applies: (_target, name) => name === 'serviceLevelObjective',
      run: async ({ collection, resource, unique }) => {
        const label = unique('numbers');
        const ids = [];
        for (const target of ['10', '9', '100']) {
          ids.push((await collection.make(label, { conformanceTarget: target })).id);
        }
        const found = await collection.find(`${resource.label}=${label}&sort=conformanceTarget`);
        expectSame(
          found.map(({ id }) => id),
          [ids[1], ids[0], ids[2]],
          { what: 'the order' },
        );
      },
    },
    'TMF630-6-unknown': {
      title: 'Sorting by an attribute nobody has changes nothing',
      severity: 'may',
      run: (context) => expectOrder(context, () => [['sort=noSuchAttribute', 'abcde']]),
    },
    'TMF630-6-malformed': {
      title: 'A sort that cannot be read is refused with 400',
      severity: 'should',
      run: async ({ collection }) => {
        for (const sort of ['-', 'a..b', '%2B', 'name,-']) expectStatus(await collection.list(`sort=${sort}`), 400);
      },
    },
  },
);
