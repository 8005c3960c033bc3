import { type Collection, collectionOf } from './collection.ts';
import type { ApiDocuments } from './documents.ts';
import type { ResourceFixture } from './fixtures/resource-fixture.ts';
import type { HubClient } from './hub-client.ts';
import { createSession, type Exchange, type Session, type SessionDeps } from './session.ts';
import { resourceOf, type Target } from './targets.ts';

/** What a check works with. */
export interface CheckContext {
  /** The API it runs on; of scope `run` the first one. */
  target: Target;
  /** Every API of this run that the server offers. */
  targets: readonly Target[];
  /** The resource it runs on; of scope `api` the first one. */
  resource: ResourceFixture;
  /** The collection of that resource. */
  collection: Collection;
  session: Session;
  hub: HubClient;
  /** The hub of another target. */
  hubOf: (target: Target) => HubClient;
  documents: ApiDocuments;
  /** The collection of a resource of this target (or of `target`), e.g. `of('sla')`. */
  of: (name: string, target?: Target) => Collection;
  /** A text nobody else uses: letters, digits and `-`. */
  unique: (what: string) => string;
  /** What several checks of one target and resource share: `make` runs once for a key, in the check that comes first. */
  once: <T>(key: string, make: (context: CheckContext) => Promise<T>) => Promise<T>;
}

/** What is made once, and the requests it took. */
export type Memory = Map<string, { made: Promise<unknown>; exchanges: readonly Exchange[] }>;

/** What contexts are made of. */
export interface ContextParts {
  target: Target;
  targets: readonly Target[];
  resource: ResourceFixture;
  documents: ApiDocuments;
  /** For what the check makes itself, and for what it shares with others. */
  own: SessionDeps;
  shared: SessionDeps;
  memory: Memory;
  hubOf: (session: Session, target: Target) => HubClient;
  unique: (what: string) => string;
}

/** A context of one check on one target and resource. */
export function createContext(parts: ContextParts): CheckContext {
  const session = createSession(parts.own);
  return contextOver(parts, session);
}

function contextOver(parts: ContextParts, session: Session): CheckContext {
  const { target, targets, resource, documents, unique, memory } = parts;
  const context: CheckContext = {
    ...{ target, targets, resource, session, documents, unique },
    hub: parts.hubOf(session, target),
    hubOf: (other) => parts.hubOf(session, other),
    collection: collectionOf(session, target.baseUrl, resource),
    of: (name, other = target) => collectionOf(session, other.baseUrl, resourceOf(other, name)),
    once: async <T>(key: string, make: (context: CheckContext) => Promise<T>): Promise<T> => {
      const place = `${target.title} ${resource.name} ${key}`;
      let memo = memory.get(place);
      if (memo === undefined) {
        const apart = createSession(parts.shared);
        memo = { made: make(contextOver(parts, apart)), exchanges: apart.exchanges };
        memory.set(place, memo);
      }
      try {
        // What stands under a key was put there by the one `make` this key is used with.
        return (await memo.made) as T;
      } finally {
        session.include(memo.exchanges);
      }
    },
  };
  return context;
}
