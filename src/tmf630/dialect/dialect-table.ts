import type { JsonObject } from '../../kernel/json.ts';
import type { Dialect, WireContext } from './dialect.ts';
import { createRenaming, type NameTable, type Renaming } from './renaming.ts';

/** What rendering adds to, changes or takes from a canonical document beyond names. Pure; gives back its argument when nothing changes. */
export type WireRule = (document: JsonObject, context: WireContext) => JsonObject;

/** What a dialect says of one kind of resource. */
export interface ResourceTable {
  names?: NameTable;
  /** Dotted canonical paths of attributes that this dialect accepts and keeps, but does not show. */
  hidden?: readonly string[];
  /** Applied to the canonical document in this order, before it is renamed. */
  rules?: readonly WireRule[];
}

/** A dialect as data: everything there is to say about it. */
export interface DialectTable extends Pick<Dialect, 'name'> {
  /** By name of the resource's definition; those that are not here look as in the store. */
  resources?: Readonly<Record<string, ResourceTable>>;
  /** Canonical event type -> the name subscribers of this dialect get; types that are not here keep theirs. */
  eventTypes?: Readonly<Record<string, string>>;
  /** See `Dialect`; true when absent. */
  fieldsKeepIdentity?: boolean;
  /** See `Dialect`; empty when absent. */
  etagPrefix?: string;
  /** See `Dialect`. */
  asksForReferences?: boolean;
}

/** The dialect a table stands for. Throws an Error for a table in which one name means two attributes. */
export function createDialect(table: DialectTable): Dialect {
  const { name, resources = {}, eventTypes = {} } = table;
  const renamings = new Map<string, Renaming>();
  for (const [resource, { names, hidden }] of Object.entries(resources)) {
    if (names !== undefined || hidden !== undefined) renamings.set(resource, createRenaming(names ?? {}, hidden));
  }
  const rulesOf = new Map(Object.entries(resources).map(([resource, { rules = [] }]) => [resource, rules]));
  const ownTypes = new Map(Object.entries(eventTypes));
  return {
    name,
    ownNames: (resource, body) => renamings.get(resource)?.incoming(body, 'own') ?? body,
    fromWire: (resource, body) => renamings.get(resource)?.incoming(body, 'canonical') ?? body,
    valueFromWire: (resource, path, value) => {
      const renaming = renamings.get(resource);
      return renaming === undefined ? value : renaming.incomingAt(renaming.path(path, 'canonical'), value);
    },
    toWire: (resource, document, context) => {
      const ruled = (rulesOf.get(resource) ?? []).reduce((changed, rule) => rule(changed, context), document);
      return renamings.get(resource)?.outgoing(ruled) ?? ruled;
    },
    ownForm: (resource, document) => renamings.get(resource)?.outgoing(document) ?? document,
    path: (resource, path) => renamings.get(resource)?.path(path, 'canonical') ?? path,
    ownPath: (resource, path) => renamings.get(resource)?.path(path, 'own') ?? path,
    wirePath: (resource, path) => renamings.get(resource)?.wirePath(path) ?? path,
    fieldsKeepIdentity: table.fieldsKeepIdentity ?? true,
    etagPrefix: table.etagPrefix ?? '',
    asksForReferences: table.asksForReferences ?? false,
    eventType: (canonical) => ownTypes.get(canonical) ?? canonical,
  };
}
