import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { type Client, messageOf, type Samples } from './client.ts';

const variants: JsonObject[] = [
  {
    mark: 'a',
    note: 'Gold',
    level: 1,
    ready: true,
    seenAt: '2026-11-22T10:00:00Z',
    target: '99.5',
    place: { city: 'Oslo' },
    tag: [{ key: 'x', value: '1' }],
  },
  {
    mark: 'b',
    note: 'Silver, old; "rare"',
    level: 2.5,
    ready: false,
    seenAt: '2026-11-22T12:00:00+01:00',
    target: '100',
    place: { city: 'Bergen' },
    tag: [
      { key: 'y', value: '1' },
      { key: 'x', value: '2' },
    ],
  },
  { mark: 'c', note: '>', level: 30, seenAt: '2026-11-22T11:30:00Z', target: 'n/a', empty: '' },
];

/** What each query finds, by mark. Source: TMF630 Part 1, 4.4. */
const finds: [query: string, marks: string][] = [
  ['note=Gold', 'a'],
  ['note==Gold', 'a'],
  ['note.eq=Gold', 'a'],
  ['note.exact=Gold', 'a'],
  ['note%3D%3DGold', 'a'],
  ['note=%22Gold%22', 'a'],
  ["note='Gold'", 'a'],
  ['note=gold', ''],
  ['note=%3E', 'c'],
  ['note=%22%3E%22', 'c'],
  ['note=Gold,%3E', 'ac'],
  ['note=Gold;%3E', 'ac'],
  ['note=Gold;note=%3E', 'ac'],
  ['note=Gold&note=%3E', 'ac'],
  ['note=%27Silver%2C%20old%3B%20%22rare%22%27', 'b'],
  ["note='Silver,+old;+%22rare%22'", 'b'],
  ['note.ne=Gold', 'bc'],
  ['note!=Gold', 'bc'],
  ['note=Gold&level=2.5', ''],
  ['note=Gold&level=1', 'a'],
  ['level=1', 'a'],
  ['level=1.0', 'a'],
  ['level.gt=2', 'bc'],
  ['level%3E2', 'bc'],
  ['level>2', 'bc'],
  ['level.gte=2.5', 'bc'],
  ['level>=2.5', 'bc'],
  ['level%3E%3D2.5', 'bc'],
  ['level.lt=2.5', 'a'],
  ['level%3C2.5', 'a'],
  ['level.lte=2.5', 'ab'],
  ['level%3C%3D2.5', 'ab'],
  ['level.gt=1&level.lt=30', 'b'],
  ['level=1,30', 'ac'],
  ['level=many', ''],
  ['ready=true', 'a'],
  ['ready=false', 'b'],
  ['ready=null', 'c'],
  ['seenAt=2026-11-22T11:00:00Z', 'b'],
  ['seenAt.gte=2026-11-22T11:00:00.000Z', 'bc'],
  ['seenAt%3C2026-11-22T12:15:00%2B01:00', 'ab'],
  ['target.gte=99.5', 'abc'],
  ['target.gt=99.5&target.lt=101', 'b'],
  ['place.city=Oslo', 'a'],
  ['place.city=Oslo,Bergen', 'ab'],
  ['place.city=null', 'c'],
  ['tag.key=x', 'ab'],
  ['tag.value=2', 'b'],
  ['tag.key=x&tag.value=1', 'ab'],
  ['tag.0.key=y', 'b'],
  ['empty=', 'c'],
  ['nothing=1', ''],
  ['nothing.deep.er=1', ''],
];

const refused: [query: string, path: string][] = [
  ['note', 'note'],
  ['=Gold', ''],
  ['a..b=1', 'a..b'],
  ['note=%E0%A4%A', ''],
  [`note=${'x'.repeat(2_100)}`, 'note'],
  [Array.from({ length: 60 }, (_, at) => `a${String(at)}=1`).join('&'), ''],
];

/** Equality and comparison filters on any attribute, nested ones and arrays included. */
export function filterSuite(client: () => Client, { minimal, scalar }: Samples): void {
  describe('a filter', () => {
    before(async () => {
      await client().clear();
      for (const [at, variant] of variants.entries()) await client().create({ ...minimal(at), ...variant });
    });
    after(() => client().clear());

    for (const [query, marks] of finds) {
      it(`${query} finds ${marks === '' ? 'nothing' : marks}`, async () => {
        expect((await client().found(query, 'mark')).join('')).to.equal(marks);
      });
    }

    for (const [query, path] of refused) {
      it(`${query.slice(0, 30)} is refused`, async () => {
        expect(messageOf(await client().get(`?${query}`), 400)).to.contain(path);
      });
    }

    for (const query of ['filter=$.note', 'note.regex=^G', 'note*=G', 'note=~G']) {
      it(`${query} answers that it is not there`, async () => {
        messageOf(await client().get(`?${query}`), 501);
      });
    }

    for (const query of [`${scalar}.like=G`, `${scalar}.contains.eq=G`]) {
      it(`${query}, an operator there is not, is refused`, async () => {
        expect(messageOf(await client().get(`?${query}`), 400)).to.contain(scalar);
      });
    }

    it('of more than 4096 bytes is refused', async () => {
      messageOf(await client().get(`?note=${'x,'.repeat(2_100)}`), 414);
    });

    it('narrows the totals', async () => {
      const response = await client().get('?level.gt=2').expect(200);
      expect(response.headers).to.include({ 'x-total-count': '2', 'x-result-count': '2' });
    });
  });
}
