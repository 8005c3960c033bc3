/** The wire shapes that the reference evaluator reads, and how it reads texts in them. */
export interface TimePeriod {
  startDateTime?: string;
  endDateTime?: string;
}

export interface Reference {
  id: string;
}

/** What the terms of a promise may carry, on an objective as on a rule. */
export interface Terms {
  conformanceWindow?: { type?: 'calendar' | 'rolling'; duration: string; timeZone?: string; anchor?: string };
  conformancePeriod?: TimePeriod;
  timeZone?: string;
  verdictMode?: 'instant' | 'certain' | 'atClose';
  missingData?: string | { policy: string; maxAge?: string };
  minCoverage?: number | string;
  slice?: string;
  measurementInterval?: string;
  thresholdTarget?: string;
  toleranceTarget?: string;
  tolerancePeriod?: TimePeriod;
  validFor?: TimePeriod;
  calendar?: Reference | Reference[];
  maintenance?: {
    treatment?: 'exclude' | 'countAsUp' | 'none';
    minNotice?: string;
    maxPerPeriod?: string;
    allowedHours?: Reference | Reference[];
  };
  minOutage?: string;
  unavailableAfter?: number;
  availableAfter?: number;
  sliceTarget?: number | string;
  minSamples?: number;
  graceTimes?: number | string;
  graceTimesScope?: 'consecutive' | 'perPeriod';
}

export interface ObjectiveWire extends Terms {
  id: string;
  conformanceTarget: string;
  conformanceComparator: string;
  serviceLevelObjectiveParameter: {
    name: string;
    transformationAlgorithmOfKQI?: string;
    relatedEntity?: { id: string; role: string; '@referredType': string }[];
  };
}

export interface RuleWire extends Terms {
  id: string;
  metric?: string;
  unit?: string;
  referenceValue?: string;
  operator?: string;
  tolerance?: string;
  transformationAlgorithmOfKQI?: string;
  serviceLevelObjective?: Reference;
  relatedEntity?: Reference[];
}

export interface SlaWire {
  id?: string;
  name: string;
  state?: string;
  timeZone?: string;
  validFor?: TimePeriod;
  calendar?: Reference | Reference[];
  maintenance?: Terms['maintenance'];
  relatedEntity?: Reference[];
  rule: RuleWire[];
}

export interface Hours {
  startTime: string;
  endTime: string;
}

export interface CalendarWire {
  id: string;
  name?: string;
  timeZone: string;
  weeklyHours: (Hours & { day: string[] })[];
  holiday?: { date?: string; recurrence?: string; name?: string }[];
  exception?: { date?: string; startDateTime?: string; endDateTime?: string; hours?: Hours[]; closed?: boolean }[];
  parent?: Reference;
}

export interface WindowWire {
  id: string;
  name?: string;
  kind: 'planned' | 'emergency' | 'customer' | 'forceMajeure';
  state: 'planned' | 'changed' | 'started' | 'overrun' | 'finished' | 'cancelled';
  scope: { entity?: Reference[]; service?: Reference[] };
  startDateTime: string;
  endDateTime?: string;
  recurrence?: { rrule: string; timeZone: string; duration: string };
  noticeGivenAt?: string;
}

export interface GapWire {
  id: string;
  state?: 'recorded' | 'withdrawn';
  scope: { all?: boolean; indicator?: string[]; entity?: Reference[]; service?: Reference[] };
  startDateTime: string;
  endDateTime?: string;
}

/** A measurement as it is posted. */
export interface FactWire {
  indicator: string;
  subject: string;
  source?: string;
  at?: string;
  startDateTime?: string;
  endDateTime?: string;
  value?: number;
  good?: number;
  total?: number;
  state?: 'up' | 'down' | 'degraded';
  weight?: number;
  case?: string;
  promisedDateTime?: string;
  agreedDateTime?: string;
  completedDateTime?: string;
  cancelledDateTime?: string;
  cancelledBy?: 'customer' | 'provider';
  pause?: TimePeriod[];
  answeredDateTime?: string;
  abandonedDateTime?: string;
  excluded?: boolean;
}

/** UTC milliseconds of an RFC 3339 text. */
export function instant(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Error(`not an instant: ${text}`);
  return ms;
}

const unitMs: Readonly<Record<string, number>> = {
  W: 604_800_000,
  D: 86_400_000,
  H: 3_600_000,
  M: 60_000,
  S: 1000,
};

/** Months and milliseconds of an ISO 8601 duration. */
export function duration(text: string): { months: number; ms: number } {
  const [, date = '', time = ''] = /^P([^T]*)(?:T(.*))?$/.exec(text.trim().toUpperCase()) ?? [];
  let months = 0;
  let ms = 0;
  for (const [, amount = '0', unit = ''] of date.matchAll(/([\d.]+)([YMWD])/g)) {
    if (unit === 'Y') months += 12 * Number(amount);
    else if (unit === 'M') months += Number(amount);
    else ms += Number(amount) * (unitMs[unit] ?? 0);
  }
  for (const [, amount = '0', unit = ''] of time.matchAll(/([\d.]+)([HMS])/g))
    ms += Number(amount) * (unitMs[unit] ?? 0);
  return { months, ms };
}

/** Milliseconds of a duration without months. */
export function length(text: string): number {
  const { months, ms } = duration(text);
  if (months !== 0) throw new Error(`no fixed length: ${text}`);
  return ms;
}

/** One or several references as a list. */
export function references(given: Reference | Reference[] | undefined): string[] {
  if (given === undefined) return [];
  return (Array.isArray(given) ? given : [given]).map(({ id }) => id);
}
