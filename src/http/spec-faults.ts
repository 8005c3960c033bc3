import { isJsonObject, type JsonValue } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';

/** More faults than this are not listed: nobody reads them. */
const maximumFaults = 50;

/**
 * The faults in an error of express-openapi-validator, in the caller's own words (`rule[0].operator`: `required`);
 * undefined when the error is not about a body.
 */
export function faultsOf(error: unknown, body: JsonValue): Fault[] | undefined {
  if (!(error instanceof Error) || !('status' in error) || error.status !== 400) return undefined;
  if (!('errors' in error) || !Array.isArray(error.errors)) return undefined;
  const faults = error.errors.slice(0, maximumFaults).map((each: unknown) => faultOf(each, body));
  // A body that may be one of several shapes is told off for not being the other ones, too: the deepest faults are meant.
  const specific = faults.some(({ path }) => path !== '') ? faults.filter(({ path }) => path !== '') : faults;
  return specific.filter(({ path }, at) => specific.findIndex((other) => other.path === path) === at);
}

function faultOf(error: unknown, body: JsonValue): Fault {
  if (!isJsonObject(error)) return { path: '', reason: 'is not valid' };
  const { path, message, errorCode } = error;
  const isMissing = typeof errorCode === 'string' && errorCode.startsWith('required.');
  const reason = typeof message === 'string' ? message : 'is not valid';
  return {
    path: dottedPath(typeof path === 'string' ? path : '', body),
    reason: isMissing ? 'required' : plainReason(reason),
  };
}

function plainReason(reason: string): string {
  if (reason.includes('"date-time"'))
    return 'must be an RFC 3339 date-time of a day that exists, e.g. 2026-11-22T09:15:00Z';
  return reason;
}

/** `/body/rule/0/operator` as `rule[0].operator`; whether a number is an index is seen from the body itself. */
function dottedPath(pointer: string, body: JsonValue): string {
  const names = pointer
    .split('/')
    .slice(2)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  let at: JsonValue | undefined = body;
  let path = '';
  for (const name of names) {
    if (Array.isArray(at)) {
      path += `[${name}]`;
      at = at[Number(name)];
    } else {
      path += path === '' ? name : `.${name}`;
      at = isJsonObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
    }
  }
  return path;
}
