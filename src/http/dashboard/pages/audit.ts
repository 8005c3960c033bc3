import type { ChangeLine } from '../../../usecases/dashboard/read-audited.ts';
import { type Html, html } from '../../html.ts';
import { agoOf } from '../times.ts';

/** The changes of a window or gap, and why. `now` UTC ms. */
export function auditOf(audit: readonly ChangeLine[], now: number): Html | undefined {
  if (audit.length === 0) return undefined;
  return html`<section aria-labelledby="audit">
    <h2 id="audit">Changes with a reason</h2>
    <ul>
      ${audit.map(
        ({ at, reason, action, changedBy }) =>
          html`<li>
            ${action}${changedBy !== undefined && ` by ${changedBy}`}${at !== undefined && html` ${agoOf(at, now)}`}:
            ${reason}
          </li>`,
      )}
    </ul>
  </section>`;
}
