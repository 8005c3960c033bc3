import { expect } from 'chai';
import { introducedFaults } from '../../../src/http/resource/introduced-faults.ts';

const required = (path: string): { path: string; reason: string } => ({ path, reason: 'required' });

describe('the faults that a change has introduced', () => {
  const element = { id: 'a' };
  const before = { document: { list: [{ id: 'x', href: 'y' }, element] }, faults: [required('list[1].href')] };

  it('are all of them when there were none', () => {
    const faults = [required('name'), required('list[0].href')];
    expect(introducedFaults({ document: {}, faults: [] }, { document: {}, faults })).to.deep.equal(faults);
  });

  it('are not those that were at the same place', () => {
    const document = {
      list: [
        { id: 'x', href: 'y' },
        { ...element, note: 'changed' },
      ],
    };
    expect(introducedFaults(before, { document, faults: before.faults })).to.deep.equal([]);
  });

  it('are not those of an element that has moved as it was', () => {
    const document = { list: [element] };
    expect(introducedFaults(before, { document, faults: [required('list[0].href')] })).to.deep.equal([]);
  });

  it('are those of an element that has become another one', () => {
    const document = { list: [{ id: 'x' }] };
    const faults = [required('list[0].href')];
    expect(introducedFaults(before, { document, faults })).to.deep.equal(faults);
  });

  it('are those for another reason, or of another attribute', () => {
    const faults = [{ path: 'list[1].href', reason: 'must be string' }, required('list[1].name')];
    expect(introducedFaults(before, { document: before.document, faults })).to.deep.equal(faults);
  });
});
