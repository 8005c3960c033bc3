import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { ErrorRequestHandler, Express } from 'express';
import express from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import request from 'supertest';
import type { specNames } from '../../../scripts/spec-outputs.ts';

type ApiSpec = Parameters<typeof OpenApiValidator.middleware>[0]['apiSpec'];

const base = {
  'tmf657-v4': '/tmf-api/serviceQualityManagement/v4',
  'tmf657-v2': '/tmf-api/serviceQualityManagement/v2',
  'tmf657-legacy': '/tmf-api/serviceQualityManagement',
  'tmf623-v2': '/tmf-api/slaManagement/v2',
  'performance-v5': '/tmf-api/performance/v5',
  'assurance-v1': '/assurance/v1',
} as const;

/** What a test app answers to any request that passes the validator. */
interface Answer {
  status: number;
  body?: unknown;
}

function appFor(name: (typeof specNames)[number], answer: Answer): Express {
  const apiSpec = JSON.parse(readFileSync(`api-specs/bundle/${name}.json`, 'utf8')) as Exclude<ApiSpec, string>;
  const app = express();
  app.use(express.json({ type: ['application/json', 'application/merge-patch+json'] }));
  app.use(
    OpenApiValidator.middleware({
      apiSpec,
      validateApiSpec: true,
      validateRequests: { allowUnknownQueryParameters: true },
      validateResponses: true,
      ajvFormats: { mode: 'full' },
    }),
  );
  app.use((_request, response) => {
    if (answer.body === undefined) response.status(answer.status).end();
    else response.status(answer.status).json(answer.body);
  });
  const onError: ErrorRequestHandler = (error: { status?: number; errors?: unknown }, _request, response, _next) => {
    response.status(error.status ?? 500).send(JSON.stringify(error.errors ?? error));
  };
  app.use(onError);
  return app;
}

const objective = {
  conformanceComparator: '>=',
  conformanceTarget: '99.95',
  serviceLevelObjectiveParameter: { name: 'availability' },
};

const sla = { name: 'Gold', rule: [{ metric: 'availability', operator: '.ge', referenceValue: '99.9' }] };

const measurement = {
  '@type': 'PerformanceMeasurementAtomic',
  validFor: { endDateTime: '2026-11-22T10:00:00Z' },
  performanceIndicatorValue: [{ performanceIndicatorSpecification: { name: 'rtt' }, observedValue: '4' }],
};

interface Exchange {
  it: string;
  spec: (typeof specNames)[number];
  method?: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  send?: object | string;
  type?: string;
  answer?: Answer;
  status: number;
}

const exchanges: Exchange[] = [
  {
    it: 'a minimal objective',
    spec: 'tmf657-v4',
    method: 'post',
    path: '/serviceLevelObjective',
    send: objective,
    status: 201,
    answer: { status: 201, body: objective },
  },
  {
    it: 'an attribute nobody described',
    spec: 'tmf657-v4',
    method: 'post',
    path: '/serviceLevelObjective',
    send: { ...objective, colour: { deep: [1] } },
    status: 201,
    answer: { status: 201, body: objective },
  },
  {
    it: 'the extension attributes',
    spec: 'tmf657-v4',
    method: 'post',
    path: '/serviceLevelObjective',
    send: {
      ...objective,
      verdictMode: 'certain',
      minCoverage: '90%',
      slice: 'PT5M',
      conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'Europe/Dublin' },
    },
    status: 201,
    answer: { status: 201, body: objective },
  },
  {
    it: 'no objective without a target',
    spec: 'tmf657-v4',
    method: 'post',
    path: '/serviceLevelObjective',
    send: { ...objective, conformanceTarget: undefined },
    status: 400,
  },
  {
    it: 'no number as target',
    spec: 'tmf657-v4',
    method: 'post',
    path: '/serviceLevelObjective',
    send: { ...objective, conformanceTarget: 99.95 },
    status: 400,
  },
  {
    it: 'an empty text as target',
    spec: 'tmf657-v4',
    method: 'post',
    path: '/serviceLevelObjective',
    send: { ...objective, conformanceTarget: '' },
    status: 201,
    answer: { status: 201, body: objective },
  },
  {
    it: 'no 30 February',
    spec: 'tmf657-v4',
    method: 'post',
    path: '/serviceLevelObjective',
    send: { ...objective, validFor: { startDateTime: '2026-02-30T00:00:00Z' } },
    status: 400,
  },
  {
    it: 'no related entity without a role',
    spec: 'tmf657-v4',
    method: 'post',
    path: '/serviceLevelObjective',
    send: {
      ...objective,
      serviceLevelObjectiveParameter: { relatedEntity: [{ id: 's', '@referredType': 'Service' }] },
    },
    status: 400,
  },
  {
    it: 'no specification without objectives',
    spec: 'tmf657-v4',
    method: 'post',
    path: '/serviceLevelSpecification',
    send: { name: 'Gold', relatedServiceLevelObjective: [] },
    status: 400,
  },
  {
    it: 'a merge patch that removes',
    spec: 'tmf657-v4',
    method: 'patch',
    path: '/serviceLevelObjective/a',
    send: { name: null, validFor: { endDateTime: null }, tolerancePeriod: null },
    type: 'application/merge-patch+json',
    status: 200,
    answer: { status: 200, body: objective },
  },
  {
    it: 'no merge patch that removes a required attribute',
    spec: 'tmf657-v4',
    method: 'patch',
    path: '/serviceLevelObjective/a',
    send: { conformanceTarget: null },
    status: 400,
  },
  {
    it: 'a list with the parameters of TMF630',
    spec: 'tmf657-v4',
    path: '/serviceLevelObjective?fields=name,id&sort=-name,id&sort=href&offset=0&limit=2&conformanceTarget.gte=9&a.b%3E=1',
    status: 206,
    answer: { status: 206, body: [objective] },
  },
  {
    it: 'a list with empty fields and sort',
    spec: 'tmf657-v4',
    path: '/serviceLevelObjective?fields=&sort=',
    status: 200,
    answer: { status: 200, body: [] },
  },
  { it: 'no list with a negative offset', spec: 'tmf657-v4', path: '/serviceLevelObjective?offset=-1', status: 400 },
  {
    it: 'no PUT on an objective',
    spec: 'tmf657-v4',
    method: 'put',
    path: '/serviceLevelObjective/a',
    send: objective,
    status: 405,
  },
  {
    it: 'a subscription without a query',
    spec: 'tmf657-v4',
    method: 'post',
    path: '/hub',
    send: { callback: 'http://h/' },
    status: 201,
    answer: { status: 201, body: { id: 'h', callback: 'http://h/', query: null } },
  },
  {
    it: 'no text as a body',
    spec: 'tmf657-v4',
    method: 'post',
    path: '/serviceLevelObjective',
    send: 'hello',
    type: 'text/plain',
    status: 415,
  },
  {
    it: 'an agreement with an id of whatever type',
    spec: 'tmf623-v2',
    method: 'post',
    path: '/sla',
    send: { ...sla, id: 'x', href: 5 },
    status: 201,
    answer: { status: 201, body: { ...sla, id: 1, href: 'http://h/1' } },
  },
  {
    it: 'no agreement without a name',
    spec: 'tmf623-v2',
    method: 'post',
    path: '/sla',
    send: { rule: [] },
    status: 400,
  },
  {
    it: 'a replaced agreement',
    spec: 'tmf623-v2',
    method: 'put',
    path: '/sla/12',
    send: sla,
    status: 200,
    answer: { status: 200, body: { ...sla, id: 12 } },
  },
  {
    it: 'no answer with a text id',
    spec: 'tmf623-v2',
    path: '/sla/12',
    status: 500,
    answer: { status: 200, body: { ...sla, id: '12' } },
  },
  {
    it: 'a tolerance written as text',
    spec: 'tmf623-v2',
    method: 'post',
    path: '/slaViolation',
    send: { violation: { tolerance: '0.05', violationAverage: 0.1 } },
    status: 201,
    answer: { status: 201, body: { id: 1, violation: { tolerance: 0.05 } } },
  },
  {
    it: 'a merge patch that removes a tolerance',
    spec: 'tmf623-v2',
    method: 'patch',
    path: '/slaViolation/1',
    send: { violation: { tolerance: null }, relatedParty: null },
    status: 200,
    answer: { status: 200, body: { id: 1 } },
  },
  {
    it: 'no tolerance in words',
    spec: 'tmf623-v2',
    method: 'post',
    path: '/slaViolation',
    send: { violation: { tolerance: 'little' } },
    status: 400,
  },
  {
    it: 'a deleted agreement',
    spec: 'tmf623-v2',
    method: 'delete',
    path: '/sla/12',
    status: 204,
    answer: { status: 204 },
  },
  {
    it: 'one performance measurement',
    spec: 'performance-v5',
    method: 'post',
    path: '/performanceMeasurement',
    send: measurement,
    status: 201,
    answer: { status: 201, body: measurement },
  },
  {
    it: 'several performance measurements',
    spec: 'performance-v5',
    method: 'post',
    path: '/performanceMeasurement',
    send: [measurement, measurement],
    status: 201,
    answer: { status: 201, body: [measurement] },
  },
  {
    it: 'no performance measurement without values',
    spec: 'performance-v5',
    method: 'post',
    path: '/performanceMeasurement',
    send: { ...measurement, performanceIndicatorValue: [] },
    status: 400,
  },
  {
    it: 'any measurement, right or wrong',
    spec: 'assurance-v1',
    method: 'post',
    path: '/measurement?results=all',
    send: [{ value: 'no' }, 3],
    status: 200,
    answer: {
      status: 200,
      body: {
        accepted: 0,
        duplicate: 0,
        rejected: 1,
        results: [{ index: 0, outcome: 'rejected', path: 'value', reason: 'must be a number' }],
      },
    },
  },
  {
    it: 'a stream of measurements',
    spec: 'assurance-v1',
    method: 'post',
    path: '/measurement',
    send: '{}\n{}\n',
    type: 'application/x-ndjson',
    status: 200,
    answer: { status: 200, body: { accepted: 2, duplicate: 0, rejected: 0, results: [] } },
  },
  {
    it: 'an explanation of a period',
    spec: 'assurance-v1',
    path: '/commitment/c/explain?period=2026-11-01T00:00:00.000Z/2026-12-01T00:00:00.000Z',
    status: 200,
    answer: { status: 200, body: { result: 'met' } },
  },
];

describe('express-openapi-validator with a bundled document', () => {
  for (const {
    it: what,
    spec,
    method = 'get',
    path,
    send,
    type = 'application/json',
    answer = { status: 200, body: {} },
    status,
  } of exchanges) {
    it(`takes ${what} (${spec})`, async () => {
      const call = request(appFor(spec, answer))[method](`${base[spec]}${path}`);
      const response = await (send === undefined ? call : call.set('content-type', type).send(send));
      expect(response.status, response.text).to.equal(status);
    });
  }
});
