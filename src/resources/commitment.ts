import { defineResource } from '../tmf630/resource-definition.ts';
import { byDocument, byInternal } from './collection.ts';

/** What is evaluated: made by Surety from contracts, read by clients. Its state is written by the evaluation. */
export const commitment = defineResource({
  name: 'commitment',
  collection: {
    name: 'commitments',
    indexes: [
      byInternal('seriesKey'),
      byInternal('partition', 'dueAt'),
      byInternal('slaId'),
      byInternal('objectiveId'),
      byInternal('wildcardIndicator'),
      byInternal('calendarIds'),
      byDocument('sla.id'),
      byDocument('status'),
      byDocument('indicator'),
      byDocument('subject'),
    ],
    numericText: ['objective.target', 'objective.limit', 'objective.threshold', 'currentPeriod.attained'],
    numericInternal: ['partition', 'dueAt'],
  },
  references: [
    { path: 'sla', resource: 'sla' },
    { path: 'serviceLevelObjective', resource: 'serviceLevelObjective' },
    { path: 'openViolation', resource: 'slaViolation' },
    { path: 'silence.violation', resource: 'slaViolation' },
  ],
  events: { stateChange: 'CommitmentStateChangeEvent' },
});
