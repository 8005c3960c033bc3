import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { silentLogger } from '../../src/kernel/logger.ts';

/** The service as it is deployed, on a store of its own: its clock runs and its events go out. */
export interface LiveService {
  /** E.g. `http://127.0.0.1:41234`. */
  url: string;
  stop: () => Promise<void>;
}

/** Starts the service on a free loopback port and an empty embedded store; it may call loopback addresses. */
export async function startLiveService(): Promise<LiveService> {
  const folder = await mkdtemp(join(tmpdir(), 'surety-conformance-'));
  const settings = { PORT: '0', SURETY_DATA_DIR: folder, SURETY_CALLBACK_ALLOW: '127.0.0.1/32' };
  const service = await compose(readConfig(settings), { logger: silentLogger });
  const url = await service.start();
  return {
    url,
    stop: async () => {
      await service.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
