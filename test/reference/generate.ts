import type { Stretch } from './calendar.ts';
import type { Chance } from './chance.ts';
import { chanceFrom } from './chance.ts';
import type { History } from './evaluate.ts';
import { drawCalendars, drawGaps, drawMaintenance, drawWindows } from './generate-time.ts';
import { drawFacts } from './generate-facts.ts';
import type { ObjectiveWire } from './wire.ts';

/** What may be drawn; each is switched on once the service has it. */
export interface Switches {
  calendars: boolean;
  maintenance: boolean;
  cases: boolean;
  ratioMethods: boolean;
  outageRules: boolean;
  carryForward: boolean;
  minSamples: boolean;
  /** Availability by slices that switch. */
  switching: boolean;
  /** Collector gaps. */
  gaps: boolean;
}

const hour = 3_600_000;
const day = 24 * hour;

/** Days around changes of the clocks, and a plain one. */
const scenes: readonly { zone: string; around: string }[] = [
  { zone: 'Europe/Oslo', around: '2026-03-29' },
  { zone: 'Europe/Oslo', around: '2026-10-25' },
  { zone: 'America/New_York', around: '2026-03-08' },
  { zone: 'America/New_York', around: '2025-11-02' },
  { zone: 'Australia/Lord_Howe', around: '2026-04-05' },
  { zone: 'Asia/Kolkata', around: '2026-02-01' },
  { zone: 'UTC', around: '2026-06-30' },
];

export interface Scene {
  zone: string;
  /** Periods that touch it are assessed, facts lie in it and around it. */
  span: Stretch;
  periodDuration: string;
  /** A grain of time on which most instants lie. */
  grainMs: number;
}

function drawScene(chance: Chance): Scene {
  const { zone, around } = chance.pick(scenes);
  const periodDuration = chance.pick(['P1D', 'P1D', 'PT6H', 'P1W', 'P1M']);
  const middle = Date.parse(`${around}T00:00:00Z`);
  const from = middle - chance.whole(0, 40) * hour;
  const length = { P1D: 3 * day, PT6H: day, P1W: 9 * day, P1M: 33 * day }[periodDuration] ?? day;
  return {
    zone,
    span: [from, from + length],
    periodDuration,
    grainMs: chance.pick([60_000, 60_000, 300_000, hour, 1000, 1]),
  };
}

const shares: readonly string[] = ['99.95', '99.9 %', '99', '95%', '0.999', '90', '50', '100', '99.5'];

type Drawn = Partial<ObjectiveWire> & { algorithm: string };

function drawPolicy(chance: Chance, switches: Switches): Pick<ObjectiveWire, 'missingData'> {
  if (chance.once(2)) return {};
  const words = ['unknown', 'ignore', 'bad', 'good'];
  if (switches.carryForward && chance.once(4)) {
    return { missingData: { policy: 'carryForward', maxAge: chance.pick(['PT10M', 'PT1H', 'PT7H', 'P1D']) } };
  }
  return { missingData: chance.pick(words) };
}

function availabilityOf(chance: Chance, switches: Switches): Drawn {
  const isFromValues = chance.once(4);
  const downWhen = chance.pick(['gte:100', 'gt:100', 'lt:50', 'lte:50']);
  return {
    algorithm: isFromValues ? `urn:slm:availability:v1?downWhen=${downWhen}` : 'availability',
    conformanceComparator: chance.pick(['below', '>=', '.ge', 'below']),
    conformanceTarget: chance.pick(shares),
    ...drawPolicy(chance, switches),
    ...(switches.outageRules && chance.once(4) ? { minOutage: chance.pick(['PT5M', 'PT1H', 'PT1M']) } : {}),
    ...(chance.once(4) ? { verdictMode: 'atClose' as const } : {}),
    ...(chance.once(6) ? { toleranceTarget: chance.pick(['0.05', '1', '0.5 %']) } : {}),
  };
}

/** Availability that switches after so many slices, told by states, values or counts. */
function switchingOf(chance: Chance, switches: Switches): Drawn {
  return {
    ...availabilityOf(chance, switches),
    slice: chance.pick(['PT1H', 'PT1H', 'PT2H', 'PT15M', 'PT3H']),
    ...(chance.once(6) ? {} : { unavailableAfter: chance.whole(1, 4) }),
    ...(chance.once(3) ? {} : { availableAfter: chance.whole(1, 4) }),
    ...(chance.once(2) ? { sliceTarget: chance.pick(['50', '90 %', '99', '100', '0.75']) } : {}),
  };
}

function levelOf(chance: Chance): Drawn {
  const algorithm = chance.pick([
    'mean',
    'min',
    'max',
    'last',
    'p95',
    'percentile 50',
    'median',
    'p99.9',
    'urn:slm:mean:v1',
  ]);
  return {
    algorithm,
    conformanceComparator: chance.pick(['above', 'below', '<=', '<', '>=', '>', '.le']),
    conformanceTarget: chance.pick(['50 ms', '55', '100 ms', '20.5']),
    verdictMode: chance.pick(['atClose', 'instant']),
    ...(chance.once(3) ? { missingData: chance.pick(['unknown', 'ignore']) } : {}),
    ...(chance.once(4) ? { toleranceTarget: chance.pick(['10%', '5', '2.5 ms']) } : {}),
  };
}

function ratioOf(chance: Chance, switches: Switches): Drawn {
  const method = switches.ratioMethods ? chance.pick(['occurrences', 'timeslices', 'ratioTimeslices']) : '';
  return {
    algorithm: method === '' ? 'ratio' : `ratio?method=${method}&sliceTarget=${chance.pick(['99', '95', '50'])}`,
    conformanceComparator: chance.pick(['below', '>=', '>']),
    conformanceTarget: chance.pick(shares),
    ...(method === '' ? {} : { slice: chance.pick(['PT1H', 'PT3H', 'PT2H']) }),
    ...(chance.once(3) ? { missingData: chance.pick(['unknown', 'ignore']) } : {}),
    ...(chance.once(2) ? { verdictMode: 'atClose' as const } : {}),
  };
}

function caseOf(chance: Chance): Drawn {
  const algorithm = chance.pick([
    'percentOnTime',
    'meanTimeToRepair',
    'mttr',
    'percentWithin?within=PT4H',
    'answeredWithin?within=PT20S&shortAbandon=PT5S',
    'abandonRate?shortAbandon=PT5S',
  ]);
  const isTime = ['mttr', 'meanTimeToRepair'].includes(algorithm);
  const isAbove = isTime || algorithm.startsWith('abandon');
  return {
    algorithm,
    conformanceComparator: isAbove ? chance.pick(['above', '<=']) : chance.pick(['below', '>=']),
    conformanceTarget: isTime
      ? chance.pick(['4 h', 'PT4H', '90 min', '2'])
      : chance.pick(shares.filter((one) => one !== '0.999')),
    verdictMode: 'atClose',
  };
}

function drawTerms(chance: Chance, switches: Switches): Drawn {
  const kinds = [
    availabilityOf,
    availabilityOf,
    availabilityOf,
    levelOf,
    ratioOf,
    ...(switches.cases ? [caseOf, caseOf] : []),
    ...(switches.switching ? [switchingOf] : []),
  ];
  return chance.pick(kinds)(chance, switches);
}

function drawValidity(chance: Chance, { span }: Scene): Pick<ObjectiveWire, 'validFor'> {
  // Without a start it depends on the arrivals where the evaluation begins (ADR 21).
  const start = chance.once(3) ? chance.whole(span[0], span[1]) : span[0] - 80 * day;
  const end = chance.once(5) ? chance.whole(start, span[1] + day) : undefined;
  return {
    validFor: {
      startDateTime: new Date(start).toISOString(),
      ...(end === undefined || end <= start ? {} : { endDateTime: new Date(end).toISOString() }),
    },
  };
}

function drawNow(chance: Chance, span: Stretch): number {
  return chance.once(2) ? span[1] + 60 * day : chance.whole(span[0], span[1] + 2 * day);
}

/** The history that a seed and a number stand for. */
export function drawHistory(seed: number, number: number, switches: Switches): History {
  const chance = chanceFrom(Math.imul(seed, 2_654_435_761) ^ Math.imul(number + 1, 40_503));
  const scene = drawScene(chance);
  const { algorithm, ...terms } = drawTerms(chance, switches);
  const calendars = switches.calendars && chance.once(2) ? drawCalendars(chance, scene) : [];
  const hasMaintenance = switches.maintenance && chance.once(2);
  const objective: ObjectiveWire = {
    id: 'promise',
    conformanceTarget: '99',
    conformanceComparator: 'below',
    ...terms,
    serviceLevelObjectiveParameter: {
      name: 'indicator',
      transformationAlgorithmOfKQI: algorithm,
      relatedEntity: [{ id: 'site-7', role: 'service', '@referredType': 'Service' }],
    },
    conformanceWindow: {
      type: 'calendar',
      duration: scene.periodDuration,
      timeZone: scene.zone,
      ...(scene.periodDuration === 'PT6H'
        ? { anchor: new Date(Math.floor(scene.span[0] / hour) * hour).toISOString() }
        : {}),
    },
    ...drawValidity(chance, scene),
    ...(chance.once(2) ? { minCoverage: chance.pick([0, 0, 0.3, 0.5, 1, '75 %']) } : {}),
    ...(chance.once(3) ? { measurementInterval: chance.pick(['PT15M', 'PT1H', 'PT3H']) } : {}),
    ...(switches.minSamples && chance.once(4) && !algorithm.includes('avail')
      ? { minSamples: chance.whole(1, 6) }
      : {}),
    ...(calendars.length === 0 ? {} : { calendar: calendars.slice(0, chance.whole(1, 2)).map(({ id }) => ({ id })) }),
    ...(hasMaintenance ? { maintenance: drawMaintenance(chance, calendars) } : {}),
  };
  const now = drawNow(chance, scene.span);
  const facts = drawFacts(chance, scene, objective).filter((wire) => {
    return Date.parse(wire.startDateTime ?? wire.at ?? '') <= now + 12 * hour;
  });
  const windows = hasMaintenance ? drawWindows(chance, scene) : [];
  return {
    contract: { objective },
    subject: 'site-7',
    calendars,
    windows,
    gaps: switches.gaps && chance.once(3) ? drawGaps(chance, scene) : [],
    facts,
    now,
    settleMs: 60_000,
    latenessMs: hour,
    span: scene.span,
  };
}
