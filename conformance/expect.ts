import { CheckFailure, NotOffered } from './endings.ts';
import type { Answer } from './http-client.ts';
import { firstDifference, isJsonObject, isSame, type JsonObject, type JsonValue, missingPath } from './json.ts';

/** Expects one of the statuses. */
export function expectStatus(answer: Answer, ...statuses: readonly number[]): Answer {
  if (statuses.includes(answer.status)) return answer;
  const { method, url } = answer.request;
  throw new CheckFailure(`${method} ${shortened(url)} answered ${String(answer.status)}`, {
    expected: `status ${statuses.join(' or ')}`,
    actual: `status ${String(answer.status)}`,
    answer,
  });
}

/** Throws {@link NotOffered} when the status says that the server does not have what was asked for. */
export function unlessOffered(answer: Answer, what: string, statuses: readonly number[] = [405, 501]): Answer {
  if (!statuses.includes(answer.status)) return answer;
  throw new NotOffered(`${what}: answered ${String(answer.status)}`);
}

/** Expects a condition; `message` says what is wrong when it does not hold. */
export function expectThat(
  isHolding: boolean,
  message: string,
  evidence: CheckFailure['evidence'] = {},
): asserts isHolding {
  if (!isHolding) throw new CheckFailure(message, evidence);
}

/** Expects equal JSON, whatever the order of names; `what` names the thing that is compared. */
export function expectSame(actual: unknown, expected: unknown, { what, answer }: Subject): void {
  const path = firstDifference(actual, expected);
  if (path === undefined) return;
  const place = path === '' ? what : `${what}, at ${path},`;
  throw new CheckFailure(`${place} is not as expected`, { expected, actual, answer });
}

/** What an expectation is about. */
export interface Subject {
  /** E.g. `the Location header`. */
  what: string;
  answer?: Answer | undefined;
}

/** Expects every attribute that `wanted` has, with the same values; others are free. */
export function expectHolds(actual: JsonValue | undefined, wanted: JsonValue, { what, answer }: Subject): void {
  const path = missingPath(actual, wanted);
  if (path === undefined) return;
  const place = path === '' ? what : `${what}: ${path}`;
  throw new CheckFailure(`${place} is missing or differs`, { expected: wanted, actual, answer });
}

/** Expects exactly these names, in any order. */
export function expectNames(actual: JsonObject, names: readonly string[], { what, answer }: Subject): void {
  const found = Object.keys(actual).sort();
  const expected = [...names].sort();
  if (!isSame(found, expected))
    throw new CheckFailure(`${what} has other attributes`, { expected, actual: found, answer });
}

/** A header that has to be there, as one text. */
export function headerOf(answer: Answer, name: string): string {
  const value = headerIn(answer, name);
  expectThat(value !== undefined, `the ${name} header is missing`, {
    expected: `${name}: ...`,
    actual: 'none',
    answer,
  });
  return value;
}

/** A header as one text; undefined when it is missing. */
export function headerIn({ headers }: Answer, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** The body as one object. */
export function objectOf(answer: Answer): JsonObject {
  const { json } = answer;
  expectThat(isJsonObject(json), 'the body is not a JSON object', {
    expected: 'an object',
    actual: answer.text,
    answer,
  });
  return json;
}

/** The body as a list of objects. */
export function listOf(answer: Answer): JsonObject[] {
  const { json } = answer;
  const isList = Array.isArray(json) && json.every(isJsonObject);
  expectThat(isList, 'the body is not a list of objects', { expected: 'a list', actual: answer.text, answer });
  return json.filter(isJsonObject);
}

/** Expects a JSON content type. */
export function expectJsonType(answer: Answer): void {
  const type = headerOf(answer, 'content-type');
  const isJson = /^application\/json\s*(;|$)/i.test(type);
  expectThat(isJson, 'the content type is not JSON', { expected: 'application/json', actual: type, answer });
}

/** A URL or text short enough for a message. */
export function shortened(text: string, length = 160): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
