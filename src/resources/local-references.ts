import type { JsonObject } from '../kernel/json.ts';
import { objectAt } from '../kernel/json.ts';
import type { Comparison, FilterExpression } from '../tmf630/query/filter-expression.ts';
import { allOf, anyOf, whereInternal } from '../tmf630/query/filter-expression.ts';

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

/**
 * Id (as text) of the resource of this service that a reference means: by its href, when that is a bare id, a path or an
 * address below `origin` that ends in `{segment}/{id}`; by its id when it has no href. Undefined for others' resources,
 * whatever their paths look like.
 */
export function localId(
  reference: JsonObject | undefined,
  { segment, origin }: { segment: string; origin?: string | undefined },
): string | undefined {
  if (!reference) return undefined;
  const { id, href } = reference;
  if (typeof href === 'string') return idInHref(href, segment, origin);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

function idInHref(href: string, segment: string, origin: string | undefined): string | undefined {
  if (/^[A-Za-z0-9._~-]{1,128}$/.test(href)) return href;
  const isBelow = origin !== undefined && href.startsWith(`${origin}/`);
  if (!isBelow && !/^\/(?!\/)/.test(href)) return undefined;
  const [, found, id = ''] = /\/([^/?#]+)\/([^/?#]+)\/?(?:[?#].*)?$/.exec(href) ?? [];
  return found === segment ? decoded(id) : undefined;
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
  if (filter.kind !== 'compare') return filter;
  const { operator, value, scope } = filter;
  if ((operator !== 'eq' && operator !== 'ne') || value === null || scope !== 'document') return filter;
  const sameReference = sameLocalReference(filter.path.join('.'), value);
  if (sameReference.length === 0) return filter;
  if (operator === 'eq') return anyOf(filter, allOf(...sameReference));
  // Not equal is the exact opposite of equal.
  return allOf(filter, anyOf(...sameReference.map((part) => ({ ...part, operator }))));
}

/** What holds for every reference to the resource of ours that an href names; nothing for other addresses. */
function sameLocalReference(path: string, href: string): Comparison[] {
  if (path === 'sla.href') {
    const slaId = slaIdOf(href);
    return slaId === undefined ? [] : [whereInternal('slaId', 'eq', slaId)];
  }
  const rule = path === 'violation.rule.href' ? ruleOf(href) : undefined;
  return rule ? [whereInternal('slaId', 'eq', rule.slaId), whereInternal('ruleId', 'eq', rule.ruleId)] : [];
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
