import type { JsonObject } from '../kernel/json.ts';
import { objectAt } from '../kernel/json.ts';
import type { Comparison, FilterExpression } from '../tmf630/filter-expression.ts';
import { allOf, anyOf, whereInternal } from '../tmf630/filter-expression.ts';

const slaPath = /\/slaManagement\/v2\/sla\/(\d{1,15})$/;
const rulePath = /^(.*\/slaManagement\/v2\/sla\/\d{1,15})\/rules?\/([^/?#]+)$/;

/** Id of the SLA that an href of ours names, under any of our base paths; undefined for others. */
function slaIdOf(href: string): string | undefined {
  return slaPath.exec(href)?.[1];
}

/** SLA and rule that an href of ours names, `.../sla/12/rules/r1`; undefined for others. */
export function ruleOf(href: string): { slaId: string; ruleId: string } | undefined {
  const [, slaHref, rule] = rulePath.exec(href) ?? [];
  const slaId = slaHref === undefined ? undefined : slaIdOf(slaHref);
  const ruleId = rule === undefined ? undefined : decoded(rule);
  return slaId === undefined || ruleId === undefined ? undefined : { slaId, ruleId };
}

/** Id (as text) or local href of a reference to an SLA. */
export function referredSlaId(reference: JsonObject | undefined): string | undefined {
  if (!reference) return undefined;
  const { id, href } = reference;
  if (typeof id === 'string' || typeof id === 'number') return String(id);
  return typeof href === 'string' ? slaIdOf(href) : undefined;
}

/** Id of the rule a violation refers to, by id or by local href. */
export function referredRuleId(document: JsonObject): string | undefined {
  const rule = objectAt(objectAt(document, 'violation') ?? {}, 'rule');
  if (!rule) return undefined;
  if (typeof rule.id === 'string') return rule.id;
  return typeof rule.href === 'string' ? ruleOf(rule.href)?.ruleId : undefined;
}

/**
 * A filter over violations in which hrefs of our own SLAs and rules also find references stored by id or under another
 * of our base paths. Source: TMF623.
 */
export function compareLocalReferences(filter: FilterExpression): FilterExpression {
  if (filter.kind === 'and' || filter.kind === 'or')
    return { ...filter, parts: filter.parts.map(compareLocalReferences) };
  return (filter.kind === 'compare' && filter.operator === 'eq' ? widened(filter) : undefined) ?? filter;
}

function widened(comparison: Comparison): FilterExpression | undefined {
  const { path, value } = comparison;
  if (value === null || comparison.scope !== 'document') return undefined;
  if (path.join('.') === 'sla.href') {
    const slaId = slaIdOf(value);
    return slaId === undefined ? undefined : anyOf(comparison, whereInternal('slaId', 'eq', slaId));
  }
  if (path.join('.') !== 'violation.rule.href') return undefined;
  const rule = ruleOf(value);
  if (!rule) return undefined;
  const sameRule = allOf(whereInternal('slaId', 'eq', rule.slaId), whereInternal('ruleId', 'eq', rule.ruleId));
  return anyOf(comparison, sameRule);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
