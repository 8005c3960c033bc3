import { expect } from 'chai';
import { rawQueryOf } from '../../../src/http/request-context.ts';
import { Problem } from '../../../src/kernel/problem.ts';

/** A URL as Node.js gives it: a character for each byte. */
function asReceived(url: string): string {
  return Buffer.from(url, 'utf8').toString('latin1');
}

describe('the raw query', () => {
  it('is what stands behind the first question mark', () => {
    expect(rawQueryOf({ url: '/sla' })).to.equal('');
    expect(rawQueryOf({ url: '/sla?' })).to.equal('');
    expect(rawQueryOf({ url: '/sla?name=a%20b?c' })).to.equal('name=a%20b?c');
  });

  it('may hold UTF-8 that nobody has percent-encoded', () => {
    expect(rawQueryOf({ url: asReceived('/sla?name=Zürich €') })).to.equal('name=Zürich €');
  });

  it('is refused when its bytes are no UTF-8', () => {
    expect(() => rawQueryOf({ url: '/sla?name=Z\xfcrich' })).to.throw(Problem, 'query: is not UTF-8');
  });
});
