/**
 * A form of `run` that never overlaps itself. Calls while it runs share one further run that begins when the present
 * one ends, so whatever was written before a call is seen by a run that begins after it. A run's failure goes to those who waited for it.
 */
export function singleFlight<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  let queued: Promise<T> | undefined;
  const begin = (): Promise<T> => {
    queued = undefined;
    const current = run().finally(() => {
      if (running === current) running = undefined;
    });
    running = current;
    return current;
  };
  return () => {
    if (queued !== undefined) return queued;
    if (running === undefined) return begin();
    queued = running.then(begin, begin);
    return queued;
  };
}
