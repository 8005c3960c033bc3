// Bundles the documents, generates their types and schemas and checks their shapes: `npm run specs`. With `--check` nothing is
// written, and anything that would change is a fault.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isJsonObject, type JsonObject } from '../src/kernel/json.ts';
import { parseDeviations, shapeFaults } from './deviations.ts';
import { extensionSchemas } from './extension-schemas.ts';
import { differences } from './shape-differences.ts';
import { shapeOf, type Shape } from './shape.ts';
import { specNames, specOutputs, type SpecOutput } from './spec-outputs.ts';
import { yamlReader } from './spec-source.ts';

const isCheck = process.argv.includes('--check');
const read = yamlReader();
const deviations = parseDeviations(readFileSync('api-specs/deviations.md', 'utf8'));
const faults = deviations
  .filter(({ document }) => !existsSync(shapePath(document)))
  .map(({ document }) => `api-specs/deviations.md: ${document} has no official shape`);
for (const name of specNames) {
  const { bundle, outputs } = await specOutputs(name, read);
  faults.push(...outputs.flatMap(settle), ...compareWithOfficial(name, bundle));
}
faults.push(...(await extensionSchemas(read)).flatMap(settle));
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

function settle(output: SpecOutput): string[] {
  const { path, text } = output;
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return [];
  if (isCheck) return [`${path} is not what its document gives: run \`npm run specs\``];
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  process.stdout.write(`wrote ${path}\n`);
  return [];
}

function compareWithOfficial(name: string, bundle: JsonObject): string[] {
  const path = shapePath(name);
  if (!existsSync(path)) return [];
  const official: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isJsonObject(official)) throw new Error(`${path}: not an object`);
  // Written by scripts/shapes.ts, which is where its form is made sure of.
  return shapeFaults(name, differences(official as unknown as Shape, shapeOf(bundle)), deviations);
}

function shapePath(name: string): string {
  return `api-specs/shapes/${name}.json`;
}
