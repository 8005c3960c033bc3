import type { Objective } from '../../domain/objective-model.ts';
import type { ChartPoint } from '../../usecases/dashboard/model.ts';
import type { Interval } from '../../kernel/instant.ts';
import { type Html, html } from '../html.ts';
import { mark, markOf, type Mark } from './marks.ts';
import { axisOf, groundOf, innerOf, namesOf, plotOf, round, type Plot } from './plot.ts';
import { clockText, dateText, dayText, monthText, spanText } from './times.ts';
import { amountText, resultWords, standingWords } from './words.ts';

/** What a chart of periods shows and where its marks lead. */
export interface ChartInput {
  objective: Objective;
  points: readonly ChartPoint[];
  height: number;
  /** Address of a period; absent: marks lead nowhere. */
  linkTo?: (period: Interval) => string;
  /** A period to point out. */
  selected?: Interval | undefined;
}

/** A place on the x axis: a period, or a break where periods are missing. */
interface Slot {
  point?: ChartPoint;
  /** Left edge and width, percent. */
  left: number;
  width: number;
}

/** So that a single period is not a chart's width. */
const fewestSlots = 16;
const [dayMs, monthMs] = [86_400_000, 28 * 86_400_000];

/**
 * Attained values of periods against target, limit and warning line, as inline SVG that fits any width. Missed periods are
 * marked by shape and band, periods without data by hatching. Whoever cannot see it needs the same values as a table.
 */
export function periodChart(input: ChartInput): Html {
  const { objective, points, height } = input;
  const values = points.flatMap(({ attained }) => (attained === undefined ? [] : [Number(attained)]));
  const plot = plotOf(objective, values, height);
  const slots = slotsOf(points);
  return html`<div class="chart">
    ${axisOf(plot)}
    <svg class="plot" height="${height}" role="img" aria-label="${labelOf(input)}">
      ${groundOf(objective, plot)} ${slots.map((slot) => bandOf(slot, plot, input))}
      ${slots.map((slot, at) => joinOf(slots[at - 1], slot, plot))} ${slots.map((slot) => pointOf(slot, plot))}
      ${namesOf(objective, plot)} ${ticksOf(slots, objective, height)}
      ${slots.map((slot) => targetOf(slot, plot, input))}
    </svg>
  </div>`;
}

/** The marks that occur among the points, for a legend. */
export function marksIn(points: readonly ChartPoint[]): Mark[] {
  return [...new Set(points.map(markOf))];
}

function slotsOf(points: readonly ChartPoint[]): Slot[] {
  const places = points.flatMap((point): (ChartPoint | undefined)[] =>
    point.isAfterGap ? [undefined, point] : [point],
  );
  const count = Math.max(fewestSlots, places.length);
  const width = 100 / count;
  const empty = count - places.length;
  return places.map((point, at) => ({
    left: round((empty + at) * width),
    width: round(width),
    ...(point === undefined ? {} : { point }),
  }));
}

function middleOf({ left, width }: Slot): number {
  return round(left + width / 2);
}

function bandOf(slot: Slot, plot: Plot, { selected }: ChartInput): Html | undefined {
  const { top, bottom } = innerOf(plot);
  const { point, left, width } = slot;
  const band = (name: string): Html =>
    html`<rect class="${name}" x="${left}%" width="${width}%" y="${top}" height="${bottom - top}" />`;
  if (point === undefined) return band('band break');
  const isSelected = selected?.start === point.start && selected.end === point.end;
  const kind = markOf(point);
  return html`${isSelected && band('band selected')}${kind === 'noData' && band('band nodata')}${
    kind === 'missed' && band('band missed')
  }`;
}

function joinOf(before: Slot | undefined, slot: Slot, plot: Plot): Html | undefined {
  const [from, to] = [before?.point?.attained, slot.point?.attained];
  if (before === undefined || from === undefined || to === undefined) return undefined;
  return html`<line
    class="join"
    x1="${middleOf(before)}%"
    x2="${middleOf(slot)}%"
    y1="${plot.y(Number(from))}"
    y2="${plot.y(Number(to))}"
  />`;
}

function pointOf(slot: Slot, plot: Plot): Html | undefined {
  const { point } = slot;
  if (point?.attained === undefined) return undefined;
  return mark(markOf(point), `${String(middleOf(slot))}%`, plot.y(Number(point.attained)));
}

/** The whole height answers to the pointer: marks are small. The table has the same links for the keyboard. */
function targetOf({ point, left, width }: Slot, plot: Plot, { linkTo, objective }: ChartInput): Html | undefined {
  if (point === undefined) return undefined;
  const { top, bottom } = innerOf(plot);
  const area = html`<rect class="target-area" x="${left}%" width="${width}%" y="${top}" height="${bottom - top}">
    <title>${pointText(point, objective)}</title>
  </rect>`;
  return linkTo === undefined ? area : html`<a href="${linkTo(point)}" tabindex="-1">${area}</a>`;
}

function pointText(point: ChartPoint, objective: Objective): string {
  const value = point.attained === undefined ? 'no value' : amountText(point.attained, objective);
  const open = point.finality === 'open' ? ', still open' : '';
  const standing = point.standing === undefined ? '' : `, ${standingWords[point.standing]}`;
  return `${spanText(point, objective.window.timeZone)} ${objective.window.timeZone}: ${value}, ${resultWords[point.result]}${standing}${open}`;
}

function labelOf({ points, objective }: ChartInput): string {
  const missed = points.filter(({ result }) => result === 'notMet').length;
  const last = points.at(-1);
  const closing = last === undefined ? '' : ` The last: ${pointText(last, objective)}.`;
  return `Chart of ${String(points.length)} periods, ${String(missed)} not met.${closing} The same values are in the table.`;
}

/** A few labels where periods start (rolling ones: end), on the contract's clock; fewer when they are long. */
function ticksOf(slots: readonly Slot[], { window }: Objective, height: number): Html {
  const shown = slots.flatMap(({ point, ...place }) => (point === undefined ? [] : [{ ...place, point }]));
  const instantOf = ({ start, end }: Interval): number => (window.type === 'rolling' ? end : start);
  const text = tickText(
    shown.map(({ point }) => point),
    instantOf,
    window.timeZone,
  );
  const most = text.isLong ? 3 : 5;
  const count = Math.min(most, shown.length, Math.max(1, Math.floor((shown.length / fewestSlots) * most)));
  const every = (shown.length - 1) / Math.max(1, count - 1);
  const chosen = Array.from({ length: count }, (_, at) => shown[shown.length - 1 - Math.round(at * every)]);
  return html`${chosen.map((slot) => {
    if (slot === undefined) return undefined;
    const x = middleOf(slot);
    const label = text.of(instantOf(slot.point));
    return html`<text class="tick" x="${x}%" y="${height - 6}" text-anchor="${anchorAt(x)}">${label}</text>`;
  })}`;
}

function anchorAt(percent: number): string {
  if (percent > 94) return 'end';
  return percent < 6 ? 'start' : 'middle';
}

function tickText(
  periods: readonly Interval[],
  instantOf: (period: Interval) => number,
  zone: string,
): { isLong: boolean; of: (instant: number) => string } {
  const [first, last] = [periods[0], periods.at(-1)];
  const short = { isLong: false, of: (instant: number) => clockText(instant, zone) };
  if (first === undefined || last === undefined) return short;
  const length = last.end - last.start;
  if (length >= monthMs) return { isLong: true, of: (instant) => monthText(instant, zone) };
  if (length >= dayMs) return { isLong: false, of: (instant) => dayText(instant, zone) };
  if (dateText(instantOf(first), zone) === dateText(instantOf(last), zone)) return short;
  return { isLong: true, of: (instant) => `${dayText(instant, zone)} ${clockText(instant, zone)}` };
}
