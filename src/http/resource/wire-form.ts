import { batchesOf } from '../../kernel/batches.ts';
import { isJsonObject, type JsonObject, valuesAt } from '../../kernel/json.ts';
import type { ApiBinding } from '../../resources/bindings.ts';
import type { ResourceDefinition } from '../../tmf630/resource-definition.ts';
import type { ResourceService } from '../../tmf630/resource-service.ts';
import type { StoredResource } from '../../tmf630/resource-store.ts';
import type { WireContext } from '../../tmf630/dialect/dialect.ts';
import type { Address, Renderer } from './render-resource.ts';

/** Read together; each may be as long as a body. */
const readAtOnce = 50;

/** What turning resources into what clients see needs. */
export interface WireFormDeps {
  service: Pick<ResourceService, 'find'>;
  renderer: Renderer;
  /** Every resource in every API; the first of a resource is its canonical one. */
  bindings: readonly ApiBinding[];
}

/**
 * Stored resources as a binding's client sees them, whole. Where the dialect asks which of the references without an href
 * exist here, one look-up for each kind of resource answers for all of them.
 */
export async function wireForms(
  binding: ApiBinding,
  resources: readonly StoredResource[],
  { address, deps }: { address: Required<Address>; deps: WireFormDeps },
): Promise<JsonObject[]> {
  const exists = await referencesThatExist(binding, resources, deps);
  return resources.map((resource) => wireForm(binding, resource, { address, renderer: deps.renderer, exists }));
}

/** Which of the references without an href exist here, for a dialect that asks for it; undefined when nothing is asked. */
export async function referencesThatExist(
  { definition, dialect }: ApiBinding,
  resources: readonly StoredResource[],
  deps: WireFormDeps,
): Promise<WireContext['exists']> {
  const asked = dialect.asksForReferences === true ? bareReferences(definition, resources) : [];
  return asked.length === 0 ? undefined : existing(asked, deps);
}

/** One stored resource as a binding's client sees it, whole. */
export function wireForm(
  { definition, dialect, hidden }: ApiBinding,
  { document, internal }: StoredResource,
  { address, renderer, exists }: { address: Required<Address>; renderer: Renderer; exists?: WireContext['exists'] },
): JsonObject {
  const named = dialect.toWire(definition.name, document, {
    baseUrl: `${address.origin}${address.mount}`,
    hasSentType: internal['hasSentType'] === true,
    ...(exists === undefined ? {} : { exists }),
  });
  const rendered = renderer.render(definition.name, named, address);
  return hidden.length === 0 ? rendered : without(rendered, hidden);
}

/** Whether what the client sees of a resource depends on which other resources exist. */
export function dependsOnOthers({ definition, dialect }: ApiBinding, resource: StoredResource): boolean {
  return dialect.asksForReferences === true && bareReferences(definition, [resource]).length > 0;
}

interface BareReference {
  resource: string;
  id: string;
}

/** The references with an id and without an href. */
function bareReferences(definition: ResourceDefinition, resources: readonly StoredResource[]): BareReference[] {
  return definition.references.flatMap(({ path, resource }) =>
    resources
      .flatMap(({ document }) => valuesAt(document, path.split('.')))
      .flatMap((reference) => {
        if (!isJsonObject(reference) || typeof reference['href'] === 'string') return [];
        const { id } = reference;
        return typeof id === 'string' || typeof id === 'number' ? [{ resource, id: String(id) }] : [];
      }),
  );
}

async function existing(
  asked: readonly BareReference[],
  { service, bindings }: WireFormDeps,
): Promise<WireContext['exists']> {
  const names = [...new Set(asked.map(({ resource }) => resource))];
  const found = await Promise.all(
    names.map(async (name): Promise<[string, Set<string>]> => {
      const definition = bindings.find((each) => each.definition.name === name)?.definition;
      const ids = new Set(asked.filter(({ resource }) => resource === name).map(({ id }) => id));
      return [name, definition === undefined ? new Set() : await livingOf(definition, [...ids], service)];
    }),
  );
  const known = new Map(found);
  return (resourceName, id) => known.get(resourceName)?.has(id) === true;
}

async function livingOf(
  definition: ResourceDefinition,
  ids: readonly string[],
  service: WireFormDeps['service'],
): Promise<Set<string>> {
  const living = new Set<string>();
  for (const batch of batchesOf(ids, readAtOnce)) {
    for (const { id } of await service.find(definition, batch)) living.add(id);
  }
  return living;
}

function without(document: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)));
}
