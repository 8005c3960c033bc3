// Boils an official definition down to its shape: `npx tsx scripts/shapes.ts <official.json> <out.json>`.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { isJsonObject } from '../src/kernel/json.ts';
import { shapeOf } from './shape.ts';

const [source, target] = process.argv.slice(2);
if (source === undefined || target === undefined) throw new Error('usage: shapes.ts <official.json> <out.json>');
const official: unknown = JSON.parse(readFileSync(source, 'utf8'));
if (!isJsonObject(official)) throw new Error(`${source}: not an object`);
writeFileSync(target, await format(JSON.stringify(shapeOf(official)), { parser: 'json', printWidth: 120 }));
