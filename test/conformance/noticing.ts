import type { CheckResult, Report } from '../../conformance/report/report.ts';
import { type ConformanceOptions, runConformance } from '../../conformance/run.ts';
import type { Mutant, MutantApi } from './mutants/mutant.ts';

/** How long an event may take before a server that loses it; one without a fault needs some hundredths of that. */
const eventDeadlineMs = 1500;

const targets: Readonly<Record<MutantApi, Pick<ConformanceOptions, 'apis' | 'dialects'>>> = {
  v4: { apis: ['tmf657'], dialects: ['v4'] },
  v2: { apis: ['tmf657'], dialects: ['v2'] },
  legacy: { apis: ['tmf657'], dialects: ['legacy'] },
  tmf657: { apis: ['tmf657'] },
  tmf623: { apis: ['tmf623'] },
};

/** How far a mutant is looked at: by the checks of its subject or all of its API until one notices, or all to the end. */
export type Thoroughness = 'subject' | 'everything' | 'to the end';

/** What the runner found. */
export interface Noticing extends Pick<Report, 'results' | 'verdict'> {
  /** The first result that tells of the fault; undefined when none does. */
  noticed: CheckResult | undefined;
}

/** Whether a result tells of a fault: a rule that must or should hold does not. */
function isNotice({ outcome, severity }: CheckResult): boolean {
  return (outcome === 'failed' || outcome === 'warning') && severity !== 'may';
}

/** Runs the runner on a server with this mutant's fault. */
export async function notice(url: string, mutant: Mutant, thoroughness: Thoroughness): Promise<Noticing> {
  const enough = new AbortController();
  const { results, verdict } = await runConformance({
    ...{ url, eventDeadlineMs, signal: enough.signal, ...targets[mutant.api] },
    ...(thoroughness === 'subject' ? { only: mutant.checks } : {}),
    onResult: (result) => {
      if (isNotice(result) && thoroughness !== 'to the end') enough.abort();
    },
  });
  return { noticed: results.find(isNotice), results, verdict };
}
