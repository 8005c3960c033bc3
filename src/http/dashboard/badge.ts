import type { Result, Status } from '../../domain/assessment.ts';
import { type Html, html } from '../html.ts';
import { resultWords, statusWords } from './words.ts';

/** How a status looks: colour and shape together, and the word beside them. */
export type Tone = 'good' | 'warn' | 'bad' | 'quiet' | 'query';

const tones: Readonly<Record<Status, Tone>> = {
  compliant: 'good',
  warning: 'warn',
  tolerated: 'warn',
  breaching: 'bad',
  violated: 'bad',
  noData: 'quiet',
  excluded: 'quiet',
  pending: 'quiet',
  notEvaluable: 'query',
};

const shapes: Readonly<Record<Status, Html>> = {
  compliant: html`<circle cx="8" cy="8" r="7" /><path class="stroke" d="M4.6 8.3l2.3 2.3 4.5-4.9" />`,
  warning: html`<path d="M8 1.2l7.2 13.3H.8z" /><path class="stroke" d="M8 6v4M8 12.1v.3" />`,
  tolerated: html`<path d="M8 .6L15.4 8 8 15.4.6 8z" /><path class="stroke" d="M5 8h6" />`,
  breaching: html`<path d="M.8 1.5h14.4L8 14.8z" /><path class="stroke" d="M8 4v4M8 10.1v.3" />`,
  violated: html`<path d="M4.9.8h6.2l4.1 4.1v6.2l-4.1 4.1H4.9L.8 11.1V4.9z" /><path
      class="stroke"
      d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4"
    />`,
  noData: html`<circle class="hollow dashed" cx="8" cy="8" r="6.5" />`,
  excluded: html`<circle class="hollow" cx="8" cy="8" r="6.5" /><path class="stroke own" d="M4.8 8h6.4" />`,
  pending: html`<circle class="hollow" cx="8" cy="8" r="6.5" /><path class="stroke own" d="M8 4.4V8l2.4 1.6" />`,
  notEvaluable: html`<circle class="hollow" cx="8" cy="8" r="6.5" /><path
      class="stroke own"
      d="M6 6.2c.2-2.5 4-2.4 4 0 0 1.6-2 1.5-2 3.1M8 11.5v.3"
    />`,
};

/** The shape of a status without its word, for places where the word stands beside it anyway. */
export function statusIcon(status: Status): Html {
  return html`<svg class="icon ${tones[status]}" viewBox="0 0 16 16" aria-hidden="true">${shapes[status]}</svg>`;
}

/** A status as shape, colour and word. */
export function statusBadge(status: Status): Html {
  return html`<span class="badge ${tones[status]}">${statusIcon(status)}<span>${statusWords[status]}</span></span>`;
}

const statusLike: Readonly<Record<Result, Status>> = {
  met: 'compliant',
  notMet: 'violated',
  noData: 'noData',
  undecided: 'pending',
};

/** The result of a period in the same manner. */
export function resultBadge(result: Result): Html {
  const like = statusLike[result];
  return html`<span class="badge ${tones[like]}">${statusIcon(like)}<span>${resultWords[result]}</span></span>`;
}
