import type { RuleDocument, Severity } from '../check.ts';

/** How a check came out. */
export type Outcome = 'passed' | 'failed' | 'warning' | 'notOffered' | 'skipped' | 'error';

/** Every outcome, the worst first. */
export const outcomes: readonly Outcome[] = ['failed', 'error', 'warning', 'skipped', 'notOffered', 'passed'];

/** A request and its answer as a report shows them: long bodies are cut, credentials are not told. */
export interface ExchangeExcerpt {
  request: string;
  /** Undefined when there was no answer. */
  response?: string;
  /** A shell command that sends the request again. */
  curl: string;
}

/** What went wrong. */
export interface Failure {
  message: string;
  /** As text, JSON where it is no text. */
  expected?: string;
  actual?: string;
  /** The exchange that was judged, when it was one. */
  judged?: ExchangeExcerpt;
  /** Everything that was sent before, in order, the judged exchange included. */
  exchanges: ExchangeExcerpt[];
}

/** One check on one API, and there on one resource. */
export interface CheckResult {
  id: string;
  title: string;
  rule: { document: RuleDocument | 'Postman'; section: string };
  severity: Severity;
  /** E.g. `TMF657 v4`; `all` for checks that look at several. */
  api: string;
  /** Undefined for checks of an API as a whole. */
  resource?: string;
  outcome: Outcome;
  durationMs: number;
  /** Why it is not offered or skipped. */
  reason?: string;
  /** Of failed, warning and error. */
  failure?: Failure;
}

/** How many came out how. */
export type Totals = Record<Outcome, number>;

/** An API of the run. */
export interface ApiSummary {
  title: string;
  baseUrl: string;
  isOffered: boolean;
  /** Why not. */
  absence?: string;
  totals: Totals;
}

/** A whole run. */
export interface Report {
  /** Whether no `must` failed (in a strict run: nothing was found wanting). */
  verdict: 'passed' | 'failed';
  url: string;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  isStrict: boolean;
  /** The run was broken off; the results are those until then. */
  isInterrupted: boolean;
  totals: Totals;
  apis: ApiSummary[];
  results: CheckResult[];
  /** Addresses of what was created and could not be removed. */
  leftovers: string[];
}

/** How many of these came out how. */
export function totalsOf(results: readonly CheckResult[]): Totals {
  const totals: Totals = { passed: 0, failed: 0, warning: 0, notOffered: 0, skipped: 0, error: 0 };
  for (const { outcome } of results) totals[outcome] += 1;
  return totals;
}

/** Whether a run with these totals fails. A strict one wants everything offered and nothing wanting. */
export function verdictOf(
  { failed, error, warning, notOffered, skipped }: Totals,
  isStrict: boolean,
): Report['verdict'] {
  const lax = failed + error;
  const strict = lax + warning + notOffered + skipped;
  return (isStrict ? strict : lax) > 0 ? 'failed' : 'passed';
}
