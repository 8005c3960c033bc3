import type { Interval } from '../kernel/instant.ts';
import type { Usage } from './budget.ts';

/** A stretch in which something was lost, or counted: [start, end, bad, total], UTC ms; total is 0 where time is counted. */
export type UsagePiece = [start: number, end: number, bad: number, total: number];

/** What a commitment remembers of its losses, so that nothing has to be read again. Plain JSON. */
export interface UsageLedger {
  /** Observed from here to there, UTC ms. */
  from: number;
  to: number;
  /** In order, without overlap. Of down time the outages, of events the hours. Only what was lost in counted time. */
  pieces: UsagePiece[];
  /** The rules of time it was made under; absent: round the clock. */
  rules?: string;
}

const [hour, day] = [3_600_000, 86_400_000];

/** Losses are remembered this long. */
export const rememberedMs = 35 * day;
/** More outages than this are joined, the oldest first: sums stay, their shape goes. */
const mostPieces = 100;

/**
 * The ledger with a stretch seen anew: what it held there goes, the pieces found take its place. Pieces that touch are one
 * outage. Of events, hours older than six are joined to quarters of a day, those older than three days to days. Pure.
 */
export function recorded(
  ledger: UsageLedger | undefined,
  seen: Interval & { pieces: readonly UsagePiece[] },
  unit: 'ms' | 'events',
): UsageLedger {
  const to = Math.max(ledger?.to ?? seen.end, seen.end);
  const from = Math.max(Math.min(ledger?.from ?? seen.start, seen.start), to - rememberedMs);
  const kept = (ledger?.pieces ?? []).flatMap((piece) => outside(piece, seen));
  const all = [...kept, ...seen.pieces].filter(([, end]) => end > from).sort(([left], [right]) => left - right);
  const pieces = unit === 'ms' ? shortened(joined(all, (before, piece) => before[1] >= piece[0])) : coarsened(all, to);
  return { from, to, pieces };
}

/** What was lost, and of events what was counted, in an interval; a piece partly inside counts with its share. */
export function usageIn({ pieces }: UsageLedger, { start, end }: Interval): Usage {
  let [bad, total] = [0, 0];
  for (const piece of pieces) {
    const length = Math.min(piece[1], end) - Math.max(piece[0], start);
    if (length <= 0) continue;
    const share = length / (piece[1] - piece[0]);
    bad += piece[2] * share;
    total += piece[3] * share;
  }
  return { bad, total };
}

/** Losses for each of the last days up to the end of the ledger, the newest last; only days that were observed whole. */
export function dailyLosses(ledger: UsageLedger, days: number): number[] {
  return lastDays(ledger, days).map((each) => usageIn(ledger, each).bad);
}

/** The last days up to the end of the ledger, the newest last; only those that were observed whole. */
export function lastDays({ from, to }: UsageLedger, days: number): Interval[] {
  const observed = Math.min(days, Math.floor((to - from) / day));
  return Array.from({ length: observed }, (_, at) => {
    const end = to - (observed - 1 - at) * day;
    return { start: end - day, end };
  });
}

/** What each remembered outage lost. */
export function lossesOf({ pieces }: UsageLedger): number[] {
  return pieces.map(([, , bad]) => bad).filter((bad) => bad > 0);
}

/** The parts of a piece that lie outside an interval, each with its share. */
function outside([start, end, bad, total]: UsagePiece, seen: Interval): UsagePiece[] {
  if (end <= seen.start || start >= seen.end) return [[start, end, bad, total]];
  const part = (from: number, to: number): UsagePiece[] => {
    const share = (to - from) / (end - start);
    return to > from ? [[from, to, bad * share, total * share]] : [];
  };
  return [...part(start, Math.min(end, seen.start)), ...part(Math.max(start, seen.end), end)];
}

function joined(
  pieces: readonly UsagePiece[],
  isOne: (before: UsagePiece, piece: UsagePiece) => boolean,
): UsagePiece[] {
  const found: UsagePiece[] = [];
  for (const piece of pieces) {
    const before = found.at(-1);
    if (before !== undefined && isOne(before, piece)) found.splice(-1, 1, together(before, piece));
    else found.push(piece);
  }
  return found;
}

function together(left: UsagePiece, right: UsagePiece): UsagePiece {
  return [left[0], Math.max(left[1], right[1]), left[2] + right[2], left[3] + right[3]];
}

function shortened(pieces: readonly UsagePiece[]): UsagePiece[] {
  const tooMany = pieces.length - mostPieces;
  if (tooMany <= 0) return [...pieces];
  const oldest = pieces.slice(0, 2 * tooMany);
  const pairs = oldest.flatMap((piece, at) => {
    const next = oldest[at + 1];
    return at % 2 === 0 ? [next === undefined ? piece : together(piece, next)] : [];
  });
  return [...pairs, ...pieces.slice(2 * tooMany)];
}

function coarsened(pieces: readonly UsagePiece[], to: number): UsagePiece[] {
  const slotOf = ([start]: UsagePiece): number => {
    const age = to - start;
    if (age > 72 * hour) return Math.floor(start / day) * day;
    return age > 6 * hour ? Math.floor(start / (6 * hour)) * 6 * hour : Math.floor(start / hour) * hour;
  };
  return joined(pieces, (before, piece) => slotOf(before) === slotOf(piece));
}
