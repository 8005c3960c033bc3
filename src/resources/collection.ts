import type { IndexDeclaration } from '../tmf630/resource-store.ts';

/** An index over attributes of the document, named after them, e.g. `byDocument('sla.id', 'date')`. */
export function byDocument(...paths: readonly string[]): IndexDeclaration {
  return { name: nameOf(paths), on: paths.map((path) => ({ scope: 'document', path })) };
}

/** An index over attributes of the document that is often read from the greatest value down: the newest first. */
export function byDocumentDown(...paths: readonly string[]): IndexDeclaration {
  return { ...byDocument(...paths), isReadDownwards: true };
}

/** An index over internal members, named after them. */
export function byInternal(...paths: readonly string[]): IndexDeclaration {
  return { name: `internal_${nameOf(paths)}`, on: paths.map((path) => ({ scope: 'internal', path })) };
}

function nameOf(paths: readonly string[]): string {
  return paths.map((path) => path.replaceAll('.', '_')).join('__');
}
