import { expect } from 'chai';
import { parseDeviations, shapeFaults } from '../../../scripts/deviations.ts';

const table = `
Some words before.

| documents | where | what | reason |
| --- | --- | --- | --- |
| a | \`POST /x request {required}\` | \`nothing -> name\` | because |
| a | \`GET /* success\` | \`200 -> 200 206\` | because |
| b, c | \`GET /y\` | \`added\` | because |
`;
const deviations = parseDeviations(table);
const required = { where: 'POST /x request {required}', what: 'nothing -> name' };
const paged = { where: 'GET /x success', what: '200 -> 200 206' };

describe('the table of deviations', () => {
  it('is read row by row', () => {
    expect(deviations).to.have.length(4);
    expect(deviations[0]).to.deep.equal({ document: 'a', ...required, reason: 'because' });
  });

  it('has one row for each document a row names', () => {
    expect(deviations.slice(2).map(({ document }) => document)).to.deep.equal(['b', 'c']);
  });

  it('finds no fault when every difference has its row and every row its difference', () => {
    expect(shapeFaults('a', [required, paged], deviations)).to.deep.equal([]);
  });

  it('lets one row with an asterisk stand for several differences', () => {
    const others = [paged, { ...paged, where: 'GET /z/{id} success' }];
    expect(shapeFaults('a', [required, ...others], deviations)).to.deep.equal([]);
  });

  it('names a difference that has no row', () => {
    const found = shapeFaults(
      'a',
      [required, paged, { where: 'GET /x answer id', what: 'string -> integer' }],
      deviations,
    );
    expect(found).to.have.length(1);
    expect(found[0]).to.include('GET /x answer id: string -> integer');
  });

  it('names a difference that is another one than the row says', () => {
    expect(shapeFaults('a', [{ ...required, what: 'nothing -> id' }, paged], deviations)).to.have.length(2);
  });

  it('names a row that is no difference any more', () => {
    const found = shapeFaults('a', [paged], deviations);
    expect(found).to.have.length(1);
    expect(found[0]).to.include('POST /x request {required}').and.to.include('no difference');
  });

  it('refuses a row without a reason', () => {
    expect(() => parseDeviations('| a | GET /x | added |  |')).to.throw('needs documents, where, what and reason');
  });
});
