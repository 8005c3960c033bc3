import type { ErrorRequestHandler, Response } from 'express';
import { isJsonObject, type JsonObject } from '../kernel/json.ts';
import type { Logger } from '../kernel/logger.ts';
import { Problem, problemCode, type ProblemKind } from '../kernel/problem.ts';
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

/** Texts longer than this are cut: a message is read by people, and a hostile body can hold thousands of faults. */
const maximumMessageLength = 2_000;

/** The TMF630 error body of a Problem: `{code, reason, message, status, "@type"}`, all texts. */
function errorBody(problem: Problem): JsonObject {
  const { message } = problem;
  return {
    code: problem.code,
    reason: problem.reason,
    message: message.length > maximumMessageLength ? `${message.slice(0, maximumMessageLength)} …` : message,
    status: String(statusOfKind[problem.kind]),
    '@type': 'Error',
  };
}

const internalError: JsonObject = {
  code: problemCode.internal,
  reason: 'Internal error',
  message: 'The request could not be served; the log has the reason under this request id',
  status: '500',
  '@type': 'Error',
};

/**
 * The last middleware: answers a Problem with its status, headers and TMF630 body. Anything else is logged with the
 * request id and answered with a bare 500. A response already under way is cut off, so that nobody takes it for whole.
 */
export function problemResponder(logger: Logger): ErrorRequestHandler {
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
    if (problem === undefined) answer(response, 500, internalError);
    else answerProblem(response, problem);
    if (!response.writableEnded) refuseOwnAnswer(response, logger);
  };
}

// Only while responses are validated: the document does not know this answer, which is our fault, not the client's.
function refuseOwnAnswer(response: Response, logger: Logger): void {
  logger.error({ requestId: requestIdOf(response), status: response.statusCode }, 'the API document lacks this answer');
  answer(response, 500, internalError);
}

function answerProblem(response: Response, problem: Problem): void {
  for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
  answer(response, statusOfKind[problem.kind], errorBody(problem));
}

function answer(response: Response, status: number, body: JsonObject): void {
  response.removeHeader('Location');
  response.statusCode = status;
  response.json(body);
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
