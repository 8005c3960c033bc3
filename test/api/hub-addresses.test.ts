import { expect } from 'chai';
import { callbackRefusal } from '../../src/resources/hub.ts';
import { publicCallbacks, refusedCallbacks } from '../support/callback-addresses.ts';
import { startService, type TestService } from '../support/service.ts';
import { type Client, clientOf, messageOf, targetOf } from './suite/client.ts';

const apis = ['tmf657-v4', 'tmf657-v2', 'tmf657-legacy', 'tmf623-v2', 'assurance-v1'] as const;

for (const api of apis) {
  describe(`the hub of ${api}`, () => {
    let service: TestService;
    const hub = (): Client => clientOf(service, targetOf(api, 'hub'));
    before(async () => {
      service = await startService();
    });
    after(() => service.stop());
    afterEach(() => {
      expect(service.errors).to.deep.equal([]);
    });

    it('refuses every form of an address that may not be called, with the same words, and keeps nothing', async () => {
      const answers = new Set<string>();
      for (const [what, callback] of refusedCallbacks) {
        const message = messageOf(await hub().post({ callback }), 400);
        expect(message, what)
          .to.match(/\bcallback\b/u)
          .and.contain(callbackRefusal);
        answers.add(message);
      }
      expect([...answers]).to.have.length(1);
      expect((await hub().get()).body).to.deep.equal([]);
    });

    it('takes addresses that may be called, as they are written', async () => {
      for (const callback of publicCallbacks) expect(await hub().create({ callback })).to.include({ callback });
      await hub().clear();
    });
  });
}

describe('a hub where private addresses are permitted', () => {
  let service: TestService;
  const hub = (): Client => clientOf(service, targetOf('tmf657-v4', 'hub'));
  before(async () => {
    service = await startService({ SURETY_CALLBACK_ALLOW: '10.20.0.0/16,fd00:7::/32,192.168.7.7,listener.internal' });
  });
  after(() => service.stop());

  it('takes what lies in a range, is the address or the host', async () => {
    for (const callback of [
      ...['http://10.20.1.2:8080/a', 'http://0xa140102/', 'http://[::ffff:10.20.1.2]/', 'http://[fd00:7::1]/'],
      ...['http://192.168.7.7/', 'http://listener.internal/', 'http://LISTENER.internal.:81/'],
    ])
      expect(await hub().create({ callback })).to.include({ callback });
  });

  it('refuses everything else as before', async () => {
    for (const callback of [
      ...['http://10.21.0.1/', 'http://[fd00:8::1]/', 'http://192.168.7.8/', 'http://127.0.0.1/', 'http://localhost/'],
      ...['http://169.254.169.254/', 'http://user@10.20.1.2/', 'ftp://10.20.1.2/', 'http://10.20.1.2:0/'],
    ])
      expect(messageOf(await hub().post({ callback }), 400), callback).to.contain(callbackRefusal);
  });
});
