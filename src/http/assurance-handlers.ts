import { parseInstant } from '../kernel/instant.ts';
import { invalidQuery } from '../kernel/problem.ts';
import type { AssessmentStatements } from '../usecases/assessment-statements.ts';
import type { Explain } from '../usecases/explain-commitment.ts';
import type { HandlerTable } from './operation.ts';
import { rawQueryOf } from './request-context.ts';

/**
 * `GET /commitment/{id}/explain`, with `?period=` naming an instant inside the period or the period itself
 * (`start/end`). Problem notFound, invalid. (The lists of commitments and assessments are served like every resource.)
 */
export function explainHandlers(explain: Explain): HandlerTable {
  return {
    'GET /commitment/{id}/explain': {
      handle: async (request, response) => {
        const { id } = request.params;
        response.json(await explain(String(id), periodStartOf(rawQueryOf(request))));
      },
    },
  };
}

/** `GET /assessment/{id}/revision` and `/revision/{revision}`: what was ever stated of a result. Problem notFound. */
export function statementHandlers(statements: AssessmentStatements): HandlerTable {
  return {
    'GET /assessment/{id}/revision': {
      handle: async (request, response) => {
        response.json(await statements.list(String(request.params['id'])));
      },
    },
    'GET /assessment/{id}/revision/{id2}': {
      handle: async (request, response) => {
        const { id, id2 } = request.params;
        response.json(await statements.get(String(id), Number(id2)));
      },
    },
  };
}

function periodStartOf(rawQuery: string): number | undefined {
  const [period, ...more] = new URLSearchParams(rawQuery).getAll('period');
  if (period === undefined) return undefined;
  const start = more.length === 0 ? parseInstant(period.split('/')[0] ?? '') : undefined;
  if (start === undefined) throw invalidQuery('period', 'must be an RFC 3339 date-time, or two joined by a slash');
  return start;
}
