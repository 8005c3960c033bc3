#!/usr/bin/env node
import { runnable } from './sources.js';

const { main } = await import(await runnable('src/cli/main.ts'));
await main();
