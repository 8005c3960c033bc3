import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { specNames, specOutputs, type SpecOutput } from './spec-outputs.ts';
import { yamlReader } from './spec-source.ts';

const isCheck = process.argv.includes('--check');

const read = yamlReader();
const problems: string[] = [];
for (const name of specNames) {
  const { outputs } = await specOutputs(name, read);
  for (const output of outputs) {
    if (textAt(output.path) === output.text) continue;
    if (isCheck) problems.push(`${output.path} is not what api-specs/${name}.yaml gives: run \`npm run specs\``);
    else write(output);
  }
}
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

function textAt(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function write({ path, text }: SpecOutput): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  process.stdout.write(`wrote ${path}\n`);
}
