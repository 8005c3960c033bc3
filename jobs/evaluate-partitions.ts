import type { RecurringJob } from './agenda.ts';

/** What the evaluation's beats need. */
export interface EvaluationJobs {
  /** How many partitions the series are spread over. */
  partitionCount: number;
  intervalMs: number;
  /** Evaluates what is due in one partition; `signal` aborts when the service stops. */
  evaluate: (partition: number, signal: AbortSignal) => Promise<unknown>;
}

/** One job per partition, `evaluate-partition-00` and on: its lock keeps two processes from the same series. */
export function evaluatePartitions({ partitionCount, intervalMs, evaluate }: EvaluationJobs): RecurringJob[] {
  return Array.from({ length: partitionCount }, (_, partition) => ({
    name: `evaluate-partition-${String(partition).padStart(2, '0')}`,
    intervalMs,
    run: (signal) => evaluate(partition, signal),
  }));
}
