import request from 'supertest';
import type { JsonObject } from '../../../src/kernel/json.ts';
import type { TestService } from '../../support/service.ts';
import { listOf, objectOf } from './client.ts';

/** Base path of TMF623, the canonical one. */
export const slaBase = '/tmf-api/slaManagement/v2';
/** The one its document names. */
export const slaAlias = '/DSLAManagement/api/slaManagement/v2';

/** Calls TMF623; paths are below its base path. */
export interface SlaClient {
  http: () => ReturnType<typeof request>;
  get: (path: string) => request.Test;
  post: (path: string, body: object) => request.Test;
  put: (path: string, body: object) => request.Test;
  patch: (path: string, body: object) => request.Test;
  /** Posts, expects 201, gives the body. */
  make: (path: string, body: object) => Promise<JsonObject>;
  /** Ids in the answer to a list request, in its order. */
  idsOf: (path: string) => Promise<unknown[]>;
  /** Absolute URL of a path. */
  url: (path: string, mount?: string) => string;
}

/** A client of a service that may be started anew before each test. */
export function slaClient(service: () => TestService): SlaClient {
  const http = (): ReturnType<typeof request> => request(service().url);
  const client: SlaClient = {
    http,
    get: (path) => http().get(`${slaBase}${path}`),
    post: (path, body) => http().post(`${slaBase}${path}`).send(body),
    put: (path, body) => http().put(`${slaBase}${path}`).send(body),
    patch: (path, body) => http().patch(`${slaBase}${path}`).send(body),
    make: async (path, body) => objectOf(await client.post(path, body).expect(201)),
    idsOf: async (path) => listOf(await client.get(path)).map(({ id }) => id),
    url: (path, mount = slaBase) => `${service().url}${mount}${path}`,
  };
  return client;
}
