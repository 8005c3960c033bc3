import { createServer } from 'node:https';
import { expect } from 'chai';
import { generate } from 'selfsigned';
import type { LookupAll } from '../../src/http/callback-post.ts';
import { type HostileService, hostileService, settled } from './hostile-service.ts';
import { answers, listening, type Receiver, receiver } from './receivers.ts';

const name = 'listener.example';
const hour = 3_600_000;
const retryFor = '2h';

interface Certificate {
  key: string;
  cert: string;
}

/** Who vouches for whom, and until when: certificates are held against the machine's clock. */
interface Wanted {
  host: string;
  until?: Date;
  ca?: Certificate;
  isAuthority?: boolean;
}

const longAgo = new Date(Date.UTC(2020, 0, 1));
const farOff = new Date(Date.UTC(2100, 0, 1));

async function certificate({ host, until = farOff, ca, isAuthority = false }: Wanted): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    ...{ keyType: 'ec', algorithm: 'sha256', notBeforeDate: longAgo, notAfterDate: until },
    extensions: [
      { name: 'basicConstraints', cA: isAuthority },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
    ...(ca === undefined ? {} : { ca }),
  });
  return { key, cert };
}

/** A receiver with TLS that takes everything. */
async function secureReceiver(proof: Certificate): Promise<Receiver> {
  const calls: undefined[] = [];
  const server = createServer(proof, (incoming, outgoing) => {
    calls.push(undefined);
    incoming.resume();
    outgoing.writeHead(204).end();
  });
  server.on('tlsClientError', () => undefined);
  const found = await listening(server);
  return { ...found, calls, url: `https://${name}:${String(found.port)}/` };
}

describe('a receiver whose certificate is', function () {
  this.timeout(60_000);
  let hostile: HostileService;
  let authority: Certificate;
  let healthy: Receiver;
  let healthyId: string;
  let open: Receiver | undefined;
  const lookup: LookupAll = (_, done) => {
    setImmediate(() => done(null, [{ address: '127.0.0.1', family: 4 }]));
  };
  before(async () => {
    authority = await certificate({ host: 'Authority', isAuthority: true });
    hostile = await hostileService(
      { SURETY_CALLBACK_TIMEOUT: '5s', SURETY_CALLBACK_RETRY_FOR: retryFor },
      {
        ...{ lookup, authorities: [authority.cert] },
      },
    );
    healthy = await receiver(answers(204));
    healthyId = await hostile.subscribe(healthy.url);
  });
  afterEach(() => open?.close());
  after(async () => {
    await hostile.service.stop();
    await healthy.close();
  });

  const opened = async (wanted: Wanted): Promise<Receiver> => {
    open = await secureReceiver(await certificate(wanted));
    return open;
  };

  it('as it should be is called', async () => {
    const { url, calls } = await opened({ host: name, ca: authority });
    const id = await hostile.subscribe(url);
    await hostile.happen(1);
    const [delivery] = await hostile.beatUntil(id, settled(1));
    expect(delivery).to.deep.include({ state: 'delivered', outcomes: [204] });
    expect(calls).to.have.length(1);
    await hostile.unsubscribe(id);
  });

  const faults: [what: string, wanted: () => Wanted][] = [
    ['signed by itself', () => ({ host: name })],
    ['for another name', () => ({ host: 'other.example', ca: authority })],
    ['expired', () => ({ host: name, ca: authority, until: new Date(Date.UTC(2021, 0, 1)) })],
  ];
  for (const [what, wanted] of faults) {
    it(`${what} gets nothing, is tried again until the time for it is over, and holds up nobody`, async () => {
      const { url, calls, connections } = await opened(wanted());
      const id = await hostile.subscribe(url);
      await hostile.happen(1);
      const before = healthy.calls.length;
      await hostile.beat();
      expect(healthy.calls).to.have.length(before + 1);
      const [delivery] = await hostile.beatUntil(id, settled(1), { stepMs: 5 * 60_000, steps: 60 });
      expect(delivery).to.deep.include({ state: 'abandoned', reason: 'tls', attemptCount: connections() });
      expect(new Set(delivery!.outcomes)).to.deep.equal(new Set(['tls']));
      // 1 s doubling to 1 h, of which half is left to chance, over two hours.
      expect(delivery!.attemptCount).to.be.within(8, 20);
      expect(delivery!.times.at(-1)! - delivery!.times[0]!).to.be.within(hour, 2 * hour);
      expect(calls).to.deep.equal([]);
      await hostile.unsubscribe(id);
      const heard = await hostile.beatUntil(healthyId, (seen) => seen.every(({ state }) => state === 'delivered'));
      expect(heard.every(({ attemptCount }) => attemptCount === 1)).to.equal(true);
      expect(hostile.service.errors).to.deep.equal([]);
    });
  }
});
