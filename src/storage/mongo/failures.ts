import mongoose from 'mongoose';
import { Problem, problemCode } from '../../kernel/problem.ts';

const { MongoError, MongoNetworkError, MongoServerSelectionError, MongoNotConnectedError, MongoTopologyClosedError } =
  mongoose.mongo;
const { MongoWriteConcernError } = mongoose.mongo;

const duplicateKeyCode = 11000;

/** True when a unique index refused the write. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoError && error.code === duplicateKeyCode;
}

// BSONObjectTooLarge, and what updates called it before.
const tooLargeCodes = new Set<unknown>([10334, 17419]);

/**
 * The same change, with a document that would outgrow what MongoDB stores (16 MB) as Problem `conflict`. No body is that
 * large: events of earlier changes wait in the document, and are carried out within a moment.
 */
export async function fitting<Result>(change: () => Promise<Result>): Promise<Result> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof MongoError) || !tooLargeCodes.has(error.code)) throw error;
    const reason = 'changes faster than its events can be carried out, try again in a moment';
    throw new Problem('conflict', reason, { code: problemCode.conflict, faults: [{ path: '', reason }], cause: error });
  }
}

/** The name of the unique index in a duplicate key error's text, e.g. `_id_`. */
export function violatedIndex(message: string): string | undefined {
  return /index: (?:\S+\.\$)?(\S+)\s+dup key/.exec(message)?.[1];
}

/** Runs an upsert again when another process made the same document first (the server refuses the loser's insert). */
export async function retryDuplicates<Result>(upsert: () => Promise<Result>, attempts = 5): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await upsert();
    } catch (error) {
      if (!isDuplicateKey(error) || attempt >= attempts) throw error;
    }
  }
}

/** True for failures that a second try may not have: all of the driver's and server's but having found no server in time. */
export function isWorthRetrying(error: unknown): boolean {
  return error instanceof MongoError && !(error instanceof MongoServerSelectionError);
}

function isOutOfReach(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  if (error instanceof MongoNotConnectedError || error instanceof MongoTopologyClosedError) return true;
  if (error instanceof MongoWriteConcernError) return true;
  return error instanceof MongoError && error.hasErrorLabel('RetryableWriteError');
}

/**
 * The same work, with failures to reach the database (or to have a write acknowledged) as Problem `unavailable`. The
 * outcome of such a write is unknown; repeating it is safe because writes compare and set.
 */
export async function reaching<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    throw new Problem('unavailable', 'the database does not answer', { code: problemCode.unavailable, cause: error });
  }
}
