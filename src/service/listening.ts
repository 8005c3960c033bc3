import type { Server } from 'node:http';
import type { Config } from '../config.ts';

/** A connection on which nothing moves for this long is closed. */
const idleTimeoutMs = 120_000;

/** Begins to listen; gives the address, e.g. `http://127.0.0.1:8080`. Rejects when the port cannot be had. */
export async function listen(server: Server, { port, host }: Pick<Config, 'port' | 'host'>): Promise<string> {
  // A stream of measurements may go on for hours; only one that has stopped moving is given up.
  server.requestTimeout = 0;
  server.setTimeout(idleTimeoutMs);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${String(bound)}`;
}

/** Takes no new connection, gives requests under way `patienceMs` to end, and closes what is left. */
export async function stopListening(server: Server, patienceMs: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const patience = setTimeout(() => {
    server.closeAllConnections();
  }, patienceMs).unref();
  await closed;
  clearTimeout(patience);
}
