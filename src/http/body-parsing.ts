import type { IncomingMessage } from 'node:http';
import { Problem, problemCode } from '../kernel/problem.ts';

/** Longest body that is read into memory, bytes. NDJSON streams are not bound by it. */
const maximumBodyBytes = 1_048_576;

/** A Content-Type header taken apart. */
export interface MediaType {
  /** Lower case, without parameters, e.g. `application/merge-patch+json`. */
  type: string;
  /** Lower case; absent when not given. */
  charset?: string;
}

const jsonType: MediaType = { type: 'application/json' };
const charsetParameter = /;\s*charset\s*=\s*"?([^\s";]+)"?/i;

/** The media type of a Content-Type header; undefined without one. */
export function mediaTypeOf(header: string | undefined): MediaType | undefined {
  if (header === 'application/json') return jsonType;
  if (header === undefined) return undefined;
  const semicolon = header.indexOf(';');
  const type = (semicolon === -1 ? header : header.slice(0, semicolon)).trim().toLowerCase();
  const charset = semicolon === -1 ? undefined : charsetParameter.exec(header)?.[1]?.toLowerCase();
  return charset === undefined ? { type } : { type, charset };
}

/** Whether a request announces a body. */
export function hasBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length'];
  return length === undefined ? request.headers['transfer-encoding'] !== undefined : length !== '0';
}

/**
 * The JSON value in a request's body. Throws Problem: tooLarge over `maximumBodyBytes`, unsupported when it is compressed,
 * invalid when it is empty, not UTF-8 or not JSON. The value is untrusted: guard it before use.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  return parseJson(await readWhole(request, maximumBodyBytes));
}

/** A body as text, with the Problems of {@link readJson}. */
export async function readText(request: IncomingMessage, maximumBytes: number): Promise<string> {
  const bytes = await readWhole(request, maximumBytes);
  try {
    return strictUtf8.decode(bytes);
  } catch (error) {
    throw notReadable('body: is not UTF-8', error);
  }
}

async function readWhole(request: IncomingMessage, maximumBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Problem('unsupported', `Content-Encoding: ${encoding} is not supported`, {
      code: problemCode.mediaType,
      faults: [{ path: 'Content-Encoding', reason: 'is not supported' }],
    });
  }
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes) throw tooLarge(maximumBytes);
  const bytes = await readBytes(request, maximumBytes);
  if (bytes.length === 0) {
    throw new Problem('invalid', 'body: required', {
      code: problemCode.missingBody,
      faults: [{ path: '', reason: 'required' }],
    });
  }
  return bytes;
}

function readBytes(request: IncomingMessage, maximumBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      // What comes after the limit is read and dropped, so that the client gets to see the answer.
      if (length > maximumBytes) reject(tooLarge(maximumBytes));
      else chunks.push(chunk);
    });
    request.on('end', () => {
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
    });
    // Only a connection that ends in the middle of a body is an error here.
    request.on('error', (error) => {
      const reason = 'the connection ended before the body was complete';
      reject(
        new Problem('invalid', reason, { code: problemCode.invalidBody, faults: [{ path: '', reason }], cause: error }),
      );
    });
  });
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(strictUtf8.decode(bytes)) as unknown;
  } catch (error) {
    const reason = error instanceof SyntaxError ? `body: is not JSON (${error.message})` : 'body: is not UTF-8';
    throw notReadable(reason, error);
  }
}

function notReadable(reason: string, cause: unknown): Problem {
  return new Problem('invalid', reason, { code: problemCode.invalidBody, faults: [{ path: '', reason }], cause });
}

function tooLarge(maximumBytes: number): Problem {
  const reason = `is larger than ${String(maximumBytes)} bytes`;
  return new Problem('tooLarge', `body: ${reason}`, { code: problemCode.tooLarge, faults: [{ path: '', reason }] });
}
