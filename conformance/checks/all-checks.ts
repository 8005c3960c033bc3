import type { Check } from '../check.ts';
import { createChecks } from './create.ts';
import { crossDialectChecks } from './cross-dialect.ts';
import { deepFilterChecks } from './deep-filters.ts';
import { dialectChecks } from './dialects.ts';
import { eventChecks } from './events.ts';
import { expandChecks } from './expand.ts';
import { fieldsChecks } from './fields.ts';
import { filterChecks } from './filters.ts';
import { hubChecks } from './hub.ts';
import { jsonPatchChecks } from './json-patch.ts';
import { jsonPathChecks } from './json-path.ts';
import { listenerChecks } from './listeners.ts';
import { mergePatchChecks } from './merge-patch.ts';
import { pagingChecks } from './paging.ts';
import { patchQueryChecks } from './patch-query.ts';
import { preconditionChecks } from './preconditions.ts';
import { protocolChecks } from './protocol.ts';
import { putAndDeleteChecks } from './put-and-delete.ts';
import { readChecks } from './read.ts';
import { schemaChecks } from './schema.ts';
import { sortChecks } from './sort.ts';
import { slaChecks } from './slas.ts';
import { valueChecks } from './values.ts';
import { violationChecks, violationEventChecks } from './violations.ts';

/** Every check, in the order in which they are made. */
export const allChecks: readonly Check[] = [
  ...createChecks,
  ...readChecks,
  ...valueChecks,
  ...fieldsChecks,
  ...filterChecks,
  ...deepFilterChecks,
  ...jsonPathChecks,
  ...sortChecks,
  ...pagingChecks,
  ...mergePatchChecks,
  ...jsonPatchChecks,
  ...patchQueryChecks,
  ...putAndDeleteChecks,
  ...preconditionChecks,
  ...protocolChecks,
  ...schemaChecks,
  ...expandChecks,
  ...dialectChecks,
  ...slaChecks,
  ...violationChecks,
  ...hubChecks,
  ...eventChecks,
  ...violationEventChecks,
  ...listenerChecks,
  ...crossDialectChecks,
];
