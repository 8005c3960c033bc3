import { expect } from 'chai';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { type Client, listOf, messageOf, type Samples } from './client.ts';

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
  ['note.regex=^Gold', 'a'],
  ['note.regex=old', 'ab'],
  ['note.regex=%5EG.*d%24', 'a'],
  ['note.regex=(%3Fi)^gold', 'a'],
  ['note.regex=^gold', ''],
  ['note*=old$', 'a'],
  ['note=~old', 'ab'],
  ['note%3D~old', 'ab'],
  ['note.regex=^G,^%3E', 'ac'],
  ['note.regex=^G;note.regex=^S', 'ab'],
  ['note.regex=^G&note=%3E', 'ac'],
  ['note.regex=l{1,2}', 'ab'],
  ["note.regex='d, o|x;y'", ''],
  ["note.regex='r, o|x;y'", 'b'],
  ['note.regex=old&level.gt=2', 'b'],
  ['tag.key.regex=^[xy]$', 'ab'],
  ['place.city.regex=^B', 'b'],
  ['level.regex=1', ''],
  ['note.regex=^(a%2B)%2B$', ''],
  ['filter=$', 'abc'],
  ['filter=note', 'abc'],
  ['filter=$.ready', 'ab'],
  ["filter=$.note[?(@=='Gold')]", ''],
  ["filter=$[?(@.note=='Gold')]", 'a'],
  ["filter=[?(@.note=='Gold')]", 'a'],
  ["filter=$[?(@.note=='Gold' || @.level==30)]", 'ac'],
  ["filter=$[?(@.note=='Gold' && @.level==30)]", ''],
  ['filter=$[?(@.level>2)]', 'bc'],
  ['filter=$[?(@.level>=2.5 %26%26 @.level<30)]', 'b'],
  ["filter=$[?(@.level=='1')]", ''],
  ['filter=$[?(@.ready==true)]', 'a'],
  ['filter=$[?(!@.ready)]', 'c'],
  ['filter=$[?(!(@.ready==true))]', 'bc'],
  ["filter=$[?(@.place.city!='Oslo')]", 'bc'],
  ["filter=$.tag[?(@.key=='x' && @.value=='1')]", 'a'],
  ["filter=tag[?(@.key=='x' %26%26 @.value=='1')]", 'a'],
  ['filter=tag%5B%3F(%40.key%3D%3D%22x%22%20%26%26%20%40.value%3D%3D%221%22)%5D', 'a'],
  ["filter=tag[?(@.key=='x')]", 'ab'],
  ["filter=tag[?(@.key=='x')].value", 'ab'],
  ["filter=tag[0][?(@.key=='x')]", 'a'],
  ["filter=$[?(@.tag[*].value=='2')]", 'b'],
  ['filter=tag[1]', 'b'],
  ['filter=tag[-1].key', 'ab'],
  ['filter=tag[1:]', 'b'],
  ['filter=$[?(@.tag.length()==2)]', 'b'],
  ['filter=$[?(length(@.tag)>0)]', 'ab'],
  ["filter=$[?(@.tag[?(@.key=='y')])]", 'b'],
  ['filter=$[?(@.note=~/^gold$/i)]', 'a'],
  ['filter=$[?(@.note=~/^gold$/)]', ''],
  ["filter=place['city']", 'ab'],
  ["filter=['place','tag']", 'ab'],
  ['filter=place.*', 'ab'],
  ["filter=place[?(@.city=='Oslo')]", 'a'],
  ['filter=nothing', ''],
  ['filter=nothing.deep[0]', ''],
  ["filter=tag[?(@.key=='y')]&filter=$[?(@.level==30)]", 'bc'],
  ["filter=tag[?(@.key=='x')]&level.gt=1", 'b'],
  ["filter=tag[?(@.key=='x')]&note.regex=^S", 'b'],
  ["filter=$[?(@.seenAt=='2026-11-22T11:00:00Z')]", ''],
];

const refused: [query: string, path: string][] = [
  ['note.regex=(', 'note.regex'],
  ['note*=[', 'note'],
  ['note=~*', 'note'],
  ['note.regex=a(%3F=b)', 'note.regex'],
  [`note.regex=${'x'.repeat(257)}`, 'note.regex'],
  ['note.regex=(a{1000}){1000}', 'note.regex'],
  ['filter=', 'filter'],
  ['filter=x[?(', 'filter'],
  ['filter=[?(', 'filter'],
  ["filter=tag[?(@.key='x')]", 'filter'],
  ["filter=tag[?(key=='x')]", 'filter'],
  ['filter=note[?(@=~/(/)]', 'filter'],
  [`filter=${'a'.repeat(2_049)}`, 'filter'],
  [`filter=$[?(${'('.repeat(11)}@.a${')'.repeat(11)})]`, 'filter'],
  [`filter=a[?(${Array.from({ length: 51 }, () => '@.b').join('||')})]`, 'filter'],
  ['filter.eq=note', 'filter'],
  ["fields=tag[?(@.key=='x'", 'fields'],
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

    for (const query of [
      'filter=$..note',
      'filter=tag[(@.length-1)]',
      'filter=$[?(@.tag.min()>1)]',
      'filter=tag.max()',
      'filter=$[?(avg(@.tag)>1)]',
      'filter=$[?(@.tag.stddev()>1)]',
      'fields=$..note',
    ]) {
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

    it('with a pattern of 10 kB is refused', async () => {
      messageOf(await client().get(`?note.regex=${'(a+)+'.repeat(2_000)}`), 414);
    });

    const picked: [fields: string, tags: JsonValue][] = [
      ["tag[?(@.key=='x')]", [{ key: 'x', value: '2' }]],
      ["$.tag[?(@.key=='x')].value", [{ value: '2' }]],
      ["tag[?(@.key=='z')]", []],
      ["tag[?(@.key=='y' || @.key=='x')].key", [{ key: 'y' }, { key: 'x' }]],
      ['place,tag[?(@.value=~/^1$/)]', [{ key: 'y', value: '1' }]],
    ];
    for (const [fields, tag] of picked) {
      it(`leaves fields=${fields} to be picked`, async () => {
        const response = await client().get(`?mark=b&fields=mark,${fields}`).expect(200);
        expect(response.body[0]).to.deep.include({ mark: 'b', tag });
        expect(response.body[0]).not.to.have.property('note');
      });
    }

    it('by href finds the one that is shown with it, in quotes or not, and nothing by another address', async () => {
      const [first = {}, ...others] = listOf(await client().get().expect(200));
      const href = String(first['href']);
      const found = (query: string): Promise<unknown[]> => client().found(query, 'id');
      const { id = null } = first;
      for (const value of [href, `"${href}"`, `${href},http://elsewhere.example/x`]) {
        expect(await found(`href=${encodeURIComponent(value)}`), value).to.deep.equal([id]);
      }
      expect(await found(`href.ne=${encodeURIComponent(href)}`)).to.deep.equal(others.map((each) => each['id']));
      const unknown = [`${href}x/`, `${href}/`, `${href}?a=b`, href.replace('http:', 'https:'), String(id), 'null', ''];
      for (const value of unknown) expect(await found(`href=${encodeURIComponent(value)}`), value).to.deep.equal([]);
      expect(await found('href.ne=null')).to.have.length(3);
    });

    it('narrows the totals', async () => {
      const response = await client().get('?level.gt=2').expect(200);
      expect(response.headers).to.include({ 'x-total-count': '2', 'x-result-count': '2' });
    });
  });
}
