import type { RequestHandler } from 'express';
import type { JsonObject } from '../kernel/json.ts';

/** How one operation of a document is served. */
export interface Operation {
  /** Answers the request. A JSON body is in `request.body`, guarded and checked against the document. */
  handle: RequestHandler;
  /** Turns a guarded body into the one the document describes (envelopes, older names), before it is checked. */
  prepareBody?: (body: JsonObject) => JsonObject;
  /**
   * What a JSON body may be. `document` (the default): one object, guarded and checked against the document. `documents`:
   * that or an array of such. `parts`: an object or an array whose elements the handler guards, checks and answers for.
   */
  body?: 'document' | 'documents' | 'parts';
}

/**
 * Operations by method and path, e.g. `GET /serviceLevelObjective/{id}`. Path parameters are called `{id}` here (a second one
 * in a path `{id2}`), whatever the document calls them.
 */
export type HandlerTable = Readonly<Record<string, Operation>>;
