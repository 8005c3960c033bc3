import type { Attempt } from '../../../events/delivery.ts';
import { outcomeOf } from '../../../usecases/dashboard/read-deliveries.ts';
import type { SubscriptionDetail } from '../../../usecases/dashboard/read-subscriptions.ts';
import { type Html, html } from '../../html.ts';
import type { Page } from '../layout.ts';
import { subscriptionPath, subscriptionsPath } from '../links.ts';
import { factOf, pagerOf } from '../parts.ts';
import { agoOf, timeOf } from '../times.ts';
import { counted } from '../words.ts';
import { stateBadge } from './subscriptions.ts';

/** What was just done, as the page says it. */
export const doneTexts = {
  pause: 'Paused. Its events are collected until you resume it.',
  resume: 'Resumed. What was collected goes out now.',
  test: 'A test event is on its way; it is the newest delivery below.',
  replay: 'What you asked for is sent again, in the background.',
} as const;

/** Something that can be done with a subscription. */
export type SubscriptionAction = keyof typeof doneTexts;

type Line = SubscriptionDetail['deliveries']['lines'][number];

/** One subscription: how it does, what can be done about it, its deliveries. `requestId` makes a button pressed twice act once. */
export function subscriptionPage(detail: SubscriptionDetail, requestId: string, done?: SubscriptionAction): Page {
  const { id, callback, deliveries } = detail;
  const { at } = deliveries;
  const content = html`<div class="title">
      <p class="crumb"><a href="${subscriptionsPath}">Subscriptions</a></p>
      <h1>${callback}</h1>
      ${stateBadge(detail)}
    </div>
    ${done !== undefined && html`<p class="note" role="status">${doneTexts[done]}</p>`} ${factsOf(detail, at)}
    ${actionsOf(detail, requestId)}
    <section aria-labelledby="deliveries">
      <h2 id="deliveries">
        ${deliveries.total === 0 ? 'No deliveries yet' : counted(deliveries.total, 'delivery', 'deliveries')}
      </h2>
      ${deliveries.lines.length > 0 && tableOf(deliveries.lines, { id, requestId, at })}
      ${pagerOf(deliveries, (offset) => `${subscriptionPath(id)}?offset=${String(offset)}`)}
    </section>`;
  return { title: callback, section: 'subscriptions', at, content };
}

function factsOf(detail: SubscriptionDetail, now: number): Html {
  const { api, query, grouping, hasSecret, createdAt, since, reason, lastDelivered, lastFailure, nextProbeAt } = detail;
  return html`<dl class="facts">
    ${factOf('hub', api)} ${factOf('waiting', detail.pending.toLocaleString('en'))}
    ${factOf(`${detail.state} since`, since === undefined ? undefined : agoOf(since, now))} ${factOf('because', reason)}
    ${factOf('next try', nextProbeAt === undefined ? undefined : timeOf(nextProbeAt))}
    ${factOf('last delivered', lastDelivered === undefined ? undefined : agoOf(lastDelivered, now))}
    ${factOf('last failure', lastFailure && html`${lastFailure.outcome}, ${agoOf(lastFailure.at, now)}`)}
    ${factOf('signed', hasSecret ? 'yes' : 'no')} ${factOf('grouped by', grouping)}
    ${factOf('query', query === undefined ? undefined : html`<code>${query}</code>`)}
    ${factOf('registered', timeOf(createdAt))}
  </dl>`;
}

function actionsOf({ id, state }: SubscriptionDetail, requestId: string): Html {
  const path = subscriptionPath(id);
  return html`<div class="actions">
    ${state !== 'paused' && html`<form method="post" action="${path}/pause"><button>Pause</button></form>`}
    ${state !== 'active' && html`<form method="post" action="${path}/resume"><button>Resume</button></form>`}
    <form method="post" action="${path}/test"><button>Send a test event</button></form>
    <form method="post" action="${path}/replay">
      <input type="hidden" name="id" value="${requestId}" />
      <label
        >Send again what was sent of
        <select name="span">
          <option value="PT1H">the last hour</option>
          <option value="P1D">the last day</option>
          <option value="P7D">the last week</option>
        </select></label
      >
      <button>Replay</button>
    </form>
  </div>`;
}

function tableOf(lines: readonly Line[], context: { id: string; requestId: string; at: number }): Html {
  return html`<table aria-label="Deliveries">
    <thead>
      <tr>
        <th scope="col">State</th>
        <th scope="col">Event</th>
        <th scope="col">Occurred</th>
        <th scope="col">Attempts</th>
        <th scope="col"><span class="hidden">Actions</span></th>
      </tr>
    </thead>
    <tbody>
      ${lines.map((line) => rowOf(line, context))}
    </tbody>
  </table>`;
}

const tones = { delivered: 'good', pending: 'quiet', abandoned: 'bad' } as const;

function rowOf(line: Line, { id, requestId, at }: { id: string; requestId: string; at: number }): Html {
  const { state, eventType, resourceName, resourceId, groupId, eventId, occurredAt } = line;
  const word = state === 'abandoned' ? 'given up' : state;
  return html`<tr>
    <td class="status"><span class="badge ${tones[state]}">${word}</span></td>
    <td class="what">
      ${eventType}
      <div class="muted">${resourceName} ${resourceId}${groupId !== undefined && ' · in a group'}</div>
    </td>
    <td class="when" data-label="Occurred">${agoOf(occurredAt, at)}</td>
    <td data-label="Attempts">${attemptsOf(line)}</td>
    <td class="act">
      ${
        state !== 'pending' &&
        html`<form method="post" action="${subscriptionPath(id)}/replay">
          <input type="hidden" name="id" value="${requestId}.${eventId}" />
          <input type="hidden" name="deliveryId" value="${line.id}" />
          <button class="small" aria-label="Send ${eventType} of ${resourceName} ${resourceId} again">
            Send again
          </button>
        </form>`
      }
    </td>
  </tr>`;
}

function attemptsOf({ id, attempts, reason }: Line): Html {
  const last = attempts.at(-1);
  if (last === undefined) return html`<span class="muted">${reason ?? 'not tried yet'}</span>`;
  const text = `${outcomeOf(last)} in ${String(last.durationMs)} ms`;
  if (attempts.length === 1) return html`${text}`;
  return html`<details id="attempts-${id}">
    <summary>${text}, ${counted(attempts.length, 'attempt')}</summary>
    <ol class="attempts">
      ${attempts.map(attemptOf)}
    </ol>
  </details>`;
}

function attemptOf(attempt: Attempt): Html {
  return html`<li>${timeOf(attempt.at)}: ${outcomeOf(attempt)} in ${attempt.durationMs} ms</li>`;
}
