import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { type Client, listOf, messageOf, objectOf, type Samples, type SuiteTarget } from './client.ts';

/** Every rule of reading: lists, pages, order, filters, fields, single resources. */
export function readingSuite(client: () => Client, { binding }: SuiteTarget, { minimal }: Samples): void {
  const { fieldsKeepIdentity } = binding.dialect;
  const make = (number: number, more: JsonObject = {}): Promise<JsonObject> =>
    client().create({ ...minimal(number), ...more });

  describe('a list', () => {
    it('is empty while there is nothing', async () => {
      const response = await client().get().expect(200);
      expect(response.body).to.deep.equal([]);
      expect(response.headers).to.include({ 'x-total-count': '0', 'x-result-count': '0', 'cache-control': 'no-cache' });
      expect(response.headers).not.to.have.any.keys('link', 'content-range', 'x-powered-by');
    });

    it('holds everything in the order of creation', async () => {
      const made = [await make(1), await make(2), await make(3)];
      const response = await client().get().expect(200);
      expect(response.body).to.deep.equal(made);
      expect(response.headers).to.include({ 'x-total-count': '3', 'x-result-count': '3' });
    });
  });

  describe('a page', () => {
    beforeEach(async () => {
      for (const number of [1, 2, 3]) await make(number, { note: number < 3 ? 'low' : 'high', level: number });
    });

    it('is 206 with the total of the filtered set, its place and its neighbours', async () => {
      const response = await client().get('?note=low&limit=1').expect(206);
      expect(listOf(response)).to.have.length(1);
      expect(response.headers).to.include({
        'x-total-count': '2',
        'x-result-count': '1',
        'content-range': 'items 1-1/2',
      });
      const { link } = response.headers;
      for (const relation of ['self', 'first', 'next', 'last']) expect(link).to.contain(`rel="${relation}"`);
      expect(link).to.contain(`<${client().collection}?note=low&offset=1&limit=1>; rel="next"`);
      expect(link).not.to.contain('rel="prev"');
    });

    it('of two of three is 206 with two, the total, and links to the next and the last', async () => {
      const response = await client().get('?limit=2').expect(206);
      expect(listOf(response)).to.have.length(2);
      expect(response.headers).to.include({ 'x-total-count': '3', 'x-result-count': '2' });
      const { collection } = client();
      const link = ['self', 'first', 'next', 'last'].map((relation, at) => {
        return `<${collection}?offset=${at < 2 ? 0 : 2}&limit=2>; rel="${relation}"`;
      });
      expect(response.headers['link']).to.equal(link.join(', '));
      const last = await client().get('?offset=2&limit=2').expect(206);
      expect(last.headers['link']).to.contain('rel="prev"').and.not.to.contain('rel="next"');
    });

    it('leads by its links through the whole list', async () => {
      const seen: unknown[] = [];
      for (let next: string | undefined = '?limit=2&sort=-level'; next !== undefined;) {
        const response = await client().get(next).expect(206);
        seen.push(...listOf(response).map(({ level }) => level));
        const link = /<[^>]*(\?[^>]*)>; rel="next"/.exec(String(response.headers['link']));
        next = link?.[1];
      }
      expect(seen).to.deep.equal([3, 2, 1]);
    });

    it('of five of three is 200 with all three', async () => {
      const response = await client().get('?limit=5').expect(200);
      expect(listOf(response)).to.have.length(3);
      expect(response.headers).not.to.have.property('content-range');
    });

    it('is empty with limit 0 and behind the end', async () => {
      const none = await client().get('?limit=0').expect(206);
      expect(none.body).to.deep.equal([]);
      expect(none.headers).to.include({ 'x-total-count': '3', 'x-result-count': '0' });
      const behind = await client().get('?offset=3').expect(206);
      expect(behind.body).to.deep.equal([]);
      expect(behind.headers).to.include({ 'x-total-count': '3', 'content-range': 'items */3' });
      await client().clear();
      const nothing = await client().get('?offset=3').expect(200);
      expect(nothing.body).to.deep.equal([]);
    });

    for (const [query, name] of [
      ['offset=x', 'offset'],
      ['offset=-1', 'offset'],
      ['limit=-1', 'limit'],
      ['limit=1.5', 'limit'],
      ['limit=', 'limit'],
      ['limit=1&limit=2', 'limit'],
      ['limit.gt=1', 'limit'],
    ]) {
      it(`is refused for ${String(query)}`, async () => {
        expect(messageOf(await client().get(`?${String(query)}`), 400)).to.contain(`${String(name)}:`);
      });
    }
  });

  describe('order', () => {
    beforeEach(async () => {
      await make(1, { note: 'b', level: 10, place: { city: 'Oslo' } });
      await make(2, { note: 'a', level: 9, place: { city: 'Bergen' } });
      await make(3, { note: 'a', level: 100 });
    });

    const orders: [string, number[]][] = [
      ['sort=level', [9, 10, 100]],
      ['sort=-level', [100, 10, 9]],
      ['sort=%2Blevel', [9, 10, 100]],
      ['sort=+level', [9, 10, 100]],
      ['sort=note,-level', [100, 9, 10]],
      ['sort=note&sort=level', [9, 100, 10]],
      ['sort=place.city', [100, 9, 10]],
      ['sort=-place.city', [10, 9, 100]],
      ['sort=nothing', [10, 9, 100]],
    ];
    for (const [query, expected] of orders) {
      it(`follows ${query}`, async () => {
        expect(await client().found(query, 'level')).to.deep.equal(expected);
      });
    }

    for (const query of ['sort=-', 'sort=a..b']) {
      it(`refuses ${query}`, async () => {
        expect(messageOf(await client().get(`?${query}`), 400)).to.contain('sort');
      });
    }
  });

  describe('fields', () => {
    it(`leave out what was not asked for${fieldsKeepIdentity ? ', but never identity' : ''}`, async () => {
      const { id = '', href = '' } = await make(1, {
        note: 'a',
        place: { city: 'Oslo', floor: 2 },
        tag: [{ key: 'k', value: 'v' }],
      });
      const expectations: [string, JsonObject][] = [
        ['fields=note', { note: 'a' }],
        ['fields=note,%20place', { note: 'a', place: { city: 'Oslo', floor: 2 } }],
        ['fields=place.city,tag.key', { place: { city: 'Oslo' }, tag: [{ key: 'k' }] }],
        ['fields=none', { id, href }],
        ['fields=nothing', {}],
        ['fields=href', { href }],
      ];
      for (const [query, more] of expectations) {
        const expected = { ...(fieldsKeepIdentity ? { id, href } : {}), ...more };
        expect((await client().get(`?${query}`).expect(200)).body, `list ${query}`).to.deep.equal([expected]);
        expect(
          (
            await client()
              .get(`/${String(id)}?${query}`)
              .expect(200)
          ).body,
          `one ${query}`,
        ).to.deep.equal(expected);
      }
    });

    it('are everything when empty', async () => {
      const made = await make(1, { note: 'a' });
      expect(
        (
          await client()
            .get(`/${String(made['id'])}?fields=`)
            .expect(200)
        ).body,
      ).to.deep.equal(made);
    });

    it('hold for the answer to a creation, too', async () => {
      const response = await client()
        .send('post', '?fields=note')
        .send({ ...minimal(1), note: 'a', level: 1 });
      const made = objectOf(response);
      expect(Object.keys(made)).to.have.members(fieldsKeepIdentity ? ['id', 'href', 'note'] : ['note']);
      const [found] = listOf(await client().get());
      expect(response.headers['location']).to.equal(found?.['href']);
    });
  });

  describe('one resource', () => {
    it('is read at its href', async () => {
      const made = await make(1);
      expect(made['href']).to.equal(`${client().collection}/${String(made['id'])}`);
      expect(
        (
          await client()
            .get(`/${String(made['id'])}`)
            .expect(200)
        ).body,
      ).to.deep.equal(made);
    });

    it('is read whatever filter stands behind it', async () => {
      const made = await make(1, { note: 'a' });
      expect(
        (
          await client()
            .get(`/${String(made['id'])}?note=b`)
            .expect(200)
        ).body,
      ).to.deep.equal(made);
    });

    for (const id of ['unknown', '999999999', '%00', 'a%2Fb', '..%2F..', 'x'.repeat(200)]) {
      it(`is not found as ${id.slice(0, 20)}`, async () => {
        messageOf(await client().get(`/${id}`), 404);
      });
    }
  });
}
