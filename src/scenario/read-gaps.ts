import type { JsonObject } from '../kernel/json.ts';
import type { Scenario } from './scenario.ts';
import { readInstant } from './time-line.ts';
import { membersOf, objectOf, type Place } from './yaml-file.ts';

/** Where the API has collector gaps. */
export const gapsPath = '/assurance/v1/collectorGap';

const instants = ['startDateTime', 'endDateTime'];

/**
 * A collector gap as its API takes it, on `site-7` and with a reason unless it says otherwise; instants may be relative.
 * `arrives` says when the service hears of it, `ends` when it hears that it was over then, `withdrawn` when it is taken back.
 */
export function readGap(place: Place, start: number): Scenario['resources'][number] {
  const members = membersOf(place);
  const body: JsonObject = {
    scope: { service: [{ id: 'site-7' }] },
    reason: 'the scenario says so',
    ...objectOf(place),
  };
  for (const name of ['arrives', 'ends', 'withdrawn']) Reflect.deleteProperty(body, name);
  const at = (name: string): number | undefined => {
    const instant = members.get(name);
    return instant === undefined ? undefined : readInstant(instant, start);
  };
  for (const name of instants) {
    const instant = at(name);
    if (instant !== undefined) body[name] = new Date(instant).toISOString();
  }
  const [ends, withdrawn] = [at('ends'), at('withdrawn')];
  return {
    ...{ at: at('arrives') ?? start, path: gapsPath, body },
    changes: [
      ...(ends === undefined
        ? []
        : [{ at: ends, body: { endDateTime: new Date(ends).toISOString(), reason: 'over' } }]),
      ...(withdrawn === undefined ? [] : [{ at: withdrawn, body: { state: 'withdrawn', reason: 'there was none' } }]),
    ],
  };
}
