import type { JsonObject } from '../kernel/json.ts';
import { notFound } from '../kernel/problem.ts';
import { where } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';

/** Where the statements of final results are kept that others have replaced. They never change. */
export const assessmentStatementsCollection = {
  name: 'assessmentStatements',
  indexes: [{ name: 'assessment', on: [{ scope: 'document', path: 'id' }] }] as const,
  numericText: [],
};

/** A final result as it was stated, on the way to be replaced: kept under the assessment's id and its revision. */
export function earlierStatement(stored: StoredResource): StoredResource {
  const { document, createdAt, updatedAt } = stored;
  const id = statementId(stored.id, Number(document['revision']));
  return { id, revision: 1, createdAt, updatedAt, document, internal: {} };
}

function statementId(assessmentId: string, revision: number): string {
  return `${assessmentId}.${String(revision)}`;
}

/** Reads what an assessment said and says: each statement as it was made, by revision. */
export interface AssessmentStatements {
  /** All of them, the first one first; the last is the present one. Problem `notFound`. */
  list(id: string): Promise<JsonObject[]>;
  /** One of them. Problem `notFound`. */
  get(id: string, revision: number): Promise<JsonObject>;
}

const mostShown = 1000;

/** The statements over the stores of assessments and of what they said before. */
export function createAssessmentStatements(stores: {
  assessments: ResourceStore;
  assessmentStatements: ResourceStore;
}): AssessmentStatements {
  const present = async (id: string): Promise<StoredResource> => {
    const stored = await stores.assessments.get(id);
    if (stored === undefined) throw notFound('assessment', id);
    return stored;
  };
  return {
    list: async (id) => {
      const { document } = await present(id);
      const query = { filter: where('id', 'eq', id), sort: [], offset: 0, limit: mostShown };
      const earlier = (await stores.assessmentStatements.list(query))
        .map((each) => each.document)
        .filter(({ revision }) => revision !== document['revision']);
      return [...earlier, document].sort((left, right) => Number(left['revision']) - Number(right['revision']));
    },
    get: async (id, revision) => {
      const { document } = await present(id);
      if (document['revision'] === revision) return document;
      const stored = await stores.assessmentStatements.get(statementId(id, revision));
      if (stored === undefined) throw notFound('revision', `${String(revision)} of assessment ${id}`);
      return stored.document;
    },
  };
}
