import { resourceSuite } from './resource-suite.ts';

const period = { startDateTime: '2026-11-01T00:00:00Z', endDateTime: '2027-11-01T00:00:00Z' };

resourceSuite('tmf623-v2', 'sla', {
  minimal: () => ({ name: 'Silver' }),
  full: {
    name: 'Gold access',
    description: 'What was agreed',
    version: '0.1',
    validFor: period,
    relatedParty: [
      { href: 'https://acme.example/', role: 'SLAProvider', name: 'Acme', validFor: period },
      { href: 'https://customer.example/', role: 'SLAConsumer' },
    ],
    rule: [
      {
        id: 'availability',
        metric: 'https://metrics.example/availability',
        unit: '%',
        referenceValue: '99.9',
        operator: '.ge',
        tolerance: '0.001',
        consequence: 'https://contract.example/clause-3',
        conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'Europe/Oslo' },
        verdictMode: 'certain',
        missingData: 'unknown',
        serviceLevelObjective: { id: 'slo-1' },
      },
      { id: 'odd', metric: 'mood', operator: 'roughly', referenceValue: 'good' },
    ],
    template: { href: 'https://elsewhere.example/template', name: 'T', description: 'D' },
    state: 'pending',
    approved: false,
    relatedEntity: [{ id: 'svc-1', '@referredType': 'Service' }],
    timeZone: 'Europe/Oslo',
  },
  invalid: [
    { name: 'no name', body: { description: 'x' }, path: 'name' },
    { name: 'a null name', body: { name: null }, path: 'name' },
    { name: 'a number for a name', body: { name: 1 }, path: 'name' },
    { name: 'an object for rules', body: { name: 'x', rule: {} }, path: 'rule' },
    {
      name: 'a number for an operator',
      body: { name: 'x', rule: [{ id: 'a' }, { operator: 1 }] },
      path: 'rule[1].operator',
    },
    { name: 'two rules of one id', body: { name: 'x', rule: [{ id: 'a' }, { id: 'a' }] }, path: 'rule[1].id' },
    { name: 'a number for a tolerance', body: { name: 'x', rule: [{ tolerance: 0.1 }] }, path: 'rule[0].tolerance' },
    { name: 'an unknown state', body: { name: 'x', state: 'broken' }, path: 'state' },
    { name: 'a text for approved', body: { name: 'x', approved: 'yes' }, path: 'approved' },
    {
      name: '30 February',
      body: { name: 'x', validFor: { startDateTime: '2026-02-30T00:00:00Z' } },
      path: 'validFor.startDateTime',
    },
    {
      name: '30 February in a list',
      body: { name: 'x', relatedParty: [{ validFor: { endDateTime: '2026-02-30T00:00:00Z' } }] },
      path: 'relatedParty[0].validFor.endDateTime',
    },
    {
      name: 'an end before the start',
      body: { name: 'x', validFor: { startDateTime: period.endDateTime, endDateTime: period.startDateTime } },
      path: 'validFor.endDateTime',
    },
  ],
  scalar: 'name',
  required: ['name'],
  immutable: {},
});
