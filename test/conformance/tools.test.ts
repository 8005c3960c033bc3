import { type AddressInfo, createServer } from 'node:net';
import { expect } from 'chai';
import { readArguments } from '../../conformance/arguments.ts';
import { allChecks } from '../../conformance/checks/all-checks.ts';
import { createHttpClient, NoAnswer, splitUrl } from '../../conformance/http-client.ts';
import { firstDifference, merged, missingPath, nested, valueAt, without, withValue } from '../../conformance/json.ts';
import { startListener } from '../../conformance/listener.ts';
import { checksFor } from '../../conformance/run.ts';
import { startStub } from './stub-server.ts';

describe('the tools of the conformance runner', () => {
  describe('the HTTP client', () => {
    it('sends what stands behind the authority exactly as written', async () => {
      const stub = await startStub(() => ({ status: 200, body: [] }));
      const client = createHttpClient(5_000);
      const targets = ["/a//b/?a=>=5&b=%3D%3D&c='x'&d=\"y\"&e=+1&f=[?(@.a=='1')]", '/%zz', '?x=1'];
      for (const target of targets) await client.send({ method: 'GET', url: `${stub.url}${target}`, headers: {} });
      expect(stub.arrived.map(({ url }) => url)).to.deep.equal([targets[0], targets[1], '/?x=1']);
      client.close();
      await stub.close();
    });

    it('does not follow redirects', async () => {
      const stub = await startStub(() => ({ status: 302, headers: { Location: '/elsewhere' } }));
      const client = createHttpClient(5_000);
      const { status, headers } = await client.send({ method: 'GET', url: stub.url, headers: {} });
      expect([status, headers.location]).to.deep.equal([302, '/elsewhere']);
      expect(stub.arrived).to.have.length(1);
      client.close();
      await stub.close();
    });

    it('says when there is no answer', async () => {
      const stub = await startStub(() => ({ status: 200 }));
      await stub.close();
      const client = createHttpClient(5_000);
      const error: unknown = await client
        .send({ method: 'GET', url: stub.url, headers: {} })
        .catch((each: unknown) => each);
      expect(error).to.be.instanceOf(NoAnswer);
      client.close();
    });

    it('asks once more over a new connection when the server had closed the kept one, and not when a new one breaks', async () => {
      let connections = 0;
      const server = createServer((socket) => {
        connections += 1;
        const isFirst = connections === 1;
        let requests = 0;
        socket
          .on('error', () => undefined)
          .on('data', () => {
            requests += 1;
            // The first connection breaks at its second request, all after the second at once.
            if (connections > 2 || (isFirst && requests > 1)) socket.resetAndDestroy();
            else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
          });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
      const client = createHttpClient(5_000);
      const ask = async (): Promise<number> => (await client.send({ method: 'PATCH', url, headers: {} })).status;
      expect([await ask(), await ask(), connections]).to.deep.equal([200, 200, 2]);
      client.close();
      const other = createHttpClient(5_000);
      const error: unknown = await other.send({ method: 'GET', url, headers: {} }).catch((each: unknown) => each);
      expect([error instanceof NoAnswer, connections]).to.deep.equal([true, 3]);
      other.close();
      server.close();
    });

    it('takes addresses apart without touching them', () => {
      expect(splitUrl('http://h:8080/a?b=%3E')).to.deep.equal({ origin: 'http://h:8080', target: '/a?b=%3E' });
      expect(splitUrl('https://[::1]')).to.deep.equal({ origin: 'https://[::1]', target: '/' });
      expect(() => splitUrl('/a')).to.throw('absolute');
    });
  });

  describe('the listener', () => {
    const post = async (url: string, body: string): Promise<number> =>
      (await fetch(url, { method: 'POST', body })).status;

    it('keeps what is sent to each subscription apart, and answers as it is told', async () => {
      const listener = await startListener('127.0.0.1');
      const [one, other] = [listener.open(), listener.open()];
      one.answers.push(500);
      expect([await post(one.callback, '{"a":1}'), await post(one.callback, 'x')]).to.deep.equal([500, 204]);
      expect(one.received.map(({ body, text }) => [body, text])).to.deep.equal([
        [{ a: 1 }, '{"a":1}'],
        [undefined, 'x'],
      ]);
      expect(other.received).to.deep.equal([]);
      expect(await post(one.callback.replace(/\d+$/, '99'), '{}')).to.equal(404);
      await listener.close();
    });

    it('waits for what comes, and no longer than it is told', async () => {
      const listener = await startListener('127.0.0.1');
      const inbox = listener.open();
      const waiting = inbox.waitUntil((received) => received.length === 2, 5_000);
      await post(inbox.callback, '{}');
      await post(inbox.callback, '{}');
      expect(await waiting).to.equal(true);
      expect(await inbox.waitUntil((received) => received.length === 3, 1)).to.equal(false);
      await listener.close();
    });
  });

  describe('paths in JSON', () => {
    const value = { a: { b: [{ c: 1 }, { c: 2 }] }, d: 'x' };

    it('are read, set and removed, through lists, without changing the value', () => {
      const before = structuredClone(value);
      expect(valueAt(value, 'a.b.1.c')).to.equal(2);
      expect(valueAt(value, 'a.x.1')).to.equal(undefined);
      expect(without(value, 'a.b.0')).to.deep.equal({ a: { b: [{ c: 2 }] }, d: 'x' });
      expect(without(value, 'a.b.0.c')).to.deep.equal({ a: { b: [{}, { c: 2 }] }, d: 'x' });
      expect(withValue(value, 'a.b.0.c', null)).to.deep.equal({ a: { b: [{ c: null }, { c: 2 }] }, d: 'x' });
      expect(merged(value, nested('a.e', 5))).to.deep.equal({ a: { b: [{ c: 1 }, { c: 2 }], e: 5 }, d: 'x' });
      expect(value).to.deep.equal(before);
    });

    it('say where values differ, or lack something', () => {
      expect(firstDifference(value, structuredClone(value))).to.equal(undefined);
      expect(firstDifference(withValue(value, 'a.b.1.c', 3), value)).to.equal('a.b[1].c');
      expect(firstDifference({ ...value, e: 1 }, value)).to.equal('e');
      expect(firstDifference([1], [1, 2])).to.equal('[1]');
      expect(firstDifference(1, '1')).to.equal('');
      expect(missingPath(value, { a: { b: [{}, { c: 2 }] } })).to.equal(undefined);
      expect(missingPath(value, { a: { b: [{}] } })).to.equal('a.b');
      expect(missingPath(value, { a: { f: 1 } })).to.equal('a.f');
    });
  });

  describe('the command line', () => {
    it('is read', () => {
      const line =
        '--url http://h/p/ --api TMF657 --dialect v2,legacy --only A B,C --header X:y --strict --no-hub --timeout 2.5 --html r.html';
      const { options, files } = readArguments(line.split(' '));
      expect(options).to.deep.equal({
        ...{
          url: 'http://h/p',
          apis: ['tmf657'],
          dialects: ['v2', 'legacy'],
          only: ['A', 'B', 'C'],
          headers: { X: 'y' },
        },
        ...{ withHub: false, isStrict: true, requestTimeoutMs: 2500 },
      });
      expect(files).to.deep.equal({ html: 'r.html' });
    });
  });

  describe('the checks', () => {
    it('have ids of their own that name the document of their family, and titles that are sentences', () => {
      expect(new Set(allChecks.map(({ id }) => id)).size).to.equal(allChecks.length);
      for (const { id, title, rule } of allChecks) {
        expect(id).to.match(/^TMF6(?:30|57|23)-[\dS]+-[a-z0-9-]+$/);
        expect(title).to.match(/^[A-Za-z@.$'{%"/=].{15,}/);
        expect(rule.section, id).not.to.equal('');
      }
    });

    it('are chosen by id or by beginning', () => {
      expect(checksFor(['TMF630-5-206']).map(({ id }) => id)).to.deep.equal(['TMF630-5-206']);
      expect(checksFor(['TMF630-5-*']).length).to.be.above(10);
      expect(checksFor()).to.equal(allChecks);
      expect(() => checksFor(['TMF630-5'])).to.throw('no check is called TMF630-5');
    });
  });
});
