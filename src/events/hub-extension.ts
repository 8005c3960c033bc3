import { type JsonObject, type JsonValue, objectsAt, textAt } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';
import { groupingFaults } from './grouping.ts';
import { type SigningSecret, secretFault } from './signature.ts';

/** The name of the attribute of a registration that holds the secret. */
export const secretAttribute = 'secret';

/** What a registration may hold beyond the standard's callback and query: faults, by path; empty when all is well. */
export function hubExtensionFaults(document: JsonObject): Fault[] {
  const secret = document[secretAttribute];
  const reason = secret === undefined || secret === null ? undefined : secretFault(secret);
  return [...(reason === undefined ? [] : [{ path: secretAttribute, reason }]), ...groupingFaults(document)];
}

/** The secret is taken at registration and kept where no answer, event or page looks. */
export const withheldFromHub: NonNullable<ResourceDefinition['withheld']> = {
  names: [secretAttribute],
  keep: (values) => {
    const text = textAt(values, secretAttribute);
    return text === undefined ? {} : secretsAsInternal([{ text }]);
  },
};

/** Secrets as the internal member of a hub document. */
export function secretsAsInternal(secrets: readonly SigningSecret[]): JsonObject {
  return { secrets: secrets.map(({ text, until }): JsonValue => (until === undefined ? { text } : { text, until })) };
}

/** The secrets that a hub document's internal part holds, the newest first. */
export function secretsIn(internal: JsonObject): SigningSecret[] {
  return objectsAt(internal, 'secrets').flatMap((each) => {
    const text = textAt(each, 'text');
    if (text === undefined) return [];
    const { until } = each;
    return [{ text, ...(typeof until === 'number' ? { until } : {}) }];
  });
}
