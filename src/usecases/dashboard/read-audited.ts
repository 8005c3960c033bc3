import { objectsAt, textAt, type JsonObject } from '../../kernel/json.ts';
import { textsAt } from '../../domain/maintenance-scope.ts';
import { instantAt } from './lines.ts';

/** A change with a reason. UTC ms. */
export interface ChangeLine {
  at?: number;
  reason: string;
  action: string;
  changedBy?: string;
}

/** What was changed with a reason, the newest first. */
export function changesOf(document: JsonObject): ChangeLine[] {
  return objectsAt(document, 'audit').map(changeOf).reverse();
}

function changeOf(entry: JsonObject): ChangeLine {
  const at = instantAt(entry, 'dateTime');
  return {
    ...(at === undefined ? {} : { at }),
    ...{ reason: textAt(entry, 'reason') ?? '', action: textAt(entry, 'action') ?? '' },
    ...textMember('changedBy', entry),
  };
}

/** What a scope names: `service svc-42`, `tag gold`, `indicator latency`, `everything`. */
export function scopeOf(scope: JsonObject): string[] {
  const named = ['entity', 'service', 'party'].flatMap((kind) =>
    objectsAt(scope, kind).map(
      (each) => `${kind} ${textAt(each, 'name') ?? textAt(each, 'id') ?? textAt(each, 'href') ?? ''}`,
    ),
  );
  const texts = (['tag', 'indicator'] as const).flatMap((kind) =>
    textsAt(scope, kind).map((text) => `${kind} ${text}`),
  );
  return [...(scope['all'] === true ? ['everything'] : []), ...named, ...texts];
}

/** A text attribute under its name; nothing when it is absent. */
export function textMember<Name extends string>(name: Name, holder: JsonObject): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  const value = textAt(holder, name);
  if (value !== undefined) found[name] = value;
  return found;
}
