import { invalidQuery } from '../../kernel/problem.ts';
import { type ApiBinding, apiMounts } from '../../resources/bindings.ts';
import { type Embedding, maximumDepth } from '../../tmf630/embedding.ts';
import type { ReferencePath } from '../../tmf630/resource-definition.ts';
import type { Address } from './render-resource.ts';

/** A kind of reference that is to be replaced by what it refers to, and what is to be replaced inside of that. */
export interface Followed {
  /** Where the reference or the array of them is, in the names of the one who refers; arrays are transparent. */
  steps: readonly string[];
  /** How the embedded resource is served. */
  binding: ApiBinding;
  address: Required<Address>;
  next: readonly Followed[];
}

/** The caller's API, and where it came in. */
export interface EmbeddingPlace {
  bindings: readonly ApiBinding[];
  address: Required<Address>;
}

/**
 * What a request's `expand` and `depth` mean for a binding: `expand` names references, `depth` says how far all of them
 * are followed; with both, what is named is followed, and from there on everything down to `depth`. An embedded resource is
 * served by the caller's own API where that has it, else by its canonical one. Names that are no reference are ignored.
 * Throws Problem `invalid` for a name that leads further than depth goes. Source: TMF630 Part 1; TMF631.
 */
export function planEmbedding(binding: ApiBinding, embedding: Embedding, place: EmbeddingPlace): readonly Followed[] {
  const { named, depth } = embedding;
  return follow(
    { binding, address: place.address, level: 1 },
    { named, below: named.length === 0 ? depth - 1 : 0, depth },
    place,
  );
}

interface Referring {
  binding: ApiBinding;
  address: Required<Address>;
  /** 1 for the resource itself. */
  level: number;
}

interface Wanted {
  named: Embedding['named'];
  /** How many levels of all references are wanted from here on. */
  below: number;
  depth: number;
}

function follow(from: Referring, wanted: Wanted, place: EmbeddingPlace): Followed[] {
  return from.binding.definition.references.flatMap((reference) => {
    const rests = wanted.named.flatMap((written) => restAfter(written, reference, from.binding));
    if (rests.length === 0 && wanted.below < 1) return [];
    const binding = servedAs(reference.resource, from.binding, place.bindings);
    if (binding === undefined) return [];
    if (from.level >= maximumDepth) throw invalidQuery('expand', `leads deeper than ${String(maximumDepth)} levels`);
    const address = addressOf(binding, from);
    const level = from.level + 1;
    const named = rests.filter((rest) => rest.length > 0);
    const next = follow(
      { binding, address, level },
      { named, below: wanted.depth - level, depth: wanted.depth },
      place,
    );
    const steps = from.binding.dialect.wirePath(from.binding.definition.name, reference.path.split('.'));
    return [{ steps, binding, address, next }];
  });
}

/** What follows in a written path after the reference; nothing when it leads elsewhere. */
function restAfter(
  written: readonly string[],
  { path }: ReferencePath,
  { definition, dialect }: ApiBinding,
): (readonly string[])[] {
  const length = path.split('.').length;
  const isThere = dialect.path(definition.name, written.slice(0, length)).join('.') === path;
  return isThere ? [written.slice(length)] : [];
}

function servedAs(resource: string, { api }: ApiBinding, bindings: readonly ApiBinding[]): ApiBinding | undefined {
  const serving = bindings.filter(({ definition }) => definition.name === resource);
  return serving.find((each) => each.api === api) ?? serving[0];
}

function addressOf(binding: ApiBinding, from: Referring): Required<Address> {
  if (binding.api === from.binding.api) return from.address;
  return { origin: from.address.origin, mount: apiMounts.find((each) => each.api === binding.api)?.mounts[0] ?? '' };
}
