import type { Request, RequestHandler } from 'express';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { type Fault, invalidBody, Problem } from '../../kernel/problem.ts';
import type { ApiBinding } from '../../resources/bindings.ts';
import { asStored } from '../../tmf630/patch/as-stored.ts';
import { isDeepEqual } from '../../tmf630/deep-equal.ts';
import { readJsonPatch } from '../../tmf630/patch/json-patch.ts';
import { mergePatch } from '../../tmf630/patch/merge-patch.ts';
import type { DocumentPatch, PatchNames } from '../../tmf630/patch/patch-operations.ts';
import { readPatchQuery } from '../../tmf630/patch/patch-query.ts';
import type { DocumentChange } from '../../tmf630/resource-service.ts';
import { mediaTypeOf } from '../body-parsing.ts';
import { changeContextOf } from './change-context.ts';
import { setValidators } from './conditional-get.ts';
import { type FaultyDocument, introducedFaults } from './introduced-faults.ts';
import { notationOf } from '../media-types.ts';
import { creationCheckOf, type CreationCheck } from '../request-context.ts';
import { idOf, type ResourceHandlerDeps, showWritten, type View, viewOfOne } from './resource-view.ts';
import { referencesThatExist, wireForm } from './wire-form.ts';

/**
 * `PATCH /{segment}/{id}`: a merge patch, a JSON Patch or one whose paths choose by content, as the media type says. It is
 * applied to a copy; only a result that could have been created is stored, and none that changes nothing. Problem notFound,
 * invalid, conflict, preconditionFailed. Source: TMF630 Part 1, 5 and 6; RFC 7396; RFC 6902.
 */
export function patch(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  const { definition, dialect } = binding;
  return async (request, response) => {
    const view = viewOfOne(binding, request, deps);
    const change = changeBy(readPatch(binding, request), { binding, deps, view, check: creationCheckOf(request) });
    const resource = await deps.service.change(definition, idOf(request), change, changeContextOf(binding, request));
    if (view.embedded.length === 0) setValidators(response, dialect, resource);
    response.json(await showWritten(binding, resource, { view, deps }));
  };
}

/** The patch in a request's body, guarded and checked against the document before any handler runs. */
function readPatch({ definition: { name }, dialect }: ApiBinding, request: Request): DocumentPatch {
  const notation = notationOf(mediaTypeOf(request.headers['content-type'])?.type ?? '');
  const body = request.body as JsonValue;
  const names: PatchNames = {
    path: (written) => dialect.path(name, written),
    value: (path, value) => dialect.valueFromWire(name, path, value),
  };
  if (notation === 'pointer') return readJsonPatch(body, names);
  if (notation === 'query') return readPatchQuery(body, names);
  const merged = dialect.fromWire(name, body as JsonObject);
  return (document) => mergePatch(document, merged);
}

interface Patching {
  binding: ApiBinding;
  deps: ResourceHandlerDeps;
  view: View;
  check: CreationCheck | undefined;
}

function changeBy(apply: DocumentPatch, patching: Patching): DocumentChange {
  return async (before, stored) => {
    const { binding, deps, view } = patching;
    const { definition, dialect } = binding;
    const exists = await referencesThatExist(binding, [stored], deps);
    const form = (document: JsonObject): JsonObject =>
      wireForm(binding, { ...stored, document }, { address: view.address, renderer: deps.renderer, exists });
    const href = deps.renderer.href(definition.name, stored.id, view.address);
    const canonicalForm = (document: JsonObject): JsonObject => dialect.fromWire(definition.name, form(document));
    const patched = withoutHref(binding, apply({ ...before, href }, canonicalForm), href);
    const { href: _href, ...shown } = canonicalForm(before);
    const after = isDeepEqual(before, patched) ? before : asStored(patched, { stored: before, shown });
    if (!isDeepEqual(before, after)) await refuseNewFaults(patching, before, after);
    return after;
  };
}

// A patch that repeats the href is fine in both APIs; TMF657 refuses another one or none, TMF623 ignores it.
function withoutHref({ api }: ApiBinding, document: JsonObject, shown: string): JsonObject {
  const { href, ...rest } = document;
  if (api.startsWith('tmf657-') && href !== shown) throw invalidBody([{ path: 'href', reason: 'cannot be changed' }]);
  return rest;
}

/**
 * Refuses a result that nobody could have created through this API, in the caller's words. Faults that others have left in
 * it stay, and what rendering fills in is no merit of the client.
 */
async function refuseNewFaults(
  { binding: { definition, dialect }, check }: Patching,
  before: JsonObject,
  after: JsonObject,
): Promise<void> {
  if (check === undefined) return;
  const inspect = async (document: JsonObject): Promise<FaultyDocument> => {
    const form = withoutIdentity(dialect.ownForm(definition.name, document));
    return { document: form, faults: await faultsOf(check, form) };
  };
  const result = await inspect(after);
  if (result.faults.length === 0) return;
  const introduced = introducedFaults(await inspect(before), result);
  if (introduced.length > 0) throw invalidBody(introduced);
}

// Identity is the service's own, and not part of every document's creation.
function withoutIdentity({ id: _id, href: _href, ...rest }: JsonObject): JsonObject {
  return rest;
}

async function faultsOf(check: CreationCheck, body: JsonObject): Promise<readonly Fault[]> {
  try {
    await check(body);
    return [];
  } catch (error) {
    if (error instanceof Problem && error.kind === 'invalid') return error.faults;
    throw error;
  }
}
