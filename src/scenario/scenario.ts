import type { JsonObject } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';

/** A story of a promise: what was agreed, what happened, and what has to come of it. Instants in UTC ms. */
export interface Scenario {
  name: string;
  /** File and line, for reports. */
  place: string;
  /** Where the time line begins. */
  start: number;
  /** Bodies of resources by the path of their collection, and when each is made; and how it is changed later on. */
  resources: { at: number; path: string; body: JsonObject; changes?: { at: number; body: JsonObject }[] }[];
  /** Measurements as they are posted, and when each arrives. */
  facts: { arrives: number; body: JsonObject }[];
  expectations: Expectation[];
}

/** What has to be true at an instant; what is absent is not looked at. */
export interface Expectation {
  at: number;
  place: string;
  /** Which promise, by the id of its rule or its subject; needed when there are several. */
  of?: string;
  status?: string;
  /** All statuses so far, in order, `pending` left out. */
  statuses?: string[];
  current?: ExpectedPeriod;
  periods?: ExpectedPeriod[];
  violations?: ExpectedViolation[];
  /** Types of the events so far that tell of results: in order of time. */
  events?: string[];
  reasons?: string[];
}

/** A period; figures are compared to as many decimals as are written. */
export interface ExpectedPeriod {
  /** Its start; absent for the present one. */
  from?: number;
  figures: ReadonlyMap<string, string>;
}

/** A violation, in order of onset. */
export interface ExpectedViolation {
  onset?: number;
  /** Its `date`: when it was one. */
  opened?: number;
  detected?: number;
  restored?: number;
  texts: ReadonlyMap<string, string>;
}

/** One thing that was compared. */
export interface Finding {
  what: string;
  expected: string;
  got: string;
}

/** What became of a scenario: nothing in `differences` means that all came as expected. */
export interface Outcome {
  scenario: Scenario;
  differences: (Finding & { place: string; at: string })[];
}

/** What the service says of one promise. */
export interface Seen {
  commitment: JsonObject;
  assessments: JsonObject[];
  violations: JsonObject[];
  /** Events that tell of this promise's results, in order of time. */
  events: ChangeEvent[];
}
