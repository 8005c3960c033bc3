import { expect } from 'chai';
import { openMongoStorage } from '../../../src/storage/mongo/connection.ts';
import { isDuplicateKey, reaching, retryDuplicates, violatedIndex } from '../../../src/storage/mongo/failures.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import mongoose from 'mongoose';

const { MongoNetworkError, MongoServerError } = mongoose.mongo;

async function refusalOf(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it was not refused');
}

describe('opening MongoDB storage', () => {
  it('says where nothing answers, without the credentials', async () => {
    const uri = 'mongodb://someone:hidden@127.0.0.1:1/surety';
    const { message } = await refusalOf(openMongoStorage(uri, { serverSelectionTimeoutMs: 50 }));
    expect(message).to.match(/^MongoDB at 127\.0\.0\.1:1 cannot be used \(MONGODB_URI\): /);
    expect(message).to.not.match(/hidden|someone/);
  });

  it('says that a connection string is none, without repeating it', async () => {
    for (const uri of ['mongodb://user:hidden@/x?y', 'postgres://user:hidden@host/x', 'mongodb://user:hi@dden@h:x/y']) {
      const { message } = await refusalOf(openMongoStorage(uri, { serverSelectionTimeoutMs: 50 }));
      expect(message).to.match(/MONGODB_URI|MongoDB/);
      expect(message).to.not.match(/hidden|dden|user/);
    }
  });
});

describe('failures of MongoDB', () => {
  it('names the unique index that refused a write', () => {
    const text = 'E11000 duplicate key error collection: a.promises index: byKey dup key: { _key: "k" }';
    expect(violatedIndex(text)).to.equal('byKey');
    expect(violatedIndex('E11000 duplicate key error collection: a.b index: _id_ dup key: { _id: "x" }')).to.equal(
      '_id_',
    );
    expect(violatedIndex('something else')).to.equal(undefined);
  });

  it('repeats an upsert that lost to another, for a while', async () => {
    let turns = 0;
    const losing = (wins: number) => (): Promise<number> => {
      turns += 1;
      if (turns < wins) return Promise.reject(new MongoServerError({ message: 'dup', code: 11000 }));
      return Promise.resolve(turns);
    };
    expect(await retryDuplicates(losing(3))).to.equal(3);
    turns = 0;
    expect(isDuplicateKey(await refusalOf(retryDuplicates(losing(99), 4)))).to.equal(true);
    expect(turns).to.equal(4);
  });

  it('answers unavailable when the database is out of reach, and leaves other faults as they are', async () => {
    const lost = await refusalOf(reaching(() => Promise.reject(new MongoNetworkError('connection closed'))));
    expect(lost).to.be.instanceOf(Problem);
    expect(lost).to.include({ kind: 'unavailable' });
    const own = new TypeError('a fault of ours');
    expect(await refusalOf(reaching(() => Promise.reject(own)))).to.equal(own);
  });
});
