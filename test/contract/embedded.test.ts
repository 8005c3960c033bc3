import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStorage } from '../../src/storage/embedded/embedded-storage.ts';
import type { Storage } from '../../src/usecases/ports.ts';
import { bucketStoreContract } from './bucket-store-contract.ts';
import { resourceStoreContract } from './resource-store-contract.ts';
import { storageContract } from './storage-contract.ts';

describe('the embedded store', () => {
  const folders: string[] = [];
  const folder = async (): Promise<string> => {
    const made = await mkdtemp(join(tmpdir(), 'surety-'));
    folders.push(made);
    return made;
  };
  const open = async (): Promise<Storage> => openEmbeddedStorage(await folder());
  after(async () => {
    await Promise.all(folders.map((made) => rm(made, { recursive: true, force: true })));
  });

  resourceStoreContract('embedded', open);
  bucketStoreContract('embedded', open);
  storageContract('embedded', async () => {
    const place = await folder();
    return () => openEmbeddedStorage(place);
  });
});
