import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';

/**
 * `npm run build`: compiles src and jobs into dist, keeping the tree, and copies what is not TypeScript (styles and
 * scripts of the dashboard) to the same place. The container image runs dist; everything else runs the sources.
 */
rmSync('dist', { recursive: true, force: true });
const compiler = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
const { status } = spawnSync(process.execPath, compiler, { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
cpSync('src', 'dist/src', { recursive: true, filter: (path) => !path.endsWith('.ts') });
