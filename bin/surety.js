#!/usr/bin/env node
import { existsSync } from 'node:fs';

// A clone runs its sources, so that it never runs a build older than they are; an image has only the build.
const source = new URL('../src/cli/main.ts', import.meta.url);
const isClone = existsSync(source);
if (isClone) (await import('tsx/esm/api')).register();
const { main } = await import(isClone ? source.href : new URL('../dist/src/cli/main.js', import.meta.url).href);
await main();
