import type { Chance } from './chance.ts';
import type { Scene } from './generate.ts';
import type { FactWire, ObjectiveWire } from './wire.ts';
import { instant } from './wire.ts';

const hour = 3_600_000;
const day = 24 * hour;
const iso = (at: number): string => new Date(at).toISOString();
const series = { indicator: 'indicator', subject: 'site-7' };

function instantIn(chance: Chance, { span, grainMs }: Scene): number {
  return Math.floor(chance.whole(span[0] - 4 * hour, span[1] + 4 * hour) / grainMs) * grainMs;
}

/** A length that is short more often than long. */
function lengthIn(chance: Chance, { grainMs }: Scene): number {
  const most = chance.pick([10 * 60_000, hour, 5 * hour, day]);
  return Math.max(1, Math.floor(chance.whole(1, most) / grainMs)) * grainMs;
}

function drawState(chance: Chance, scene: Scene): FactWire {
  const start = instantIn(chance, scene);
  const state = chance.pick(['down', 'down', 'up', 'degraded'] as const);
  return {
    ...series,
    state,
    ...(state === 'degraded' ? { weight: chance.pick([0, 0.1, 0.25, 0.5, 0.75, 1]) } : {}),
    startDateTime: iso(start),
    endDateTime: iso(start + lengthIn(chance, scene)),
    ...(chance.once(4) ? { source: chance.pick(['east', 'west']) } : {}),
  };
}

/** States that follow each other, mostly without gaps, as a monitor tells them. */
function drawStates(chance: Chance, scene: Scene): FactWire[] {
  const found: FactWire[] = [];
  let at = scene.span[0] - chance.whole(0, 6) * scene.grainMs;
  const step = Math.max(scene.grainMs, Math.floor((scene.span[1] - scene.span[0]) / chance.whole(4, 14)));
  while (at < scene.span[1] && found.length < 24) {
    const length = Math.max(1, Math.floor(chance.whole(1, step) / scene.grainMs)) * scene.grainMs;
    const state = chance.once(4) ? 'down' : 'up';
    found.push({ ...series, state, startDateTime: iso(at), endDateTime: iso(at + length) });
    at += length + (chance.once(4) ? chance.whole(0, 5) * scene.grainMs : 0);
  }
  return found;
}

function drawValue(chance: Chance, scene: Scene): FactWire {
  const start = instantIn(chance, scene);
  const value = chance.pick([0, 49.9999, 50, 50.0001, 55, 99.9, 100, 101.5, 20.5, chance.whole(0, 2000) / 10]);
  if (chance.once(3)) {
    return { ...series, value, startDateTime: iso(start), endDateTime: iso(start + lengthIn(chance, scene)) };
  }
  return { ...series, value, at: iso(start) };
}

/** Values at a steady pace, with some missing. */
function drawValues(chance: Chance, scene: Scene, intervalMs: number): FactWire[] {
  const from = instantIn(chance, scene);
  const values: FactWire[] = [];
  for (let n = 0; n < 40; n += 1) {
    if (chance.once(6)) continue;
    values.push({ ...series, value: chance.pick([10, 49, 50, 51, 99, 100, 120]), at: iso(from + n * intervalMs) });
  }
  return values;
}

function drawRatio(chance: Chance, scene: Scene): FactWire {
  const start = instantIn(chance, scene);
  const total = chance.pick([0, 1, 10, 1000, 20_000]);
  const bad = Math.min(total, chance.pick([0, 0, 0, 1, 5, 10]));
  return {
    ...series,
    good: total - bad,
    total,
    startDateTime: iso(start),
    endDateTime: iso(start + chance.pick([hour, 3 * hour, 300_000, 12 * hour])),
  };
}

function drawCase(chance: Chance, scene: Scene, number: number): FactWire {
  const start = instantIn(chance, scene);
  const later = (most: number): string =>
    iso(start + Math.floor(chance.whole(0, most) / scene.grainMs) * scene.grainMs);
  const pauseFrom = start + chance.whole(0, 3 * hour);
  const isCall = chance.once(2);
  if (isCall) {
    const seconds = chance.pick([0, 3000, 5000, 5001, 20_000, 20_001, 60_000]);
    const ending = chance.pick(['answeredDateTime', 'answeredDateTime', 'abandonedDateTime', 'none']);
    return {
      ...series,
      case: `call-${number}`,
      startDateTime: iso(start),
      ...(ending === 'none' ? {} : { [ending]: iso(start + seconds) }),
      ...(chance.once(8) ? { promisedDateTime: later(day) } : {}),
    };
  }
  return {
    ...series,
    case: `order-${number}`,
    startDateTime: iso(start),
    promisedDateTime: later(day),
    ...(chance.once(5) ? { agreedDateTime: later(2 * day) } : {}),
    ...(chance.once(4) ? {} : { completedDateTime: later(day) }),
    ...(chance.once(8)
      ? { cancelledDateTime: later(day), cancelledBy: chance.pick(['customer', 'provider'] as const) }
      : {}),
    ...(chance.once(3)
      ? { pause: [{ startDateTime: iso(pauseFrom), endDateTime: iso(pauseFrom + chance.whole(1, 4 * hour)) }] }
      : {}),
    ...(chance.once(12) ? { excluded: true } : {}),
  };
}

function drawPlain(chance: Chance, scene: Scene, objective: ObjectiveWire): FactWire[] {
  const algorithm = objective.serviceLevelObjectiveParameter.transformationAlgorithmOfKQI ?? '';
  const many = <T>(draw: (n: number) => T, most: number): T[] =>
    Array.from({ length: chance.whole(0, most) }, (_, n) => draw(n));
  const isSwitching = (objective.unavailableAfter ?? objective.availableAfter) !== undefined;
  if (isSwitching && chance.once(4)) return many(() => drawRatio(chance, scene), 24);
  if (algorithm === 'availability') {
    if (chance.once(2)) return drawStates(chance, scene);
    const outages = many(() => drawState(chance, scene), 10);
    if (!chance.once(4)) return outages;
    const start = Math.max(scene.span[0], ...outages.map((one) => instant(one.startDateTime ?? ''))) + scene.grainMs;
    return [...outages, { ...series, state: 'down', startDateTime: iso(start) }];
  }
  if (/^(ratio)/.test(algorithm)) return many(() => drawRatio(chance, scene), 24);
  if (/percent(OnTime|Within)|mttr|meanTime|answered|abandon/.test(algorithm)) {
    return many((n) => drawCase(chance, scene, n), 14);
  }
  if (chance.once(3)) return many(() => drawValue(chance, scene), 20);
  return drawValues(chance, scene, chance.pick([300_000, 900_000, hour]));
}

/** Tells some facts twice, some of them first with something else, and all in any order. */
export function drawFacts(chance: Chance, scene: Scene, objective: ObjectiveWire): FactWire[] {
  const plain = drawPlain(chance, scene, objective);
  const unique = [...new Map(plain.map((wire) => [keyOf(wire), wire])).values()];
  const mistold = unique.filter(() => chance.once(8)).map((wire) => mistake(chance, wire));
  const repeated = unique.filter(() => chance.once(8));
  const inOrder = chance.once(2) ? unique : chance.shuffled(unique);
  return [...chance.shuffled(mistold), ...inOrder, ...repeated];
}

function keyOf({ startDateTime, at, source, case: name }: FactWire): string {
  return [startDateTime ?? at, source, name].join('|');
}

function mistake(chance: Chance, wire: FactWire): FactWire {
  if (wire.case !== undefined) return { ...wire, excluded: true };
  if (wire.state !== undefined) {
    const { weight: _, ...rest } = wire;
    return { ...rest, state: wire.state === 'down' ? 'up' : 'down' };
  }
  if (wire.total !== undefined) return { ...wire, good: 0 };
  return { ...wire, value: chance.whole(0, 500) };
}
