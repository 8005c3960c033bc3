import { Router } from 'express';
import type { Metrics } from './metrics.ts';

/** Whether the service can do its work now, and which part cannot. */
export interface Readiness {
  isReady: boolean;
  /** Part -> `ok`, or why not in a few words (no addresses, no secrets). */
  checks: Readonly<Record<string, string>>;
}

/** `/health/live` (static: the process answers), `/health/ready` (200 or 503 with the parts) and `/metrics`. */
export function healthRouter(readiness: () => Promise<Readiness>, metrics: Metrics): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.json({ status: 'pass' });
  });
  router.get('/health/ready', async (_request, response) => {
    const { isReady, checks } = await readiness();
    response.setHeader('Cache-Control', 'no-store');
    response.statusCode = isReady ? 200 : 503;
    response.json({ status: isReady ? 'pass' : 'fail', checks });
  });
  router.get('/metrics', async (_request, response) => {
    const text = await metrics.read();
    response.setHeader('Content-Type', metrics.contentType);
    response.end(text);
  });
  return router;
}
