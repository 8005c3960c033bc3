import { CheckFailure } from '../endings.ts';
import type { Answer, Request } from '../http-client.ts';
import type { Exchange } from '../session.ts';
import type { ExchangeExcerpt, Failure } from './report.ts';

const longest = 4000;
const secrets = /^(?:authorization|cookie|set-cookie|proxy-authorization|x-api-key|apikey)$/i;
/** Headers of answers that say nothing about the rules. */
const dull = /^(?:date|connection|keep-alive|transfer-encoding)$/i;

/** What a report tells of a failure. `secretNames`: headers (lower case) whose values are not told beside the usual ones. */
export function failureOf(error: unknown, exchanges: readonly Exchange[], secretNames: ReadonlySet<string>): Failure {
  const all = exchanges.map((exchange) => excerptOf(exchange, secretNames));
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof CheckFailure)) {
    const last = all.at(-1);
    return { message, exchanges: all, ...(last === undefined ? {} : { judged: last }) };
  }
  const { expected, actual, answer } = error.evidence;
  return {
    message,
    ...(expected === undefined ? {} : { expected: textOf(expected) }),
    ...('actual' in error.evidence ? { actual: textOf(actual) } : {}),
    ...(answer === undefined ? {} : { judged: excerptOf(answer, secretNames) }),
    exchanges: all,
  };
}

function textOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  return cut(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}\n… (${String(text.length)} characters)`;
}

function excerptOf(exchange: Exchange, secretNames: ReadonlySet<string>): ExchangeExcerpt {
  const { request } = exchange;
  const told = { request: requestText(request, secretNames), curl: curlOf(request, secretNames) };
  return 'status' in exchange ? { ...told, response: responseText(exchange) } : told;
}

function isSecret(name: string, secretNames: ReadonlySet<string>): boolean {
  return secrets.test(name) || secretNames.has(name.toLowerCase());
}

function requestText({ method, url, headers, body }: Request, secretNames: ReadonlySet<string>): string {
  const lines = Object.entries(headers).map(
    ([name, value]) => `${name}: ${isSecret(name, secretNames) ? '•••' : value}`,
  );
  return cut([`${method} ${url}`, ...lines, ...(body === undefined ? [] : ['', pretty(body)])].join('\n'));
}

function responseText({ status, headers, text }: Answer): string {
  const lines = Object.entries(headers)
    .filter(([name]) => !dull.test(name))
    .map(([name, value]) => `${name}: ${secrets.test(name) ? '•••' : String(value)}`);
  return cut([String(status), ...lines, ...(text === '' ? [] : ['', pretty(text)])].join('\n'));
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The request as a command for a POSIX shell; secrets are left to a variable of their name. */
function curlOf({ method, url, headers, body }: Request, secretNames: ReadonlySet<string>): string {
  const given = Object.entries(headers).map(([name, value]) =>
    isSecret(name, secretNames)
      ? `-H "${name}: $${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}"`
      : `-H ${quoted(`${name}: ${value}`)}`,
  );
  const data = body === undefined ? [] : [`--data-raw ${quoted(cut(body))}`];
  const verb = method === 'HEAD' ? '--head' : `-X ${method}`;
  // --globoff: brackets in a query are not for curl to read; --path-as-is: nor are dots and doubled slashes.
  return ['curl -i --globoff --path-as-is', verb, ...given, ...data, quoted(url)].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
