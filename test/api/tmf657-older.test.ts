import type { JsonObject } from '../../src/kernel/json.ts';
import { resourceSuite } from './resource-suite.ts';
import type { Samples } from './suite/client.ts';

/** What the older versions of TMF657 call the attributes in which they differ, and what each demands. */
const versions = [
  {
    api: 'tmf657-v2',
    parameter: 'specParameter',
    consequence: 'specConsequence',
    objectives: 'objective',
    minimalParameter: { name: '', relatedEntity: [{ id: 'svc-1', href: '' }] },
    types: { '@type': 'GoldObjective', '@baseType': 'ServiceLevelObjective', '@schemaLocation': 'https://x.example/a' },
    referredType: { '@referredType': 'Service' },
    isStrict: true,
  },
  {
    api: 'tmf657-legacy',
    parameter: 'serviceLevelSpecParameter',
    consequence: 'serviceLevelSpecConsquence',
    objectives: 'relatedServiceLevelObjective',
    minimalParameter: {},
    types: {},
    referredType: {},
    isStrict: false,
  },
] as const;

type Version = (typeof versions)[number];

const period = { startDateTime: '2026-11-01T00:00:00Z', endDateTime: '2026-12-01T00:00:00+01:00' };
const href = 'https://inventory.example/service/svc-1';
const immutable = {
  href: 'http://elsewhere.example/1',
  '@type': 'Other',
  '@baseType': 'Other',
  '@schemaLocation': 'urn:other',
};

function objectiveSamples({ parameter, consequence, minimalParameter, types, ...version }: Version): Samples {
  const terms = { conformanceComparator: '', conformanceTarget: '' };
  const minimal = { ...terms, [parameter]: minimalParameter };
  const whole = { name: 'rtt', relatedEntity: [{ id: 'svc-1', href }] };
  const strict = [
    {
      name: 'a parameter without a name',
      body: { ...terms, [parameter]: { relatedEntity: whole.relatedEntity } },
      path: `${parameter}.name`,
      isOnlyForCreation: true,
    },
    {
      name: 'a parameter without related entities',
      body: { ...terms, [parameter]: { name: 'rtt' } },
      path: `${parameter}.relatedEntity`,
      isOnlyForCreation: true,
    },
    {
      name: 'an empty list of related entities',
      body: { ...terms, [parameter]: { ...whole, relatedEntity: [] } },
      path: `${parameter}.relatedEntity`,
    },
    {
      name: 'a related entity without an href',
      body: { ...terms, [parameter]: { ...whole, relatedEntity: [{ id: 'svc-1' }] } },
      path: `${parameter}.relatedEntity[0].href`,
    },
    {
      name: 'a related entity without id',
      body: { ...minimal, [parameter]: { ...whole, relatedEntity: [...whole.relatedEntity, { href }] } },
      path: `${parameter}.relatedEntity[1].id`,
    },
  ];
  return {
    minimal: () => minimal,
    full: {
      name: 'Latency',
      conformanceComparator: '<=',
      conformanceTarget: '50 ms',
      conformancePeriod: period,
      thresholdTarget: '45 ms',
      toleranceTarget: '10%',
      tolerancePeriod: period,
      graceTimes: '3',
      validFor: { startDateTime: '2026-01-01T00:00:00.123456Z' },
      [parameter]: {
        name: 'rtt',
        type: 'KPI',
        serviceParmCategory: 'service specific',
        serviceParmPerspective: 'single user',
        transformationAlgorithmOfKQI: 'p95',
        relatedEntity: [{ id: 'svc-1', href, name: 'Line 1', ...version.referredType }],
        validFor: period,
      },
      [consequence]: [{ prescribedAction: 'credit 5%', validFor: period }],
      ...types,
    },
    invalid: [
      { name: 'no comparator', body: { conformanceTarget: '', [parameter]: whole }, path: 'conformanceComparator' },
      { name: 'a null target', body: { ...minimal, conformanceTarget: null }, path: 'conformanceTarget' },
      { name: 'no parameter', body: terms, path: parameter },
      { name: 'a null parameter', body: { ...terms, [parameter]: null }, path: parameter },
      { name: 'a number for a target', body: { ...minimal, conformanceTarget: 50 }, path: 'conformanceTarget' },
      { name: 'a number for graceTimes', body: { ...minimal, graceTimes: 3 }, path: 'graceTimes' },
      { name: 'a text for the parameter', body: { ...minimal, [parameter]: 'rtt' }, path: parameter },
      {
        name: 'a number for the type of the parameter',
        body: { ...minimal, [parameter]: { ...whole, type: 1 } },
        path: `${parameter}.type`,
      },
      {
        name: 'an object for the related entities',
        body: { ...minimal, [parameter]: { ...whole, relatedEntity: {} } },
        path: `${parameter}.relatedEntity`,
      },
      {
        name: 'a text among the related entities',
        body: { ...minimal, [parameter]: { ...whole, relatedEntity: ['svc-1'] } },
        path: `${parameter}.relatedEntity[0]`,
      },
      { name: 'an object for consequences', body: { ...minimal, [consequence]: {} }, path: consequence },
      {
        name: '30 February in a consequence',
        body: { ...minimal, [consequence]: [{ validFor: { endDateTime: '2026-02-30T00:00:00Z' } }] },
        path: `${consequence}[0].validFor.endDateTime`,
      },
      {
        name: 'an end before the start',
        body: {
          ...minimal,
          [parameter]: {
            ...whole,
            validFor: { startDateTime: '2026-02-02T00:00:00Z', endDateTime: '2026-02-01T00:00:00Z' },
          },
        },
        path: `${parameter}.validFor.endDateTime`,
      },
      {
        name: 'a related entity with an empty id',
        body: { ...minimal, [parameter]: { ...whole, relatedEntity: [{ id: '', href }] } },
        path: `${parameter}.relatedEntity[0].id`,
      },
      { name: 'an unusable id', body: { ...minimal, id: 'a/b' }, path: 'id' },
      ...(version.isStrict ? strict : []),
    ],
    scalar: 'name',
    required: ['conformanceComparator', 'conformanceTarget', parameter],
    immutable,
  };
}

function specificationSamples({ objectives, types, ...version }: Version): Samples {
  const reference: JsonObject = { id: 'not-here', href: 'https://elsewhere.example/not-here' };
  const minimal = { name: '', [objectives]: [reference] };
  const strict = [
    {
      name: 'an objective without href',
      body: { name: '', [objectives]: [{ id: 'a' }] },
      path: `${objectives}[0].href`,
    },
    {
      name: 'an objective without id',
      body: { ...minimal, [objectives]: [{ href: 'x' }] },
      path: `${objectives}[0].id`,
    },
  ];
  return {
    minimal: () => minimal,
    full: {
      name: 'Gold',
      description: 'For those who pay',
      [objectives]: [
        { ...reference, ...version.referredType },
        { id: 'slo-2', href: 'slo-2' },
      ],
      validFor: { endDateTime: '2027-01-01T00:00:00Z' },
      ...types,
    },
    invalid: [
      { name: 'no name', body: { [objectives]: [reference] }, path: 'name' },
      { name: 'no objectives', body: { name: 'Gold' }, path: objectives },
      { name: 'null for the objectives', body: { name: 'Gold', [objectives]: null }, path: objectives },
      { name: 'an empty list of objectives', body: { ...minimal, [objectives]: [] }, path: objectives },
      { name: 'an object for the objectives', body: { ...minimal, [objectives]: reference }, path: objectives },
      { name: 'a text among the objectives', body: { ...minimal, [objectives]: ['a'] }, path: `${objectives}[0]` },
      { name: 'a number for a name', body: { ...minimal, name: 1 }, path: 'name' },
      {
        name: '30 February',
        body: { ...minimal, validFor: { endDateTime: '2026-02-30T00:00:00Z' } },
        path: 'validFor.endDateTime',
      },
      ...(version.isStrict ? strict : []),
    ],
    scalar: 'name',
    required: ['name', objectives],
    immutable,
  };
}

for (const version of versions) {
  resourceSuite(version.api, 'serviceLevelObjective', objectiveSamples(version));
  resourceSuite(version.api, 'serviceLevelSpecification', specificationSamples(version));
}
