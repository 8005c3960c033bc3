import type { CheckContext } from '../context.ts';
import { expectSame, expectStatus, expectThat, headerIn, listOf } from '../expect.ts';
import { type JsonObject, merged, nested } from '../json.ts';

/** One resource of the corpus: its letter, its note (none: absent), instant and list elements. */
interface Row {
  letter: string;
  note?: string;
  instant: string;
  elements: readonly (readonly [string, string])[];
}

const late = '2030-01-01T00:00:00Z';
const url = (name: string): string => `https://x.example/${name}`;

const rows: readonly Row[] = [
  {
    letter: 'a',
    note: 'Gold',
    instant: '2027-01-01T00:00:00Z',
    elements: [
      ['x', url('1')],
      ['y', url('2')],
    ],
  },
  // Half past midnight in UTC, although it reads later than the next one.
  {
    letter: 'b',
    note: 'Silver, old; "rare"',
    instant: '2027-01-01T02:30:00+02:00',
    elements: [
      ['x', url('2')],
      ['z', url('1')],
    ],
  },
  { letter: 'c', note: '>', instant: '2027-01-01T01:00:00Z', elements: [['w', url('9')]] },
  { letter: 'd', note: '10', instant: late, elements: [['v', url('8')]] },
  { letter: 'e', note: '9', instant: late, elements: [['v', url('8')]] },
  { letter: 'f', note: '100', instant: late, elements: [['v', url('8')]] },
  { letter: 'g', instant: late, elements: [['v', url('8')]] },
  { letter: 'h', note: '', instant: late, elements: [['v', url('8')]] },
  { letter: 'i', note: 'gold+rose 50 %', instant: late, elements: [['v', url('8')]] },
  { letter: 'j', note: '>=', instant: late, elements: [['v', url('8')]] },
  { letter: 'k', note: 'Ærlig', instant: late, elements: [['v', url('8')]] },
  // A note that is a query itself, and one that looks like another one's start.
  { letter: 'l', note: 'a=b&c', instant: late, elements: [['v', url('8')]] },
  { letter: 'm', note: 'Golden', instant: late, elements: [['v', url('8')]] },
];

/** Paths as filters write them. */
export interface Names {
  note: string;
  instant: string;
  list: string;
  first: string;
  second: string;
}

/** A query, and the letters of what it finds, in the order of creation. */
export type Finding = readonly [query: string, letters: string];

interface Corpus {
  tag: string;
  letters: ReadonlyMap<unknown, string>;
}

function corpus(context: CheckContext): Promise<Corpus> {
  return context.once('filters', async ({ collection, resource, unique }) => {
    const tag = unique('filters');
    const letters = new Map<unknown, string>();
    const { path, element } = resource.list;
    for (const { letter, note, instant, elements } of rows) {
      const list = elements.map(([first, second]) => element(first, second));
      const noted: JsonObject = note === undefined ? {} : nested(resource.note, note);
      const body = [nested(resource.instant, instant), nested(path, list)].reduce(merged, noted);
      letters.set((await collection.make(tag, body)).id, letter);
    }
    // Neighbours that must never be found.
    await collection.make(unique('neighbour'), nested(resource.note, 'Gold'));
    return { tag, letters };
  });
}

function namesIn({ resource }: CheckContext): Names {
  const { note, instant, list } = resource;
  const [first, second] = list.members.map((member) => `${list.path}.${member}`);
  return { note, instant, list: list.path, first: first ?? '', second: second ?? '' };
}

/** Expects that each query, beside the corpus's own label, finds what it should, and counts it. */
export async function expectFinds(context: CheckContext, table: (names: Names) => readonly Finding[]): Promise<void> {
  const { collection, resource } = context;
  const { tag, letters } = await corpus(context);
  for (const [query, expected] of table(namesIn(context))) {
    const answer = expectStatus(await collection.list(`${resource.label}=${tag}&${query}`), 200);
    const found = listOf(answer).map(({ id }) => letters.get(id) ?? '?');
    expectSame(found.join(''), expected, { what: `what ?${query} finds (by letter)`, answer });
    const total = headerIn(answer, 'X-Total-Count');
    expectSame(total, String(expected.length), { what: `X-Total-Count of ?${query}`, answer });
  }
}

/** Expects that each query is refused with one of the statuses. */
export async function expectRefused(
  context: CheckContext,
  statuses: readonly number[],
  table: (names: Names) => readonly string[],
): Promise<void> {
  const { collection, resource } = context;
  const { tag } = await corpus(context);
  for (const query of table(namesIn(context))) {
    const answer = await collection.list(`${resource.label}=${tag}&${query}`);
    expectStatus(answer, ...statuses);
    expectThat(answer.text !== '', 'there is no error body', { answer });
  }
}
