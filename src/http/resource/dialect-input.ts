import { isJsonObject, type JsonObject } from '../../kernel/json.ts';
import type { ApiBinding } from '../../resources/bindings.ts';

/**
 * Reads a guarded body as the API's document describes it: in the dialect's own names. TMF623 shows bodies inside an
 * envelope named after the resource (`{"sla": {...}}`): one is taken off, none is ever sent. Source: TMF623.
 */
export function bodyReader({
  api,
  segment,
  definition,
  dialect,
}: Pick<ApiBinding, 'api' | 'segment' | 'definition' | 'dialect'>): (body: JsonObject) => JsonObject {
  const own = (body: JsonObject): JsonObject => dialect.ownNames(definition.name, body);
  return api.startsWith('tmf623-') ? (body) => own(unwrapped(body, segment)) : own;
}

function unwrapped(body: JsonObject, segment: string): JsonObject {
  const inner = Object.hasOwn(body, segment) ? body[segment] : undefined;
  return isJsonObject(inner) && Object.keys(body).length === 1 ? inner : body;
}
