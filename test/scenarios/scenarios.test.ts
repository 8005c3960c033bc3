import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { play } from '../../src/scenario/play.ts';
import { outcomeText } from '../../src/scenario/report.ts';
import { scenariosOf } from '../../src/scenario/run-files.ts';
import { openStage } from '../../src/scenario/stage.ts';
import type { Stage } from '../../src/scenario/stage.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const read = await Promise.all(files.map(async (name) => ({ name, scenarios: await scenariosOf(`${folder}${name}`) })));

describe('scenarios', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  let number = 0;
  for (const { name, scenarios } of read) {
    describe(name, () => {
      for (const scenario of scenarios) {
        const own = (number += 1);
        it(scenario.name, async () => {
          const outcome = await play(stage, scenario, own);
          expect(outcome.differences, outcomeText(outcome)).to.deep.equal([]);
        });
      }
    });
  }

  it('are at least 120, each with a name of its own', () => {
    const names = read.flatMap(({ scenarios }) => scenarios.map((scenario) => scenario.name));
    expect(new Set(names).size).to.equal(names.length);
    expect(names.length).to.be.at.least(120);
  });
});
