import type { Check } from './check.ts';
import type { Target } from './targets.ts';

/** A check and what it is run on. */
export interface Place {
  check: Check;
  /** Undefined in scope `run`. */
  target: Target | undefined;
  /** Undefined unless the scope is `resource`. */
  resource: string | undefined;
}

/** Where each check is run, API by API and there resource by resource; checks of all APIs together come last. */
export function placesOf(checks: readonly Check[], targets: readonly Target[]): Place[] {
  const offered = targets.filter(({ isOffered }) => isOffered);
  const inTargets = offered.flatMap((target) => [
    ...target.resources.flatMap(({ name }) =>
      checks
        .filter((check) => check.scope === 'resource' && check.applies(target, name))
        .map((check): Place => ({ check, target, resource: name })),
    ),
    ...checks
      .filter((check) => check.scope === 'api' && check.applies(target, target.resources[0]?.name ?? ''))
      .map((check): Place => ({ check, target, resource: undefined })),
  ]);
  const together = checks
    .filter((check) => check.scope === 'run' && offered.some((target) => check.applies(target, '')))
    .map((check): Place => ({ check, target: undefined, resource: undefined }));
  return [...inTargets, ...together];
}
