import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import type { Status } from '../../domain/assessment.ts';
import { parseInstant } from '../../kernel/instant.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';
import { invalidQuery, notFound, Problem, problemCode } from '../../kernel/problem.ts';
import type { PeriodAsked } from '../../usecases/dashboard/read-explained.ts';
import { statusesWorstFirst } from '../../usecases/dashboard/ranking.ts';
import type { DashboardReader } from '../../usecases/read-dashboard.ts';
import { problemFrom, statusOfKind } from '../problem-response.ts';
import { originOf, rawQueryOf, requestIdOf } from '../request-context.ts';
import { actionsRouter, type DashboardActions } from './actions.ts';
import { documentOf, fragmentOf, type Page } from './layout.ts';
import { calendarPage, calendarsPage } from './pages/calendars.ts';
import { commitmentPage } from './pages/commitment.ts';
import { commitmentsPage, slasPage } from './pages/lists.ts';
import { gapPage, gapsPage } from './pages/gaps.ts';
import { windowPage, windowsPage } from './pages/maintenance.ts';
import { overviewPage } from './pages/overview.ts';
import { problemPage } from './pages/problem.ts';
import { slaPage } from './pages/sla.ts';
import { doneTexts, type SubscriptionAction, subscriptionPage } from './pages/subscription.ts';
import { subscriptionsPage } from './pages/subscriptions.ts';

/** What the pages are served with. */
export interface DashboardInput {
  reader: DashboardReader;
  /** Absolute URL clients use, for examples; undefined: as each request addressed it. */
  publicUrl: string | undefined;
  logger: Logger;
  actions: DashboardActions;
  /** Names for what is asked for by a button. */
  ids: IdSource;
}

/** Nothing from elsewhere, nothing inline: names from contracts and measurements stand in these pages. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const assetFolder = join(dirname(fileURLToPath(import.meta.url)), 'public');
const assets: readonly string[] = ['style.css', 'refresh.js', 'icon.svg'];

/**
 * The pages at `/dashboard`, and `/` which leads there. `?fragment=main` answers only the main part of a page, for its
 * refresh. What does not exist is a page with 404; faults of a query are a page with 400 that names them.
 */
export function dashboardRouter({ reader, publicUrl, logger, actions, ids }: DashboardInput): Router {
  const router = Router();
  router.get('/', (_request, response) => {
    response.redirect(302, '/dashboard');
  });
  router.get('/dashboard/assets/:file', sendAsset);
  const page = (path: string, make: (request: Request, query: URLSearchParams) => Promise<Page>): void => {
    router.get(path, async (request, response) => {
      const query = new URLSearchParams(rawQueryOf(request));
      const made = await make(request, query);
      send(response, query.get('fragment') === 'main' ? fragmentOf(made) : documentOf(made));
    });
  };
  const originFor = (request: Request): string => originOf(request, publicUrl);
  page('/dashboard', async (request) => overviewPage(await reader.overview(), originFor(request)));
  page('/dashboard/slas', async (_request, query) => slasPage(await reader.slas(offsetIn(query))));
  page('/dashboard/slas/:id', async (request) => slaPage(await existing('Agreement', request, (id) => reader.sla(id))));
  page('/dashboard/commitments', async (_request, query) => {
    const statuses = statusesIn(query);
    return commitmentsPage(await reader.commitments(statuses, offsetIn(query)), statuses, statusesWorstFirst);
  });
  page('/dashboard/commitments/:id', async (request, query) => {
    const period = periodIn(query);
    const detail = await existing('Commitment', request, (id) => reader.commitment(id, period));
    return commitmentPage(detail, originFor(request));
  });
  page('/dashboard/calendars', async (_request, query) => calendarsPage(await reader.calendars(offsetIn(query))));
  page('/dashboard/calendars/:id', async (request) =>
    calendarPage(await existing('Calendar', request, (id) => reader.calendar(id))),
  );
  page('/dashboard/maintenance', async (_request, query) => windowsPage(await reader.windows(offsetIn(query))));
  page('/dashboard/maintenance/:id', async (request) =>
    windowPage(await existing('MaintenanceWindow', request, (id) => reader.window(id))),
  );
  page('/dashboard/gaps', async (_request, query) => gapsPage(await reader.gaps(offsetIn(query))));
  page('/dashboard/gaps/:id', async (request) =>
    gapPage(await existing('CollectorGap', request, (id) => reader.gap(id))),
  );
  page('/dashboard/subscriptions', async (_request, query) =>
    subscriptionsPage(await reader.subscriptions(offsetIn(query))),
  );
  page('/dashboard/subscriptions/:id', async (request, query) => {
    const detail = await existing('Subscription', request, (id) => reader.subscription(id, offsetIn(query)));
    return subscriptionPage(detail, ids.next(), doneIn(query));
  });
  router.use(actionsRouter(actions, publicUrl));
  router.all(['/dashboard', '/dashboard/*rest'], refuse);
  router.use(problemPages(logger));
  return router;
}

async function existing<Found>(
  name: string,
  { params }: Request,
  find: (id: string) => Promise<Found | undefined>,
): Promise<Found> {
  const id = String(params['id']);
  const found = await find(id);
  if (found === undefined) throw notFound(name, id);
  return found;
}

const refuse: RequestHandler = ({ method, path }) => {
  if (method === 'GET' || method === 'HEAD') throw notFound('Page', path);
  throw new Problem('methodNotAllowed', `${method}: pages can only be read`, {
    code: problemCode.methodNotAllowed,
    headers: { Allow: 'GET, HEAD' },
  });
};

const sendAsset: RequestHandler = (request, response, next) => {
  const file = String(request.params['file']);
  if (!assets.includes(file)) {
    next();
    return;
  }
  guarded(response).set('Cache-Control', 'no-cache');
  response.sendFile(file, { root: assetFolder, cacheControl: false }, (error: Error | undefined) => {
    // A reader who hangs up in the middle is no fault.
    if (error !== undefined && !response.headersSent) next(error);
  });
};

/** Problems as pages. Nothing a client sends leads to anything else; a store that fails is logged and told as such. */
function problemPages(logger: Logger): ErrorRequestHandler {
  // eslint-disable-next-line @typescript-eslint/max-params -- Express tells an error handler by its four parameters
  return (error: unknown, request, response, _next) => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const problem = problemFrom(error);
    if (problem !== undefined) {
      response.set(problem.headers).status(statusOfKind[problem.kind]);
      send(response, documentOf(problemPage(problem.reason, problem.message)));
      return;
    }
    logger.error({ requestId: requestIdOf(response), path: request.path, err: error }, 'page could not be made');
    const message = `The page could not be made just now; the log has the reason under request ${requestIdOf(response)}.`;
    send(response.status(503), documentOf(problemPage('Not available', message)));
  };
}

function send(response: Response, text: string): void {
  guarded(response).set('Cache-Control', 'no-store').type('html').send(text);
}

function guarded(response: Response): Response {
  return response.set({
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    // Not no-referrer: browsers would then hide from our own forms' requests that they are from here.
    'Referrer-Policy': 'same-origin',
  });
}

function offsetIn(query: URLSearchParams): number {
  const text = query.get('offset') ?? '0';
  if (!/^\d{1,9}$/u.test(text)) throw invalidQuery('offset', 'must be a whole number');
  return Number(text);
}

function doneIn(query: URLSearchParams): SubscriptionAction | undefined {
  const done = query.get('done') ?? '';
  return (Object.keys(doneTexts) as SubscriptionAction[]).find((each) => each === done);
}

function statusesIn(query: URLSearchParams): Status[] {
  return query.getAll('status').map((text) => {
    const status = statusesWorstFirst.find((each) => each === text);
    if (status === undefined) throw invalidQuery('status', `must be one of ${statusesWorstFirst.join(', ')}`);
    return status;
  });
}

function periodIn(query: URLSearchParams): PeriodAsked | undefined {
  const text = query.get('period');
  if (text === null) return undefined;
  const [start, end, ...more] = text.split('/').map(parseInstant);
  const isWhole = !text.includes('/') || end !== undefined;
  if (start === undefined || !isWhole || more.length > 0)
    throw invalidQuery('period', 'must be an RFC 3339 date-time, or two joined by a slash');
  return end === undefined ? { start } : { start, end };
}
