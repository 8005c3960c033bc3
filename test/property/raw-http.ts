import { connect } from 'node:net';

/** A request as it goes over the wire; nothing in it is checked or escaped. */
export interface RawRequest {
  method: string;
  /** Path and query. */
  target: string;
  headers: readonly (readonly [string, string])[];
  body: string | Uint8Array;
}

/** What came back. */
export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  status: number;
  headers: string;
  text: string;
}

const patienceMs = 10_000;

/**
 * Sends a request over a connection of its own and reads until the server closes it. Length and `Connection: close` are
 * added where the headers do not say otherwise. Rejects when there is no end within ten seconds.
 */
export function sendRaw(url: string, { method, target, headers, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : Buffer.from(body);
  const has = (name: string): boolean => headers.some(([own]) => own.toLowerCase() === name);
  const added: [string, string][] = [
    ...(has('host') ? [] : [['Host', `${hostname}:${port}`] as [string, string]]),
    ...(has('content-length') || has('transfer-encoding') || bytes.length === 0
      ? []
      : [['Content-Length', String(bytes.length)] as [string, string]]),
    ['Connection', 'close'],
  ];
  const lines = [...headers, ...added].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no end of the answer within ${String(patienceMs)} ms`));
    }, patienceMs);
    const finish = (): void => {
      clearTimeout(timer);
      resolve(answerIn(Buffer.concat(chunks).toString('utf8')));
    };
    socket.on('data', (chunk) => chunks.push(chunk));
    // The server may close while a body it does not want is still being sent.
    socket.on('error', () => undefined);
    socket.on('close', finish);
    socket.write(Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`, 'utf8'), bytes]));
    // Everything has been sent: a server that waits for more learns that nothing comes.
    if (has('content-length') || has('transfer-encoding')) socket.end();
  });
}

function answerIn(received: string): RawAnswer {
  // Told to go on before the answer.
  const text = received.replace(/^HTTP\/1\.1 1\d\d [^]*?\r\n\r\n/, '');
  const end = text.indexOf('\r\n\r\n');
  const head = end === -1 ? text : text.slice(0, end);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
  return { status, headers: head, text: end === -1 ? '' : text.slice(end + 4) };
}
