import type { Request, RequestHandler } from 'express';
import { mostIcalBytes } from '../../domain/icalendar.ts';
import { isZone } from '../../domain/zone.ts';
import { invalidQuery } from '../../kernel/problem.ts';
import type { ApiBinding } from '../../resources/bindings.ts';
import type { IcalendarAsked, IcalendarTaken, ImportIcalendar } from '../../usecases/import-icalendar.ts';
import { mediaTypeOf, readText } from '../body-parsing.ts';
import type { HandlerTable } from '../operation.ts';
import { rawQueryOf } from '../request-context.ts';
import { changeContextOf } from './change-context.ts';
import { setValidators } from './conditional-get.ts';
import { type ResourceHandlerDeps, showWritten, viewOfOne } from './resource-view.ts';

const mostCharactersOfId = 128;

/**
 * The operations with the creation of a resource taking `text/calendar` as well: the file goes into the calendar that `id` names.
 * 201 with the calendar when it is made, 200 when it was there, changed or not; `Surety-Import` says what the file came to. Tables
 * without that operation stay as they are.
 */
export function withIcalendar(
  handlers: HandlerTable,
  { binding, deps, take }: { binding: ApiBinding; deps: ResourceHandlerDeps; take: ImportIcalendar },
): HandlerTable {
  const operation = `POST /${binding.segment}`;
  const create = handlers[operation];
  if (create === undefined) return handlers;
  const takeIn = intake(binding, deps, take);
  return {
    ...handlers,
    [operation]: {
      ...create,
      handle: (request, response, next): unknown =>
        mediaTypeOf(request.headers['content-type'])?.type === 'text/calendar'
          ? takeIn(request, response, next)
          : create.handle(request, response, next),
    },
  };
}

function intake(binding: ApiBinding, deps: ResourceHandlerDeps, take: ImportIcalendar): RequestHandler {
  return async (request, response) => {
    const view = viewOfOne(binding, request, deps);
    const asked = askedIn(request);
    const context = { ...changeContextOf(binding, request), origin: view.address.origin };
    const taken = await take(await readText(request, mostIcalBytes), asked, context);
    const { calendar, isNew } = taken;
    response.statusCode = isNew ? 201 : 200;
    response.setHeader('Surety-Import', accountOf(taken));
    if (isNew) response.setHeader('Location', deps.renderer.href(binding.definition.name, calendar.id, view.address));
    if (view.embedded.length === 0) setValidators(response, binding.dialect, calendar);
    response.json(await showWritten(binding, calendar, { view, deps }));
  };
}

/** `events=12, older=1, passed-over="VTODO VALARM"`: names of components hold letters, digits and hyphens only. */
function accountOf({ events, older, passedOver }: IcalendarTaken): string {
  const names = passedOver.slice(0, 20).join(' ');
  return `events=${String(events)}, older=${String(older)}${names === '' ? '' : `, passed-over="${names}"`}`;
}

/** What the query asks for. Problem invalid with the parameter at fault. */
function askedIn(request: Request): IcalendarAsked {
  const query = new URLSearchParams(rawQueryOf(request));
  const one = (name: string): string | undefined => {
    const [text, ...more] = query.getAll(name);
    if (more.length > 0) throw invalidQuery(name, 'must be there once');
    return text === '' ? undefined : text;
  };
  const [name, timeZone] = [one('name'), one('timeZone')];
  if (timeZone !== undefined && !isZone(timeZone))
    throw invalidQuery('timeZone', 'must be a time zone, such as Europe/Dublin');
  return {
    id: idAsked(one('id')),
    timed: wordOf('timed', one('timed') ?? 'closed', ['closed', 'open']),
    isWhole: wordOf('whole', one('whole') ?? 'false', ['true', 'false']) === 'true',
    ...(name === undefined ? {} : { name }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

function idAsked(id: string | undefined): string {
  if (id === undefined) throw invalidQuery('id', 'required: the calendar that the file goes into');
  if (id.length > mostCharactersOfId)
    throw invalidQuery('id', `is longer than ${String(mostCharactersOfId)} characters`);
  return id;
}

function wordOf<Word extends string>(name: string, text: string, words: readonly Word[]): Word {
  const word = words.find((each) => each === text);
  if (word === undefined) throw invalidQuery(name, `must be ${words.join(' or ')}`);
  return word;
}
