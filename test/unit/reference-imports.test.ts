import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = 'test/reference';

/** What lets the service's own functions make something of a drawn history. */
const ofService = ['memory-buckets.ts', 'service-run.ts', 'service-time.ts', 'violation-book.ts'];
/** What a second evaluator is made of. */
const evaluator = ['evaluate.ts', 'generate.ts', 'arrivals.ts', 'reference.test.ts'];

function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(join(root, folder, file), 'utf8'), true, true)
    .importedFiles.map(({ fileName }) => fileName);
}

/** Where an import leads, from the folder of the reference: `../../src/domain/assess.ts`; a package as it is. */
function targetOf(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return relative(join(root, folder), resolve(root, folder, dirname(file), specifier));
}

/** A file with all that it imports, directly or not, inside of the folder. */
function reachedFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const own = importsOf(file)
    .map((specifier) => targetOf(file, specifier))
    .filter((target) => target.endsWith('.ts') && !target.startsWith('..'));
  for (const next of own) reachedFrom(next, seen);
  return seen;
}

function isOutside(target: string): boolean {
  return target.startsWith('..') || (!target.endsWith('.ts') && target !== 'chai' && !target.startsWith('node:'));
}

describe('the reference evaluator (ADR 43)', () => {
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts'));

  it('imports nothing but itself and Node: nothing of src, no package, no type', () => {
    const reached = new Set(evaluator.flatMap((file) => [...reachedFrom(file)]));
    expect([...reached].filter((file) => ofService.includes(file))).to.deep.equal([]);
    const outside = [...reached].flatMap((file) =>
      importsOf(file)
        .map((specifier) => targetOf(file, specifier))
        .filter(isOutside)
        .map((target) => `${file} -> ${target}`),
    );
    expect(outside).to.deep.equal([]);
  });

  it('meets src in a few named files only', () => {
    const meeting = files.filter((file) =>
      importsOf(file).some((specifier) => targetOf(file, specifier).startsWith('../../src/')),
    );
    expect(meeting).to.deep.equal(ofService);
  });

  it('is really looked at: all of its parts are reached, and an import of src is seen', () => {
    expect([...reachedFrom('evaluate.ts')]).to.include.members([
      'availability.ts',
      'calendar.ts',
      'cases.ts',
      'zones.ts',
    ]);
    expect(targetOf('evaluate.ts', '../../src/domain/assess.ts')).to.satisfy(isOutside);
    expect(targetOf('evaluate.ts', 'luxon')).to.satisfy(isOutside);
    expect(targetOf('evaluate.ts', './facts.ts')).not.to.satisfy(isOutside);
  });
});
