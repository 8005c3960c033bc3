// Plain JavaScript: it runs before there is anything that reads TypeScript.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache', 'run');
const statesKept = 10;

/**
 * The URL of a module as it can be run, e.g. of `src/main.ts`. In a clone the sources are transpiled whenever one of them
 * has changed since (a second or less; types are not checked), into a folder of its own for each state of the sources:
 * a process that still runs an older state never meets newer files. Where there are no sources, as in the container
 * image, it is the one in `dist`.
 *
 * @param {string} source path of the module from the root of the project
 * @returns {Promise<string>}
 */
export async function runnable(source) {
  const module = source.replace(/\.ts$/, '.js');
  if (!existsSync(join(root, source))) return pathToFileURL(join(root, 'dist', module)).href;
  const files = sourceFiles();
  const folder = join(cache, stateOf(files));
  if (!existsSync(folder)) {
    await transpile(files, folder);
    removeOld();
  }
  return pathToFileURL(join(folder, module)).href;
}

/** @returns {string[]} absolute paths of everything that is needed at run time, in a fixed order */
function sourceFiles() {
  return ['jobs', 'src']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * @param {readonly string[]} files
 * @returns {string} a name that changes when a file is changed, added, removed or moved
 */
function stateOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${relative(root, file)}\0${String(mtimeMs)}\0${String(size)}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Writes beside the folder and renames, so that the folder is there whole or not at all.
 *
 * @param {readonly string[]} files
 * @param {string} folder
 */
async function transpile(files, folder) {
  const { build, stop } = await import('esbuild');
  const outdir = `${folder}.${String(process.pid)}`;
  await build({
    entryPoints: files.filter((file) => file.endsWith('.ts')),
    ...{ outdir, outbase: root, format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning' },
    // Files stay files (some find others beside themselves); bundling is only what lets a plugin see the imports.
    bundle: true,
    plugins: [{ name: 'keep-files', setup: keepFiles }],
  });
  stop();
  for (const file of files.filter((path) => !path.endsWith('.ts'))) cpSync(file, join(outdir, relative(root, file)));
  try {
    renameSync(outdir, folder);
  } catch (error) {
    // Another process was first with the same state.
    rmSync(outdir, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** @param {import('esbuild').PluginBuild} build */
function keepFiles(build) {
  build.onResolve({ filter: /.*/ }, ({ kind, path }) => {
    if (kind === 'entry-point') return undefined;
    return { path: path.startsWith('.') ? path.replace(/\.ts$/, '.js') : path, external: true };
  });
}

/** Removes all but the newest states; of those only what is older than a day, since a process may still run it. */
function removeOld() {
  const aDayAgo = Date.now() - 86_400_000;
  const states = readdirSync(cache)
    .map((name) => join(cache, name))
    // One that another process has just finished has left its name.
    .map((folder) => ({ folder, madeAt: statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? aDayAgo }));
  const oldest = states.sort((left, right) => right.madeAt - left.madeAt).slice(statesKept);
  for (const { folder, madeAt } of oldest) {
    if (madeAt < aDayAgo) rmSync(folder, { recursive: true, force: true });
  }
}
