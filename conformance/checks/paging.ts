import { checksOf } from '../check.ts';
import { NotOffered } from '../endings.ts';
import type { CheckContext } from '../context.ts';
import { expectSame, expectStatus, expectThat, headerIn, headerOf, listOf } from '../expect.ts';
import type { Answer } from '../http-client.ts';

const size = 5;

interface Corpus {
  query: string;
  ids: readonly unknown[];
}

/** Five that a filter finds, between others that it does not. */
function corpus(context: CheckContext): Promise<Corpus> {
  return context.once('paging', async ({ collection, resource, unique }) => {
    const label = unique('paging');
    const ids: unknown[] = [];
    for (let count = 0; count < size; count += 1) {
      ids.push((await collection.make(label)).id);
      await collection.make(unique('page-neighbour'));
    }
    return { query: `${resource.label}=${label}`, ids };
  });
}

interface Page {
  status: number;
  ids: readonly unknown[];
}

async function expectPage(context: CheckContext, paging: string, { status, ids }: Page): Promise<Answer> {
  const { query } = await corpus(context);
  const answer = expectStatus(await context.collection.list(`${query}&${paging}`), status);
  const found = listOf(answer).map(({ id }) => id);
  expectSame(found, ids, { what: `the page ?${paging}`, answer });
  expectSame(headerOf(answer, 'X-Total-Count'), String(size), { what: 'X-Total-Count', answer });
  expectSame(headerOf(answer, 'X-Result-Count'), String(ids.length), { what: 'X-Result-Count', answer });
  return answer;
}

/** The Link header, by relation. */
export function linksOf(answer: Answer): Map<string, string> {
  const text = headerOf(answer, 'Link');
  const links = [...text.matchAll(/<([^>]*)>\s*;\s*rel="?([a-z]+)"?/g)];
  return new Map(links.map(([, url = '', relation = '']) => [relation, url]));
}

/** Paging. */
export const pagingChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, 4.5 paging' },
  {
    'TMF630-5-limit': {
      title:
        'limit gives the first ones, and X-Total-Count counts what the filter finds, not the page or the collection',
      run: async (context) => {
        const { ids } = await corpus(context);
        await expectPage(context, 'limit=2', { status: 206, ids: ids.slice(0, 2) });
        await expectPage(context, 'limit=1', { status: 206, ids: ids.slice(0, 1) });
      },
    },
    'TMF630-5-206': {
      title: 'A part is answered with 206, everything with 200, limit or not',
      run: async (context) => {
        const { query, ids } = await corpus(context);
        await expectPage(context, 'limit=4', { status: 206, ids: ids.slice(0, 4) });
        await expectPage(context, 'limit=5', { status: 200, ids });
        await expectPage(context, 'limit=6', { status: 200, ids });
        await expectPage(context, 'offset=0&limit=50', { status: 200, ids });
        expectStatus(await context.collection.list(query), 200);
      },
    },
    'TMF630-5-offset': {
      title: 'offset leaves out the first ones',
      run: async (context) => {
        const { ids } = await corpus(context);
        await expectPage(context, 'offset=3', { status: 206, ids: ids.slice(3) });
        await expectPage(context, 'offset=1&limit=2', { status: 206, ids: ids.slice(1, 3) });
        await expectPage(context, 'offset=0', { status: 200, ids });
        await expectPage(context, 'limit=2&offset=4', { status: 206, ids: ids.slice(4) });
      },
    },
    'TMF630-5-pages': {
      title: 'Pages one after the other give everything once, in the order of the whole list, also when sorted',
      run: async (context) => {
        const { ids, query } = await corpus(context);
        for (const sort of ['', '&sort=-id', '&sort=href']) {
          const whole = (await context.collection.find(`${query}${sort}`)).map(({ id }) => id);
          const paged: unknown[] = [];
          for (let offset = 0; offset < ids.length; offset += 2) {
            const page = await context.collection.find(`${query}${sort}&offset=${String(offset)}&limit=2`);
            paged.push(...page.map(({ id }) => id));
          }
          expectSame(paged, whole, { what: 'what the pages hold' });
          expectSame(new Set(paged).size, ids.length, { what: 'the number of different ones' });
        }
      },
    },
    'TMF630-5-past-the-end': {
      title: 'An offset at or past the end gives an empty page with the total',
      severity: 'should',
      run: async (context) => {
        await expectPage(context, 'offset=5', { status: 206, ids: [] });
        await expectPage(context, 'offset=50&limit=2', { status: 206, ids: [] });
      },
    },
    'TMF630-5-limit-0': {
      title: 'limit=0 gives counts only',
      severity: 'should',
      run: (context) => expectPage(context, 'limit=0', { status: 206, ids: [] }).then(() => undefined),
    },
    'TMF630-5-bad-values': {
      title: 'offset and limit that are no whole numbers from 0 on are refused with 400',
      run: async ({ collection }) => {
        for (const value of ['x', '-1', '1.5', '1e2x', '%20', '0x10']) {
          for (const name of ['offset', 'limit']) expectStatus(await collection.list(`${name}=${value}`), 400);
        }
      },
    },
    'TMF630-5-large-limit': {
      title: 'A limit above what the server gives at once is lowered silently',
      severity: 'should',
      run: async (context) => {
        const { ids } = await corpus(context);
        await expectPage(context, 'limit=100000000', { status: 200, ids });
      },
    },
    'TMF630-5-whole-collection': {
      title: 'Without a filter X-Total-Count counts the collection',
      run: async ({ collection, unique }) => {
        const total = async (): Promise<number> => Number(headerOf(await collection.list('limit=1'), 'X-Total-Count'));
        const before = await total();
        const made = await collection.make(unique('whole'));
        expectSame(await total(), before + 1, { what: 'X-Total-Count after a creation' });
        await collection.remove(made.id);
        expectSame(await total(), before, { what: 'X-Total-Count after a removal' });
      },
    },
    'TMF630-5-content-range': {
      title: 'Content-Range of a part says which, from 1 on, and of how many',
      severity: 'should',
      run: async (context) => {
        const { ids } = await corpus(context);
        const first = await expectPage(context, 'limit=2', { status: 206, ids: ids.slice(0, 2) });
        expectSame(headerOf(first, 'Content-Range'), 'items 1-2/5', { what: 'Content-Range', answer: first });
        const last = await expectPage(context, 'offset=3&limit=2', { status: 206, ids: ids.slice(3) });
        expectSame(headerOf(last, 'Content-Range'), 'items 4-5/5', { what: 'Content-Range', answer: last });
      },
    },
    'TMF630-5-link': {
      title: 'Link names self, first, prev, next and last, absolute, with all other parameters',
      severity: 'should',
      run: async (context) => {
        const { ids, query } = await corpus(context);
        const answer = await expectPage(context, 'offset=2&limit=2', { status: 206, ids: ids.slice(2, 4) });
        const links = linksOf(answer);
        expectSame([...links.keys()].sort(), ['first', 'last', 'next', 'prev', 'self'], {
          what: 'the relations',
          answer,
        });
        const offsets = { self: '2', first: '0', prev: '0', next: '4', last: '4' };
        for (const [relation, offset] of Object.entries(offsets)) {
          const text = links.get(relation) ?? '';
          expectThat(text.startsWith(`${context.collection.url}?`), `${relation} is not below the collection`, {
            actual: text,
            answer,
          });
          const parameters = new URL(text).searchParams;
          expectSame(parameters.get('offset') ?? '0', offset, { what: `offset of ${relation}`, answer });
          expectSame(parameters.get('limit'), '2', { what: `limit of ${relation}`, answer });
          const [name = '', value = ''] = query.split('=');
          expectSame(parameters.get(name), value, { what: `the filter in ${relation}`, answer });
        }
      },
    },
    'TMF630-5-link-walk': {
      title: 'Following next from the first page leads over everything and ends; prev leads back',
      severity: 'should',
      run: async (context) => {
        const { ids } = await corpus(context);
        let answer = await expectPage(context, 'limit=2', { status: 206, ids: ids.slice(0, 2) });
        expectThat(!linksOf(answer).has('prev'), 'the first page has a prev', {
          actual: headerIn(answer, 'Link'),
          answer,
        });
        const walked: unknown[] = [];
        for (let pages = 0; pages < ids.length; pages += 1) {
          walked.push(...listOf(answer).map(({ id }) => id));
          const next = linksOf(answer).get('next');
          if (next === undefined) break;
          answer = expectStatus(await context.session.send('GET', next), 206);
        }
        expectSame(walked, ids, { what: 'what next leads over', answer });
        const back = expectStatus(await context.session.send('GET', linksOf(answer).get('prev') ?? ''), 206);
        expectSame(
          listOf(back).map(({ id }) => id),
          ids.slice(2, 4),
          { what: 'what prev leads to', answer: back },
        );
      },
    },
    'TMF630-5-range': {
      title: 'Range: items=2-3 gives the second and third with Content-Range; one past the end is 416',
      severity: 'may',
      section: 'Part 1 R14.5, item ranges',
      run: async ({ collection, ...context }) => {
        const { query, ids } = await corpus({ collection, ...context });
        const answer = await collection.list(query, { Range: 'items=2-3' });
        if (answer.status === 200) throw new NotOffered('Range on lists is ignored');
        expectSame(
          listOf(expectStatus(answer, 206)).map(({ id }) => id),
          ids.slice(1, 3),
          { what: 'the page', answer },
        );
        expectSame(headerOf(answer, 'Content-Range'), 'items 2-3/5', { what: 'Content-Range', answer });
        const past = expectStatus(await collection.list(query, { Range: 'items=9-12' }), 416);
        expectSame(headerOf(past, 'Content-Range'), 'items */5', { what: 'Content-Range', answer: past });
      },
    },
  },
);
