import type { Listed } from '../../../usecases/dashboard/model.ts';
import type { GapDetail, GapLine } from '../../../usecases/dashboard/read-gaps.ts';
import { type Html, html } from '../../html.ts';
import type { Page } from '../layout.ts';
import { gapPath, gapsPath, windowsPath } from '../links.ts';
import { factOf, pagerOf } from '../parts.ts';
import { spanOf, timeOf } from '../times.ts';
import { counted } from '../words.ts';
import { auditOf } from './audit.ts';

const scopeShown = 3;

/** All collector gaps, page by page. */
export function gapsPage(list: Listed<GapLine>): Page {
  const { total, lines, at } = list;
  const content = html`<header class="title">
      <p class="crumb"><a href="${windowsPath}">Maintenance</a></p>
      <h1>${total === 0 ? 'No collector gaps' : counted(total, 'collector gap')}</h1>
    </header>
    <p class="lead">
      Time in which measurements could not be taken in: silence in it is unknown, whatever a contract says of missing
      data. ${total === 0 && html`Record one with <code>POST /assurance/v1/collectorGap</code>.`}
    </p>
    ${
      lines.length > 0 &&
      html`<table aria-label="Collector gaps">
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Gap</th>
            <th scope="col">When</th>
            <th scope="col">Touches</th>
          </tr>
        </thead>
        <tbody>
          ${lines.map((line) => rowOf(line, at))}
        </tbody>
      </table>`
    }
    ${pagerOf(list, (offset) => `${gapsPath}?offset=${String(offset)}`)}`;
  return { title: 'Collector gaps', section: 'maintenance', at, content };
}

function rowOf(line: GapLine, now: number): Html {
  const { id, name, scope, reason } = line;
  const more = scope.length - scopeShown;
  return html`<tr>
    <td class="status">${stateBadge(line, now)}</td>
    <td class="what">
      <a href="${gapPath(id)}">${name}</a>
      <div class="muted">${originWords(line)}${reason !== undefined && `: ${reason}`}</div>
    </td>
    <td data-label="When">${whenOf(line)}</td>
    <td data-label="Touches">${scope.slice(0, scopeShown).join(', ')}${more > 0 && ` and ${String(more)} more`}</td>
  </tr>`;
}

function originWords({ isOwn }: GapLine): string {
  return isOwn ? "Surety's own outage" : 'reported';
}

function whenOf({ span }: GapLine): Html | string {
  if (span === undefined) return '–';
  return span.end === Infinity ? html`since ${timeOf(span.start, 'UTC')}` : html`${spanOf(span, 'UTC')}`;
}

/** How a gap stands, as a word and a colour. */
function stateBadge({ isWithdrawn, span }: GapLine, now: number): Html {
  if (isWithdrawn) return html`<span class="badge quiet">withdrawn</span>`;
  if (span !== undefined && span.start > now) return html`<span class="badge quiet">to come</span>`;
  const lasts = span !== undefined && span.end > now;
  return html`<span class="badge ${lasts ? 'bad' : 'warn'}">${lasts ? 'lasts' : 'over'}</span>`;
}

/** One gap: when, of what, who says so, and what was changed about it. */
export function gapPage(detail: GapDetail): Page {
  const { name, scope, at, description, audit } = detail;
  const content = html`<header class="title">
      <p class="crumb"><a href="${gapsPath}">Collector gaps</a></p>
      <h1>${name}</h1>
      ${stateBadge(detail, at)}
    </header>
    <dl class="facts">
      ${factOf('when', whenOf(detail))} ${factOf('touches', scope.join(', '))} ${factOf('origin', originWords(detail))}
      ${factOf('what happened', description)}
    </dl>
    ${auditOf(audit, at)}`;
  return { title: name, section: 'maintenance', at, content };
}
