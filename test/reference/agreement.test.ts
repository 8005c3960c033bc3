import { expect } from 'chai';
import { compareDrawn } from './compare.ts';
import type { Switches } from './generate.ts';
import { drawnInAll, howToRepeat, seed } from './size.ts';

/**
 * What the two agree on in every history drawn so far. Off, since differences have been seen and not been judged yet (seed
 * 20261123): calendars and maintenance (how a silence outside counted time is told and closed: histories 162, 889, 950), ratio
 * methods (59, 322, 878), cases, outage rules and the least number of samples. Whoever settles one switches it on.
 */
const switches: Switches = {
  calendars: false,
  maintenance: false,
  cases: false,
  ratioMethods: false,
  outageRules: false,
  carryForward: true,
  minSamples: false,
};

const parts = 20;

describe(`the service and the reference evaluator (${howToRepeat})`, function () {
  this.timeout(0);
  const size = Math.ceil(drawnInAll / parts);
  for (let part = 0; part < parts; part += 1) {
    it(`agree on histories ${part * size} to ${(part + 1) * size - 1}`, async () => {
      const found: string[] = [];
      for (let number = part * size; number < (part + 1) * size && found.length < 3; number += 1) {
        const difference = await compareDrawn(seed, number, switches);
        if (difference !== undefined) found.push(difference);
      }
      expect(found, found.join('\n\n')).to.deep.equal([]);
    });
  }
});
