import type { JsonObject } from '../kernel/json.ts';
import { subjects } from './network.ts';

const zone = 'Europe/Oslo';
const minute = { type: 'calendar', duration: 'PT1M', timeZone: zone };
const provider = { id: 'nordlys', name: 'Nordlys Nett AS', role: 'provider' };

/** An access line for a business: the one that has a bad day. Windows are short, so that something happens soon. */
const gold: JsonObject = {
  name: 'Gold Business Access, Oslo',
  description: 'Fibre access of a food wholesaler with its own cold stores: an hour without a line spoils a day.',
  timeZone: zone,
  relatedParty: [{ id: 'cust-2041', name: 'Nordic Foods AS', role: 'customer' }, provider],
  relatedEntity: [{ id: subjects.gold, name: 'Access Oslo 0417', '@referredType': 'Service' }],
  rule: [
    {
      ...{ id: 'availability', name: 'Availability', metric: 'packetLoss' },
      ...{ operator: '.ge', referenceValue: '99.8', unit: '%', thresholdTarget: '99.9' },
      transformationAlgorithmOfKQI: 'urn:slm:availability:v1?downWhen=gte:100',
      conformanceWindow: { type: 'calendar', duration: 'PT1H', timeZone: zone },
      ...{ verdictMode: 'certain', measurementInterval: 'PT10S' },
      consequence: 'Service credit of 5 % of the monthly charge',
    },
    {
      ...{ id: 'latency', name: 'Latency', metric: 'latency' },
      ...{ operator: '.le', referenceValue: '50', unit: 'ms', thresholdTarget: '40' },
      ...{ transformationAlgorithmOfKQI: 'p95', conformanceWindow: minute },
      // An outage leaves no latency to measure; the rest of the minute still counts.
      ...{ verdictMode: 'instant', slice: 'PT10S', measurementInterval: 'PT10S', minCoverage: 0.4 },
    },
    {
      ...{ id: 'download', name: 'Download rate', metric: 'downloadRate' },
      ...{ operator: '.ge', referenceValue: '190', unit: 'Mbit/s', thresholdTarget: '200' },
      ...{ transformationAlgorithmOfKQI: 'mean', conformanceWindow: minute, measurementInterval: 'PT10S' },
    },
  ],
};

/** A telephone service: calls answered out of calls offered. */
const voice: JsonObject = {
  name: 'Hosted Voice, Fjordbank',
  description: 'Customer line of a bank.',
  timeZone: zone,
  relatedParty: [{ id: 'cust-0077', name: 'Fjordbank ASA', role: 'customer' }, provider],
  relatedEntity: [{ id: subjects.voice, name: 'Customer line', '@referredType': 'Service' }],
  rule: [
    {
      ...{ id: 'answered', name: 'Calls answered', metric: 'answerRatio' },
      ...{ operator: '.ge', referenceValue: '95', unit: '%', thresholdTarget: '97' },
      ...{ transformationAlgorithmOfKQI: 'ratio', conformanceWindow: minute, verdictMode: 'atClose' },
      // History comes in single seconds of every ten.
      missingData: 'ignore',
    },
  ],
};

/** Two sites under one rule, and nothing ever goes wrong. */
const silver: JsonObject = {
  name: 'Silver Access, two sites',
  timeZone: zone,
  relatedParty: [{ id: 'cust-3310', name: 'Havbruk Drift AS', role: 'customer' }, provider],
  relatedEntity: subjects.silver.map((id) => ({ id, '@referredType': 'Service' })),
  rule: [
    {
      ...{ id: 'latency', name: 'Latency', metric: 'latency', operator: '.le', referenceValue: '80', unit: 'ms' },
      transformationAlgorithmOfKQI: 'p95',
      conformanceWindow: { type: 'calendar', duration: 'PT5M', timeZone: zone },
      measurementInterval: 'PT10S',
    },
  ],
};

/** A promise to oneself, without an agreement: a free-standing objective (TMF657). */
const core: JsonObject = {
  name: 'Core link has room',
  conformanceComparator: 'above',
  conformanceTarget: '80 %',
  thresholdTarget: '70 %',
  serviceLevelObjectiveParameter: {
    name: 'linkUtilisation',
    transformationAlgorithmOfKQI: 'mean',
    relatedEntity: [{ id: subjects.core, role: 'measured link', '@referredType': 'Resource' }],
  },
  conformanceWindow: { type: 'rolling', duration: 'PT15M', timeZone: 'UTC' },
  measurementInterval: 'PT10S',
  // The first windows reach back before the first measurement.
  missingData: 'ignore',
};

/** What is promised in the demonstration: where each document is posted. */
export const contracts: readonly { path: string; document: JsonObject }[] = [
  { path: '/tmf-api/slaManagement/v2/sla', document: gold },
  { path: '/tmf-api/slaManagement/v2/sla', document: voice },
  { path: '/tmf-api/slaManagement/v2/sla', document: silver },
  { path: '/tmf-api/serviceQualityManagement/v4/serviceLevelObjective', document: core },
];

/** What the demonstration's listener wants to hear: violations, and every change of a commitment's status. */
export const subscriptionQuery = 'eventType=SLAViolationCreateNotification,CommitmentStateChangeEvent';
