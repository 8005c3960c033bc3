import type { JsonObject } from '../../kernel/json.ts';
import { objectAt } from '../../kernel/json.ts';
import type { WireContext } from '../../tmf630/dialect/dialect.ts';
import { createDialect } from '../../tmf630/dialect/dialect-table.ts';

/**
 * TMF623 version 2: references made by Surety get the href of the client's own base. Two attributes have another name in
 * the tables of the document than in its examples: both are taken. Source: TMF623.
 */
export const tmf623 = createDialect({
  name: 'tmf623',
  resources: {
    sla: {
      names: {
        rule: ['rule', 'rules'],
        ...period('validFor'),
        ...period('relatedParty.validFor'),
      },
    },
    slaViolation: { rules: [withViolationHrefs] },
    hub: { rules: [(document) => ({ ...document, query: document.query ?? null })] },
  },
});

function period(path: string): Record<string, [string, string]> {
  return {
    [path]: ['validFor', 'validityPeriod'],
    [`${path}.startDateTime`]: ['startDateTime', 'startTime'],
    [`${path}.endDateTime`]: ['endDateTime', 'endTime'],
  };
}

// The evaluator refers to SLA and rule by id; clients read hrefs. Source: TMF623.
function withViolationHrefs(document: JsonObject, { baseUrl }: WireContext): JsonObject {
  const sla = objectAt(document, 'sla');
  const violation = objectAt(document, 'violation');
  const rule = violation && objectAt(violation, 'rule');
  const slaHref = hrefOf(sla, `${baseUrl}/sla`);
  return {
    ...document,
    ...(sla && slaHref !== undefined ? { sla: { ...sla, href: slaHref } } : {}),
    ...(rule && slaHref !== undefined ? { violation: { ...violation, rule: withHref(rule, `${slaHref}/rules`) } } : {}),
  };
}

function withHref(reference: JsonObject, collection: string): JsonObject {
  const href = hrefOf(reference, collection);
  return href === undefined ? reference : { ...reference, href };
}

function hrefOf(reference: JsonObject | undefined, collection: string): string | undefined {
  if (!reference) return undefined;
  if (typeof reference.href === 'string') return reference.href;
  const { id } = reference;
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  return `${collection}/${encodeURIComponent(String(id))}`;
}
