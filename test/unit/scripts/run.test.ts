import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A small project with the launchers of this one. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'surety-run-'));
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const name of ['jobs', 'src']) mkdirSync(join(folder, name));
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  return folder;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function run(folder: string, ...rest: string[]): string {
  const args = ['bin/run.js', 'src/main.ts', ...rest];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return `${stdout}${stderr}`;
}

const typed = "import { text } from './text.ts';\nconst shown: string = text;\nconsole.log(shown);\n";

describe('the launcher', () => {
  let folder = '';
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs TypeScript sources in a plain process', () => {
    folder = project({ 'src/main.ts': typed, 'src/text.ts': "export const text: string = 'first';\n" });
    expect(run(folder)).to.equal('first\n');
  });

  it('runs what the sources say now, and transpiles only when they changed', () => {
    folder = project({ 'src/main.ts': typed, 'src/text.ts': "export const text: string = 'first';\n" });
    run(folder);
    run(folder);
    expect(readdirSync(join(folder, '.cache', 'run'))).to.have.length(1);
    write(folder, 'src/text.ts', "export const text: string = 'second';\n");
    expect(run(folder)).to.equal('second\n');
    expect(readdirSync(join(folder, '.cache', 'run'))).to.have.length(2);
  });

  it('hands arguments on as if the module had been run itself', () => {
    folder = project({ 'src/main.ts': "console.log(process.argv.slice(2).join(' '));\n" });
    expect(run(folder, '--for', '90s')).to.equal('--for 90s\n');
  });

  it('keeps what is not TypeScript beside the modules', () => {
    const main =
      "import { readFileSync } from 'node:fs';\nconsole.log(readFileSync(new URL('own.css', import.meta.url), 'utf8'));\n";
    folder = project({ 'src/main.ts': main, 'src/own.css': 'p {}' });
    expect(run(folder)).to.equal('p {}\n');
  });

  it('runs the build where there are no sources', () => {
    folder = project({ 'dist/src/main.js': "console.log('built');\n" });
    expect(run(folder)).to.equal('built\n');
  });
});
