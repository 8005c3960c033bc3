/** A typical objective, as clients send it: a definition for contracts to refer to. */
export function objective(number: number): Record<string, unknown> {
  return {
    name: `Latency ${String(number)}`,
    conformanceComparator: '<=',
    conformanceTarget: '50 ms',
    thresholdTarget: '45 ms',
    serviceLevelObjectiveParameter: {
      name: 'rtt',
      parameterType: 'KPI',
      transformationAlgorithmOfKQI: 'p95',
    },
    validFor: { startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2027-01-01T00:00:00Z' },
  };
}

/** The same objective as a promise about a service: Surety makes a commitment of it and evaluates that from then on. */
export function promise(number: number): Record<string, unknown> {
  const { serviceLevelObjectiveParameter, ...rest } = objective(number);
  const measured = { id: `svc-${String(number)}`, role: 'measured', '@referredType': 'Service' };
  return {
    ...rest,
    serviceLevelObjectiveParameter: { ...Object(serviceLevelObjectiveParameter), relatedEntity: [measured] },
  };
}

/** A batch of measurements of `count` subjects from `first`, at one instant (RFC 3339). */
export function measurements(first: number, count: number, at: string): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, offset) => ({
    indicator: 'throughput',
    subject: `line-${String(first + offset)}`,
    value: 1000 + offset,
    unit: 'kbit/s',
    at,
  }));
}
