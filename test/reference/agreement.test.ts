import { expect } from 'chai';
import { compareDrawn } from './compare.ts';
import type { Switches } from './generate.ts';
import { drawnInAll, howToRepeat, seed } from './size.ts';

const switches: Switches = {
  calendars: true,
  maintenance: true,
  cases: true,
  ratioMethods: true,
  outageRules: true,
  carryForward: true,
  minSamples: true,
  switching: true,
  gaps: true,
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
