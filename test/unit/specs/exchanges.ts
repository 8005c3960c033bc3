import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { ErrorRequestHandler, Express } from 'express';
import express from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import request from 'supertest';
import type { specNames } from '../../../scripts/spec-outputs.ts';

type ApiSpec = Parameters<typeof OpenApiValidator.middleware>[0]['apiSpec'];
type SpecName = (typeof specNames)[number];

/** What a test app answers to any request that passes the validator. */
export interface Answer {
  status: number;
  body?: unknown;
}

/** A request, what would be answered, and the status that comes once both have been checked against the document. */
export interface Exchange {
  it: string;
  spec: SpecName;
  method?: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  send?: object | string;
  type?: string;
  answer?: Answer;
  status: number;
}

interface TestApp {
  app: Express;
  /** What the app answers from now on. */
  answerWith(answer: Answer): void;
}

const apps = new Map<SpecName, TestApp>();

/** One test for each exchange. */
export function checkExchanges(exchanges: readonly Exchange[]): void {
  for (const exchange of exchanges) {
    it(`takes ${exchange.it} (${exchange.spec})`, async () => {
      const response = await answerTo(exchange);
      expect(response.status, response.text).to.equal(exchange.status);
    });
  }
}

function answerTo({ spec, method = 'get', path, send, type = 'application/json', answer }: Exchange): request.Test {
  const known = apps.get(spec) ?? testApp(spec);
  apps.set(spec, known);
  known.answerWith(answer ?? { status: 200, body: {} });
  const call = request(known.app)[method](`${basePath(spec)}${path}`);
  if (send === undefined) return call;
  return call.set('content-type', type).send(typeof send === 'string' ? send : JSON.stringify(send));
}

function bundleOf(name: SpecName): Exclude<ApiSpec, string> {
  return JSON.parse(readFileSync(`api-specs/bundle/${name}.json`, 'utf8')) as Exclude<ApiSpec, string>;
}

function basePath(name: SpecName): string {
  return bundleOf(name).servers?.[0]?.url ?? '';
}

function testApp(name: SpecName): TestApp {
  let answer: Answer = { status: 200 };
  const app = express();
  app.use(express.json({ type: ['application/json', 'application/*+json', 'application/json-patch+query'] }));
  app.use(
    OpenApiValidator.middleware({
      apiSpec: bundleOf(name),
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
  return { app, answerWith: (next) => (answer = next) };
}
