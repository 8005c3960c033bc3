import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { JsonObject } from '../kernel/json.ts';
import { problemCode } from '../kernel/problem.ts';

/** Longest request line and headers together, bytes. */
export const maximumHeaderBytes = 65_536;

/** What Node.js calls the failures it finds before there is a request, and how they are answered. */
const answers: Readonly<Record<string, { status: number; phrase: string; reason: string }>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    phrase: 'Request Header Fields Too Large',
    reason: `request line and headers are longer than ${String(maximumHeaderBytes)} bytes`,
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, phrase: 'Request Timeout', reason: 'the request did not come in time' },
};

const malformed = {
  status: 400,
  phrase: 'Bad Request',
  reason: 'the request is not well-formed HTTP; in addresses, anything but ASCII has to be percent-encoded',
};

/**
 * Makes a server answer what is not even a request with an error body like any other, and close the connection: Node.js by
 * itself sends a bare status line. Source: TMF630 (errors from below the application have the same body).
 */
export function answerMalformedRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex & { bytesWritten?: number }) => {
    // After an earlier answer on the connection nobody knows whether another one is half sent.
    if (error.code === 'ECONNRESET' || !socket.writable || (socket.bytesWritten ?? 0) > 0) {
      socket.destroy(error);
      return;
    }
    const { status, phrase, reason } = answers[error.code ?? ''] ?? malformed;
    const body = JSON.stringify(errorBody(status, phrase, reason));
    const head = [
      `HTTP/1.1 ${String(status)} ${phrase}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${String(Buffer.byteLength(body))}`,
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}

function errorBody(status: number, phrase: string, message: string): JsonObject {
  return { code: problemCode.urlParameter, reason: phrase, message, status: String(status), '@type': 'Error' };
}
