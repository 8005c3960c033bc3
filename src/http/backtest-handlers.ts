import type { JsonObject } from '../kernel/json.ts';
import { invalidBody } from '../kernel/problem.ts';
import { backtestFaults } from '../resources/backtest.ts';
import type { RunBacktest } from '../usecases/run-backtest.ts';
import type { HandlerTable } from './operation.ts';

const operation = 'POST /backtest';

/**
 * The operations with `POST /backtest` working out its answer first: what is created is the question with its answer. Tables
 * without that operation stay as they are. Problem invalid, naming what cannot be asked.
 */
export function withBacktest(handlers: HandlerTable, run: RunBacktest): HandlerTable {
  const create = handlers[operation];
  if (create === undefined) return handlers;
  return {
    ...handlers,
    [operation]: {
      ...create,
      handle: async (request, response, next) => {
        // Guarded and checked against the document before any handler runs.
        const question = request.body as JsonObject;
        const faults = backtestFaults(question);
        if (faults.length > 0) throw invalidBody(faults);
        request.body = await run(question);
        await create.handle(request, response, next);
      },
    },
  };
}
