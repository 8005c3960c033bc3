import type { JsonObject } from '../kernel/json.ts';
import type { ErrorForm } from '../resources/bindings.ts';
import { byLengthOfMount, tidyPath } from './serve-apis.ts';

/** What there is to say about a refusal. */
export interface ErrorFacts {
  /** One of the codes of TMF630. */
  code: string;
  /** Short class of the fault. */
  reason: string;
  /** Every fault as `path: reason`. */
  message: string;
  /** HTTP status. */
  status: number;
}

/** What errors look like at a URL's path. */
export type FindErrorForm = (url: string) => ErrorForm;

/** Texts longer than this are cut: a message is read by people, and a hostile body can hold thousands of faults. */
const maximumMessageLength = 2_000;

/** The body of a refusal. The number of the older forms is the HTTP status: they know no table of codes. Source: TMF657, TMF630. */
export function errorBody(facts: ErrorFacts, form: ErrorForm): JsonObject {
  const { code, reason, status } = facts;
  const message = shortened(facts.message);
  if (form === 'described') return { code: status, message: reason, description: message };
  if (form === 'integer') return { code: status, reason, message, status, '@type': 'Error' };
  return { code, reason, message, status: String(status), '@type': 'Error' };
}

function shortened(message: string): string {
  return message.length > maximumMessageLength ? `${message.slice(0, maximumMessageLength)} …` : message;
}

/**
 * The form of the API below whose base path a URL lies (the longest one that fits), whether or not that API has such a path;
 * `text` where there is none.
 */
export function errorFormFinder(apis: readonly { mounts: readonly string[]; errorForm: ErrorForm }[]): FindErrorForm {
  const places = apis.flatMap(({ mounts, errorForm }) => mounts.map((mount) => ({ mount, errorForm })));
  const longestFirst = places.sort(byLengthOfMount);
  return (url) => {
    const path = `${tidyPath(url)}/`;
    return longestFirst.find(({ mount }) => path.startsWith(`${mount}/`))?.errorForm ?? 'text';
  };
}
