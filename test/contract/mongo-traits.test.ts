import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { mongo } from 'mongoose';
import type { CollectionRecord } from '../../src/storage/mongo/collections.ts';
import { collectionTraits } from '../../src/storage/mongo/traits.ts';

const uri = process.env['SURETY_TEST_MONGODB_URI'];

(uri === undefined ? describe.skip : describe)('traits of a collection on MongoDB', () => {
  let client: mongo.MongoClient;
  let db: mongo.Db;
  let updates: number;

  beforeEach(() => {
    updates = 0;
    client = new mongo.MongoClient(uri ?? '', { monitorCommands: true });
    client.on('commandStarted', ({ commandName }) => (updates += Number(commandName === 'update')));
    db = client.db(`surety_test_traits_${randomUUID()}`);
  });
  afterEach(async () => {
    await db.dropDatabase();
    await client.close();
  });

  it('are recorded once, however many documents of one batch have them, and durable for all of them', async () => {
    const records = db.collection<CollectionRecord>('records');
    const traits = collectionTraits(records, 'deliveries');
    const batch = Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? ['text', 'number'] : ['number']));
    await Promise.all(batch.map((found) => traits.record(found) ?? Promise.resolve()));
    expect(updates).to.equal(1);
    expect(traits.record(['text', 'number'])).to.equal(undefined);
    const others = collectionTraits(records, 'deliveries');
    expect([...(await others.look())].sort()).to.deep.equal(['number', 'text']);
  });

  it('are recorded again after a failure', async () => {
    const records = db.collection<CollectionRecord>('records');
    const broken = new Proxy(records, {
      get: (target, name) =>
        name === 'updateOne' && updates === 0
          ? () => {
              updates += 1;
              return Promise.reject(new Error('gone'));
            }
          : Reflect.get(target, name),
    });
    const traits = collectionTraits(broken, 'deliveries');
    const failed = await Promise.allSettled([traits.record(['text']), traits.record(['text'])]);
    expect(failed.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    await traits.record(['text']);
    expect(traits.record(['text'])).to.equal(undefined);
  });
});
