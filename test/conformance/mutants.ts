import { agreementMutants } from './mutants/agreements.ts';
import { nameMutants } from './mutants/dialect-names.ts';
import { storeMutants } from './mutants/dialect-stores.ts';
import { errorMutants } from './mutants/errors.ts';
import { flowMutants } from './mutants/event-flow.ts';
import { formMutants } from './mutants/event-forms.ts';
import { fieldsMutants } from './mutants/fields.ts';
import { combinationMutants } from './mutants/filter-combinations.ts';
import { operatorMutants } from './mutants/filter-operators.ts';
import { countMutants, locationMutants, pageHeaderMutants, typeMutants } from './mutants/headers.ts';
import { queryMutants, registrationMutants } from './mutants/hubs.ts';
import { jsonPatchMutants, patchQueryMutants } from './mutants/json-patches.ts';
import { jsonPathMutants } from './mutants/json-paths.ts';
import { mergeMutants } from './mutants/merge-patches.ts';
import type { Mutant } from './mutants/mutant.ts';
import { pagingMutants } from './mutants/paging.ts';
import { putAndDeleteMutants } from './mutants/removals.ts';
import { shapeMutants } from './mutants/shapes.ts';
import { sortMutants } from './mutants/sorting.ts';
import { protocolMutants, statusMutants } from './mutants/statuses.ts';
import { tagMutants } from './mutants/tags.ts';
import { valueMutants } from './mutants/values.ts';

/** The faulty servers, by subject. Each has one fault that the conformance runner has to notice. */
export const mutantsBySubject: Readonly<Record<string, readonly Mutant[]>> = {
  statuses: statusMutants,
  'methods, formats and paths': protocolMutants,
  'Location and href': locationMutants,
  counts: countMutants,
  'headers of pages': pageHeaderMutants,
  'media types': typeMutants,
  'entity tags and conditions': tagMutants,
  'the shape of resources': shapeMutants,
  'values of resources': valueMutants,
  'filters: how conditions go together': combinationMutants,
  'filters: operators and values': operatorMutants,
  'filters in JSONPath': jsonPathMutants,
  pages: pagingMutants,
  sorting: sortMutants,
  'attribute selection': fieldsMutants,
  'merge patches': mergeMutants,
  'JSON Patch': jsonPatchMutants,
  'JSON Patch Query': patchQueryMutants,
  'replacing and removing': putAndDeleteMutants,
  'subscriptions: registration': registrationMutants,
  'subscriptions: queries': queryMutants,
  'events: form': formMutants,
  'events: which, when and how often': flowMutants,
  'error bodies': errorMutants,
  'agreements and violations': agreementMutants,
  'names of dialects': nameMutants,
  'one store, several dialects': storeMutants,
};

/** All of them. */
export const mutants: readonly Mutant[] = Object.values(mutantsBySubject).flat();
