import type { FilterExpression, PathScope } from '../../tmf630/query/filter-expression.ts';
import type { ResourceQuery } from '../../tmf630/resource-store.ts';

/** A MongoDB projection: the fields to read. */
export type Projection = Record<string, 1>;

/** Reads the envelope's own members and the first-level attributes a filter looks at. */
export function countProjection(filter: FilterExpression): Projection {
  const fields = new Set<string>();
  addFilterFields(filter, fields);
  return projectionOf(fields);
}

/** Reads the envelope's own members and the first-level attributes a query filters or sorts by. */
export function sortProjection({ filter, sort }: ResourceQuery): Projection {
  const fields = new Set<string>();
  addFilterFields(filter, fields);
  for (const { scope, path } of sort) fields.add(fieldOf(scope, path.split('.')[0]));
  return projectionOf(fields);
}

function addFilterFields(filter: FilterExpression, fields: Set<string>): void {
  if (filter.kind === 'and' || filter.kind === 'or') {
    for (const part of filter.parts) addFilterFields(part, fields);
    return;
  }
  // A path may look anywhere in the document.
  if (filter.kind === 'node') fields.add('document');
  else fields.add(fieldOf(filter.scope, filter.path[0]));
}

// A name that MongoDB would read as an operator or a path is read by taking its whole scope.
function fieldOf(scope: PathScope, name: string | undefined): string {
  return name === undefined || !/^[^$.\u0000][^.\u0000]*$/.test(name) ? scope : `${scope}.${name}`;
}

// MongoDB refuses a field beside its own parent.
function projectionOf(fields: ReadonlySet<string>): Projection {
  const kept = [...fields].filter((field) => {
    const [scope = ''] = field.split('.');
    return field === scope || !fields.has(scope);
  });
  const own: Projection = { _rev: 1, _createdAt: 1, _updatedAt: 1 };
  for (const field of kept) own[field] = 1;
  return own;
}
