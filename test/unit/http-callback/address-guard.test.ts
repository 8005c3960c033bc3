import { expect } from 'chai';
import { createAddressGuard } from '../../../src/http/address-guard.ts';

const guard = createAddressGuard([]);
const refused = [{ path: 'callback', reason: 'its address may not be called' }];

describe('the address guard', () => {
  const privateForms = [
    'http://127.0.0.1/',
    'http://127.1:8080/x',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://2130706433/',
    'http://127.0.0.1./',
    'http://%31%32%37.0.0.1/',
    'http://１２７.0.0.1/',
    'http://0/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://100.64.0.1/',
    'http://100.100.100.200/latest/meta-data',
    'http://169.254.169.254/latest/meta-data',
    'http://168.63.129.16/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.0.0.192/',
    'http://192.168.1.1/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://[64:ff9b:1::1]/',
    'http://[2002:7f00:1::1]/',
    'http://[2001::1]/',
    'http://[2001:db8::1]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[ff02::1]/',
    'http://localhost/',
    'http://LOCALHOST./',
    'https://a.localhost/',
  ];
  for (const url of privateForms) {
    it(`refuses ${url}, always with the same words`, () => {
      expect(guard.checkUrl(url)).to.deep.equal(refused);
    });
  }

  const publicForms = [
    'http://8.8.8.8/',
    'https://listener.example.net/a?b=c',
    'http://172.32.0.1/',
    'http://172.15.0.1/',
    'http://100.128.0.1/',
    'http://[2606:4700::1111]/',
    'http://[::ffff:8.8.8.8]/',
    'http://[64:ff9b::8.8.8.8]/',
  ];
  for (const url of publicForms) {
    it(`lets ${url} be registered`, () => {
      expect(guard.checkUrl(url)).to.deep.equal([]);
    });
  }

  const malformed = [
    '',
    'listener',
    '/listen',
    'ftp://8.8.8.8/',
    'http:8.8.8.8',
    'javascript:1',
    'http://',
    'http://u:p@8.8.8.8/',
    'http://u@8.8.8.8/',
    'http://1.2.3.999/',
    'http://[::1/',
  ];
  for (const url of malformed) {
    it(`says that "${url}" is no URL to call`, () => {
      expect(guard.checkUrl(url)).to.deep.equal([
        { path: 'callback', reason: 'must be an absolute http or https URL without user and password' },
      ]);
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

    it('throws on a range it cannot read', () => {
      for (const entry of ['10.0.0.0/33', 'host/8', '::/129', '10.0.0.0/x', ''])
        expect(() => createAddressGuard([entry]), entry).to.throw(RangeError);
    });
  });
});
