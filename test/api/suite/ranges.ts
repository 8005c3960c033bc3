import { expect } from 'chai';
import { type Client, listOf, messageOf, type Samples } from './client.ts';

/** Parts of lists by `Range: items=...`. Source: TMF630 R14.5; RFC 9110, 14. */
export function rangeSuite(client: () => Client, { minimal }: Samples): void {
  describe('a Range of items', () => {
    beforeEach(async () => {
      for (const level of [1, 2, 3]) await client().create({ ...minimal(level), level });
    });

    const parts: [range: string, levels: number[], contentRange: string][] = [
      ['items=1-2', [1, 2], 'items 1-2/3'],
      ['items=2-2', [2], 'items 2-2/3'],
      ['items=2-', [2, 3], 'items 2-3/3'],
      ['items=3-100', [3], 'items 3-3/3'],
      ['items=-1', [3], 'items 3-3/3'],
      ['ITEMS=-2', [2, 3], 'items 2-3/3'],
    ];
    for (const [range, levels, contentRange] of parts) {
      it(`${range} is 206 with ${contentRange}`, async () => {
        const response = await client().get('?sort=level').set('Range', range).expect(206);
        expect(listOf(response).map(({ level }) => level)).to.deep.equal(levels);
        expect(response.headers).to.include({
          'content-range': contentRange,
          'x-total-count': '3',
          'x-result-count': String(levels.length),
        });
        expect(response.headers['link']).to.contain('sort=level&offset=').and.to.contain('rel="first"');
      });
    }

    for (const range of ['items=1-3', 'items=1-', 'items=-3', 'items=-10']) {
      it(`${range} is 200 where that is the whole list`, async () => {
        const response = await client().get().set('Range', range).expect(200);
        expect(listOf(response)).to.have.length(3);
        expect(response.headers).not.to.have.property('content-range');
      });
    }

    for (const range of ['items=4-5', 'items=4-', 'items=-0']) {
      it(`${range}, which holds nothing, is 416 with the total`, async () => {
        const response = await client().get().set('Range', range);
        expect(messageOf(response, 416)).to.contain('Range');
        expect(response.headers['content-range']).to.equal('items */3');
      });
    }

    for (const range of ['items=0-2', 'items=2-1', 'items=x', 'items=1-1,3-3', 'items=']) {
      it(`${range}, which is none, is refused`, async () => {
        expect(messageOf(await client().get().set('Range', range), 400)).to.contain('Range:');
      });
    }

    it('is ignored in other units, beside offset or limit, with If-Range, and on HEAD', async () => {
      expect(listOf(await client().get().set('Range', 'bytes=0-1').expect(200))).to.have.length(3);
      expect(listOf(await client().get('?limit=1').set('Range', 'items=2-3').expect(206))).to.have.length(1);
      expect(listOf(await client().get('?offset=0').set('Range', 'items=9-').expect(200))).to.have.length(3);
      expect(listOf(await client().get().set('Range', 'items=1-1').set('If-Range', '"1"').expect(200))).to.have.length(
        3,
      );
      await client().send('head').set('Range', 'items=1-1').expect(200);
    });

    it('counts what the filter lets through', async () => {
      const response = await client().get('?level.gt=1').set('Range', 'items=1-1').expect(206);
      expect(response.headers['content-range']).to.equal('items 1-1/2');
    });

    it('of an empty list is that list from its beginning and its end, and nothing behind', async () => {
      await client().clear();
      for (const range of ['items=1-10', 'items=-5']) {
        const response = await client().get().set('Range', range).expect(200);
        expect(response.body).to.deep.equal([]);
      }
      const behind = await client().get().set('Range', 'items=2-10');
      messageOf(behind, 416);
      expect(behind.headers['content-range']).to.equal('items */0');
    });
  });
}
