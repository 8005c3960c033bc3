import type { Request } from 'express';
import type { JsonObject } from '../kernel/json.ts';
import type { ApiBinding } from '../resources/bindings.ts';
import { type FieldSelection, selectFields } from '../tmf630/fields.ts';
import { parseViewQuery } from '../tmf630/list-query.ts';
import type { ResourceService } from '../tmf630/resource-service.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';
import type { Address, Renderer } from './render-resource.ts';
import { originOf, rawQueryOf } from './request-context.ts';

/** What serving resources needs. */
export interface ResourceHandlerDeps {
  service: ResourceService;
  renderer: Renderer;
  /** The API's document: tells which attributes its resources have. */
  spec: JsonObject;
  /** Longest page. */
  maximumLimit: number;
  /** Absolute base of every href, without trailing slash; absent: as the client addressed the service. */
  publicUrl?: string | undefined;
}

/** What a client wants to see of a resource, and from where it looks. */
export interface View {
  fields?: FieldSelection | undefined;
  address: Required<Address>;
}

/** A stored resource as the client of a binding sees it. */
export function wire(
  binding: ApiBinding,
  { document }: StoredResource,
  { fields, address, renderer }: View & { renderer: Renderer },
): JsonObject {
  const { definition, dialect, hidden } = binding;
  const named = dialect.toWire(definition.name, document, { baseUrl: `${address.origin}${address.mount}` });
  const rendered = renderer.render(definition.name, named, address);
  const shown = hidden.length === 0 ? rendered : without(rendered, hidden);
  return selectFields(shown, fields, { keepIdentity: dialect.fieldsKeepIdentity });
}

function without(document: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)));
}

/** Where the client came in. Throws Problem invalid for a Host that cannot be part of a URL. */
export function addressOf(request: Request, { publicUrl }: Pick<ResourceHandlerDeps, 'publicUrl'>): Required<Address> {
  return { origin: originOf(request, publicUrl), mount: request.baseUrl };
}

/** The resource's id in the path. */
export function idOf(request: Request): string {
  const { id } = request.params;
  return typeof id === 'string' ? id : '';
}

/** What `fields` asks for. Throws Problem invalid. */
export function fieldsOf(request: Request): FieldSelection | undefined {
  const rawQuery = rawQueryOf(request);
  return rawQuery === '' ? undefined : parseViewQuery(rawQuery).fields;
}
