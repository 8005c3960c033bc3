/** What went wrong, in the closed set of kinds the service knows. */
export type ProblemKind =
  | 'invalid'
  | 'notFound'
  | 'methodNotAllowed'
  | 'notAcceptable'
  | 'conflict'
  | 'preconditionFailed'
  | 'tooLarge'
  | 'queryTooLong'
  | 'rangeNotSatisfiable'
  | 'unsupported'
  | 'notImplemented'
  | 'unavailable';

/** TMF630 error codes (the `code` member), numbers as TM Forum's reference code uses them; 62 on are ours. */
export const problemCode = {
  internal: '1',
  urlParameter: '20',
  missingBody: '21',
  invalidBody: '22',
  missingBodyField: '23',
  invalidBodyField: '24',
  missingHeader: '25',
  invalidHeader: '26',
  missingQueryParameter: '27',
  invalidQueryParameter: '28',
  notFound: '60',
  methodNotAllowed: '61',
  conflict: '62',
  preconditionFailed: '63',
  mediaType: '64',
  notAcceptable: '65',
  notImplemented: '66',
  unavailable: '67',
  tooLarge: '68',
} as const;

/** One of the code table's codes. */
export type ProblemCode = (typeof problemCode)[keyof typeof problemCode];

/** One fault in what was sent: where, in the caller's own words, and why. */
export interface Fault {
  /** Dotted path with array indexes, e.g. `rule[0].operator`; a query or header name; empty for the whole body. */
  path: string;
  /** Why it is refused, e.g. `required`, `must be a string`. */
  reason: string;
}

const reasonOfKind: Record<ProblemKind, string> = {
  invalid: 'Invalid request',
  notFound: 'Not found',
  methodNotAllowed: 'Method not allowed',
  notAcceptable: 'Not acceptable',
  conflict: 'Conflict',
  preconditionFailed: 'Precondition failed',
  tooLarge: 'Body too large',
  queryTooLong: 'Query too long',
  rangeNotSatisfiable: 'Range not satisfiable',
  unsupported: 'Unsupported media type',
  notImplemented: 'Not implemented',
  unavailable: 'Service unavailable',
};

/** What a Problem is made of beyond its kind and message. */
export interface ProblemDetails {
  code: ProblemCode;
  faults?: readonly Fault[];
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
}

/** An expected failure of a request. `http/problem-response.ts` turns it into a status and a TMF630 error body. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly kind: ProblemKind,
    message: string,
    details: ProblemDetails,
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Problem';
    this.code = details.code;
    this.faults = details.faults ?? [];
    this.headers = details.headers ?? {};
  }

  /** The short class of the fault, the `reason` member of a TMF630 error body. */
  get reason(): string {
    return reasonOfKind[this.kind];
  }
}

/** 400 for attributes of a body. The message lists every fault as `path: reason`. */
export function invalidBody(faults: readonly Fault[]): Problem {
  const message = faults.map(({ path, reason }) => (path === '' ? reason : `${path}: ${reason}`)).join('; ');
  const isMissing = faults.length > 0 && faults.every(({ reason }) => reason === 'required');
  return new Problem('invalid', message, {
    code: isMissing ? problemCode.missingBodyField : problemCode.invalidBodyField,
    faults,
  });
}

/** 400 for a query parameter. */
export function invalidQuery(path: string, reason: string): Problem {
  return new Problem('invalid', `${path}: ${reason}`, {
    code: problemCode.invalidQueryParameter,
    faults: [{ path, reason }],
  });
}

/** 404 for a resource, e.g. `notFound('sla', '12')`. */
export function notFound(resourceName: string, id: string): Problem {
  return new Problem('notFound', `${resourceName} ${id}: not found`, {
    code: problemCode.notFound,
    faults: [{ path: 'id', reason: 'not found' }],
  });
}

/** 409. */
export function conflict(path: string, reason: string): Problem {
  return new Problem('conflict', `${path}: ${reason}`, { code: problemCode.conflict, faults: [{ path, reason }] });
}
