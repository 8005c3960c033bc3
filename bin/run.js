// Runs a module of the sources: `node bin/run.js src/main.ts`.
import { runnable } from './sources.js';

await import(await runnable(process.argv[2] ?? 'src/main.ts'));
