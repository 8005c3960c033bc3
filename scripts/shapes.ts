// Boils the official definitions down to their shapes: `npx tsx scripts/shapes.ts [folder of the definitions]`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { isJsonObject } from '../src/kernel/json.ts';
import { officialDefinitions, officialFolder } from './official-definitions.ts';
import { shapeOf } from './shape.ts';

const [, , folder = officialFolder] = process.argv;
for (const [name, file] of Object.entries(officialDefinitions)) {
  const official: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  if (!isJsonObject(official)) throw new Error(`${file}: not an object`);
  const text = await format(JSON.stringify(shapeOf(official)), { parser: 'json', printWidth: 120 });
  writeFileSync(`api-specs/shapes/${name}.json`, text);
}
