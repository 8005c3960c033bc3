import { expect } from 'chai';
import type { FoundPage } from '../../../src/tmf630/query/paging.ts';
import { describePage } from '../../../src/tmf630/query/paging.ts';

function page(overrides: Partial<FoundPage>): FoundPage {
  return {
    offset: 0,
    limit: 1000,
    isPaged: false,
    count: 3,
    total: 3,
    url: 'http://h/slo',
    rawQuery: '',
    ...overrides,
  };
}

function relations(overrides: Partial<FoundPage>): Record<string, string> {
  const link = describePage(page({ isPaged: true, ...overrides })).headers.Link ?? '';
  return Object.fromEntries([...link.matchAll(/<([^>]*)>; rel="(\w+)"/g)].map(([, url, name]) => [name, url]));
}

describe('paging', () => {
  it('answers 200 when everything is in the body, even when a page was asked for', () => {
    expect(describePage(page({}))).to.deep.equal({
      status: 200,
      headers: { 'X-Total-Count': '3', 'X-Result-Count': '3' },
    });
    expect(describePage(page({ isPaged: true, limit: 5 })).status).to.equal(200);
  });

  it('answers 206 with the range for a part', () => {
    const { status, headers } = describePage(page({ isPaged: true, offset: 20, limit: 10, count: 10, total: 50 }));
    expect(status).to.equal(206);
    expect(headers['Content-Range']).to.equal('items 21-30/50');
  });

  it('answers 206 when only the maximum cut the list', () => {
    expect(describePage(page({ limit: 2, count: 2 })).status).to.equal(206);
  });

  it('answers a page past the end, or of no length, with an empty range', () => {
    const { status, headers } = describePage(page({ isPaged: true, offset: 60, limit: 10, count: 0, total: 50 }));
    expect([status, headers['Content-Range']]).to.deep.equal([206, 'items */50']);
    expect(describePage(page({ isPaged: true, limit: 0, count: 0 })).headers.Link).to.equal(undefined);
    expect(describePage(page({ isPaged: true, offset: 5, count: 0, total: 0 })).status).to.equal(200);
  });

  it('can be kept from answering 206', () => {
    expect(describePage(page({ limit: 2, count: 2, isPartialStatusOff: true })).status).to.equal(200);
  });

  it('links to the other pages, keeping all other parameters', () => {
    const links = relations({ offset: 20, limit: 10, count: 10, total: 50, rawQuery: 'name=a%2Cb&offset=20&limit=10' });
    expect(links).to.deep.equal({
      self: 'http://h/slo?name=a%2Cb&offset=20&limit=10',
      first: 'http://h/slo?name=a%2Cb&offset=0&limit=10',
      prev: 'http://h/slo?name=a%2Cb&offset=10&limit=10',
      next: 'http://h/slo?name=a%2Cb&offset=30&limit=10',
      last: 'http://h/slo?name=a%2Cb&offset=40&limit=10',
    });
  });

  it('knows its own parameters however they were written', () => {
    const rawQuery = '%6Fffset=20&+limit=10&offset%3D20&offsetted=1&a=offset=5';
    expect(relations({ offset: 20, limit: 10, count: 10, total: 50, rawQuery }).next).to.equal(
      'http://h/slo?offsetted=1&a=offset=5&offset=30&limit=10',
    );
  });

  it('links to no page before the first and none after the last', () => {
    expect(relations({ limit: 2, count: 2 })).to.have.all.keys('self', 'first', 'next', 'last');
    expect(relations({ offset: 2, limit: 2, count: 1 })).to.have.all.keys('self', 'first', 'prev', 'last');
    expect(relations({ offset: 60, limit: 10, count: 0, total: 50 }).prev).to.equal('http://h/slo?offset=40&limit=10');
  });

  it('lets nothing out of a link that does not belong there', () => {
    expect(relations({ rawQuery: 'a>5&b="ü"' }).self).to.equal('http://h/slo?a%3E5&b=%22%C3%BC%22&offset=0&limit=1000');
  });

  it('leaves out links that would be too long', () => {
    const linkOf = (length: number): string | undefined =>
      describePage(page({ isPaged: true, rawQuery: `a=${'x'.repeat(length)}` })).headers.Link;
    const own = linkOf(0)?.length ?? 0;
    const fitting = Math.floor((2048 - own) / 3);
    expect(linkOf(fitting)).to.contain('rel="last"');
    expect(linkOf(fitting + 1)).to.equal(undefined);
  });
});
