import type { FactWire } from './wire.ts';
import { instant } from './wire.ts';

/** A measurement after reading: its times in UTC milliseconds. */
export interface Fact {
  wire: FactWire;
  kind: 'value' | 'ratio' | 'state' | 'case';
  start: number;
  end: number | undefined;
  source: string;
  /** Place among the arrivals. */
  sequence: number;
}

function kindOf(wire: FactWire): Fact['kind'] {
  if (wire.case !== undefined) return 'case';
  if (wire.state !== undefined) return 'state';
  return wire.total === undefined ? 'value' : 'ratio';
}

/** Facts of one series in the order of their times; of the same fact told again, what was told last counts. */
export function readFacts(wires: readonly FactWire[], indicator: string, subject: string): Fact[] {
  const told = new Map<string, Fact>();
  wires.forEach((wire, sequence) => {
    if (wire.indicator !== indicator || wire.subject !== subject) return;
    const start = instant(wire.startDateTime ?? wire.at ?? '');
    const end = wire.endDateTime === undefined ? undefined : instant(wire.endDateTime);
    const kind = kindOf(wire);
    const source = wire.source ?? '';
    told.set([kind, start, source, wire.case ?? ''].join('|'), { wire, kind, start, end, source, sequence });
  });
  return [...told.values()].sort((a, b) => a.start - b.start || a.sequence - b.sequence);
}

/** When the next fact begins. */
export function nextStart(fact: Fact, facts: readonly Fact[]): number {
  return Math.min(Infinity, ...facts.map(({ start }) => start).filter((start) => start > fact.start));
}

/** The latest instant of which a fact tells that something happened: of a case never what was only promised (ADR 36). */
export function toldOf({ kind, start, end, wire }: Fact): number {
  if (kind !== 'case') return end ?? start;
  const { completedDateTime, cancelledDateTime, answeredDateTime, abandonedDateTime, pause = [] } = wire;
  const pauses = pause.flatMap(({ startDateTime, endDateTime }) => [startDateTime, endDateTime]);
  const happened = [completedDateTime, cancelledDateTime, answeredDateTime, abandonedDateTime, ...pauses];
  return Math.max(start, ...happened.flatMap((text) => (text === undefined ? [] : [instant(text)])));
}
