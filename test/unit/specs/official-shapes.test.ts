import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseDeviations, shapeFaults } from '../../../scripts/deviations.ts';
import { officialDefinitions, officialFolder } from '../../../scripts/official-definitions.ts';
import { differences } from '../../../scripts/shape-differences.ts';
import { shapeOf, type Shape } from '../../../scripts/shape.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

const deviations = parseDeviations(readFileSync('api-specs/deviations.md', 'utf8'));
const names = readdirSync('api-specs/shapes').map((file) => file.replace('.json', ''));

describe('the bundled documents', () => {
  for (const name of names) {
    const official = read(`api-specs/shapes/${name}.json`) as Shape;
    const ours = shapeOf(read(`api-specs/bundle/${name}.json`) as JsonObject);

    it(`depart from the official shape of ${name} only as written down`, () => {
      expect(shapeFaults(name, differences(official, ours), deviations)).to.deep.equal([]);
    });

    it(`would be caught without any one row about ${name}`, () => {
      const found = differences(official, ours);
      for (const row of deviations.filter(({ document }) => document === name)) {
        const others = deviations.filter((each) => each !== row);
        expect(shapeFaults(name, found, others), row.where).to.not.deep.equal([]);
      }
    });
  }

  it('have rows only where there is an official shape', () => {
    expect(deviations.filter(({ document }) => !names.includes(document))).to.deep.equal([]);
  });
});

describe('the shapes of the official definitions', () => {
  it('are there for every document that has one', () => {
    expect([...names].sort()).to.deep.equal(Object.keys(officialDefinitions).sort());
  });

  // The definitions are no part of the project: where they lie beside it, the shapes are held against them.
  if (!existsSync(officialFolder)) return;

  for (const [name, file] of Object.entries(officialDefinitions)) {
    it(`are what ${file} gives`, () => {
      const official = shapeOf(read(join(officialFolder, file)) as JsonObject);
      expect(read(`api-specs/shapes/${name}.json`)).to.deep.equal(official);
    });
  }

  it('leave out no definition of the APIs served here', () => {
    const files = readdirSync(officialFolder).filter((file) => file.endsWith('.swagger.json'));
    expect(files.sort()).to.deep.equal(Object.values(officialDefinitions).sort());
  });
});
