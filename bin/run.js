// Runs a module of the sources as Node.js would run the module itself: `node bin/run.js src/main.ts [argument ...]`.
import { fileURLToPath } from 'node:url';
import { runnable } from './sources.js';

const [, , source = 'src/main.ts', ...rest] = process.argv;
const url = await runnable(source);
process.argv.splice(1, Infinity, fileURLToPath(url), ...rest);
await import(url);
