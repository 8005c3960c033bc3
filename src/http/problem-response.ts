import type { ErrorRequestHandler, Response } from 'express';
import { isJsonObject } from '../kernel/json.ts';
import type { Logger } from '../kernel/logger.ts';
import { Problem, problemCode, type ProblemKind } from '../kernel/problem.ts';
import type { ErrorForm } from '../resources/bindings.ts';
import { errorBody, type ErrorFacts, type FindErrorForm } from './error-forms.ts';
import { requestIdOf } from './request-context.ts';

/** The status each kind of Problem is answered with (TMF630). */
export const statusOfKind: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  notFound: 404,
  methodNotAllowed: 405,
  notAcceptable: 406,
  conflict: 409,
  preconditionFailed: 412,
  tooLarge: 413,
  queryTooLong: 414,
  unsupported: 415,
  rangeNotSatisfiable: 416,
  notImplemented: 501,
  unavailable: 503,
};

const internalError: ErrorFacts = {
  code: problemCode.internal,
  reason: 'Internal error',
  message: 'The request could not be served; the log has the reason under this request id',
  status: 500,
};

/**
 * The last middleware: answers a Problem with its status, headers and the error body of the API it was sent to. Anything
 * else is logged with the request id and answered with a bare 500. A response already under way is cut off, so that nobody takes it for whole.
 */
export function problemResponder(logger: Logger, formOf: FindErrorForm): ErrorRequestHandler {
  // eslint-disable-next-line @typescript-eslint/max-params -- Express tells an error handler by its four parameters
  return (error: unknown, request, response, _next) => {
    const problem = problemFrom(error);
    if (problem === undefined) {
      logger.error({ requestId: requestIdOf(response), method: request.method, err: error }, 'request failed');
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const form = formOf(request.originalUrl);
    for (const [name, value] of Object.entries(problem?.headers ?? {})) response.setHeader(name, value);
    answer(response, problem === undefined ? internalError : factsOf(problem), form);
    if (response.writableEnded) return;
    // Only while responses are validated: the document does not know this answer, which is our fault, not the client's.
    logger.error(
      { requestId: requestIdOf(response), status: response.statusCode },
      'the API document lacks this answer',
    );
    answer(response, internalError, form);
  };
}

function factsOf({ kind, code, reason, message }: Problem): ErrorFacts {
  return { code, reason, message, status: statusOfKind[kind] };
}

function answer(response: Response, facts: ErrorFacts, form: ErrorForm): void {
  response.removeHeader('Location');
  response.statusCode = facts.status;
  response.json(errorBody(facts, form));
}

/** The Problem an error is or stands for; undefined when it is a fault of ours. */
export function problemFrom(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  // Express refuses a path it cannot percent-decode with an error that carries this status.
  if (error instanceof URIError && isJsonObject(error) && error['status'] === 400) {
    return new Problem('invalid', 'path: is not valid percent-encoding', {
      code: problemCode.urlParameter,
      faults: [{ path: 'path', reason: 'is not valid percent-encoding' }],
      cause: error,
    });
  }
  return undefined;
}
