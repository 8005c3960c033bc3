import type { CheckContext } from './context.ts';
import type { Target } from './targets.ts';

/** The documents whose rules are checked. */
export type RuleDocument = 'TMF630' | 'TMF657' | 'TMF623';

/** Where a rule stands. */
export interface Rule {
  document: RuleDocument;
  /** E.g. `Part 1, 4.5` or `R18 profile`. */
  section: string;
}

/** How binding a rule is: a broken `must` fails the run, a broken `should` or `may` is a warning. */
export type Severity = 'must' | 'should' | 'may';

/** What a check is run on: every resource of an API, an API once, or all APIs together once. */
export type Scope = 'resource' | 'api' | 'run';

/** One thing that is looked at. */
export interface Check {
  /** Stable, e.g. `TMF630-5-206`. */
  id: string;
  /** A sentence about the server that is true when the check passes. */
  title: string;
  rule: Rule;
  severity: Severity;
  scope: Scope;
  /** Whether it needs notifications: such checks are left out with `--no-hub`. */
  needsListener: boolean;
  /** Whether it makes sense for a target (and, in scope `resource`, one of its resources). */
  applies: (target: Target, resource: string) => boolean;
  /**
   * Passes by resolving. Rejects with CheckFailure when the server breaks the rule, NotOffered when it
   * does not have an optional thing, Unprepared when what the check needs could not be had (endings.ts).
   */
  run: (context: CheckContext) => Promise<void>;
}

/** What is said about a check where it is written; the rest has defaults. */
export type CheckDraft = Pick<Check, 'title' | 'run'> & Partial<Omit<Check, 'rule'>> & Partial<Rule>;

/** The part of a rule book that a file of checks is about. */
export interface Chapter {
  document: RuleDocument;
  section: string;
  scope?: Scope;
  needsListener?: boolean;
  applies?: Check['applies'];
}

/** Makes the checks of one chapter: `draft` by id, `must` and for every target unless said otherwise. */
export function checksOf(chapter: Chapter, drafts: Readonly<Record<string, CheckDraft>>): Check[] {
  const { scope = 'resource', needsListener = false, applies = () => true } = chapter;
  return Object.entries(drafts).map(([id, { document = chapter.document, section = chapter.section, ...draft }]) => ({
    ...{ id, rule: { document, section }, severity: 'must', scope, needsListener },
    ...draft,
    applies: (target, resource) => applies(target, resource) && (draft.applies?.(target, resource) ?? true),
  }));
}
