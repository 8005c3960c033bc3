import { expect } from 'chai';
import { rounds, seedOf } from './chance.ts';
import { endProcesses, grounds } from './service-process.ts';
import { drainMs, storm } from './storm.ts';

/** By default few, for one run of all tests; more rounds have more, and are timed. */
const killsPerRound = { embedded: 3, mongo: 2 };
const seed = seedOf(0);

const quickly = { killMs: 1200, requestMs: 200 };
/**
 * Where the backlog is timed, kills leave several processes time to start, and requests come no faster than the service keeps
 * up with when nobody is killed, on the test server that stands for MongoDB: else a backlog says nothing about kills.
 */
const sustainably = { killMs: 6000, requestMs: 10_000 };

for (const ground of grounds()) {
  const size = ground.name === 'MongoDB' ? 3 : 1;
  const isTimed = rounds > 1;
  const isSlow = isTimed && size > 1;
  const kills = rounds * (ground.name === 'MongoDB' ? killsPerRound.mongo : killsPerRound.embedded);
  const who = size === 1 ? 'the only process' : `one of ${String(size)} processes`;

  describe(`random kill -9 of ${who} on ${ground.name}`, function () {
    this.timeout(4 * drainMs + kills * 30_000);
    afterEach(endProcesses);
    after(() => ground.clear());

    it(`${String(kills)} times under load, loses nothing and doubles nothing (seed ${String(seed)})`, async () => {
      const settings = { ...(await ground.fresh()), ...(isSlow ? { SURETY_EVALUATION_INTERVAL: '5s' } : {}) };
      const pace = isSlow ? sustainably : quickly;
      const { faults, figures } = await storm({ settings, seed, kills, size, pace, isTimed });
      process.stdout.write(`      ${JSON.stringify(figures)}\n`);
      expect(faults.slice(0, 20), `${String(faults.length)} faults`).to.deep.equal([]);
      expect(figures['violations']).to.be.above(0);
      expect(figures['changes']).to.be.above(0);
    });
  });
}
