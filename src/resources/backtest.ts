import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { isJsonObject, objectAt } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { defineResource } from '../tmf630/resource-definition.ts';
import { faultsAt, notObject, notText, periodFaults } from './checks.ts';
import { byDocumentDown } from './collection.ts';
import { creditFaults } from './credit-checks.ts';
import { evaluationFaults, notZone, timeFaults } from './evaluation-checks.ts';

/** A promise that is thought of, held against what was measured: the question with its answer. */
export const backtest = defineResource({
  name: 'backtest',
  collection: { name: 'backtests', indexes: [byDocumentDown('createdAt')], numericText: ['period.attained'] },
  clientId: 'replace',
  events: {},
  check: backtestFaults,
});

const mostSubjects = 20;

/** Faults of a question; the words of the promise itself are judged when it is read. */
export function backtestFaults(question: JsonObject): Fault[] {
  const sla = objectAt(question, 'sla') ?? {};
  const at = (prefix: string, faults: readonly Fault[]): Fault[] =>
    faults.map(({ path, reason }) => ({ path: `${prefix}.${path}`, reason }));
  return [
    ...faultsAt(question, 'name', notText),
    ...promiseFaults(question),
    ...faultsAt(question, 'sla', notObject),
    ...at('sla', [...faultsAt(sla, 'timeZone', notZone), ...timeFaults(sla), ...creditFaults(sla)]),
    ...(question.subject === undefined ? [{ path: 'subject', reason: 'required' }] : []),
    ...faultsAt(question, 'subject', notSubjects),
    ...rangeFaults(question),
  ];
}

function promiseFaults(question: JsonObject): Fault[] {
  const { objective, rule } = question;
  if (objective === undefined && rule === undefined) return [{ path: 'objective', reason: 'required, or a rule' }];
  if (objective !== undefined && rule !== undefined)
    return [{ path: 'rule', reason: 'must not stand beside objective' }];
  const name = objective === undefined ? 'rule' : 'objective';
  const promise = objective ?? rule ?? null;
  return isJsonObject(promise) ? evaluationFaults(promise, `${name}.`) : [{ path: name, reason: 'must be an object' }];
}

function rangeFaults(question: JsonObject): Fault[] {
  const { range } = question;
  if (!isJsonObject(range)) return [{ path: 'range', reason: 'required' }];
  const missing = ['startDateTime', 'endDateTime'].filter((name) => (range[name] ?? null) === null);
  if (missing.length > 0) return missing.map((name) => ({ path: `range.${name}`, reason: 'required' }));
  return periodFaults(question, ['range']);
}

function notSubjects(value: JsonValue): string | undefined {
  const isList = Array.isArray(value) && value.length > 0 && value.every((each) => notText(each) === undefined);
  if (!isList) return 'must be an array of subjects, at least one';
  return value.length <= mostSubjects ? undefined : `must be at most ${String(mostSubjects)} subjects`;
}
