import type { Request } from 'express';
import type { ApiBinding } from '../../resources/bindings.ts';
import type { ChangeContext } from '../../tmf630/resource-service.ts';
import { correlationIdOf } from '../request-context.ts';
import { preconditionOf } from './write-conditions.ts';

/** The circumstances of a creation: its correlation id, and how to say in the caller's names where faults are. */
export function creationContextOf({ definition, dialect }: ApiBinding, request: Request): ChangeContext {
  const correlationId = correlationIdOf(request);
  const wirePath = (path: string): string => wireFaultPath(path, (names) => dialect.wirePath(definition.name, names));
  return { wirePath, ...(correlationId === undefined ? {} : { correlationId }) };
}

/** The same of a change or removal, with what its headers ask of the resource as it is. */
export function changeContextOf(binding: ApiBinding, request: Request): ChangeContext {
  const precondition = preconditionOf(request, binding.dialect);
  return { ...creationContextOf(binding, request), ...(precondition === undefined ? {} : { precondition }) };
}

/** A canonical fault path (`serviceLevelObjectiveParameter.relatedEntity[0].id`) in the caller's names, indexes in place. */
function wireFaultPath(path: string, wirePath: (names: readonly string[]) => readonly string[]): string {
  const written = path.split('.').map((step) => /^([^[]*)(.*)$/s.exec(step) ?? ['', step, '']);
  const names = wirePath(written.map(([, name = '']) => name));
  return written.map(([, , indexes = ''], at) => `${names[at] ?? ''}${indexes}`).join('.');
}
