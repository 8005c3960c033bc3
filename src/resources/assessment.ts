import { defineResource } from '../tmf630/resource-definition.ts';
import { byDocument, byDocumentDown, byInternal } from './collection.ts';

/** The result of a commitment for a period: written by the evaluation, read by clients. */
export const assessment = defineResource({
  name: 'assessment',
  collection: {
    name: 'assessments',
    indexes: [
      byDocumentDown('commitment.id', 'period.startDateTime'),
      byDocument('sla.id'),
      byInternal('partition', 'finalAt'),
    ],
    numericText: ['attained', 'target', 'bestPossible'],
    numericInternal: ['partition', 'finalAt'],
  },
  references: [
    { path: 'commitment', resource: 'commitment' },
    { path: 'sla', resource: 'sla' },
    { path: 'serviceLevelObjective', resource: 'serviceLevelObjective' },
  ],
  events: {},
});
