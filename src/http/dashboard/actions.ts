import express, { Router, type Request, type RequestHandler } from 'express';
import { fixedLengthMs, parseDuration } from '../../domain/duration.ts';
import type { Operator } from '../../events/operator.ts';
import { formatInstant } from '../../kernel/instant.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { Problem, invalidBody, notFound, problemCode } from '../../kernel/problem.ts';
import { originOf } from '../request-context.ts';
import { subscriptionPath, subscriptionsPath } from './links.ts';

/** What the buttons of the pages do. */
export interface DashboardActions {
  operator: Operator;
  /** Starts a replay, once for each id. */
  replay: (body: JsonObject) => Promise<void>;
  now: () => number;
}

const mostBytes = 4096;

/**
 * `POST /dashboard/subscriptions/{id}/pause`, `/resume`, `/test`, `/replay`: forms that work without a script, and lead back to the page.
 * Only those of our own pages are taken: a browser says where a form comes from. Problem notFound, invalid.
 */
export function actionsRouter({ operator, replay, now }: DashboardActions, publicUrl: string | undefined): Router {
  const router = Router();
  const action = (verb: string, act: (id: string, form: URLSearchParams) => Promise<boolean>): void => {
    router.post(`${subscriptionsPath}/:id/${verb}`, ownPagesOnly(publicUrl), readForm, async (request, response) => {
      const id = String(request.params['id']);
      if (!(await act(id, new URLSearchParams(typeof request.body === 'string' ? request.body : '')))) {
        throw notFound('Subscription', id);
      }
      response.redirect(303, `${subscriptionPath(id)}?done=${verb}`);
    });
  };
  action('pause', (id) => operator.pause(id, 'by hand, on the dashboard'));
  action('resume', (id) => operator.resume(id, undefined));
  action('test', async (id) => (await operator.test(id)) !== undefined);
  action('replay', async (id, form) => {
    await replay(replayOf(id, form, now()));
    return true;
  });
  return router;
}

const readForm: RequestHandler = express.text({ type: 'application/x-www-form-urlencoded', limit: mostBytes });

function replayOf(subscriptionId: string, form: URLSearchParams, now: number): JsonObject {
  const [id, deliveryId] = [form.get('id'), form.get('deliveryId')];
  const named = id === null ? {} : { id };
  if (deliveryId !== null) return { ...named, deliveryId };
  const span = parseDuration(form.get('span') ?? '');
  const spanMs = span && fixedLengthMs(span);
  if (spanMs === undefined) throw invalidBody([{ path: 'span', reason: 'must be an ISO 8601 duration' }]);
  return { ...named, subscriptionId, from: formatInstant(now - spanMs) };
}

/** Browsers send one of these two headers with a form; what another site's page sends is not ours. */
function ownPagesOnly(publicUrl: string | undefined): RequestHandler {
  return (request, _response, next) => {
    if (isOwn(request, publicUrl)) {
      next();
      return;
    }
    const reason = 'only forms of these pages are taken';
    throw new Problem('invalid', reason, { code: problemCode.invalidHeader, faults: [{ path: 'Origin', reason }] });
  };
}

function isOwn(request: Request, publicUrl: string | undefined): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined) return site === 'same-origin';
  if (origin === undefined || !URL.canParse(origin)) return false;
  const own = [originOf(request, undefined), ...(publicUrl === undefined ? [] : [new URL(publicUrl).origin])];
  return own.includes(new URL(origin).origin);
}
