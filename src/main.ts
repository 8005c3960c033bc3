import { compose } from './compose.ts';
import { ConfigError, readConfig } from './config.ts';
import { spareMemory } from './service/spare-memory.ts';

spareMemory();
try {
  const config = readConfig(process.env);
  const service = await compose(config);
  const url = await service.start();
  const store = config.mongodbUri === undefined ? `data in ${config.dataDir}` : 'data in MongoDB';
  process.stdout.write(`Surety listens on ${url} (pages at ${url}/dashboard, APIs at ${url}/api-docs; ${store})\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void service.stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  const isExpected =
    error instanceof ConfigError || (error instanceof Error && !('code' in error && error.name === 'TypeError'));
  process.stderr.write(`Surety cannot start: ${isExpected ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
