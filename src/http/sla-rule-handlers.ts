import { objectsAt } from '../kernel/json.ts';
import { notFound } from '../kernel/problem.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';
import type { ResourceService } from '../tmf630/resource-service.ts';
import type { HandlerTable, Operation } from './operation.ts';

/**
 * `GET /sla/{id}/rules/{id2}`: one rule as its agreement has it now, the address violations give as `violation.rule.href`;
 * `rule` for `rules` is taken, too.
 * Problem `notFound`. Source: TMF623.
 */
export function slaRuleHandlers(sla: ResourceDefinition, service: Pick<ResourceService, 'retrieve'>): HandlerTable {
  const retrieve: Operation = {
    handle: async (request, response) => {
      const { id, id2 } = request.params;
      const { document } = await service.retrieve(sla, String(id));
      const rule = objectsAt(document, 'rule').find((each) => each['id'] === id2);
      if (rule === undefined) throw notFound('rule', String(id2));
      response.json(rule);
    },
  };
  return { 'GET /sla/{id}/rules/{id2}': retrieve, 'GET /sla/{id}/rule/{id2}': retrieve };
}
