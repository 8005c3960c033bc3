import type { Expectation, ExpectedPeriod, ExpectedViolation } from './scenario.ts';
import { readInstant } from './time-line.ts';
import { elementsOf, membersOf, type Place, textOf, wordOf } from './yaml-file.ts';

const statuses = [
  ...['compliant', 'warning', 'tolerated', 'breaching', 'violated'],
  ...['noData', 'excluded', 'pending', 'notEvaluable'],
] as const;

const known = ['at', 'of', 'status', 'statuses', 'current', 'periods', 'violations', 'events', 'reasons'] as const;

/** What has to be true at an instant. */
export function readExpectation(place: Place, start: number): Omit<Expectation, 'place'> {
  const members = membersOf(place, known);
  const at = members.get('at') ?? place.fail('at: is missing');
  const status = members.get('status');
  const current = members.get('current');
  return {
    at: readInstant(at, start),
    ...optional('of', members.get('of'), textOf),
    ...(status === undefined ? {} : { status: wordOf(status, statuses) }),
    ...optional('statuses', members.get('statuses'), (list) => elementsOf(list).map((each) => wordOf(each, statuses))),
    ...(current === undefined ? {} : { current: readPeriod(current, start) }),
    ...optional('periods', members.get('periods'), (list) =>
      elementsOf(list, true).map((each) => readPeriod(each, start)),
    ),
    ...optional('violations', members.get('violations'), (list) => readViolations(list, start)),
    ...optional('events', members.get('events'), (list) => elementsOf(list).map(textOf)),
    ...optional('reasons', members.get('reasons'), (list) => elementsOf(list, true).map(textOf)),
  };
}

function optional<Name extends keyof Expectation, Value>(
  name: Name,
  place: Place | undefined,
  read: (place: Place) => Value,
): Partial<Record<Name, Value>> {
  if (place === undefined) return {};
  const found: Partial<Record<Name, Value>> = {};
  found[name] = read(place);
  return found;
}

const figures = [
  ...[
    'result',
    'finality',
    'revision',
    'standing',
    'attained',
    'coverage',
    'bestPossible',
    'samples',
    'counted',
    'down',
    'gap',
  ],
  ...['attainedWithoutExclusion', 'openCases'],
] as const;

function readPeriod(place: Place, start: number): ExpectedPeriod {
  const members = membersOf(place, ['from', ...figures]);
  const from = members.get('from');
  const found = new Map<string, string>();
  for (const name of figures) {
    const member = members.get(name);
    if (member !== undefined) found.set(name, textOf(member));
  }
  return { ...(from === undefined ? {} : { from: readInstant(from, start) }), figures: found };
}

const violationTexts = ['type', 'state', 'attained', 'limit', 'reason', 'credit'] as const;
const violationInstants = ['onset', 'opened', 'detected', 'restored'] as const;

/** `none`, or a list. */
function readViolations(place: Place, start: number): ExpectedViolation[] {
  const isNone = !('items' in (place.node ?? {}));
  if (isNone) {
    wordOf(place, ['none']);
    return [];
  }
  return elementsOf(place).map((each) => {
    const members = membersOf(each, [...violationInstants, ...violationTexts]);
    const texts = new Map<string, string>();
    for (const name of violationTexts) {
      const member = members.get(name);
      if (member !== undefined) texts.set(name, textOf(member));
    }
    const instants: Partial<Record<(typeof violationInstants)[number], number>> = {};
    for (const name of violationInstants) {
      const member = members.get(name);
      if (member !== undefined) instants[name] = readInstant(member, start);
    }
    return { ...instants, texts };
  });
}
