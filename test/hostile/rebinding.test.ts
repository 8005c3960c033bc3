import { expect } from 'chai';
import type { LookupAll } from '../../src/http/callback-post.ts';
import { type HostileService, hostileService, settled } from './hostile-service.ts';
import { answers, type Receiver, receiver } from './receivers.ts';

/** Stands for a public address: it may be called, 127.0.0.1 may not. */
const permitted = '127.0.0.2';

describe('a name that is bound to another address', function () {
  this.timeout(60_000);
  let hostile: HostileService;
  let outside: Receiver;
  let inside: Receiver;
  let addresses: readonly string[] = [];
  let lookups = 0;
  const lookup: LookupAll = (_, done) => {
    lookups += 1;
    setImmediate(() =>
      done(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      ),
    );
  };
  before(async () => {
    const closing = answers(204, { connection: 'close' });
    inside = await receiver(closing);
    outside = await receiver(closing, { host: permitted, port: inside.port });
    hostile = await hostileService({ SURETY_CALLBACK_ALLOW: permitted, SURETY_CALLBACK_TIMEOUT: '5s' }, { lookup });
  });
  after(async () => {
    await hostile.service.stop();
    for (const { close } of [inside, outside]) await close();
  });

  it('after it was registered and called is not called there, and is called again once it is bound back', async () => {
    addresses = [permitted];
    const id = await hostile.subscribe(`http://rebinding.example:${String(inside.port)}/listen`);
    await hostile.happen(1);
    await hostile.beatUntil(id, settled(1));
    expect(outside.calls).to.have.length(1);

    addresses = ['127.0.0.1'];
    await hostile.happen(1);
    const seen = await hostile.beatUntil(id, (all) => all.some(({ attemptCount }) => attemptCount === 2));
    expect(seen.find(({ state }) => state === 'pending')).to.deep.include({ outcomes: ['address', 'address'] });
    expect(inside.connections()).to.equal(0);

    // Both in one answer: only the permitted one is connected to.
    addresses = ['127.0.0.1', permitted];
    await hostile.beatUntil(id, settled(2));
    expect(inside.connections()).to.equal(0);
    expect(outside.calls).to.have.length(2);
    expect(outside.connections()).to.equal(2);
    // One look-up for each connection that was tried: what was checked is what is connected to.
    expect(lookups).to.equal(4);
  });
});
