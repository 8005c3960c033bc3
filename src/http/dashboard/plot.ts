import type { Objective } from '../../domain/objective-model.ts';
import { isShare } from '../../domain/statistic.ts';
import { type Html, html } from '../html.ts';
import { type Scale, scaleOf } from './scale.ts';
import { isNumeric, withUnit } from './words.ts';

/** The frame of a chart: an axis of values and the lines of the objective. X is in percent, so that charts fit any width. */
export interface Plot {
  height: number;
  scale: Scale;
  /** Pixels from the top for a value. */
  y: (value: number) => number;
}

/** A horizontal line with its name. */
interface Line {
  kind: 'target' | 'limit' | 'threshold';
  value: number;
  text: string;
}

const [top, bottom] = [14, 22];

/** A plot that has room for these values and every line of the objective. */
export function plotOf(objective: Objective, values: readonly number[], height: number): Plot {
  const lines = linesOf(objective).map(({ value }) => value);
  const bounds = isShare(objective.statistic) ? { low: 0, high: 100 } : lowerBound([...values, ...lines]);
  const scale = scaleOf([...values, ...lines], bounds, height > 150 ? 4 : 3);
  const span = scale.high - scale.low || 1;
  const inner = height - top - bottom;
  return { height, scale, y: (value) => round(top + ((scale.high - value) / span) * inner) };
}

function lowerBound(values: readonly number[]): { low?: number } {
  return values.every((value) => value >= 0) ? { low: 0 } : {};
}

/** The values at the left, in a column of its own so that they keep their size. */
export function axisOf({ scale, y, height }: Plot): Html {
  const labels = scale.ticks.map(({ value, text }) => html`<text x="100%" y="${y(value) + 4}">${text}</text>`);
  return html`<svg class="axis" height="${height}" aria-hidden="true">${labels}</svg>`;
}

/** Grid, the side beyond the limit, and the lines with their names: what is drawn beneath the values. */
export function groundOf(objective: Objective, plot: Plot): Html {
  const grid = plot.scale.ticks.map(({ value }) => rule('grid', plot.y(value)));
  const lines = linesOf(objective).map((line) => rule(`line ${line.kind}`, plot.y(line.value)));
  return html`${beyondOf(objective, plot)}${grid}${lines}`;
}

/**
 * The names of the lines: drawn above the values, on the bad side of their line, where values are rare; on the other side
 * where lines lie close.
 */
export function namesOf(objective: Objective, plot: Plot): Html {
  const placed: number[] = [];
  return html`${linesOf(objective).map(({ kind, value, text }) => {
    const places = nameAt(plot.y(value), objective, plot);
    const y = places.find((each) => !placed.some((other) => Math.abs(other - each) < 12)) ?? plot.y(value);
    placed.push(y);
    return html`<text class="name ${kind}" x="0.6%" y="${y}">${text}</text>`;
  })}`;
}

/** Where a line's name may stand, the better place first. */
function nameAt(y: number, { violationWhen }: Objective, plot: Plot): number[] {
  const inner = innerOf(plot);
  const [above, below] = [y - 4, y + 12];
  const wanted = violationWhen === 'below' ? [below, above] : [above, below];
  return wanted.filter((each) => each >= inner.top + 8 && each <= inner.bottom);
}

/** Where the drawing of values begins and ends, pixels from the top. */
export function innerOf({ height }: Plot): { top: number; bottom: number } {
  return { top, bottom: height - bottom };
}

/** Short enough for a drawing; more digits than a pixel shows are of no use. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function rule(name: string, y: number): Html {
  return html`<line class="${name}" x1="0" x2="100%" y1="${y}" y2="${y}" />`;
}

function beyondOf({ violationWhen, limit, lowerLimit }: Objective, plot: Plot): Html | undefined {
  const { top: first, bottom: last } = innerOf(plot);
  const at = plot.y(Number(limit));
  const above = { y: first, height: at - first };
  if (violationWhen === 'above') return zone(above);
  if (violationWhen === 'below') return zone({ y: at, height: last - at });
  if (violationWhen !== 'outside' || lowerLimit === undefined) return undefined;
  const lower = plot.y(Number(lowerLimit));
  return html`${zone(above)}${zone({ y: lower, height: last - lower })}`;
}

function zone({ y, height }: { y: number; height: number }): Html {
  return html`<rect class="beyond" x="0" width="100%" y="${round(y)}" height="${round(Math.max(0, height))}" />`;
}

function linesOf(objective: Objective): Line[] {
  if (!isNumeric(objective)) return [];
  const { target, limit, lowerLimit, threshold, unit } = objective;
  const line = (kind: Line['kind'], name: string, value: string | undefined): Line[] =>
    value === undefined ? [] : [{ kind, value: Number(value), text: `${name} ${withUnit(value, unit)}` }];
  return [
    ...line('target', 'target', target),
    ...line('limit', 'limit', limit === target ? undefined : limit),
    ...line('limit', 'limit', lowerLimit),
    ...line('threshold', 'warning', threshold),
  ];
}
