import type { JsonObject } from '../../kernel/json.ts';
import type { WireRule } from '../../tmf630/dialect/dialect-table.ts';
import { tmf657Mounts } from '../tmf657-mounts.ts';
import { withElements } from './elements.ts';

const relatedEntities = 'serviceLevelObjectiveParameter.relatedEntity';
const objectives = 'relatedServiceLevelObjective';

/**
 * Versions 2 and 4 want an id of whatever is referred to, which a client without a version may have left out: the end of
 * the href stands in for it. Source: TMF657 v2, v4 schemas.
 */
export const withReferenceIds: WireRule = (document) =>
  [relatedEntities, objectives].reduce((changed, path) => withElements(changed, path, withId), document);

function withId(reference: JsonObject): JsonObject {
  const { id, href } = reference;
  if ((id ?? null) !== null) return reference;
  const [path = ''] = typeof href === 'string' ? href.split(/[?#]/) : [];
  return { ...reference, id: path.replace(/\/+$/, '').split('/').at(-1) ?? '' };
}

/** Version 4 wants role and `@referredType` of every related entity, which older clients do not send. Source: TMF657 v4 schema. */
export const withEntityRoles: WireRule = (document) =>
  withElements(document, relatedEntities, (entity) => {
    const { role, '@referredType': referredType } = entity;
    if ((role ?? null) !== null && (referredType ?? null) !== null) return entity;
    return { ...entity, role: role ?? 'related', '@referredType': referredType ?? 'Entity' };
  });

/** Version 2 wants an href of every related entity; the id stands in for one that is missing. Source: TMF657 v2 schema. */
export const withEntityHrefs: WireRule = (document) =>
  withElements(document, relatedEntities, (entity) => withHref(entity, (id) => id));

/**
 * Version 2 wants an href of every objective a specification lists: that of the objective where it lives here, else its
 * id. Source: TMF657 v2 schema.
 */
export const withObjectiveHrefs: WireRule = (document, { baseUrl, exists = () => true }) =>
  withElements(document, objectives, (reference) =>
    withHref(reference, (id) =>
      exists('serviceLevelObjective', id) ? `${baseUrl}/serviceLevelObjective/${encodeURIComponent(id)}` : id,
    ),
  );

function withHref(reference: JsonObject, hrefOf: (id: string) => string): JsonObject {
  const { id } = reference;
  return (reference.href ?? null) !== null || typeof id !== 'string' ? reference : { ...reference, href: hrefOf(id) };
}

/**
 * The class name that the service has set by itself is not shown to clients of a version in which nobody sets it: their
 * answer is the body they sent, with id and href.
 */
export function withoutDefaultType(typeName: string): WireRule {
  return (document, { hasSentType = false }) => {
    if (hasSentType || document['@type'] !== typeName) return document;
    const { '@type': _type, ...rest } = document;
    return rest;
  };
}

/**
 * Addresses of our own objectives that were sent through another version lead into the one that is asked; those of the
 * asked version and foreign ones are shown as they were sent. Source: TMF657.
 */
export function withLocalObjectiveHrefs(version: keyof typeof tmf657Mounts): WireRule {
  const own = longestFirst(tmf657Mounts[version]);
  const others = longestFirst(Object.values(tmf657Mounts).flat()).filter((mount) => !own.includes(mount));
  return (document, { baseUrl }) =>
    withElements(document, objectives, (reference) => {
      const { href } = reference;
      if (typeof href !== 'string') return reference;
      const mount = own.find((each) => baseUrl.endsWith(each)) ?? '';
      const origin = baseUrl.slice(0, baseUrl.length - mount.length);
      if (!href.startsWith(`${origin}/`)) return reference;
      const rest = restBelow(href.slice(origin.length), others);
      return rest === undefined ? reference : { ...reference, href: `${baseUrl}${rest}` };
    });
}

/** `/serviceLevelObjective/{id}` of a path that has it directly below one of the mounts. */
function restBelow(path: string, mounts: readonly string[]): string | undefined {
  const mount = mounts.find((each) => path.startsWith(`${each}/serviceLevelObjective/`));
  const rest = mount === undefined ? '' : path.slice(mount.length);
  return /^\/serviceLevelObjective\/[^/?#]+$/.test(rest) ? rest : undefined;
}

function longestFirst(mounts: readonly string[]): string[] {
  return [...mounts].sort((left, right) => right.length - left.length);
}
