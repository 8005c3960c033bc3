import { resourceSuite } from './resource-suite.ts';

const parameter = { name: 'rtt', relatedEntity: [{ id: 'svc-1', role: 'monitored', '@referredType': 'Service' }] };
const minimal = { conformanceComparator: '', conformanceTarget: '', serviceLevelObjectiveParameter: {} };
const period = { startDateTime: '2026-11-01T00:00:00Z', endDateTime: '2026-12-01T00:00:00+01:00' };

resourceSuite('tmf657-v4', 'serviceLevelObjective', {
  minimal: () => minimal,
  full: {
    name: 'Latency',
    conformanceComparator: '<=',
    conformanceTarget: '50 ms',
    conformancePeriod: period,
    thresholdTarget: '45 ms',
    toleranceTarget: '10%',
    tolerancePeriod: { startDateTime: '2026-11-01T00:00:00Z', endDateTime: '2026-11-01T00:05:00Z' },
    graceTimes: '3',
    validFor: { startDateTime: '2026-01-01T00:00:00.123456Z' },
    serviceLevelObjectiveParameter: {
      ...parameter,
      parameterType: 'KPI',
      serviceParmCategory: 'service specific',
      serviceParmPerspective: 'single user',
      transformationAlgorithmOfKQI: 'p95',
      validFor: period,
    },
    serviceLevelObjectiveConsequence: [{ prescribedAction: 'credit 5%', validFor: period }],
    '@type': 'GoldObjective',
    '@baseType': 'ServiceLevelObjective',
    '@schemaLocation': 'https://schemas.example/gold.json',
    conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'Europe/Dublin' },
    verdictMode: 'instant',
    missingData: 'unknown',
    minCoverage: 0.9,
    slice: 'PT5M',
    measurementInterval: 'PT1M',
  },
  invalid: [
    {
      name: 'no comparator',
      body: { conformanceTarget: '1', serviceLevelObjectiveParameter: {} },
      path: 'conformanceComparator',
    },
    { name: 'a null target', body: { ...minimal, conformanceTarget: null }, path: 'conformanceTarget' },
    { name: 'a number for a target', body: { ...minimal, conformanceTarget: 50 }, path: 'conformanceTarget' },
    { name: 'a number for graceTimes', body: { ...minimal, graceTimes: 3 }, path: 'graceTimes' },
    {
      name: 'a text for the parameter',
      body: { ...minimal, serviceLevelObjectiveParameter: 'rtt' },
      path: 'serviceLevelObjectiveParameter',
    },
    {
      name: 'a related entity without id',
      body: {
        ...minimal,
        serviceLevelObjectiveParameter: {
          relatedEntity: [...parameter.relatedEntity, { role: 'x', '@referredType': 'y' }],
        },
      },
      path: 'serviceLevelObjectiveParameter.relatedEntity[1].id',
    },
    {
      name: 'an object for consequences',
      body: { ...minimal, serviceLevelObjectiveConsequence: {} },
      path: 'serviceLevelObjectiveConsequence',
    },
    {
      name: '30 February',
      body: { ...minimal, validFor: { startDateTime: '2026-02-30T00:00:00Z' } },
      path: 'validFor.startDateTime',
    },
    {
      name: 'a date without a time',
      body: { ...minimal, validFor: { endDateTime: '2026-02-28' } },
      path: 'validFor.endDateTime',
    },
    {
      name: 'an end before the start',
      body: { ...minimal, validFor: { startDateTime: '2026-02-02T00:00:00Z', endDateTime: '2026-02-01T00:00:00Z' } },
      path: 'validFor.endDateTime',
    },
    {
      name: 'a zone there is not',
      body: { ...minimal, conformanceWindow: { timeZone: 'Europe/Nowhere' } },
      path: 'conformanceWindow.timeZone',
    },
    { name: 'an unknown verdict mode', body: { ...minimal, verdictMode: 'later' }, path: 'verdictMode' },
    { name: 'an unusable id', body: { ...minimal, id: 'a/b' }, path: 'id' },
  ],
  scalar: 'name',
  required: ['conformanceComparator', 'conformanceTarget', 'serviceLevelObjectiveParameter'],
  immutable: {
    href: 'http://elsewhere.example/1',
    '@type': 'Other',
    '@baseType': 'Other',
    '@schemaLocation': 'urn:other',
  },
});
