import type { Request } from 'express';
import type { JsonObject } from '../../kernel/json.ts';
import { Problem } from '../../kernel/problem.ts';
import type { ApiBinding } from '../../resources/bindings.ts';
import { fieldSelector, type FieldSelection } from '../../tmf630/query/fields.ts';
import { parseViewQuery, type ViewQuery } from '../../tmf630/query/list-query.ts';
import type { ResourceService } from '../../tmf630/resource-service.ts';
import type { StoredResource } from '../../tmf630/resource-store.ts';
import { type Followed, planEmbedding } from './embedding-plan.ts';
import { embed } from './embedding.ts';
import type { Address } from './render-resource.ts';
import { originOf, rawQueryOf } from '../request-context.ts';
import { wireForms, type WireFormDeps } from './wire-form.ts';

/** What serving resources needs. */
export interface ResourceHandlerDeps extends WireFormDeps {
  service: ResourceService;
  /** The API's document: tells which attributes its resources have. */
  spec: JsonObject;
  /** Longest page. */
  maximumLimit: number;
  /** Absolute base of every href, without trailing slash; absent: as the client addressed the service. */
  publicUrl?: string | undefined;
  /** Answer 200, not 206, to who gets a part of a list without having asked for it by `Range`. */
  isPartialStatusOff?: boolean;
}

/** What a client wants to see of a resource, and from where it looks. */
export interface View {
  address: Required<Address>;
  fields?: FieldSelection | undefined;
  /** References to be replaced by what they refer to; none when empty. */
  embedded: readonly Followed[];
  /** The parameter that asked for them, for faults. */
  embeddedBy: 'expand' | 'depth';
}

/** What a request with these parameters wants to see. Throws Problem invalid. */
export function viewOf(
  binding: ApiBinding,
  { fields, embedding }: ViewQuery,
  { address, deps }: { address: Required<Address>; deps: WireFormDeps },
): View {
  const embedded = embedding === undefined ? [] : planEmbedding(binding, embedding, { ...deps, address });
  return {
    address,
    fields,
    embedded,
    embeddedBy: embedding?.named.length === 0 ? 'depth' : 'expand',
  };
}

/** The caller's path to the one in answers. */
export function ownPathOf({ definition, dialect }: ApiBinding): (path: readonly string[]) => readonly string[] {
  return (path) => dialect.ownPath(definition.name, path);
}

/** What a request for one resource, or to change one, wants to see of it. Throws Problem invalid. */
export function viewOfOne(binding: ApiBinding, request: Request, deps: ResourceHandlerDeps): View {
  const rawQuery = rawQueryOf(request);
  const query = rawQuery === '' ? {} : parseViewQuery(rawQuery, ownPathOf(binding));
  return viewOf(binding, query, { address: addressOf(request, deps), deps });
}

/** Stored resources as the client of a binding sees them: whole, with what is embedded, then the selected fields of it. */
export async function show(
  binding: ApiBinding,
  resources: readonly StoredResource[],
  { view, deps }: { view: View; deps: WireFormDeps },
): Promise<JsonObject[]> {
  const { definition, dialect } = binding;
  const { address, embedded, embeddedBy, fields } = view;
  const forms = await wireForms(binding, resources, { address, deps });
  const place = { deps, name: definition.name, parameter: embeddedBy };
  const whole = embedded.length === 0 ? forms : await embed(forms, embedded, place);
  return whole.map(fieldSelector(fields, { keepIdentity: dialect.fieldsKeepIdentity }));
}

/** The same of one resource. */
export async function showOne(
  binding: ApiBinding,
  resource: StoredResource,
  context: { view: View; deps: WireFormDeps },
): Promise<JsonObject> {
  const [shown = {}] = await show(binding, [resource], context);
  return shown;
}

/**
 * The same of a resource that has just been written: what is too much to embed stays a reference, because a write that is
 * done cannot be answered with a fault.
 */
export async function showWritten(
  binding: ApiBinding,
  resource: StoredResource,
  { view, deps }: { view: View; deps: WireFormDeps },
): Promise<JsonObject> {
  try {
    return await showOne(binding, resource, { view, deps });
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'invalid') throw error;
    return showOne(binding, resource, { view: { ...view, embedded: [] }, deps });
  }
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
