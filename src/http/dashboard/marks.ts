import type { ChartPoint } from '../../usecases/dashboard/model.ts';
import { type Html, html } from '../html.ts';

/** How a period is drawn: each kind has a shape of its own, colour only helps. */
export type Mark = 'met' | 'warning' | 'tolerated' | 'missed' | 'noData' | 'open';

/** What each mark means. */
const markWords: Readonly<Record<Mark, string>> = {
  met: 'met',
  warning: 'beyond the warning line',
  tolerated: 'beyond the target, tolerated',
  missed: 'not met',
  noData: 'no data',
  open: 'still open',
};

/** The mark of a period. */
export function markOf({ result, standing, finality }: Pick<ChartPoint, 'result' | 'standing' | 'finality'>): Mark {
  if (result === 'noData') return finality === 'open' ? 'open' : 'noData';
  if (result === 'notMet') return 'missed';
  if (standing === 'warning' || standing === 'tolerated') return standing;
  return finality === 'open' ? 'open' : 'met';
}

const shapes: Readonly<Record<Mark, Html>> = {
  met: html`<circle r="3" />`,
  warning: html`<path d="M0-4.4L4.6 3.8h-9.2z" />`,
  tolerated: html`<path d="M0-4.8L4.8 0 0 4.8-4.8 0z" />`,
  missed: html`<path d="M-4-4l8 8M4-4l-8 8" />`,
  noData: html`<circle r="2.5" />`,
  open: html`<circle r="3.5" />`,
};

/** A mark at a place; x may be in percent, which only an inner svg can be moved by. */
export function mark(kind: Mark, x: string, y: number): Html {
  return html`<svg class="mark ${kind}" x="${x}" y="${y}" overflow="visible">${shapes[kind]}</svg>`;
}

/** The marks with their meanings. */
export function legendOf(kinds: readonly Mark[]): Html {
  return html`<ul class="legend">
    ${kinds.map(
      (kind) =>
        html`<li>
          <svg class="key" viewBox="-8 -8 16 16" aria-hidden="true">
            ${kind === 'noData' && html`<rect class="band nodata" x="-7" y="-7" width="14" height="14" />`}
            ${mark(kind, '0', 0)}</svg
          >${markWords[kind]}
        </li>`,
    )}
  </ul>`;
}
