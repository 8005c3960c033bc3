import type { Foresight } from '../../../domain/foresight.ts';
import type { CommitmentDetail } from '../../../usecases/dashboard/model.ts';
import { type Html, html } from '../../html.ts';
import { agoOf, lengthText, timeOf } from '../times.ts';

/** What is left of the error budget: `57 %, 12 min of 21 min 36 s used`. */
export function budgetText({ budget }: Foresight): string {
  const { unit, total, used, remainingPercent } = budget;
  const amount = (text: string): string =>
    unit === 'ms' ? lengthText(Number(text)) : Math.round(Number(text)).toLocaleString('en');
  const what = unit === 'ms' ? '' : ' events';
  return `${shown(remainingPercent)}\u00a0%, ${amount(used)} of ${amount(total)}${what} used`;
}

/** Cut, never rounded up: what is nearly gone is not shown as left. */
function shown(percent: unknown): string {
  const value = Number(percent);
  return Number.isFinite(value) ? String(Math.floor(value * 10) / 10) : '–';
}

/** That a miss of the present period is expected, and from what; nothing when none is. */
export function jeopardyOf({ foresight, at, commitment: { objective } }: CommitmentDetail): Html | undefined {
  if (foresight?.jeopardy.isInJeopardy !== true) return undefined;
  const { jeopardy, prediction, burnRates } = foresight;
  const burning = burnRates.filter(({ isExceeded }) => isExceeded).map(({ window }) => window);
  const zone = objective?.window.timeZone;
  return html`<div class="note">
    <strong>In jeopardy</strong>: a miss of this period is
    expected${jeopardy.since !== undefined && html`, since ${agoOf(jeopardy.since, at)}`}.
    ${
      prediction?.expectedAt !== undefined &&
      html`The budget is expected to be gone at ${timeOf(prediction.expectedAt, zone)}.`
    }
    ${prediction !== undefined && `Foretold by ${methodWords[prediction.method] ?? prediction.method}.`}
    ${burning.length > 0 && `It burns too fast over ${burning.join(', ')}.`} A prediction is no violation.
  </div>`;
}

const methodWords: Readonly<Record<string, string>> = {
  bootstrap: 'drawing the outages of the last weeks again',
  line: 'going on as so far',
  burnRate: 'how fast the budget burns',
};
