import { expect } from 'chai';
import { createAddressGuard } from '../../../src/http/address-guard.ts';
import { callbackRefusal } from '../../../src/resources/hub.ts';
import { publicCallbacks, refusedAddresses, refusedCallbacks } from '../../support/callback-addresses.ts';

const guard = createAddressGuard([]);
const refused = [{ path: 'callback', reason: callbackRefusal }];

describe('the address guard', () => {
  for (const [what, url] of refusedCallbacks) {
    it(`refuses ${what} in ${JSON.stringify(url)}, always with the same words`, () => {
      expect(guard.checkUrl(url)).to.deep.equal(refused);
    });
  }

  for (const url of publicCallbacks) {
    it(`lets ${url} be registered`, () => {
      expect(guard.checkUrl(url)).to.deep.equal([]);
    });
  }

  for (const address of refusedAddresses) {
    it(`refuses ${address || 'nothing'} when a name resolves to it`, () => {
      expect(guard.isAllowedAddress(address, 'oss.example')).to.equal(false);
    });
  }

  describe('with permissions', () => {
    const permitted = createAddressGuard(['10.0.0.0/8', '127.0.0.1', 'fd00::/8', 'Listener.internal', '::1']);

    const cases: [string, string, boolean][] = [
      ['10.200.0.1', 'any', true],
      ['::ffff:10.1.1.1', 'any', true],
      ['11.0.0.1', 'any', true],
      ['192.168.0.1', 'any', false],
      ['192.168.0.1', 'listener.internal', true],
      ['192.168.0.1', 'LISTENER.internal.', true],
      ['192.168.0.1', 'other.internal', false],
      ['127.0.0.1', 'any', true],
      ['127.0.0.2', 'any', false],
      ['fd12::1', 'any', true],
      ['fe80::1%eth0', 'any', false],
      ['64:ff9b::10.1.1.1', 'any', true],
      ['::10.1.1.1', 'any', false],
      ['2002:a01:101::1', 'any', false],
      ['::1', 'any', true],
      ['not an address', 'any', false],
      ['', 'any', false],
    ];
    for (const [address, host, expected] of cases) {
      it(`${expected ? 'allows' : 'refuses'} ${address || 'nothing'} looked up for ${host}`, () => {
        expect(permitted.isAllowedAddress(address, host)).to.equal(expected);
      });
    }

    it('lets localhost be registered when loopback is permitted', () => {
      expect(permitted.checkUrl('http://localhost:9/')).to.deep.equal([]);
      expect(createAddressGuard(['localhost']).checkUrl('http://localhost:9/')).to.deep.equal([]);
    });

    const registrable: [string, readonly string[], boolean][] = [
      ['http://10.1.2.3:9/', ['10.0.0.0/8'], true],
      ['http://012.1.2.3/', ['10.0.0.0/8'], true],
      ['http://[::ffff:10.1.2.3]/', ['10.0.0.0/8'], true],
      ['http://10.1.2.3/', ['10.1.2.3'], true],
      ['http://10.1.2.4/', ['10.1.2.3'], false],
      ['http://[fd00::7]/', ['fd00::/8'], true],
      ['http://[fd00::7]/', ['fc00::/8'], false],
      ['http://169.254.169.254/', ['10.0.0.0/8', 'listener.internal'], false],
      ['http://listener.internal/', ['listener.internal'], true],
      ['http://LISTENER.internal.:8080/', ['Listener.Internal'], true],
      ['http://other.internal/', ['listener.internal'], false],
      // What a name of this network resolves to may lie in a permitted range; that is seen when it is called.
      ['http://other.internal/', ['10.0.0.0/8'], true],
      ['http://listener/', ['listener'], true],
      ['http://listener/', ['172.16.0.0/12'], true],
      ['http://localhost/', ['10.0.0.0/8'], false],
      ['http://user@10.1.2.3/', ['10.0.0.0/8'], false],
      ['ftp://10.1.2.3/', ['10.0.0.0/8'], false],
      ['http://10.1.2.3:0/', ['10.0.0.0/8'], false],
    ];
    for (const [url, allow, expected] of registrable) {
      it(`${expected ? 'lets' : 'does not let'} ${url} be registered where ${allow.join(', ')} may be called`, () => {
        expect(createAddressGuard(allow).checkUrl(url)).to.deep.equal(expected ? [] : refused);
      });
    }

    it('throws on a range it cannot read', () => {
      for (const entry of ['10.0.0.0/33', 'host/8', '::/129', '10.0.0.0/x', ''])
        expect(() => createAddressGuard([entry]), entry).to.throw(RangeError);
    });
  });
});
