import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type HostileService, hostileService, settled } from './hostile-service.ts';
import { pour, type Receiver, receiver } from './receivers.ts';

const megabyte = 1_000_000;
const calls = 10;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are held, in objects and buffers, after a collection. */
function heldBytes(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The most that is held while something goes on, above what was held before. */
async function growthDuring(work: () => Promise<unknown>): Promise<number> {
  const before = heldBytes();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, heldBytes())), 200);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return Math.max(most, heldBytes()) - before;
}

describe('the answer of a receiver', function () {
  this.timeout(60_000);
  let hostile: HostileService;
  let open: Receiver | undefined;
  before(async () => {
    hostile = await hostileService({ SURETY_CALLBACK_TIMEOUT: '10s' });
  });
  afterEach(async () => {
    for (const id of await hostile.subscriptionIds()) await hostile.unsubscribe(id);
    await open?.close();
  });
  after(() => hostile.service.stop());

  /** Ten events to a receiver; how much memory that took. */
  const growth = async (found: Receiver): Promise<number> => {
    open = found;
    const id = await hostile.subscribe(found.url);
    await hostile.happen(calls);
    return growthDuring(async () => {
      const deliveries = await hostile.beatUntil(id, settled(calls));
      for (const { state, outcomes } of deliveries) expect([state, ...outcomes]).to.deep.equal(['delivered', 200]);
    });
  };

  it('of 100 MB is cut off after 64 kB, and memory stays flat', async () => {
    const chunk = Buffer.alloc(65_536, 'x');
    const found = await receiver((outgoing) => {
      outgoing.writeHead(200, { 'content-length': String(100 * megabyte) });
      pour(outgoing, chunk, Math.ceil((100 * megabyte) / chunk.length));
    });
    expect(await growth(found)).to.be.below(60 * megabyte);
    // What lies in the sockets' buffers when a connection is cut has left the receiver.
    expect(found.bytesSent()).to.be.below(calls * 15 * megabyte);
  });

  it('that is a gzip bomb is not inflated, and memory stays flat', async () => {
    // Members of 10 MB each, 100 of them: a gigabyte in a megabyte.
    const member = gzipSync(Buffer.alloc(10 * megabyte));
    const encodings: unknown[] = [];
    const found = await receiver((outgoing, _, incoming) => {
      encodings.push(incoming.headers['accept-encoding'] ?? 'identity');
      outgoing.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
      pour(outgoing, member, 100);
    });
    expect(await growth(found)).to.be.below(60 * megabyte);
    expect(new Set(encodings)).to.deep.equal(new Set(['identity']));
  });
});
