import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { expect } from 'chai';
import { createAddressGuard } from '../../../src/http/address-guard.ts';
import { createCallbackPost, type CallbackPoster, type LookupAll } from '../../../src/http/callback-post.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { refusedAddresses, refusedCallbacks } from '../../support/callback-addresses.ts';

describe('connecting to a callback', () => {
  let server: Server;
  let port: number;
  let connections = 0;
  const posters: CallbackPoster[] = [];
  before(async () => {
    server = createServer((_, response) => response.writeHead(204).end());
    server.on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => (connections = 0));
  afterEach(async () => {
    for (const poster of posters.splice(0)) await poster.close();
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const looked: string[] = [];
  const post = (url: string, allow: readonly string[], ...addresses: string[]) => {
    const found: LookupAddress[] = addresses.map((address) => ({ address, family: isIP(address.split('%')[0]!) || 4 }));
    const lookup: LookupAll = (host, done) => {
      looked.push(host);
      setImmediate(() => done(null, found));
    };
    const guard = createAddressGuard(allow);
    const poster = createCallbackPost({ guard, clock: systemClock, timeoutMs: 5000, lookup });
    posters.push(poster);
    return poster.post({ url, body: '{}', headers: { 'content-type': 'application/json' } });
  };

  for (const address of refusedAddresses) {
    it(`is refused when the name resolves to "${address}"`, async () => {
      const outcome = await post(`http://oss.example:${String(port)}/`, [], address);
      expect(outcome).to.deep.include({ kind: 'refused', reason: 'address' });
      const secure = await post(`https://oss.example:${String(port)}/`, [], address, '10.0.0.1');
      expect(secure).to.deep.include({ kind: 'refused', reason: 'address' });
      expect(connections).to.equal(0);
    });
  }

  it('is refused, without a look-up, for every form that could not be registered today', async () => {
    looked.length = 0;
    for (const [what, url] of refusedCallbacks)
      expect(await post(url, [], '8.8.8.8'), what).to.deep.include({ kind: 'refused', reason: 'address' });
    expect(looked).to.deep.equal([]);
  });

  const permitted: [what: string, host: string, allow: string][] = [
    ['a range', '127.0.0.1', '127.0.0.0/8'],
    ['an address', '127.0.0.1', '127.0.0.1'],
    ['an address, however it is written', '0x7f.1', '127.0.0.1'],
    ['an address, inside IPv6', '[::ffff:7f00:1]', '127.0.0.0/8'],
    ['a range that a name resolves to', 'oss.example', '127.0.0.0/8'],
    ['a range that a name of this network resolves to', 'listener', '127.0.0.0/8'],
    ['a host', 'listener.internal', 'listener.internal'],
    ['a host in other letters', 'Listener.INTERNAL.', 'listener.internal'],
  ];
  for (const [what, host, allow] of permitted) {
    it(`is made where ${what} is permitted`, async () => {
      const outcome = await post(`http://${host}:${String(port)}/`, [allow], '127.0.0.1');
      expect(outcome).to.deep.include({ kind: 'answered', status: 204 });
      expect(connections).to.equal(1);
    });
  }

  it('takes no other address of a name than a permitted one', async () => {
    const outcome = await post(`http://oss.example:${String(port)}/`, ['127.0.0.1'], '10.0.0.1', '::1', '127.0.0.1');
    expect(outcome).to.deep.include({ kind: 'answered', status: 204 });
    const refused = await post(`http://oss.example:${String(port)}/`, ['10.0.0.0/8'], '127.0.0.1', '::1');
    expect(refused).to.deep.include({ kind: 'refused', reason: 'address' });
    expect(connections).to.equal(1);
  });
});
