import { RE2JS, RE2JSSyntaxException } from 're2js';
import { invalidQuery } from '../../kernel/problem.ts';

/** Longest pattern, in characters. Source: TMF630 Part 1, 4.4. */
export const maximumPatternLength = 256;

/** Largest program a pattern may become, in instructions: a pattern of 256 plain letters has 258. */
const maximumProgram = 600;

/**
 * What all patterns of a filter may cost on one resource, in instructions times characters. Worst patterns take 20 to
 * 40 ns a step (measured, docs/adr/0025-query-language.md), which makes 4 to 8 ms; ordinary ones take a hundredth.
 */
const stepsPerResource = 200_000;

/** What a program may remember of the texts it has seen, in bytes; the package's own limit is 8 MB for each. */
const memoryOfProgram = 256 * 1024;

/** What the patterns of one query may have in instructions, together: making them takes a millisecond. */
const instructionsOfQuery = 1_000;

/** Programs that are kept, so that reading a query and each of its runs make a pattern once. */
const keptPrograms = 64;

/** What is left for the patterns of a query that is being read. */
export interface PatternAllowance {
  instructions: number;
}

/** How a pattern is read. */
export interface PatternOptions {
  allowance?: PatternAllowance;
  ignoresCase?: boolean;
}

/** An allowance for a query, full. */
export function patternAllowance(): PatternAllowance {
  return { instructions: instructionsOfQuery };
}

/**
 * What the patterns of one search may cost in all, in steps of those that are dear; 20 to 40 ns each, so half a second.
 * Others take one for ten or more characters, and are let look at 150 million of them.
 */
const costOfSearch = 15_000_000;
const costOfCharacter = 0.1;

/** The same for patterns in the selection of attributes, which is made of a whole page without a break. */
const costOfPage = 1_000_000;

/** What is left for the patterns of a filter, all together. */
export interface PatternBudget {
  /** For the resource at hand, in instructions times characters; see {@link beginResource}. */
  steps: number;
  /** For the whole search. */
  cost: number;
}

/** A budget, full: for one search, one page to be selected from, or over as many resources as come. */
export function patternBudget(over: 'search' | 'page' | 'any'): PatternBudget {
  const cost = { search: costOfSearch, page: costOfPage, any: Infinity };
  return { steps: stepsPerResource, cost: cost[over] };
}

/** Fills the budget for a resource: another one is looked at. */
export function beginResource(budget: PatternBudget): void {
  budget.steps = stepsPerResource;
}

/**
 * A client's pattern, checked: RE2 syntax (no look-around, no back-references), at most 256 characters and 600
 * instructions, and together with the query's other patterns no more than the allowance. Throws Problem `invalid` naming
 * the parameter. Source: TMF630 Part 1, 4.4.
 */
export function readPattern(
  pattern: string,
  parameter: string,
  { allowance = patternAllowance(), ignoresCase = false }: PatternOptions = {},
): string {
  if (pattern.length > maximumPatternLength) {
    throw invalidQuery(parameter, `the pattern is longer than ${maximumPatternLength} characters`);
  }
  // Repetitions are written out before a program's size is known: `(...){1000}` must not get that far.
  if (largestProgram(pattern) > 4 * maximumProgram) throw invalidQuery(parameter, 'the pattern repeats too much');
  const size = checkedProgram(pattern, parameter, flagsOf(ignoresCase)).programSize();
  if (size > maximumProgram) throw invalidQuery(parameter, 'the pattern repeats too much');
  allowance.instructions -= size;
  if (allowance.instructions < 0) throw invalidQuery(parameter, 'the patterns of the query are too large together');
  return pattern;
}

function checkedProgram(pattern: string, parameter: string, flags: number): RE2JS {
  try {
    return programOf(pattern, flags);
  } catch (cause) {
    if (!(cause instanceof RE2JSSyntaxException)) throw cause;
    throw invalidQuery(parameter, `is not a pattern: ${syntaxFault(cause)}`);
  }
}

function flagsOf(ignoresCase: boolean): number {
  return ignoresCase ? RE2JS.CASE_INSENSITIVE : 0;
}

function syntaxFault(error: Error): string {
  return error.message.replace('error parsing regexp: ', '').replaceAll('`', '"');
}

const programs = new Map<string, RE2JS>();

function programOf(pattern: string, flags: number): RE2JS {
  const key = `${flags}${pattern}`;
  const known = programs.get(key);
  programs.delete(key);
  const program = known ?? RE2JS.compile(pattern, flags);
  if (known === undefined) limitMemory(program);
  programs.set(key, program);
  const [oldest] = programs.keys();
  if (programs.size > keptPrograms && oldest !== undefined) programs.delete(oldest);
  return program;
}

function limitMemory(program: RE2JS): void {
  const { dfa } = program.re2();
  dfa.stateBudget = memoryOfProgram;
  dfa.memBudget = memoryOfProgram;
}

/**
 * The test for a checked pattern: whether the text has a part that it finds, case-sensitive unless told otherwise. Time
 * grows with the length of the text only. When the steps of the budget (without one: of one text) are used up, it looks at as many characters as
 * they allow, from the beginning: 20,000 for a pattern of ten instructions, 775 for one of 256 letters. The test throws
 * Problem `invalid` when the search has cost too much.
 */
export function compilePattern(
  pattern: string,
  ignoresCase = false,
  budget?: PatternBudget,
): (text: string) => boolean {
  const program = programOf(pattern, flagsOf(ignoresCase));
  const size = program.programSize();
  let isDear = false;
  return (text) => {
    const seen = text.slice(0, Math.floor((budget?.steps ?? stepsPerResource) / size));
    if (seen === '' && text !== '') return false;
    if (budget) spend(budget, { size, length: Math.max(seen.length, 1), isDear });
    const isFound = program.test(seen);
    // What fills its memory goes on without, instruction by instruction.
    isDear ||= program.re2().dfa.memBudget < memoryOfProgram / 2;
    return isFound;
  };
}

function spend(
  budget: PatternBudget,
  { size, length, isDear }: { size: number; length: number; isDear: boolean },
): void {
  budget.steps -= size * length;
  budget.cost -= length * (isDear ? size : costOfCharacter);
  if (budget.cost >= 0) return;
  throw invalidQuery('query', 'its patterns take too long on the texts here; narrow it by other attributes');
}

/** An upper bound of a program's size without making it: every atom as often as the repetitions around it say. */
function largestProgram(pattern: string): number {
  const open: number[] = [];
  let [total, last] = [0, 0];
  for (const [token] of pattern.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(\d{1,4})(?:,(\d{0,4}))?\}|[^]/g)) {
    if (token === '(') {
      open.push(total);
      [total, last] = [0, 0];
    } else if (token === ')') {
      last = total + 2;
      total = (open.pop() ?? 0) + last;
    } else if (/^\{\d/.test(token)) {
      const times = Math.max(...token.slice(1, -1).split(',').map(Number));
      total += last * (2 * times);
      last *= 2 * times + 1;
    } else {
      last = 2;
      total += last;
    }
  }
  return open.reduce((sum, outer) => sum + outer, total);
}
