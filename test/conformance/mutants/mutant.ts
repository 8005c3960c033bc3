import { isJsonObject, type JsonObject, type JsonValue, parsedJson } from '../../../conformance/json.ts';
import {
  asks,
  type Backstage,
  isDone,
  listIn,
  type Mutation,
  parametersOf,
  type WireAnswer,
  type WireRequest,
  withHeader,
  withJson,
  withParameters,
} from '../wire.ts';

/** What a faulty server is looked at through: one dialect of TMF657, all of them, or TMF623. */
export type MutantApi = 'v4' | 'v2' | 'legacy' | 'tmf657' | 'tmf623';

/** A server with one fault. */
export interface Mutant {
  id: string;
  /** The fault, in a sentence. */
  what: string;
  api: MutantApi;
  /** The checks of its subject, as `--only` names them: one of these has to notice. */
  checks: readonly string[];
  /** Made anew for every run: some faults remember things. */
  mutation: () => Mutation;
}

/** What is said about a mutant where it is written: a mutation, or how to make one. */
export type MutantDraft = { what: string } & Partial<Pick<Mutant, 'api' | 'checks'>> &
  (Mutation | { mutation: () => Mutation });

/** The mutants of a subject, by id; API and checks are those of the subject unless said otherwise. */
export function mutantsOf(
  subject: Pick<Mutant, 'api' | 'checks'>,
  drafts: Readonly<Record<string, MutantDraft>>,
): Mutant[] {
  return Object.entries(drafts).map(([id, { what, api, checks, ...fault }]) => ({
    ...{ id, what, api: api ?? subject.api, checks: checks ?? subject.checks },
    mutation: 'mutation' in fault ? fault.mutation : () => fault,
  }));
}

type Kind = (request: WireRequest) => boolean;
type RequestChange = NonNullable<Mutation['request']>;
type AnswerChange = NonNullable<Mutation['answer']>;

/** Changes requests of a kind. */
export function toServer(kind: Kind, change: RequestChange): Mutation {
  return { request: (request, backstage) => (kind(request) ? change(request, backstage) : request) };
}

/** Changes answers to requests of a kind. */
export function toClient(kind: Kind, change: AnswerChange): Mutation {
  return { answer: (answer, ...rest) => (kind(rest[0]) ? change(answer, ...rest) : answer) };
}

/** Changes answers to requests of a kind that were done. */
export function whenDone(kind: Kind, change: AnswerChange): Mutation {
  return toClient(kind, (answer, ...rest) => (isDone(answer) ? change(answer, ...rest) : answer));
}

/** Answers one status where the server has answered another one. */
export function statusInstead(kind: Kind, from: number, to: number): Mutation {
  return toClient(kind, (answer) => (answer.status === from ? { ...answer, status: to } : answer));
}

/** Changes every resource in an answer, alone or in a list. */
export function eachResource(
  change: (resource: JsonObject, request: WireRequest) => JsonObject,
  kind?: Kind,
): Mutation {
  return whenDone(kind ?? asks.resource, (answer, request) => {
    const value = parsedJson(answer.body);
    if (Array.isArray(value)) {
      return withJson(
        answer,
        value.map((each) => (isJsonObject(each) ? change(each, request) : each)),
      );
    }
    return isJsonObject(value) ? withJson(answer, change(value, request)) : answer;
  });
}

/** A copy in which every value, however deep, is what `change` makes of it; undefined leaves it out. */
export function everyValue(value: JsonValue, change: (value: JsonValue) => JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) {
    return value.flatMap((each) => {
      const changed = change(each);
      return changed === undefined ? [] : [everyValue(changed, change)];
    });
  }
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).flatMap(([name, each]) => {
    const changed = change(each);
    return changed === undefined ? [] : [[name, everyValue(changed, change)] as const];
  });
  return Object.fromEntries(members);
}

/** Changes every value of every resource in answers, names of identity excepted. */
export function eachValue(change: (value: JsonValue) => JsonValue | undefined): Mutation {
  return eachResource(({ id, href, ...others }) => {
    const identity = Object.fromEntries(Object.entries({ id, href }).filter(([, value]) => value !== undefined));
    const changed = everyValue(others, change);
    return { ...(identity as JsonObject), ...(isJsonObject(changed) ? changed : {}) };
  });
}

/** Changes the parameters of list requests one by one; undefined leaves one out. */
export function eachParameter(change: (parameter: string) => string | undefined): Mutation {
  return toServer(asks.list, (request) =>
    withParameters(
      request,
      parametersOf(request).flatMap((each) => change(each) ?? []),
    ),
  );
}

/** Names a server reserves: no attributes. */
const reserved = /^(?:fields|offset|limit|sort|filter|depth|expand)=/;

/** Whether a parameter is a condition on an attribute. */
export function isCondition(parameter: string): boolean {
  return !reserved.test(parameter);
}

/** The attribute a condition is on, as written: `validFor.endDateTime` of `validFor.endDateTime.gt=2027`. */
export function attributeOf(condition: string): string {
  const [path = ''] = /^[\w@.-]+/.exec(condition) ?? [];
  return path.replace(/\.(?:eq|exact|gte?|ge|lte?|le|ne|regex)$/, '');
}

/** The operator of a condition, decoded. */
export function operatorOf(condition: string): string {
  const rest = decoded(condition.slice(attributeOf(condition).length));
  return /^(?:\.\w+=|[=!<>*]?=~?|[<>]=?|=~)/.exec(rest)?.[0] ?? '';
}

/** A text without its percent encoding; as it is when that cannot be read. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** The answer with this list and counts to it. */
export function countedList(answer: WireAnswer, list: readonly JsonObject[]): WireAnswer {
  const count = String(list.length);
  const total = withHeader(withJson(answer, [...list]), 'x-total-count', count);
  return withHeader(total, 'x-result-count', count);
}

/** Asks for a list without some parameters and chooses among what comes instead. */
export async function chosenHere(
  request: WireRequest,
  backstage: Backstage,
  { drop, keep }: { drop: (parameter: string) => boolean; keep: (resource: JsonObject) => boolean },
): Promise<WireAnswer> {
  const parameters = parametersOf(request).filter((each) => !drop(each));
  const answer = await backstage.send(withParameters(request, parameters));
  return answer.status === 200 ? countedList(answer, listIn(answer).filter(keep)) : answer;
}

/** Asks for several lists instead of one and puts them together, each resource once. */
export async function union(
  request: WireRequest,
  backstage: Backstage,
  parameters: readonly (readonly string[])[],
): Promise<WireAnswer> {
  const answers = [];
  for (const each of parameters) answers.push(await backstage.send(withParameters(request, each)));
  const found = new Map(answers.flatMap(listIn).map((each) => [each['id'], each]));
  const [first] = answers;
  return countedList(first ?? { status: 200, headers: {}, body: '' }, [...found.values()]);
}
