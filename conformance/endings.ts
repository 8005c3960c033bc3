import type { Answer } from './http-client.ts';

/** What a failure shows beside its message. */
export interface Evidence {
  expected?: unknown;
  actual?: unknown;
  /** The answer that was judged. */
  answer?: Answer | undefined;
}

/** The server breaks the rule. */
export class CheckFailure extends Error {
  constructor(
    message: string,
    readonly evidence: Evidence = {},
  ) {
    super(message);
    this.name = 'CheckFailure';
  }
}

/** The server does not have the optional thing that is looked at. */
export class NotOffered extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotOffered';
  }
}

/** The check could not be made, because something before it, judged by another check, did not work. */
export class Unprepared extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Unprepared';
  }
}
