import type { RequestHandler } from 'express';
import { Problem, problemCode } from '../kernel/problem.ts';

/** Finds what serves a path below an API's base path, e.g. `/sla/12`. */
export interface ApiRoutes {
  /** Undefined for paths the API does not have. Throws Problem invalid for a parameter that cannot be decoded. */
  find(path: string): FoundRoute | undefined;
}

/** What serves a path, and the path's parameters, decoded. */
export interface FoundRoute {
  handle: RequestHandler;
  params: Record<string, string>;
}

/** A path as in an API document with parameters in braces, e.g. `/commitment/{id}/explain`, and what serves it. */
export interface ApiRoute {
  path: string;
  handle: RequestHandler;
}

interface Pattern {
  /** The literal text of each segment; undefined where a parameter stands. */
  literals: (string | undefined)[];
  /** The name of each parameter, by segment. */
  names: (string | undefined)[];
  handle: RequestHandler;
}

/**
 * The routes of an API. A plain comparison of segments: Express tries every route's regular expression on every request,
 * which is dearer than all the rest of a small answer's routing.
 */
export function createApiRoutes(routes: readonly ApiRoute[]): ApiRoutes {
  const byLength = new Map<number, Pattern[]>();
  for (const pattern of routes.map(patternOf)) {
    const others = byLength.get(pattern.literals.length) ?? [];
    byLength.set(pattern.literals.length, [...others, pattern]);
  }
  return {
    find: (path) => {
      const segments = path.split('/');
      const pattern = byLength.get(segments.length)?.find(({ literals }) => isMatch(literals, segments));
      return pattern === undefined ? undefined : { handle: pattern.handle, params: paramsOf(pattern, segments) };
    },
  };
}

function patternOf({ path, handle }: ApiRoute): Pattern {
  const segments = path.split('/');
  const names = segments.map((segment) => /^\{(.+)\}$/.exec(segment)?.[1]);
  return { literals: segments.map((segment, at) => (names[at] === undefined ? segment : undefined)), names, handle };
}

function isMatch(literals: readonly (string | undefined)[], segments: readonly string[]): boolean {
  return literals.every((literal, at) => (literal === undefined ? segments[at] !== '' : literal === segments[at]));
}

function paramsOf({ names }: Pattern, segments: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [at, name] of names.entries()) if (name !== undefined) params[name] = decoded(segments[at] ?? '');
  return params;
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    const fault = { path: 'path', reason: 'is not valid percent-encoding' };
    throw new Problem('invalid', `${fault.path}: ${fault.reason}`, {
      code: problemCode.urlParameter,
      faults: [fault],
      cause: error,
    });
  }
}
