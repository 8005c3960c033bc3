import { isJsonObject, type JsonObject } from '../kernel/json.ts';
import type { ApiBinding } from '../resources/bindings.ts';

/**
 * Reads a guarded body as the API's document describes it. TMF623 shows bodies inside an envelope named after the
 * resource (`{"sla": {...}}`): one is taken off, none is ever sent. Source: TMF623.
 */
export function bodyReader({ api, segment }: Pick<ApiBinding, 'api' | 'segment'>): (body: JsonObject) => JsonObject {
  if (!api.startsWith('tmf623-')) return (body) => body;
  return (body) => {
    const inner = Object.hasOwn(body, segment) ? body[segment] : undefined;
    return isJsonObject(inner) && Object.keys(body).length === 1 ? inner : body;
  };
}
