import type { JsonValue } from '../kernel/json.ts';
import { invalidBody } from '../kernel/problem.ts';
import type { ResourceDefinition } from './resource-definition.ts';

/** Longest id, in characters. */
export const maximumIdLength = 128;

const textId = /^[A-Za-z0-9._~-]{1,128}$/;
const integerId = /^[1-9]\d{0,14}$/;

/**
 * The id a client has chosen for a new resource, as text, or undefined when one is to be allocated: none was sent, the
 * definition replaces it, or it is not valid and may be replaced. Throws Problem `invalid` for one that must be honoured
 * and is not valid. Source: TMF657, TMF623.
 */
export function chooseId(
  definition: Pick<ResourceDefinition, 'ids' | 'clientId'>,
  id: JsonValue | undefined,
  wirePath: (path: string) => string = (path) => path,
): string | undefined {
  if (definition.clientId === 'replace' || id === undefined || id === null) return undefined;
  const text = definition.ids === 'integer' ? integerText(id) : plainText(id);
  if (text !== undefined || definition.clientId === 'honourOrReplace') return text;
  const reason =
    definition.ids === 'integer'
      ? 'must be a positive integer'
      : 'must be 1 to 128 characters out of A-Z a-z 0-9 . _ ~ -';
  throw invalidBody([{ path: wirePath('id'), reason }]);
}

function integerText(id: JsonValue): string | undefined {
  if (typeof id !== 'number' && typeof id !== 'string') return undefined;
  const text = String(id);
  return integerId.test(text) ? text : undefined;
}

// A lone `.` or `..` would be taken out of the resource's own URL by every client.
function plainText(id: JsonValue): string | undefined {
  return typeof id === 'string' && textId.test(id) && id !== '.' && id !== '..' ? id : undefined;
}
