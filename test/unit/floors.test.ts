import { readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import ts from 'typescript';

/** What a floor may import: of ours (floors) and of others (packages; `node:` stands for every builtin). */
interface Floor {
  floors: readonly string[];
  packages: readonly string[];
}

const pure = ['decimal.js', 'luxon'];
const below = ['kernel', 'domain', 'tmf630', 'events', 'usecases', 'neighbours', 'resources', 'generated'];

const law: Readonly<Record<string, Floor>> = {
  kernel: { floors: [], packages: ['node:'] },
  generated: { floors: [], packages: [] },
  domain: { floors: ['kernel'], packages: [...pure, 'rrule-temporal', 'ical.js'] },
  tmf630: { floors: ['kernel'], packages: [...pure, 're2js'] },
  events: { floors: ['kernel', 'tmf630'], packages: ['node:crypto'] },
  neighbours: { floors: ['kernel', 'domain', 'tmf630', 'events'], packages: [] },
  usecases: { floors: ['kernel', 'domain', 'tmf630', 'events', 'neighbours'], packages: [] },
  resources: { floors: ['kernel', 'domain', 'tmf630', 'generated'], packages: [] },
  'storage/mongo': { floors: [...below, 'storage'], packages: ['node:', 'mongoose', 'mongodb'] },
  'storage/embedded': { floors: [...below, 'storage'], packages: ['node:', 'lmdb'] },
  storage: { floors: [...below, 'storage/mongo', 'storage/embedded'], packages: ['node:'] },
  http: {
    floors: [...below, 'config'],
    packages: ['node:', 'express', 'express-openapi-validator', 'undici', 'swagger-ui-dist', 'prom-client', 'yaml'],
  },
  jobs: { floors: ['kernel', 'events', 'usecases'], packages: ['node:', 'agenda', '@agendajs/mongo-backend'] },
  cli: {
    floors: ['kernel', 'domain', 'config', 'scenario'],
    packages: ['node:', 'axios', 'csv-parse', 'luxon'],
  },
  scenario: { floors: [...below, 'config', 'service', 'top'], packages: ['node:', 'yaml'] },
  demo: { floors: [...below, 'config', 'service', 'top'], packages: ['node:', 'axios', 'undici'] },
  // A product of its own: it knows the API documents and an address, and nothing of how the service is made.
  conformance: { floors: [], packages: ['node:', 'ajv', 'newman'] },
  config: { floors: ['kernel'], packages: ['node:net'] },
  service: {
    floors: [...below, 'storage', 'storage/mongo', 'storage/embedded', 'http', 'jobs', 'config'],
    packages: ['node:', 'pino'],
  },
  top: {
    floors: [...below, 'storage', 'storage/mongo', 'storage/embedded', 'http', 'jobs', 'config', 'service'],
    packages: ['node:'],
  },
};

const root = fileURLToPath(new URL('../..', import.meta.url));

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** The floor of a file: the most particular name of the law that its path starts with; files of src itself are `top`. */
function floorOf(file: string): string {
  const [outside] = /^(?:jobs|conformance)(?=\/)/.exec(file) ?? [];
  if (outside !== undefined) return outside;
  const [, first = '', second = '', third] = file.split('/');
  if (second === '') return /^config(-values)?\.ts$/.test(first) ? 'config' : 'top';
  if (third !== undefined && `${first}/${second}` in law) return `${first}/${second}`;
  return first;
}

/** Every module a text imports: static, re-exported, type-only, `import()` and `import()` types. */
function specifiersIn(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** The fault of one import, or undefined. */
function faultOf(file: string, specifier: string): string | undefined {
  const floor = floorOf(file);
  const may = law[floor];
  if (may === undefined) return `${file}: ${floor} is no floor of the house`;
  if (specifier.startsWith('.')) {
    const target = relative(root, resolve(root, dirname(file), specifier));
    if (!/^(src|jobs|conformance)\//.test(target)) return `${file} (${floor}) -> ${target}, outside the house`;
    const isAllowed = floorOf(target) === floor || may.floors.includes(floorOf(target));
    return isAllowed ? undefined : `${file} (${floor}) -> ${target} (${floorOf(target)})`;
  }
  const isAllowedBuiltin = may.packages.includes('node:') || may.packages.includes(specifier);
  if (isBuiltin(specifier)) return isAllowedBuiltin ? undefined : `${file} (${floor}) -> ${specifier}`;
  return may.packages.includes(packageOf(specifier)) ? undefined : `${file} (${floor}) -> package ${specifier}`;
}

function importsOf(file: string): string[] {
  return specifiersIn(readFileSync(join(root, file), 'utf8'));
}

/** A chain of files that import each other in a circle, if there is one. */
function firstCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

describe('the floors of the house', () => {
  const ofService = [...filesIn('src'), ...filesIn('jobs')];
  const files = [...ofService, ...filesIn('conformance')];

  it('are kept by every import, type-only ones included', () => {
    const faults = files.flatMap((file) => importsOf(file).map((specifier) => faultOf(file, specifier)));
    expect(faults.filter((fault) => fault !== undefined)).to.deep.equal([]);
  });

  it('have no circle of imports', () => {
    const graph = new Map(
      files.map((file) => {
        const local = importsOf(file).filter((specifier) => specifier.startsWith('.'));
        return [file, local.map((specifier) => relative(root, resolve(root, dirname(file), specifier)))];
      }),
    );
    expect(firstCycle(graph)).to.equal(undefined);
  });

  it('have no file over 300 lines', () => {
    const own = files.filter((file) => !file.startsWith('src/generated/'));
    const long = own.map((file) => ({
      file,
      lines: readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length,
    }));
    expect(long.filter(({ lines }) => lines > 300)).to.deep.equal([]);
  });

  it('take time and chance as arguments outside the kernel', () => {
    const banned = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b/;
    const outside = ofService.filter((file) => !file.startsWith('src/kernel/'));
    expect(outside.filter((file) => banned.test(readFileSync(join(root, file), 'utf8')))).to.deep.equal([]);
  });

  describe('are really looked at: the check', () => {
    const refused: [string, string][] = [
      ['src/domain/a.ts', '../tmf630/b.ts'],
      ['src/tmf630/a.ts', '../domain/b.ts'],
      ['src/http/a.ts', '../storage/mongo/b.ts'],
      ['src/http/dashboard/pages/a.ts', '../../../storage/embedded/b.ts'],
      ['src/storage/mongo/a.ts', '../../http/b.ts'],
      ['src/storage/mongo/a.ts', 'lmdb'],
      ['src/storage/embedded/a.ts', 'mongoose'],
      ['src/storage/embedded/a.ts', '../mongo/b.ts'],
      ['src/events/a.ts', 'node:fs'],
      ['src/domain/a.ts', 'node:fs'],
      ['src/domain/a.ts', 'fs'],
      ['src/usecases/a.ts', 'express'],
      ['src/usecases/a.ts', '../compose.ts'],
      ['src/cli/a.ts', '../storage/b.ts'],
      ['src/http/a.ts', '../../test/support/b.ts'],
      ['jobs/a.ts', '../src/storage/b.ts'],
      ['src/http/a.ts', '../../jobs/b.ts'],
      ['src/elsewhere/a.ts', '../kernel/b.ts'],
      ['conformance/checks/a.ts', '../../src/kernel/b.ts'],
      ['conformance/a.ts', '../jobs/b.ts'],
      ['conformance/a.ts', '../test/support/b.ts'],
      ['conformance/a.ts', 'express'],
      ['src/http/a.ts', '../../conformance/b.ts'],
    ];
    for (const [file, specifier] of refused) {
      it(`refuses ${file} -> ${specifier}`, () => {
        expect(faultOf(file, specifier)).to.be.a('string').and.include(file);
      });
    }

    const allowed: [string, string][] = [
      ['src/domain/a.ts', '../kernel/b.ts'],
      ['src/domain/a.ts', 'luxon'],
      ['src/events/a.ts', 'node:crypto'],
      ['src/cli/a.ts', 'csv-parse/sync'],
      ['jobs/a.ts', '../src/usecases/b.ts'],
      ['src/http/dashboard/a.ts', '../b.ts'],
      ['src/compose.ts', './storage/mongo/b.ts'],
      ['conformance/checks/a.ts', '../b.ts'],
      ['conformance/a.ts', 'ajv'],
    ];
    for (const [file, specifier] of allowed) {
      it(`allows ${file} -> ${specifier}`, () => {
        expect(faultOf(file, specifier)).to.equal(undefined);
      });
    }

    it('sees type-only, dynamic and re-exporting imports', () => {
      const text =
        "import type { A } from './a.ts';\nexport * from './b.ts';\nconst c = await import('./c.ts');\ntype D = import('./d.ts').D;";
      expect(specifiersIn(text)).to.have.members(['./a.ts', './b.ts', './c.ts', './d.ts']);
    });

    it('finds a circle', () => {
      const graph = new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]);
      expect(firstCycle(graph)).to.deep.equal(['b', 'c', 'b']);
    });
  });
});
