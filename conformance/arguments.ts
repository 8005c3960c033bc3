import { parseArgs } from 'node:util';
import { ArgumentError } from './argument-error.ts';
import { apiNames, dialectNames } from './targets.ts';
import type { PostmanFiles } from './postman.ts';
import type { ConformanceOptions } from './run.ts';

/** What a command line asks for. */
export interface Arguments {
  options: Omit<ConformanceOptions, 'signal' | 'onResult'>;
  /** Only name the checks. */
  isList: boolean;
  isHelp: boolean;
  /** Files to write reports to. */
  files: { json?: string; junit?: string; html?: string };
  postman?: PostmanFiles | undefined;
}

/** How to call it. */
export const usage = `Checks a server against TMF657 (v4, v2, legacy), TMF623 and TMF630 from outside.

  npm run conformance -- --url URL [options]

  --url URL                where the server is: https://host:8443, or https://host/prefix
  --api tmf657,tmf623      only these APIs
  --dialect v4,v2,legacy   only these dialects of TMF657
  --only ID...             only these checks, e.g. TMF630-5-206 or TMF630-5-*
  --header 'Name: value'   sent with every request (repeatable); its value is in no report
  --listener-host HOST     name or address under which the server reaches this machine (127.0.0.1)
  --no-hub                 leave notifications out
  --event-timeout SECONDS  how long a notification may take (10)
  --timeout SECONDS        how long an answer may take (30)
  --strict                 warnings, and what is not offered or was skipped, fail the run, too
  --json FILE  --junit FILE  --html FILE
                           write the report, too
  --postman FILE           run this Postman collection as well, with --env FILE as its environment and
                           --env-var name=value in place of what that says (repeatable)
  --list                   name the checks and end
  --help                   this text

Exit code: 0 all that must hold holds, 1 something does not, 2 the run could not be made, 130 it was broken off.
`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const known = {
  ...{ url: text, api: text, dialect: text, 'listener-host': text, 'event-timeout': text, timeout: text },
  ...{ json: text, junit: text, html: text, postman: text, env: text },
  ...{ 'no-hub': flag, strict: flag, list: flag, help: flag },
  only: { ...text, multiple: true },
  header: { ...text, multiple: true },
  'env-var': { ...text, multiple: true },
} as const;

/** Reads a command line (without node and script). Throws ArgumentError. */
export function readArguments(line: readonly string[]): Arguments {
  const { values, positionals } = parsed(line);
  const { list: isList = false, help: isHelp = false } = values;
  const postman = postmanOf(values);
  return {
    ...{ isList, isHelp, files: filesOf(values) },
    options: {
      url: isList || isHelp ? '' : urlOf(values.url),
      ...{ apis: namesOf('api', values.api, apiNames), dialects: namesOf('dialect', values.dialect, dialectNames) },
      ...{ only: onlyOf(values.only ?? [], positionals), headers: headersOf(values.header ?? []) },
      ...{ withHub: values['no-hub'] !== true, isStrict: values.strict === true },
      ...(values['listener-host'] === undefined ? {} : { listenerHost: values['listener-host'] }),
      ...milliseconds('eventDeadlineMs', 'event-timeout', values['event-timeout']),
      ...milliseconds('requestTimeoutMs', 'timeout', values.timeout),
    },
    postman,
  };
}

// `--only A B C`: what follows the first one stands alone.
function onlyOf(only: readonly string[], positionals: readonly string[]): string[] {
  if (positionals.length > 0 && only.length === 0) throw new ArgumentError(`what is ${positionals.join(' ')}?`);
  return [...only, ...positionals].flatMap((each) => each.split(',')).filter((each) => each !== '');
}

interface PostmanValues {
  postman?: string;
  env?: string;
  'env-var'?: string[];
}

function postmanOf({ postman, env, 'env-var': pairs = [] }: PostmanValues): PostmanFiles | undefined {
  if (postman === undefined) {
    if (env === undefined && pairs.length === 0) return undefined;
    throw new ArgumentError('--env and --env-var belong to --postman');
  }
  const variables = pairs.map((pair): [string, string] => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (name === undefined || value === undefined) throw new ArgumentError('--env-var: write it as name=value');
    return [name, value];
  });
  return {
    ...{ collection: postman, variables: Object.fromEntries(variables) },
    ...(env === undefined ? {} : { environment: env }),
  };
}

function parsed(line: readonly string[]) {
  try {
    return parseArgs({ args: [...line], options: known, allowPositionals: true });
  } catch (error) {
    throw new ArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function filesOf({ json, junit, html }: { json?: string; junit?: string; html?: string }): Arguments['files'] {
  return {
    ...(json === undefined ? {} : { json }),
    ...(junit === undefined ? {} : { junit }),
    ...(html === undefined ? {} : { html }),
  };
}

function urlOf(url: string | undefined): string {
  if (url === undefined) throw new ArgumentError('--url is missing: where is the server?');
  if (!/^https?:\/\/[^/?#\s]+[^?#\s]*$/i.test(url) || !URL.canParse(url)) {
    throw new ArgumentError(`--url ${url}: an absolute http or https URL without a query is needed`);
  }
  return url.replace(/\/+$/, '');
}

function namesOf<Name extends string>(option: string, list: string | undefined, all: readonly Name[]): readonly Name[] {
  if (list === undefined) return all;
  const names = list.split(',').map((name) => name.trim().toLowerCase());
  const unknown = names.filter((name) => !all.some((each) => each === name));
  if (unknown.length > 0) throw new ArgumentError(`--${option} ${unknown.join(',')}: there are ${all.join(', ')}`);
  return all.filter((each) => names.includes(each));
}

function headersOf(lines: readonly string[]): Record<string, string> {
  const pairs = lines.map((line): [string, string] => {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/s.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new ArgumentError(`--header: write it as 'Name: value'`);
    return [name, value];
  });
  return Object.fromEntries(pairs);
}

function milliseconds(name: 'eventDeadlineMs' | 'requestTimeoutMs', option: string, seconds: string | undefined) {
  if (seconds === undefined) return {};
  const value = Number(seconds);
  if (!(value > 0)) throw new ArgumentError(`--${option} ${seconds}: a number of seconds is needed`);
  return { [name]: value * 1000 };
}
