import type { WirePause } from './state-changes.ts';

/** A measurement as `POST /assurance/v1/measurement` takes it. */
export type WireMeasurement = WireValue | WireCase;

/** A value. */
export interface WireValue {
  indicator: string;
  subject: string;
  value: number;
  unit?: string;
  /** RFC 3339, UTC. */
  at: string;
  source?: string;
}

/** A case as `POST /assurance/v1/measurement` takes it. */
export interface WireCase {
  indicator: string;
  subject: string;
  case: string;
  startDateTime: string;
  promisedDateTime?: string;
  agreedDateTime?: string;
  completedDateTime?: string;
  cancelledDateTime?: string;
  answeredDateTime?: string;
  abandonedDateTime?: string;
  cancelledBy?: 'customer' | 'provider';
  excluded?: true;
  pause?: WirePause[];
  source?: string;
}

/** A measurement and the cell it was read from. */
export interface ReadMeasurement {
  measurement: WireMeasurement;
  line: number;
  column: string;
}

/** A cell or row that cannot be taken. */
export interface Rejection {
  line: number;
  column: string;
  reason: string;
}

/** What one row gave. */
export interface MappedRow {
  read: ReadMeasurement[];
  /** Cells that say not measured. */
  missing: number;
  rejected: Rejection[];
}

/** Reads rows of one file. */
export type RowReader = (cells: readonly string[], line: number) => MappedRow;
