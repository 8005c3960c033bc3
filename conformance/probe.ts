import { type HttpClient, NoAnswer } from './http-client.ts';
import type { Target } from './targets.ts';

/** There is nothing to check: nothing answers, or no API that was asked for is there. */
export class UnreachableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreachableError';
  }
}

/** What probing works with. */
export interface ProbeDeps {
  client: HttpClient;
  headers: Readonly<Record<string, string>>;
}

/**
 * Asks each target for the list of its first resource: it is offered unless that is not found. Rejects with
 * UnreachableError when none is offered.
 */
export async function probe(targets: readonly Target[], deps: ProbeDeps): Promise<Target[]> {
  const probed: Target[] = [];
  for (const target of targets) probed.push({ ...target, ...(await offering(target, deps)) });
  if (probed.some(({ isOffered }) => isOffered)) return probed;
  const reasons = probed.map(({ title, baseUrl, absence = '' }) => `  ${title} at ${baseUrl}: ${absence}`);
  throw new UnreachableError(`None of the APIs is there:\n${reasons.join('\n')}`);
}

async function offering(
  target: Target,
  { client, headers }: ProbeDeps,
): Promise<Pick<Target, 'isOffered' | 'absence'>> {
  const [resource] = target.resources;
  const url = `${target.baseUrl}/${resource?.name ?? ''}`;
  try {
    const { status } = await client.send({ method: 'GET', url, headers: { Accept: 'application/json', ...headers } });
    // Any other status is for the checks to judge.
    if (![401, 403, 404, 501].includes(status)) return { isOffered: true };
    return { isOffered: false, absence: `GET ${url} answered ${String(status)}` };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    throw new UnreachableError(`Nothing answers at ${target.baseUrl}: ${error.message}`);
  }
}
