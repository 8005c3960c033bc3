import { randomUUID } from 'node:crypto';
import { openMongoStorage } from '../../src/storage/mongo/connection.ts';
import type { MongoStorage } from '../../src/storage/mongo/connection.ts';
import { eventFlowSuite } from '../unit/events/flow-suite.ts';
import { groupSuite } from '../unit/events/group-suite.ts';
import { replaySuite } from '../unit/events/replay-suite.ts';

const uri = process.env['SURETY_TEST_MONGODB_URI'];

(uri === undefined ? describe.skip : describe)('events on MongoDB', function () {
  this.timeout(120_000);
  const opened: MongoStorage[] = [];
  afterEach(async () => {
    for (const storage of opened.splice(0)) {
      await storage.db.dropDatabase();
      await storage.close();
    }
  });

  const open = async (): Promise<MongoStorage> => {
    const storage = await openMongoStorage(uri ?? '', { defaultDatabase: `surety_test_events_${randomUUID()}` });
    opened.push(storage);
    return storage;
  };
  eventFlowSuite(open, 7);
  describe('that go out grouped', () => {
    groupSuite(open, { burst: 100, stride: 7 });
  });
  describe('that are replayed', () => {
    replaySuite(open, { stride: 5 });
  });
});
