import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { LookupAddress } from 'node:dns';
import { systemClock } from '../../../src/kernel/clock.ts';
import { createAddressGuard } from '../../../src/http/address-guard.ts';
import { createCallbackPost } from '../../../src/http/callback-post.ts';
import type { CallbackPoster, LookupAll } from '../../../src/http/callback-post.ts';

interface Listener {
  port: number;
  requests: { request: IncomingMessage; body: string }[];
  connections: () => number;
}

describe('posting a callback', () => {
  const servers: Server[] = [];
  const posters: CallbackPoster[] = [];
  afterEach(async () => {
    for (const poster of posters.splice(0)) await poster.close();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function listen(answer: RequestListener): Promise<Listener> {
    const requests: Listener['requests'] = [];
    let connections = 0;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        requests.push({ request, body: Buffer.concat(chunks).toString() });
        answer(request, response);
      });
    }).on('connection', () => (connections += 1));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as AddressInfo).port, requests, connections: () => connections };
  }

  function poster(options: { allow?: string[]; timeoutMs?: number; lookup?: LookupAll } = {}): CallbackPoster {
    const { allow = ['127.0.0.1'], ...rest } = options;
    const made = createCallbackPost({ guard: createAddressGuard(allow), clock: systemClock, ...rest });
    posters.push(made);
    return made;
  }

  const headers = { 'content-type': 'application/json' };
  const to = (port: number, path = '/listen?token=1') => ({
    url: `http://127.0.0.1:${String(port)}${path}`,
    body: '{"a":1}',
    headers,
  });

  it('sends the body to the URL as registered and tells the status', async () => {
    const listener = await listen((_, response) => response.writeHead(201).end('{}'));
    const outcome = await poster().post(to(listener.port));
    expect(outcome).to.deep.include({ kind: 'answered', status: 201 });
    const [got] = listener.requests;
    expect(got?.body).to.equal('{"a":1}');
    expect(got?.request.url).to.equal('/listen?token=1');
    expect(got?.request.method).to.equal('POST');
    expect(got?.request.headers['content-type']).to.equal('application/json');
  });

  it('uses a connection again', async () => {
    const listener = await listen((_, response) => response.writeHead(200).end('{"fine":true}'));
    const { post } = poster();
    for (let i = 0; i < 5; i += 1) await post(to(listener.port));
    expect(listener.requests).to.have.length(5);
    expect(listener.connections()).to.be.at.most(2);
  });

  it('does not follow redirects', async () => {
    const target = await listen((_, response) => response.end());
    const listener = await listen((_, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${String(target.port)}/` }).end(),
    );
    expect(await poster().post(to(listener.port))).to.deep.include({ kind: 'answered', status: 307 });
    expect(target.requests).to.have.length(0);
  });

  it('reads Retry-After as seconds and as a date', async () => {
    const seconds = await listen((_, response) => response.writeHead(503, { 'retry-after': '7' }).end());
    expect(await poster().post(to(seconds.port))).to.deep.include({ status: 503, retryAfterMs: 7000 });
    const inAnHour = new Date(systemClock.now() + 3_600_000).toUTCString();
    const date = await listen((_, response) => response.writeHead(429, { 'retry-after': inAnHour }).end());
    const outcome = await poster().post(to(date.port));
    expect(outcome.kind === 'answered' && outcome.retryAfterMs).to.be.within(3_590_000, 3_600_000);
    const nonsense = await listen((_, response) => response.writeHead(503, { 'retry-after': 'soon' }).end());
    expect(await poster().post(to(nonsense.port))).not.to.have.property('retryAfterMs');
  });

  it('breaks an endless answer off and counts its status', async () => {
    let wasCut: () => void = () => undefined;
    const cut = new Promise<void>((resolve) => (wasCut = resolve));
    const listener = await listen((_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.write('x'.repeat(16_384)));
        response.once('drain', more);
      };
      response.on('close', wasCut);
      more();
    });
    expect(await poster().post(to(listener.port))).to.deep.include({ kind: 'answered', status: 200 });
    await cut;
  });

  it('gives up at the deadline, before and after the status', async () => {
    const silent = await listen(() => undefined);
    expect(await poster({ timeoutMs: 50 }).post(to(silent.port))).to.deep.include({
      kind: 'failed',
      reason: 'timeout',
    });
    const half = await listen((_, response) => response.writeHead(200).write('a'));
    expect(await poster({ timeoutMs: 50 }).post(to(half.port))).to.deep.include({ kind: 'answered', status: 200 });
    const neverResolved = poster({ timeoutMs: 50, lookup: () => undefined });
    expect(await neverResolved.post({ ...to(1), url: 'http://slow.example/' })).to.deep.include({ reason: 'timeout' });
  });

  it('is broken off by its signal', async () => {
    const stopping = new AbortController();
    const listener = await listen(() => stopping.abort());
    const outcome = await poster().post({ ...to(listener.port), signal: stopping.signal });
    expect(outcome).to.deep.include({ kind: 'failed', reason: 'connection' });
    expect(await poster().post({ ...to(listener.port), signal: stopping.signal })).to.deep.include({ kind: 'failed' });
  });

  it('tells a closed port, a dropped connection and a listener without TLS apart', async () => {
    const dropping = createTcpServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => dropping.listen(0, '127.0.0.1', resolve));
    const { port } = dropping.address() as AddressInfo;
    expect(await poster().post(to(port))).to.deep.include({ kind: 'failed', reason: 'connection' });
    await new Promise((resolve) => dropping.close(resolve));
    expect(await poster().post(to(port))).to.deep.include({ kind: 'failed', reason: 'connection' });
    const plain = await listen((_, response) => response.end());
    const secure = { ...to(plain.port), url: `https://127.0.0.1:${String(plain.port)}/` };
    expect(await poster().post(secure)).to.deep.include({ kind: 'failed', reason: 'tls' });
  });

  describe('to a name', () => {
    const answering =
      (...addresses: string[]): LookupAll =>
      (_, done) => {
        const found: LookupAddress[] = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
        setImmediate(() => done(null, found));
      };

    it('connects to what the one look-up gave', async () => {
      const listener = await listen((_, response) => response.writeHead(204).end());
      const { post } = poster({ lookup: answering('127.0.0.1') });
      const outcome = await post({ ...to(1), url: `http://listener.example:${String(listener.port)}/` });
      expect(outcome).to.deep.include({ kind: 'answered', status: 204 });
      expect(listener.requests[0]?.request.headers.host).to.equal(`listener.example:${String(listener.port)}`);
    });

    it('refuses a name that resolves to a private address, also one that did not at first', async () => {
      const listener = await listen((_, response) => response.writeHead(200, { connection: 'close' }).end());
      const url = `http://rebinding.example:${String(listener.port)}/`;
      const { post } = poster({ allow: [], lookup: answering('127.0.0.1') });
      expect(await post({ ...to(1), url })).to.deep.include({ kind: 'refused', reason: 'address' });
      expect(await post({ ...to(1), url })).to.deep.include({ kind: 'refused', reason: 'address' });
      expect(listener.connections()).to.equal(0);
    });

    it('uses only the permitted addresses of a name', async () => {
      const listener = await listen((_, response) => response.end());
      const { post } = poster({ lookup: answering('10.255.255.1', '127.0.0.1', 'fe80::1') });
      const outcome = await post({ ...to(1), url: `http://mixed.example:${String(listener.port)}/` });
      expect(outcome).to.deep.include({ kind: 'answered', status: 200 });
    });

    it('says that a name is not known', async () => {
      const lookup: LookupAll = (_, done) => done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
      expect(await poster({ lookup }).post({ ...to(1), url: 'http://gone.example/' })).to.deep.include({
        kind: 'failed',
        reason: 'dns',
      });
    });

    it('looks a permitted name up with the machine', async () => {
      const listener = await listen((_, response) => response.end());
      const { post } = poster({ allow: ['localhost'] });
      const outcome = await post({ ...to(1), url: `http://localhost:${String(listener.port)}/` });
      expect(outcome).to.deep.include({ kind: 'answered', status: 200 });
    });
  });

  it('refuses literal addresses without connecting', async () => {
    const listener = await listen((_, response) => response.end());
    for (const host of ['127.0.0.1', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost']) {
      const outcome = await poster({ allow: [] }).post({ ...to(1), url: `http://${host}:${String(listener.port)}/` });
      expect(outcome, host).to.deep.include({ kind: 'refused', reason: 'address' });
    }
    expect(listener.connections()).to.equal(0);
  });
});
