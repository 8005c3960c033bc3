import type { Listed } from '../../../usecases/dashboard/model.ts';
import type { SubscriptionLine } from '../../../usecases/dashboard/read-subscriptions.ts';
import { type Html, html } from '../../html.ts';
import type { Page } from '../layout.ts';
import { subscriptionPath, subscriptionsPath } from '../links.ts';
import { pagerOf } from '../parts.ts';
import { agoOf, lengthText } from '../times.ts';
import { counted } from '../words.ts';

/** All subscriptions, page by page. */
export function subscriptionsPage(list: Listed<SubscriptionLine>): Page {
  const { total, lines, at } = list;
  const content = html`<h1>${total === 0 ? 'Nobody has subscribed' : counted(total, 'subscription')}</h1>
    ${
      total === 0 &&
      html`<p class="lead">
        Register a callback at a hub, for example <code>POST /tmf-api/slaManagement/v2/hub</code>, and events are sent
        there.
      </p>`
    }
    ${lines.length > 0 && tableOf(lines, at)}
    ${pagerOf(list, (offset) => `${subscriptionsPath}?offset=${String(offset)}`)}`;
  return { title: 'Subscriptions', section: 'subscriptions', at, content };
}

function tableOf(lines: readonly SubscriptionLine[], now: number): Html {
  return html`<table aria-label="Subscriptions">
    <thead>
      <tr>
        <th scope="col">State</th>
        <th scope="col">Callback</th>
        <th scope="col" class="number">Waiting</th>
        <th scope="col">Last delivered</th>
        <th scope="col">Last failure</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map((line) => rowOf(line, now))}
    </tbody>
  </table>`;
}

function rowOf(line: SubscriptionLine, now: number): Html {
  const { id, callback, api, pending, oldestPending, lastDelivered, lastFailure } = line;
  const age = oldestPending === undefined ? '' : `, oldest ${lengthText(Math.max(1000, now - oldestPending))}`;
  return html`<tr>
    <td class="status">${stateBadge(line)}</td>
    <td class="what">
      <a href="${subscriptionPath(id)}">${callback}</a>
      <div class="muted">${api}</div>
    </td>
    <td class="number" data-label="Waiting">${pending.toLocaleString('en')}<span class="muted">${age}</span></td>
    <td class="when" data-label="Last delivered">${whenOf(lastDelivered, now)}</td>
    <td class="when" data-label="Last failure">
      ${lastFailure === undefined ? html`–` : html`${lastFailure.outcome}, ${agoOf(lastFailure.at, now)}`}
    </td>
  </tr>`;
}

function whenOf(at: number | undefined, now: number): Html {
  return at === undefined ? html`–` : agoOf(at, now);
}

/** How a subscription stands, as a word and a colour. */
export function stateBadge({ state, failingSince }: Pick<SubscriptionLine, 'state' | 'failingSince'>): Html {
  if (state === 'suspended') return html`<span class="badge bad">suspended</span>`;
  if (state === 'paused') return html`<span class="badge quiet">paused</span>`;
  if (failingSince !== undefined) return html`<span class="badge warn">failing</span>`;
  return html`<span class="badge good">active</span>`;
}
