import { openMongoStorage } from '../../src/storage/mongo/connection.ts';
import type { MongoStorage } from '../../src/storage/mongo/connection.ts';
import { testDatabases } from '../support/mongo-server.ts';
import { bucketStoreContract } from './bucket-store-contract.ts';
import { resourceStoreContract } from './resource-store-contract.ts';
import { storageContract } from './storage-contract.ts';

const uri = process.env['SURETY_TEST_MONGODB_URI'];

// Without a server these suites do not exist here: `npm run test:mongo` finds one and says so when there is none.
if (uri !== undefined && uri !== '') {
  const databases = testDatabases(uri, 'contract');
  const open = (): Promise<MongoStorage> => openMongoStorage(databases.next());
  resourceStoreContract('MongoDB', open);
  bucketStoreContract('MongoDB', open);
  storageContract('MongoDB', () => {
    const place = databases.next();
    return Promise.resolve(() => openMongoStorage(place));
  });
  after(() => databases.drop());
}
