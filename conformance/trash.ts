import type { Answer, HttpClient } from './http-client.ts';
import { isJsonObject } from './json.ts';

/** Remembers what was created, as answers tell it, to take it away again. */
export interface Trash {
  /** Looks at an answer: a creation is remembered, a removal forgotten. */
  see: (answer: Answer) => void;
  /** Removes what is left, subscriptions first, the newest first; gives the URLs that could not be removed. */
  empty: () => Promise<string[]>;
}

/** An empty trash. `headers` go with every removal. */
export function createTrash(client: HttpClient, headers: Readonly<Record<string, string>>): Trash {
  const urls = new Set<string>();
  return {
    see: (answer) => {
      const { method, url } = answer.request;
      const isDone = answer.status >= 200 && answer.status < 300;
      if (method === 'POST' && isDone) for (const made of createdBy(answer)) urls.add(made);
      if (method === 'DELETE' && (isDone || answer.status === 404)) urls.delete(url);
    },
    empty: async () => {
      const [hubs, others] = parted([...urls].reverse(), isHub);
      const left: string[] = [];
      for (const url of [...hubs, ...others]) if (!(await removed(url, client, headers))) left.push(url);
      urls.clear();
      return left;
    },
  };
}

async function removed(url: string, client: HttpClient, headers: Readonly<Record<string, string>>): Promise<boolean> {
  try {
    const { status } = await client.send({ method: 'DELETE', url, headers });
    return (status >= 200 && status < 300) || status === 404 || status === 410;
  } catch {
    return false;
  }
}

/** URLs of what a successful POST has made; none when the URL is no collection that keeps things. */
function createdBy({ request, json, headers }: Answer): string[] {
  const collection = tidied(request.url.replace(/[?#].*$/s, ''));
  if (/\/listener(\/|$)/.test(collection)) return [];
  const made = Array.isArray(json) ? json : [json ?? null];
  const byId = made.flatMap((each) => {
    const id = isJsonObject(each) ? each['id'] : undefined;
    return typeof id === 'string' || typeof id === 'number' ? [`${collection}/${encodeURIComponent(String(id))}`] : [];
  });
  if (byId.length > 0) return byId;
  const { location } = headers;
  return location === undefined || !URL.canParse(location, collection) ? [] : [new URL(location, collection).href];
}

/** Without slashes that are doubled behind the scheme, and without one at the end. */
function tidied(url: string): string {
  return url.replace(/([^:])\/{2,}/g, '$1/').replace(/\/+$/, '');
}

function isHub(url: string): boolean {
  return /\/hub\/[^/]+$/.test(url);
}

function parted<T>(all: readonly T[], isFirst: (each: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((each) => !isFirst(each))];
}
