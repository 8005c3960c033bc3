import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../../..', import.meta.url));

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function markdownFiles(): string[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) =>
    join('docs', path),
  );
  return ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...inDocs].filter((path) => path.endsWith('.md'));
}

function brokenLinks(path: string): string[] {
  const targets = [...textOf(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const local = targets.filter((target) => !/^(https?:|#)/.test(target)).map((target) => target.replace(/#.*$/, ''));
  return local
    .filter((target) => !existsSync(join(root, dirname(path), target)))
    .map((target) => `${path} -> ${target}`);
}

describe('the documents', () => {
  it('link only to files that are there', () => {
    expect(markdownFiles().flatMap(brokenLinks)).to.deep.equal([]);
  });

  it('list every decision', () => {
    const index = textOf('docs/adr/README.md');
    const files = readdirSync(join(root, 'docs/adr')).filter((name) => /^\d{4}-/.test(name));
    expect(files.filter((name) => !index.includes(`(${name})`))).to.deep.equal([]);
  });

  it('give a reason for every package', () => {
    const reasons = textOf('docs/adr/0015-packages.md');
    const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const names = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@types/'));
    expect(names.filter((name) => !reasons.includes(name))).to.deep.equal([]);
  });

  it('name only scripts that exist', () => {
    const { scripts = {} } = JSON.parse(textOf('package.json')) as { scripts?: Record<string, string> };
    const named = markdownFiles().flatMap((path) =>
      [...textOf(path).matchAll(/npm run ([a-z:]+[a-z])/g)].map(([, name = '']) => name),
    );
    expect([...new Set(named)].filter((name) => !Object.hasOwn(scripts, name))).to.deep.equal([]);
  });
});
