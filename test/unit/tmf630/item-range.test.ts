import { expect } from 'chai';
import { Problem } from '../../../src/kernel/problem.ts';
import { pagingOf, parseItemRange, refuseUnsatisfiable } from '../../../src/tmf630/query/item-range.ts';

function problemOf(act: () => unknown): Problem {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

async function paging(header: string, total = 50): Promise<[offset: number, limit: number]> {
  const asked = parseItemRange(header);
  if (asked === undefined) throw new Error(`${header}: ignored`);
  const { offset, limit, isPaged } = await pagingOf(asked, 1000, () => Promise.resolve(total));
  expect(isPaged).to.equal(true);
  return [offset, limit];
}

describe('a Range of items', () => {
  it('counts from 1 and includes both ends', async () => {
    expect(await paging('items=11-20')).to.deep.equal([10, 10]);
    expect(await paging('items=1-1')).to.deep.equal([0, 1]);
    expect(await paging(' Items= 11 - 20 ')).to.deep.equal([10, 10]);
  });

  it('may be open at its end, and is cut to the longest page', async () => {
    expect(await paging('items=11-')).to.deep.equal([10, 1000]);
    expect(await paging('items=11-5000')).to.deep.equal([10, 1000]);
  });

  it('may count from the end', async () => {
    expect(await paging('items=-5')).to.deep.equal([45, 5]);
    expect(await paging('items=-60')).to.deep.equal([0, 60]);
    expect(await paging('items=-2000', 3000)).to.deep.equal([1000, 1000]);
  });

  it('is ignored in other units', () => {
    for (const header of ['bytes=0-10', 'bytes=x', 'item=1-2', 'itemss=1-2', '', '1-2']) {
      expect(parseItemRange(header), header).to.equal(undefined);
    }
  });

  it('is refused when it is none', () => {
    for (const header of [
      'items=',
      'items=-',
      'items',
      'items=a-b',
      'items=0-3',
      'items=5-2',
      'items=1-2,4-5',
      'items=1',
    ]) {
      const problem = problemOf(() => parseItemRange(header));
      expect([problem.kind, problem.faults[0]?.path], header).to.deep.equal(['invalid', 'Range']);
    }
  });

  it('that holds nothing cannot be satisfied', () => {
    for (const [header, total] of [
      ['items=51-60', 50],
      ['items=2-', 1],
      ['items=2-3', 0],
      ['items=-0', 50],
    ] as const) {
      const problem = problemOf(() => {
        refuseUnsatisfiable(parseItemRange(header)!, total);
      });
      expect(problem.kind, header).to.equal('rangeNotSatisfiable');
      expect(problem.headers['Content-Range'], header).to.equal(`items */${total}`);
    }
  });

  it('that holds something, or all of an empty list, can', () => {
    for (const [header, total] of [
      ['items=50-60', 50],
      ['items=1-10', 0],
      ['items=1-', 0],
      ['items=-5', 0],
    ] as const) {
      expect(() => {
        refuseUnsatisfiable(parseItemRange(header)!, total);
      }, header).not.to.throw();
    }
  });
});
