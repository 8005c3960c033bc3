import { resourceSuite } from './resource-suite.ts';

resourceSuite('tmf623-v2', 'slaViolation', {
  minimal: () => ({}),
  full: {
    date: '2026-11-22T09:59:58+01:00',
    sla: { href: 'https://elsewhere.example/sla/12', description: 'Gold access' },
    violation: {
      rule: { href: 'https://elsewhere.example/sla/12/rules/availability', description: 'availability' },
      unit: '%',
      referenceValue: '99.9',
      operator: '.ge',
      actualValue: '99.2',
      tolerance: 0.001,
      violationAverage: 0.1,
      comment: 'Twice in one night',
      consequence: 'https://contract.example/clause-3',
      attachment: { href: 'https://report.example/1', description: 'Statistics' },
    },
    relatedParty: [{ href: 'https://customer.example/', role: 'SLAConsumer', name: 'Customer' }],
  },
  invalid: [
    { name: 'a date that does not exist', body: { date: '2026-02-30T00:00:00Z' }, path: 'date' },
    { name: 'a number for a date', body: { date: 5 }, path: 'date' },
    { name: 'a text for the SLA', body: { sla: '12' }, path: 'sla' },
    { name: 'a list for the violation', body: { violation: [] }, path: 'violation' },
    {
      name: 'a number for the actual value',
      body: { violation: { actualValue: 99.2 } },
      path: 'violation.actualValue',
    },
    { name: 'a tolerance that is no number', body: { violation: { tolerance: 'some' } }, path: 'violation.tolerance' },
    { name: 'an object for the parties', body: { relatedParty: {} }, path: 'relatedParty' },
  ],
  scalar: 'date',
  required: [],
  immutable: {},
});
