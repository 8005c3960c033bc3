import type { Operator } from '../events/operator.ts';
import type { DocumentedApi } from '../http/api-docs.ts';
import type { ServedApi } from '../http/app.ts';
import { explainHandlers, statementHandlers } from '../http/assurance-handlers.ts';
import { withBacktest } from '../http/backtest-handlers.ts';
import { listenerHandlers } from '../http/listener-handlers.ts';
import { measurementHandlers } from '../http/measurement-handlers.ts';
import type { HandlerTable } from '../http/operation.ts';
import { performanceHandlers, type PerformanceDeps } from '../http/performance-handlers.ts';
import type { Renderer, ResourcePlace } from '../http/resource/render-resource.ts';
import { replayHandlers } from '../http/replay-handlers.ts';
import { withIcalendar } from '../http/resource/icalendar-intake.ts';
import { resourceHandlers } from '../http/resource/resource-handlers.ts';
import { objectAt, textAt } from '../kernel/json.ts';
import { subscriptionHandlers } from '../http/subscription-handlers.ts';
import { slaRuleHandlers } from '../http/sla-rule-handlers.ts';
import { operatorBindings } from './operator-bindings.ts';
import { apiBundle } from './package-files.ts';
import { type ApiBinding, apiMounts } from '../resources/bindings.ts';
import { calendar } from '../resources/calendar.ts';
import { sla } from '../resources/sla.ts';
import type { ResourceService } from '../tmf630/resource-service.ts';
import type { AssessmentStatements } from '../usecases/assessment-statements.ts';
import type { Explain } from '../usecases/explain-commitment.ts';
import type { ImportIcalendar } from '../usecases/import-icalendar.ts';
import type { RunBacktest } from '../usecases/run-backtest.ts';
import type { Inbox } from '../usecases/receive-events.ts';

/** What the APIs are served with. */
export interface ServingDeps extends PerformanceDeps {
  bindings: readonly ApiBinding[];
  service: ResourceService;
  renderer: Renderer;
  explain: Explain;
  backtest: RunBacktest;
  importIcalendar: ImportIcalendar;
  statements: AssessmentStatements;
  inbox: Pick<Inbox, 'receive'>;
  maximumLimit: number;
  /** See `ResourceHandlerDeps`. */
  isPartialStatusOff: boolean;
  publicUrl: string | undefined;
  operator: Operator;
}

const operatorNamed = {
  delivery: operatorBindings.delivery.definition,
  subscription: operatorBindings.subscription.definition,
};

/** Every API with its document and its handlers. */
export function servedApis(deps: ServingDeps): ServedApi[] {
  const listening = listenerHandlers(deps.inbox);
  const special: Readonly<Record<string, HandlerTable>> = {
    'tmf657-v4': listening,
    'tmf657-v2': listening,
    'tmf657-legacy': listening,
    'tmf623-v2': { ...slaRuleHandlers(sla, deps.service), ...listening },
    'assurance-v1': {
      ...{ ...measurementHandlers(deps.ingest), ...explainHandlers(deps.explain) },
      ...statementHandlers(deps.statements),
      ...subscriptionHandlers(operatorBindings, deps),
      ...replayHandlers(operatorBindings.replay, { ...deps, named: operatorNamed }),
    },
  };
  const withResources = apiMounts.map(({ api, bundle, mounts, errorForm }) => {
    const spec = apiBundle(bundle);
    const own = deps.bindings.filter((binding) => binding.api === api);
    const resources = withBacktest(resourceHandlers(own, { ...deps, spec }), deps.backtest);
    const binding = own.find(({ definition }) => definition === calendar);
    const handlers =
      binding === undefined
        ? resources
        : withIcalendar(resources, { binding, deps: { ...deps, spec }, take: deps.importIcalendar });
    return { api, spec, mounts, errorForm, handlers: { ...handlers, ...special[api] } };
  });
  const performance = {
    api: 'performance-v5',
    spec: apiBundle('performance-v5'),
    mounts: ['/tmf-api/performance/v5'],
    errorForm: 'text' as const,
    handlers: { ...performanceHandlers(deps), ...listening },
  };
  const listener = {
    api: 'listener',
    spec: apiBundle('listener'),
    // At the root: the one address for the events of every API.
    mounts: [''],
    errorForm: 'text' as const,
    handlers: listening,
  };
  return [...withResources, performance, listener];
}

/** The documents of the APIs, for the API browser. */
export function documentedApis(apis: readonly ServedApi[]): DocumentedApi[] {
  return apis.map(({ api, spec }) => ({
    name: api,
    title: textAt(objectAt(spec, 'info') ?? {}, 'title') ?? api,
    document: spec,
  }));
}

/** Where each kind of resource is found: its segment below the canonical base path of the first API that serves it. */
export function placesOf(bindings: readonly ApiBinding[]): Map<string, ResourcePlace> {
  const mountOf = (api: ApiBinding['api']): string => apiMounts.find((each) => each.api === api)?.mounts[0] ?? '';
  const places = new Map<string, ResourcePlace>();
  for (const { api, definition, segment } of bindings) {
    if (!places.has(definition.name)) places.set(definition.name, { mount: mountOf(api), segment });
  }
  return places;
}
