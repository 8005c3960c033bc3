import type { ViolationSide } from './objective-model.ts';

/** How a comparator was understood: which side of the limit is a violation, and whether the limit itself is. */
export interface Comparison {
  violationWhen: ViolationSide;
  inclusive: boolean;
}

/** The reading of a comparator text, or why there is none. */
export type ReadComparator = (Comparison & { reason?: undefined }) | { reason: string };

const below: Comparison = { violationWhen: 'below', inclusive: false };
const belowOrAt: Comparison = { violationWhen: 'below', inclusive: true };
const above: Comparison = { violationWhen: 'above', inclusive: false };
const aboveOrAt: Comparison = { violationWhen: 'above', inclusive: true };
const notEqual: Comparison = { violationWhen: 'notEqual', inclusive: false };
const equal: Comparison = { violationWhen: 'equal', inclusive: false };
const outside: Comparison = { violationWhen: 'outside', inclusive: false };

/** Spellings without blanks, dots, dashes and case. Relations are what must hold; `above` and `below` are the violating side. */
const readings: readonly [Comparison, readonly string[]][] = [
  [
    below,
    [
      '>=',
      '=>',
      '≥',
      '⩾',
      'ge',
      'gte',
      'greaterthanorequal',
      'greaterthanorequalto',
      'greaterorequal',
      'greaterorequalthan',
      'atleast',
      'min',
      'minimum',
      'notlessthan',
      'notbelow',
      'nolessthan',
      'below',
      'under',
    ],
  ],
  [belowOrAt, ['>', 'gt', 'greater', 'greaterthan', 'morethan', 'beloworequal', 'beloworat']],
  [
    above,
    [
      '<=',
      '=<',
      '≤',
      '⩽',
      'le',
      'lte',
      'lessthanorequal',
      'lessthanorequalto',
      'lessorequal',
      'lessorequalthan',
      'atmost',
      'max',
      'maximum',
      'upto',
      'notmorethan',
      'notgreaterthan',
      'notabove',
      'nomorethan',
      'above',
      'over',
    ],
  ],
  [aboveOrAt, ['<', 'lt', 'less', 'lessthan', 'aboveorequal', 'aboveorat']],
  [notEqual, ['=', '==', '===', 'eq', 'equal', 'equals', 'equalto', 'is']],
  [equal, ['!=', '<>', '≠', 'ne', 'neq', 'notequal', 'notequals', 'notequalto', 'isnot']],
  [outside, ['outside', 'within', 'inside', 'between', '±']],
];

const bySpelling = new Map(readings.flatMap(([reading, texts]) => texts.map((text) => [text, reading] as const)));

/**
 * Reads a conformanceComparator or a rule's operator. Symbols, dotted (`.ge`) and word operators (`greaterThanOrEqual`,
 * `at least`) are the relation the value must have to the target; the words `above` and `below` name the violating side;
 * `outside` and `within` a band of the tolerance around the target. Case, blanks, dots, dashes and underscores do not
 * matter. Never throws: an unknown text gives a reason. Source: docs/evaluation.md; TMF657.
 */
export function readComparator(text: string): ReadComparator {
  const spelling = text.toLowerCase().replace(/[\s._-]/gu, '');
  return bySpelling.get(spelling) ?? { reason: `comparator "${text.slice(0, 60)}" is not known` };
}

/** How a reading is written for people: the relation that must hold, e.g. `at least`. */
export function requirementText({ violationWhen, inclusive }: Comparison): string {
  switch (violationWhen) {
    case 'below':
      return inclusive ? 'more than' : 'at least';
    case 'above':
      return inclusive ? 'less than' : 'at most';
    case 'notEqual':
      return 'equal to';
    case 'equal':
      return 'other than';
    case 'outside':
      return 'within tolerance of';
  }
}

/** What an operator asks for, in words: `.ge` is `at least`; as it is when it is not known. */
export function relationText(operator: string | undefined): string {
  const reading = readComparator(operator ?? '');
  return 'violationWhen' in reading ? requirementText(reading) : (operator ?? '');
}
