import { isJsonObject, type JsonObject } from '../../kernel/json.ts';

/** Where a kind of resource is found below an origin, e.g. `/tmf-api/slaManagement/v2` and `sla`. */
export interface ResourcePlace {
  mount: string;
  segment: string;
}

/** Where the client came in: everything it is told about lies below. */
export interface Address {
  /** Scheme, host and port, perhaps a path before every base path; without trailing slash. */
  origin: string;
  /** Base path it used; the canonical one of the resource's API when absent. */
  mount?: string;
}

/** Adds what a stored document lacks on the wire: its own address, and those of what it refers to. Pure. */
export interface Renderer {
  /**
   * The document with `href` (after `id`). A reference with an id and without an href gets one: below the same base path
   * when it leads into the same API, else below the other API's canonical one. An href that a client sent stays.
   */
  render(resourceName: string, document: JsonObject, address: Address): JsonObject;
  /** Address of a collection. */
  collectionUrl(resourceName: string, address: Address): string;
  /** Address of one resource. */
  href(resourceName: string, id: string, address: Address): string;
}

type Link = (id: string) => string | undefined;

/** A renderer over the canonical place of every kind of resource. Source: TMF657; TMF623. */
export function createRenderer(places: ReadonlyMap<string, ResourcePlace>): Renderer {
  const collectionUrl = (resourceName: string, { origin, mount }: Address): string => {
    const place = places.get(resourceName);
    if (place === undefined) throw new Error(`${resourceName}: no API serves it`);
    return `${origin}${mount ?? place.mount}/${place.segment}`;
  };
  const href = (resourceName: string, id: string, address: Address): string =>
    `${collectionUrl(resourceName, address)}/${encodeURIComponent(id)}`;
  const linkFrom =
    (resourceName: string, address: Address) =>
    (target: string): Link => {
      const isSameApi = places.get(target)?.mount === places.get(resourceName)?.mount;
      return (id) =>
        places.has(target) ? href(target, id, isSameApi ? address : { origin: address.origin }) : undefined;
    };
  return {
    collectionUrl,
    href,
    render: (resourceName, document, address) => {
      const id = idOf(document);
      const linked = linkers[resourceName]?.(document, linkFrom(resourceName, address)) ?? document;
      return { id, href: href(resourceName, String(id), address), ...linked };
    },
  };
}

function idOf({ id }: JsonObject): string | number {
  return typeof id === 'number' || typeof id === 'string' ? id : '';
}

/** How the references of a kind of resource are filled; kinds that are not here have only what clients sent. */
const linkers: Readonly<Record<string, (document: JsonObject, link: (target: string) => Link) => JsonObject>> = {
  commitment: linkContract,
  assessment: (document, link) => withReference(linkContract(document, link), 'commitment', link('commitment')),
};

function linkContract(document: JsonObject, link: (target: string) => Link): JsonObject {
  const linked = withReference(
    withReference(document, 'sla', link('sla')),
    'serviceLevelObjective',
    link('serviceLevelObjective'),
  );
  return withReference(linked, 'rule', (id) => ruleUrl(linked, id));
}

/** `{sla href}/rules/{rule id}`. Source: TMF623. */
function ruleUrl(document: JsonObject, id: string): string | undefined {
  const { sla } = document;
  const href = isJsonObject(sla) ? sla['href'] : undefined;
  return typeof href === 'string' ? `${href}/rules/${encodeURIComponent(id)}` : undefined;
}

function withReference(document: JsonObject, name: string, link: Link): JsonObject {
  const reference = document[name];
  if (!isJsonObject(reference) || Object.hasOwn(reference, 'href')) return document;
  const { id } = reference;
  if (typeof id !== 'string' && typeof id !== 'number') return document;
  const href = link(String(id));
  return href === undefined ? document : { ...document, [name]: { ...reference, href } };
}
