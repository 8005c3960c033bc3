import type { Status } from '../../../domain/assessment.ts';
import type { DeliveryHealth, Overview, Owner, StatusCount } from '../../../usecases/dashboard/model.ts';
import { statusBadge, statusIcon } from '../badge.ts';
import { type Html, html } from '../../html.ts';
import type { Page } from '../layout.ts';
import { overviewPath, slaPath, subscriptionsPath } from '../links.ts';
import { commitmentTable, violationList } from '../parts.ts';
import { agoOf, lengthText } from '../times.ts';
import { counted, statusWords } from '../words.ts';
import { firstSteps } from './first-steps.ts';

/** The first page: how every promise stands. `origin` is the service's address, for examples. */
export function overviewPage(overview: Overview, origin: string): Page {
  const { at, owners, counts } = overview;
  const content = html`<h1>${headlineOf(counts)}</h1>
    ${owners.length === 0 ? firstSteps(origin, at) : html`${strip(counts)}`}
    <div class="columns">
      <section aria-labelledby="agreements" ${owners.length === 0 && html`hidden`}>
        <h2 id="agreements">Agreements, worst first</h2>
        ${owners.map((owner) => ownerOf(owner, at))} ${moreOf(overview)}
      </section>
      <div class="side">
        <section aria-labelledby="violations">
          <h2 id="violations">Latest violations</h2>
          ${violationsOf(overview)}
        </section>
        <section aria-labelledby="deliveries">
          <h2 id="deliveries">Notifications</h2>
          ${deliveriesOf(overview.deliveries, at)}
        </section>
      </div>
    </div>`;
  return { title: 'Overview', section: 'overview', at, content };
}

const inTrouble: readonly Status[] = ['violated', 'breaching', 'tolerated', 'warning'];

function headlineOf(counts: readonly StatusCount[]): string {
  const of = (status: Status): number => counts.find((each) => each.status === status)?.count ?? 0;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return 'No promise to watch yet';
  const all = counted(total, 'commitment');
  const trouble = inTrouble
    .filter((status) => of(status) > 0)
    .map((status) => `${String(of(status))} ${inSentence(status)}`);
  if (trouble.length > 0) return `Of ${all}, ${listed(trouble)}`;
  const kept = of('compliant');
  return kept === total ? `All ${all} kept` : `${String(kept)} of ${all} kept, none in danger`;
}

function inSentence(status: Status): string {
  return status === 'warning' ? 'in warning' : statusWords[status];
}

/** `a, b and c`. */
function listed(parts: readonly string[]): string {
  const [last = '', ...before] = [...parts].reverse();
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
}

const always: readonly Status[] = ['violated', 'warning', 'compliant'];

function strip(counts: readonly StatusCount[]): Html {
  return html`<ul class="strip">
    ${counts
      .filter(({ status, count }) => count > 0 || always.includes(status))
      .map(
        ({ status, count }) =>
          html`<li class="${count === 0 && 'none'}">
            <a href="${overviewPath}/commitments?status=${status}"
              >${statusIcon(status)}<span class="count">${count.toLocaleString('en')}</span
              ><span>${statusWords[status]}</span></a
            >
          </li>`,
      )}
  </ul>`;
}

function ownerOf(owner: Owner, now: number): Html {
  const { kind, id, name, status, state, commitments, total } = owner;
  const title = kind === 'sla' ? html`<a href="${slaPath(id)}">${name}</a>` : html`${name}`;
  const label = kind === 'sla' ? undefined : html`<span class="tag">objective</span>`;
  return html`<article class="owner">
    <header>
      ${status !== undefined && statusBadge(status)}
      <h3>${title}</h3>
      ${label}${state !== undefined && state !== 'observed' && html`<span class="tag">${state}</span>`}
    </header>
    ${commitments.length > 0 ? commitmentTable(commitments, now, `Commitments of ${name}`) : emptyOwner(owner)}
    ${total > commitments.length && commitments.length > 0 && kind === 'sla' && html`<p class="more"><a href="${slaPath(id)}">all ${counted(total, 'commitment')}</a></p>`}
  </article>`;
}

/** Why an agreement has no commitments. */
export function emptyOwner({ state }: Pick<Owner, 'state'>): Html {
  if (state !== undefined && state !== 'observed') {
    return html`<p class="muted">
      Not in force: its state is ${state}; only agreements that are observed are watched.
    </p>`;
  }
  return html`<p class="muted">It has no rules that could be watched.</p>`;
}

function moreOf({ owners, slaTotal }: Overview): Html | undefined {
  const shown = owners.filter(({ kind }) => kind === 'sla').length;
  if (shown >= slaTotal) return undefined;
  return html`<p class="more"><a href="${overviewPath}/slas">all ${counted(slaTotal, 'agreement')}</a></p>`;
}

function violationsOf({ violations, violationTotal, at }: Overview): Html {
  if (violations.length === 0)
    return html`<p class="muted">None. When a promise is broken it is recorded here, once.</p>`;
  const more = violationTotal - violations.length;
  return html`${violationList(violations, at)}${
    more > 0 && html`<p class="more muted">and ${counted(more, 'earlier one')}</p>`
  }`;
}

function deliveriesOf(health: DeliveryHealth, now: number): Html {
  const { subscriptions, waiting, abandoned, oldestWaiting, latest } = health;
  if (subscriptions === 0 && latest.length === 0) {
    return html`<p class="muted">
      Nobody has subscribed. Register a callback at a hub, for example
      <code>POST /tmf-api/slaManagement/v2/hub</code>, and events are sent there.
    </p>`;
  }
  const since =
    oldestWaiting === undefined ? '' : `, the oldest for ${lengthText(Math.max(1000, now - oldestWaiting))}`;
  return html`${suspendedOf(health, now)}
    <dl class="facts">
      <div>
        <dt>subscriptions</dt>
        <dd><a href="${subscriptionsPath}">${subscriptions}</a></dd>
      </div>
      <div>
        <dt>waiting${since}</dt>
        <dd>${waiting}</dd>
      </div>
      <div class="${abandoned > 0 && 'bad'}">
        <dt>given up in the last day</dt>
        <dd>${abandoned}</dd>
      </div>
    </dl>
    ${
      latest.length > 0 &&
      html`<ul class="deliveries">
        ${latest.map(
          ({ at, eventType, callback, state, outcome, attempts }) =>
            html`<li>
              <div>${eventType} <span class="when">${agoOf(at, now)}</span></div>
              <div class="muted">
                ${state} · ${outcome}${attempts > 1 && ` after ${counted(attempts, 'attempt')}`} · ${callback}
              </div>
            </li>`,
        )}
      </ul>`
    }`;
}

/** Whose listener has failed for too long: somebody has to talk to its owner. */
function suspendedOf({ suspended, suspendedTotal }: DeliveryHealth, now: number): Html | undefined {
  const [first] = suspended;
  if (first === undefined) return undefined;
  const hosts = [...new Set(suspended.map(({ endpoint }) => endpoint))];
  const more = suspendedTotal - suspended.length;
  return html`<p class="notice" role="status">
    ${counted(suspendedTotal, 'subscription')} suspended, the first ${agoOf(first.since, now)}:
    ${listed(more > 0 ? [...hosts, `${String(more)} more`] : hosts)}. Nothing is lost: events are kept and sent once the
    listener answers again.
  </p>`;
}
