import type { Objective } from '../../domain/objective-model.ts';
import { isShare } from '../../domain/statistic.ts';
import type { Interval } from '../../kernel/instant.ts';
import type { Explained, ExplainedSample, ExplainedSlice } from '../../usecases/dashboard/model.ts';
import { type Html, html } from '../html.ts';
import { mark } from './marks.ts';
import { axisOf, groundOf, namesOf, plotOf, round, type Plot } from './plot.ts';
import { clockText, dayText } from './times.ts';

const height = 200;
const mostMarks = 240;

/** Values near each other in time, drawn as one mark. */
interface Bin {
  /** Percent of the period. */
  x: number;
  least: number;
  most: number;
}

/**
 * The samples of one period, and the parts of it that were compared, against the lines of the objective. Undefined for
 * availability, which is a time line, and where there is nothing to draw.
 */
export function samplesChart(objective: Objective, explained: Explained): Html | undefined {
  const { period, samples, slices } = explained;
  if (objective.statistic.kind === 'availability') return undefined;
  const bins = binsOf(samples, period, isShare(objective.statistic));
  if (bins.length === 0) return undefined;
  const compared = slices.flatMap(({ attained }) => (attained === undefined ? [] : [Number(attained)]));
  const plot = plotOf(objective, [...bins.flatMap(({ least, most }) => [least, most]), ...compared], height);
  const label = `${String(samples.length)} samples of the period. The same values are in the table of samples.`;
  return html`<div class="chart">
    ${axisOf(plot)}
    <svg class="plot" height="${height}" role="img" aria-label="${label}">
      ${groundOf(objective, plot)} ${slices.map((slice) => sliceOf(slice, period, plot))}
      ${bins.map((bin) => binOf(bin, plot))} ${namesOf(objective, plot)} ${ticksOf(period, objective.window.timeZone)}
    </svg>
  </div>`;
}

function binsOf(samples: readonly ExplainedSample[], period: Interval, isRatio: boolean): Bin[] {
  const bins = new Map<number, Bin>();
  const isMany = samples.length > mostMarks;
  for (const sample of samples) {
    const value = isRatio ? shareOf(sample) : sample.value;
    const x = percentOf(sample.start, period);
    if (value === undefined || x < 0 || x > 100) continue;
    const key = isMany ? Math.floor((x / 100) * mostMarks) : bins.size;
    const bin = bins.get(key) ?? { x, least: value, most: value };
    bins.set(key, { x: bin.x, least: Math.min(bin.least, value), most: Math.max(bin.most, value) });
  }
  return [...bins.values()];
}

function shareOf({ good, total }: ExplainedSample): number | undefined {
  if (good === undefined || total === undefined || total === 0) return undefined;
  return (good / total) * 100;
}

function binOf({ x, least, most }: Bin, { y }: Plot): Html {
  if (least === most) return html`<circle class="sample" cx="${x}%" cy="${y(least)}" r="2" />`;
  return html`<line class="sample range" x1="${x}%" x2="${x}%" y1="${y(least)}" y2="${y(most)}" />`;
}

function sliceOf({ start, end, attained, standing }: ExplainedSlice, period: Interval, { y }: Plot): Html | undefined {
  if (attained === undefined) return undefined;
  const [from, to] = [percentOf(start, period), percentOf(end, period)];
  const at = y(Number(attained));
  return html`<line class="slice ${standing ?? 'unknown'}" x1="${from}%" x2="${to}%" y1="${at}" y2="${at}" />${
      standing === 'beyond' && mark('missed', `${String(round((from + to) / 2))}%`, at)
    }`;
}

function percentOf(instant: number, { start, end }: Interval): number {
  return round(((instant - start) / (end - start)) * 100);
}

/** Start, middle and end of a period, for the bottom of a drawing. */
export function ticksOf({ start, end }: Interval, zone: string, y = height - 6): Html {
  const text = end - start > 86_400_000 ? dayText : clockText;
  const at = (instant: number, x: string, anchor: string): Html =>
    html`<text class="tick" x="${x}" y="${y}" text-anchor="${anchor}">${text(instant, zone)}</text>`;
  const middle = Math.round((start + end) / 2000) * 1000;
  return html`${at(start, '0%', 'start')}${at(middle, '50%', 'middle')}${at(end, '100%', 'end')}`;
}
