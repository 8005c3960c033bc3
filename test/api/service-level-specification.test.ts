import { resourceSuite } from './resource-suite.ts';

const minimal = { name: '', relatedServiceLevelObjective: [{ id: 'not-here' }] };

resourceSuite('tmf657-v4', 'serviceLevelSpecification', {
  minimal: () => minimal,
  full: {
    name: 'Gold',
    description: 'For those who pay',
    relatedServiceLevelObjective: [
      { id: 'slo-1', href: 'https://elsewhere.example/slo-1', '@referredType': 'ServiceLevelObjective' },
      { id: 'slo-2' },
    ],
    validFor: { endDateTime: '2027-01-01T00:00:00Z' },
    '@type': 'GoldSpecification',
    '@baseType': 'ServiceLevelSpecification',
    '@schemaLocation': 'https://schemas.example/gold.json',
  },
  invalid: [
    { name: 'no name', body: { relatedServiceLevelObjective: [{ id: 'a' }] }, path: 'name' },
    { name: 'no objectives', body: { name: 'Gold' }, path: 'relatedServiceLevelObjective' },
    {
      name: 'an empty list of objectives',
      body: { ...minimal, relatedServiceLevelObjective: [] },
      path: 'relatedServiceLevelObjective',
    },
    {
      name: 'an objective without id',
      body: { ...minimal, relatedServiceLevelObjective: [{ href: 'x' }] },
      path: 'relatedServiceLevelObjective[0].id',
    },
    {
      name: 'a text among the objectives',
      body: { ...minimal, relatedServiceLevelObjective: ['a'] },
      path: 'relatedServiceLevelObjective[0]',
    },
    { name: 'a number for a name', body: { ...minimal, name: 1 }, path: 'name' },
    {
      name: '30 February',
      body: { ...minimal, validFor: { endDateTime: '2026-02-30T00:00:00Z' } },
      path: 'validFor.endDateTime',
    },
  ],
  scalar: 'name',
  required: ['name', 'relatedServiceLevelObjective'],
  immutable: {
    href: 'http://elsewhere.example/1',
    '@type': 'Other',
    '@baseType': 'Other',
    '@schemaLocation': 'urn:other',
  },
});
