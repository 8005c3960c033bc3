import { createServer } from 'node:http';
import { expect } from 'chai';
import { type DeliveryView, type HostileService, hostileService, settled } from './hostile-service.ts';
import { answers, atFirst, drip, rawReceiver, type Receiver, receiver, type Treatment } from './receivers.ts';

/** Calls at once to an endpoint that has not shown yet how fast it is. */
const firstWidth = 4;
const minute = 60_000;
const hour = 60 * minute;
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

describe('a hostile receiver', function () {
  this.timeout(60_000);
  let hostile: HostileService;
  let healthy: Receiver;
  let healthyId: string;
  const open: Receiver[] = [];
  const opened = async (opening: Promise<Receiver>): Promise<Receiver> => {
    const found = await opening;
    open.push(found);
    return found;
  };
  const treating = (treatment: Treatment): Promise<Receiver> => opened(receiver(treatment));
  before(async () => {
    hostile = await hostileService();
    healthy = await receiver(answers(204));
    healthyId = await hostile.subscribe(healthy.url);
  });
  afterEach(async () => {
    for (const id of await hostile.subscriptionIds()) if (id !== healthyId) await hostile.unsubscribe(id);
    // Whatever the other one did, this one has heard of everything, and nothing was logged as an error.
    const heard = await hostile.beatUntil(healthyId, (seen) => seen.every(({ state }) => state === 'delivered'));
    expect(new Set(healthy.calls)).to.deep.equal(new Set(heard.map(({ eventId }) => eventId)));
    expect(hostile.service.errors).to.deep.equal([]);
    for (const each of open.splice(0)) await each.close();
  });
  after(async () => {
    await hostile.service.stop();
    await healthy.close();
  });

  /** One event to a receiver, until there is nothing left to do. */
  const oneEvent = async (url: string, pace?: { stepMs: number; steps: number }): Promise<DeliveryView> => {
    const id = await hostile.subscribe(url);
    await hostile.happen(1);
    const [delivery] = await hostile.beatUntil(id, settled(1), pace);
    return delivery!;
  };
  const gapsOf = ({ times }: DeliveryView): number[] => times.slice(1).map((at, place) => at - times[place]!);

  it('that answers 500 is tried again, at growing distances, until it takes the event', async () => {
    const { url, calls } = await treating(atFirst(5, answers(500)));
    const delivery = await oneEvent(url, { stepMs: 500, steps: 600 });
    expect(delivery).to.deep.include({ state: 'delivered', attemptCount: 6 });
    expect(delivery.outcomes).to.deep.equal([500, 500, 500, 500, 500, 204]);
    expect(new Set(calls)).to.have.property('size', 1);
    for (const [place, gap] of gapsOf(delivery).entries())
      expect(gap, `gap ${String(place)}`).to.be.at.least(500 * 2 ** place);
  });

  for (const status of [501, 502, 503, 504, 599, 408, 425]) {
    it(`that answers ${String(status)} once is tried again`, async () => {
      const { url } = await treating(atFirst(1, answers(status)));
      expect(await oneEvent(url)).to.deep.include({ state: 'delivered', outcomes: [status, 204] });
    });
  }

  for (const status of [400, 401, 403, 404, 405, 422]) {
    it(`that refuses with ${String(status)} is tried three times and no more`, async () => {
      const { url, calls } = await treating(answers(status));
      const delivery = await oneEvent(url);
      expect(delivery).to.deep.include({ state: 'abandoned', attemptCount: 3, reason: `status ${String(status)}` });
      hostile.service.clock.advance(hour);
      await hostile.beat();
      expect(calls).to.have.length(3);
    });
  }

  it('that answers 429 is left alone for as long as it asks', async () => {
    const { url } = await treating(atFirst(2, answers(429, { 'retry-after': '120' })));
    const delivery = await oneEvent(url);
    expect(delivery.outcomes).to.deep.equal([429, 429, 204]);
    for (const gap of gapsOf(delivery)) expect(gap).to.be.within(2 * minute, 3 * minute);
  });

  it('that asks for a year is tried again within the hour', async () => {
    const { url } = await treating(atFirst(1, answers(429, { 'retry-after': '31536000' })));
    const delivery = await oneEvent(url, { stepMs: minute, steps: 90 });
    expect(delivery.outcomes).to.deep.equal([429, 204]);
    expect(gapsOf(delivery)[0]).to.be.within(50 * minute, 62 * minute);
  });

  for (const header of ['-5', 'soon', '1e9', '', '0x10', '99999999999999999999']) {
    it(`that asks for "${header}" is tried again like any other`, async () => {
      const { url } = await treating(atFirst(1, answers(429, { 'retry-after': header })));
      const delivery = await oneEvent(url, { stepMs: 500, steps: 20 });
      expect(delivery.outcomes).to.deep.equal([429, 204]);
    });
  }

  it('that never answers is given up at the deadline and tried again', async () => {
    const { url, calls } = await treating(atFirst(2, () => undefined));
    expect(await oneEvent(url)).to.deep.include({ state: 'delivered', outcomes: ['timeout', 'timeout', 204] });
    expect(calls).to.have.length(3);
  });

  it('that takes the connection and reads nothing is given up at the deadline', async () => {
    const silent = await opened(rawReceiver((socket, number) => number > 0 && socket.end('HTTP/1.1 204 No\r\n\r\n')));
    expect(await oneEvent(silent.url)).to.deep.include({ state: 'delivered', outcomes: ['timeout', 204] });
  });

  it('that answers a byte now and then is given up at the deadline, however long it would go on', async () => {
    const { url, bytesSent } = await opened(
      rawReceiver((socket, number) => {
        if (number === 0) drip(socket, `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(10_000)}`, 20);
        else socket.end('HTTP/1.1 204 No\r\n\r\n');
      }),
    );
    expect(await oneEvent(url)).to.deep.include({ state: 'delivered', outcomes: ['timeout', 204] });
    expect(bytesSent()).to.be.below(1000);
  });

  it('that takes the event and then drips a body has taken it', async () => {
    const { url, calls } = await treating((outgoing) => {
      outgoing.writeHead(200);
      drip(outgoing, 'abc', 20);
    });
    expect(await oneEvent(url)).to.deep.include({ state: 'delivered', outcomes: [200] });
    expect(calls).to.have.length(1);
  });

  it('that resets the connection is tried again', async () => {
    const { url } = await opened(
      rawReceiver((socket, number) => {
        if (number < 2) socket.resetAndDestroy();
        else socket.end('HTTP/1.1 204 No\r\n\r\n');
      }),
    );
    expect(await oneEvent(url)).to.deep.include({ state: 'delivered', outcomes: ['connection', 'connection', 204] });
  });

  it('that resets the connection in the middle of its status is tried again', async () => {
    const { url } = await opened(
      rawReceiver((socket, number) => {
        if (number === 0) socket.write('HTTP/1.1 20', () => socket.resetAndDestroy());
        else socket.end('HTTP/1.1 204 No\r\n\r\n');
      }),
    );
    expect(await oneEvent(url)).to.deep.include({ state: 'delivered', outcomes: ['connection', 204] });
  });

  it('that resets the connection in the middle of its answer has answered', async () => {
    const { url, calls } = await treating((outgoing) => {
      outgoing.writeHead(200, { 'content-length': '1000' });
      outgoing.write('x', () => outgoing.socket?.resetAndDestroy());
    });
    expect(await oneEvent(url)).to.deep.include({ state: 'delivered', outcomes: [200] });
    expect(calls).to.have.length(1);
  });

  const nonsense: [what: string, answer: string][] = [
    ['something else than HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a status that is none', 'HTTP/1.1 2OO OK\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a header of a megabyte', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(1_000_000)}\r\n\r\n`],
    ['a switch of protocols', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: a\r\nConnection: Upgrade\r\n\r\n'],
    ['nothing and a closed connection', ''],
  ];
  for (const [what, answer] of nonsense) {
    it(`that answers with ${what} is tried again`, async () => {
      const { url, calls } = await opened(
        rawReceiver((socket, number) => socket.end(number === 0 ? answer : 'HTTP/1.1 204 No\r\n\r\n')),
      );
      const delivery = await oneEvent(url);
      expect(delivery).to.deep.include({ state: 'delivered', attemptCount: 2 });
      expect(delivery.outcomes[1]).to.equal(204);
      expect(calls).to.have.length(2);
    });
  }

  it('that answers with interim answers only is given up at the deadline', async () => {
    const { url } = await opened(
      rawReceiver((socket, number) => {
        if (number > 0) return void socket.end('HTTP/1.1 204 No\r\n\r\n');
        const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'), 10);
        socket.once('close', () => clearInterval(timer));
      }),
    );
    const delivery = await oneEvent(url);
    expect(delivery).to.deep.include({ state: 'delivered', attemptCount: 2 });
  });

  for (const status of [300, 301, 302, 303, 304, 307, 308]) {
    it(`that redirects with ${String(status)} is never followed, to loopback or elsewhere`, async () => {
      const target = await treating(answers(204));
      const places = [target.url, 'http://169.254.169.254/latest/meta-data', '/elsewhere'];
      const { url, calls } = await treating((outgoing, number) =>
        answers(status, { location: places[number % places.length]! })(outgoing, number, outgoing.req),
      );
      const delivery = await oneEvent(url);
      expect(delivery).to.deep.include({ state: 'abandoned', outcomes: [status, status, status] });
      expect(target.connections()).to.equal(0);
      expect(calls).to.have.length(3);
    });
  }

  it('that is gone (410) is not called again, and its subscription ends with all that waited', async () => {
    const underWay: (() => void)[] = [];
    const { url, calls } = await treating((outgoing, number, incoming) => {
      underWay.push(() => answers(410)(outgoing, number, incoming));
    });
    const id = await hostile.subscribe(url);
    await hostile.happen(12);
    await hostile.service.beats.relay();
    const beat = hostile.service.beats.deliver();
    while (calls.length < firstWidth) await soon();
    underWay.shift()!();
    while ((await hostile.subscriptionIds()).includes(id)) await soon();
    for (const answer of underWay) answer();
    await beat;
    // Those that were under way when the first of them was answered, and not one more.
    expect(calls).to.have.length(firstWidth);
    expect(new Set(calls)).to.have.property('size', firstWidth);
    await hostile.beatUntil(id, (seen) => seen.every(({ state }) => state !== 'pending'));
    expect(await hostile.subscriptionIds()).to.deep.equal([healthyId]);
    await hostile.happen(2);
    hostile.service.clock.advance(hour);
    await hostile.beat();
    expect(calls).to.have.length(firstWidth);
  });

  it('whose subscription is deleted while deliveries wait and are under way is not called again', async () => {
    const waiting: (() => void)[] = [];
    const { url, calls } = await treating((outgoing, number) => {
      if (number < 3) answers(503)(outgoing, number, outgoing.req);
      else waiting.push(() => outgoing.writeHead(503).end());
    });
    const id = await hostile.subscribe(url);
    await hostile.happen(10);
    await hostile.service.beats.relay();
    const beat = hostile.service.beats.deliver();
    while (waiting.length === 0) {
      // Nothing may be due before time passes, however often it has failed.
      hostile.service.clock.advance(100);
      await soon();
    }
    await hostile.unsubscribe(id);
    for (const answer of waiting.splice(0)) answer();
    await beat;
    const before = calls.length;
    for (let beats = 0; beats < 3; beats += 1) {
      hostile.service.clock.advance(2 * hour);
      await hostile.beat();
    }
    expect(calls).to.have.length(before);
    expect((await hostile.deliveriesOf(id)).filter(({ state }) => state === 'pending')).to.deep.equal([]);
  });

  it('that listens nowhere is tried again', async () => {
    const { url, port, close } = await receiver(answers(204));
    await close();
    const id = await hostile.subscribe(url);
    await hostile.happen(1);
    await hostile.beatUntil(id, ([delivery]) => delivery?.attemptCount === 2);
    const server = createServer((_, outgoing) => outgoing.writeHead(204).end());
    server.listen(port, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const [delivery] = await hostile.beatUntil(id, settled(1)).finally(() => server.close());
    expect(delivery).to.deep.include({ state: 'delivered', outcomes: ['connection', 'connection', 204] });
  });
});

describe('receivers that hang', function () {
  this.timeout(60_000);
  it('have a few calls under way at most, and hold up nobody', async () => {
    const warnings: string[] = [];
    const hear = ({ name }: Error): void => void warnings.push(name);
    process.on('warning', hear);
    const hostile = await hostileService({ SURETY_CALLBACK_TIMEOUT: '20s' });
    const healthy = await receiver(answers(204));
    const hanging = await Promise.all([0, 1, 2].map(() => receiver(() => undefined)));
    try {
      for (const { url } of [...hanging, healthy]) await hostile.subscribe(url);
      await hostile.happen(20);
      await hostile.service.beats.relay();
      const beat = hostile.service.beats.deliver();
      while (healthy.calls.length < 20 || hanging.some(({ calls }) => calls.length === 0)) await soon();
      for (const { calls } of hanging) expect(calls.length).to.be.within(1, firstWidth);
      expect(new Set(healthy.calls)).to.have.property('size', 20);
      for (const { close } of hanging) await close();
      hostile.service.clock.advance(1000);
      await beat;
    } finally {
      await hostile.service.stop();
      for (const { close } of [healthy]) await close();
      process.off('warning', hear);
    }
    expect(warnings).not.to.include('MaxListenersExceededWarning');
  });
});
