// Made by `npm run specs` from api-specs/tmf657-v2.yaml.
export interface paths {
  '/serviceLevelObjective': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find service level objectives */
    get: operations['listServiceLevelObjective'];
    put?: never;
    /** Create a service level objective */
    post: operations['createServiceLevelObjective'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/serviceLevelObjective/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the objective */
        id: string;
      };
      cookie?: never;
    };
    /** Read a service level objective */
    get: operations['retrieveServiceLevelObjective'];
    put?: never;
    post?: never;
    /**
     * Delete a service level objective
     * @description Specifications that list the objective keep their reference.
     */
    delete: operations['deleteServiceLevelObjective'];
    options?: never;
    head?: never;
    /**
     * Change parts of a service level objective
     * @description A JSON merge patch, also under application/json: an attribute that is null is removed, arrays are replaced whole. Or operations, by JSON pointer or by content. All or nothing, and what results must be as if it were created.
     */
    patch: operations['patchServiceLevelObjective'];
    trace?: never;
  };
  '/serviceLevelSpecification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find service level specifications */
    get: operations['listServiceLevelSpecification'];
    put?: never;
    /** Create a service level specification */
    post: operations['createServiceLevelSpecification'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/serviceLevelSpecification/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the specification */
        id: string;
      };
      cookie?: never;
    };
    /** Read a service level specification */
    get: operations['retrieveServiceLevelSpecification'];
    put?: never;
    post?: never;
    /** Delete a service level specification */
    delete: operations['deleteServiceLevelSpecification'];
    options?: never;
    head?: never;
    /**
     * Change parts of a service level specification
     * @description A JSON merge patch, also under application/json: an attribute that is null is removed, arrays are replaced whole. Or operations, by JSON pointer or by content. All or nothing, and what results must be as if it were created.
     */
    patch: operations['patchServiceLevelSpecification'];
    trace?: never;
  };
  '/hub': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the registered listeners */
    get: operations['listHub'];
    put?: never;
    /** Register a listener */
    post: operations['registerListener'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/hub/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the subscription */
        id: string;
      };
      cookie?: never;
    };
    /** Read a subscription */
    get: operations['retrieveHub'];
    put?: never;
    post?: never;
    /**
     * Take a listener off
     * @description Deliveries that wait for it are given up.
     */
    delete: operations['unregisterListener'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/listener': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Receive an event
     * @description Any event, known or not: its type is `eventType`. The answer comes when the event is kept; the work it makes is done afterwards. An event that was sent before, told by its `eventId`, changes nothing.
     */
    post: operations['listenToEvent'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/listener/{eventName}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Type of the event with a small first letter, such as `serviceLevelObjectiveCreateEvent` */
        eventName: string;
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Receive an event of the named type
     * @description The same as without a name; the name counts only for a body without `eventType`.
     */
    post: operations['listenToNamedEvent'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description Extension: the recurring period that is assessed. */
    ConformanceWindow: {
      /** @description `calendar` or `rolling` */
      type?: string;
      /** @description ISO 8601 duration, such as `P1M`, `P1D`, `PT1H` */
      duration?: string;
      /** @description IANA zone whose calendar counts, such as `Europe/Dublin` */
      timeZone?: string;
      /**
       * Format: date-time
       * @description An instant a period starts at
       */
      anchor?: string;
    };
    /** @description Extension: the recurring period that is assessed. */
    ConformanceWindow_UpdateOrNull: {
      /** @description `calendar` or `rolling` */
      type?: string | null;
      /** @description ISO 8601 duration, such as `P1M`, `P1D`, `PT1H` */
      duration?: string | null;
      /** @description IANA zone whose calendar counts, such as `Europe/Dublin` */
      timeZone?: string | null;
      /**
       * Format: date-time
       * @description An instant a period starts at
       */
      anchor?: string | null;
    } | null;
    /** @description Extension: how many; a whole number from 1, or such a text. `unavailableAfter` and `availableAfter` count slices in a row, `minSamples` samples or cases of a period. */
    Count: number | string;
    /** @description Something an indicator draws on. */
    EntityRef: {
      /** @description Identifier; measurements name it as their subject */
      id: string;
      /** @description Address */
      href: string;
      /** @description Name */
      name?: string;
      /** @description Part it plays */
      role?: string;
      /** @description Class of the thing referred to */
      '@referredType'?: string;
      /** @description Class of this object */
      '@type'?: string;
      /** @description Class it derives from */
      '@baseType'?: string;
      /**
       * Format: uri
       * @description Schema of attributes beyond these
       */
      '@schemaLocation'?: string;
    };
    /** @description Why a request was refused. Every answer of 400 and above carries one. */
    Error: {
      /** @description HTTP status */
      code: number;
      /** @description Short class of the fault */
      reason: string;
      /** @description Every fault as `path: reason`, in the names the caller used */
      message?: string;
      /** @description HTTP status */
      status?: number;
      /** @description Page that explains the fault */
      referenceError?: string;
      /** @description Class of the body */
      '@type'?: string;
      /** @description Schema of members beyond these */
      '@schemaLocation'?: string;
    };
    /** @description A registered listener. */
    EventSubscription: {
      /** @description Identifier */
      id: string;
      /** @description Address of the subscription */
      href?: string;
      /** @description Where events are posted, exactly as registered */
      callback: string;
      /** @description Which events are sent; all standard ones when absent */
      query?: string | null;
      grouping?: components['schemas']['Grouping'];
    };
    /** @description A listener to register. */
    EventSubscriptionInput: {
      /** @description Absolute http or https address that events are posted to */
      callback: string;
      /** @description Filter over the event, written like the query of a list: `eventType=ServiceLevelObjectiveCreateEvent&event.serviceLevelObjective.name=Gold`. Event types that only this service knows are sent only to a subscription whose query names them. */
      query?: string | null;
      /** @description `whsec_` and 24 to 64 bytes in base64: callbacks are then signed with it, as Standard Webhooks say. Never shown again */
      secret?: string | null;
      grouping?: components['schemas']['Grouping'];
    };
    /** @description Events that have the same value at `key` and come within `window` of the first of them go out as one EventGroupCreateEvent that lists them by reference; others go out one by one. */
    Grouping: {
      /** @description ISO 8601 duration, `PT1S` to `PT1H` */
      window: string;
      /** @description Path into the event, `event.slaViolation.sla.id` */
      key: string;
    } | null;
    /** @description An event as any TM Forum API sends it. */
    InboundEvent: {
      /** @description Same for every repetition of one event */
      eventId?: unknown;
      /** @description When it happened */
      eventTime?: unknown;
      /** @description Name of what happened */
      eventType?: unknown;
      /** @description What it happened to, under the name of its kind */
      event?: unknown;
    };
    /** @description Which event was taken. */
    InboundEventTaken: {
      /** @description As it was sent, or made from the body */
      eventId?: string;
      /** @description As it was sent, or from the path */
      eventType?: string;
    };
    /** @description Operations of RFC 6902, done one after the other, all or none. */
    JsonPatch: components['schemas']['JsonPatchOperation'][];
    /** @description One operation. */
    JsonPatchOperation: {
      /**
       * @description What to do; a test that fails, and a path that is not there, answer 409
       * @enum {string}
       */
      op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
      /** @description JSON pointer to what is changed, `/relatedEntity/0/name` */
      path: string;
      /** @description JSON pointer to what is moved or copied, with these required */
      from?: string;
      /** @description New or expected value, with add, replace and test required */
      value?: unknown;
    };
    /** @description Operations whose path selects by content, done one after the other, all or none. */
    JsonPatchQuery: components['schemas']['JsonPatchQueryOperation'][];
    /** @description One operation on everything its path selects; a path that selects nothing answers 409. */
    JsonPatchQueryOperation: {
      /**
       * @description What to do; a test that fails, and a path that is not there, answer 409
       * @enum {string}
       */
      op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
      /** @description JSONPath, `relatedParty[?(@.role=='EndUser')].name`, or a JSON pointer with conditions, `/relatedParty/name?relatedParty.role=EndUser` */
      path: string;
      /** @description Path of the one thing that is moved or copied, with these required */
      from?: string;
      /** @description New or expected value, with add, replace and test required */
      value?: unknown;
    };
    /** @description Extension: percent that a good slice comes to at least; a number, or text such as `99 %`. */
    Percentage: number | string;
    /** @description One measurable promise. */
    ServiceLevelObjective: {
      /** @description Identifier */
      id?: string;
      /** @description Address */
      href?: string;
      /** @description Name people know it by */
      name?: string;
      /** @description How measured value and target relate; words name the violating side, symbols what must hold */
      conformanceComparator?: string;
      /** @description Value to keep, with its unit where it has one: `99.95 %` */
      conformanceTarget?: string;
      conformancePeriod?: components['schemas']['TimePeriod'];
      /** @description Value at which to warn before the target is missed */
      thresholdTarget?: string;
      /** @description Deviation from the target that is let pass, absolute or in percent of it */
      toleranceTarget?: string;
      tolerancePeriod?: components['schemas']['TimePeriod'];
      /** @description How many updates in a row may fail to come */
      graceTimes?: string;
      validFor?: components['schemas']['TimePeriod'];
      specParameter?: components['schemas']['ServiceLevelSpecParameter'];
      /** @description What follows when the objective is missed */
      specConsequence?: components['schemas']['ServiceLevelSpecConsequence'][];
      conformanceWindow?: components['schemas']['ConformanceWindow'];
      /** @description Extension: IANA zone whose calendar counts, such as `Europe/Dublin` */
      timeZone?: string;
      /** @description Extension: when a verdict falls, `instant`, `certain` or `atClose` */
      verdictMode?: string;
      /** @description Extension: what time without data means, `unknown` (unless said), `ignore`, `bad`, `good` or `carryForward`; as a word, or as an object with `policy` and, for carryForward, `maxAge` (ISO 8601 duration, an hour unless said) */
      missingData?:
        | string
        | {
            /** @description The policy */
            policy?: string;
            /** @description How long a value or state stands without a later one */
            maxAge?: string;
          };
      /** @description Extension: how missed updates are counted, `consecutive` or `perPeriod` */
      graceTimesScope?: string;
      minCoverage?: components['schemas']['Share'];
      /** @description Extension: ISO 8601 duration of the slices compared in `instant` mode */
      slice?: string;
      /** @description Extension: ISO 8601 duration one sample speaks for at most */
      measurementInterval?: string;
      sliceTarget?: components['schemas']['Percentage'];
      unavailableAfter?: components['schemas']['Count'];
      availableAfter?: components['schemas']['Count'];
      /** @description Extension: ISO 8601 duration below which an outage counts as up */
      minOutage?: string;
      minSamples?: components['schemas']['Count'];
      /** @description Class of this object */
      '@type'?: string;
      /** @description Class it derives from */
      '@baseType'?: string;
      /**
       * Format: uri
       * @description Schema of attributes beyond these
       */
      '@schemaLocation'?: string;
    };
    /** @description An objective was changed. */
    ServiceLevelObjectiveAttributeValueChangeNotification: {
      /** @description Same for every repetition of one event */
      eventId?: string;
      /**
       * Format: date-time
       * @description When the notification was made
       */
      eventTime?: string;
      /** @description Name of what happened */
      eventType?: string;
      /** @description Taken over from the request that caused it */
      correlationId?: string;
      /** @description API the event belongs to */
      domain?: string;
      /** @description What happened in a few words */
      title?: string;
      /** @description What happened in a sentence */
      description?: string;
      /** @description How urgent it is */
      priority?: string;
      /**
       * Format: date-time
       * @description When the change happened
       */
      timeOcurred?: string;
      /** @description First-level attributes that changed, separated by commas */
      fieldPath?: string;
      /** @description The payload */
      event?: {
        serviceLevelObjective?: components['schemas']['ServiceLevelObjective'];
      };
    };
    /** @description An objective was created. */
    ServiceLevelObjectiveCreationNotification: {
      /** @description Same for every repetition of one event */
      eventId?: string;
      /**
       * Format: date-time
       * @description When the notification was made
       */
      eventTime?: string;
      /** @description Name of what happened */
      eventType?: string;
      /** @description Taken over from the request that caused it */
      correlationId?: string;
      /** @description API the event belongs to */
      domain?: string;
      /** @description What happened in a few words */
      title?: string;
      /** @description What happened in a sentence */
      description?: string;
      /** @description How urgent it is */
      priority?: string;
      /**
       * Format: date-time
       * @description When the change happened
       */
      timeOcurred?: string;
      /** @description The payload */
      event?: {
        serviceLevelObjective?: components['schemas']['ServiceLevelObjective'];
      };
    };
    /** @description An objective in a bundle. */
    ServiceLevelObjectiveRef: {
      /** @description Identifier of the objective */
      id: string;
      /** @description Address of the objective */
      href: string;
      /** @description Class of the thing referred to */
      '@referredType'?: string;
      /** @description Class of this object */
      '@type'?: string;
      /** @description Class it derives from */
      '@baseType'?: string;
      /**
       * Format: uri
       * @description Schema of attributes beyond these
       */
      '@schemaLocation'?: string;
    };
    /** @description An objective was deleted. */
    ServiceLevelObjectiveRemoveNotification: {
      /** @description Same for every repetition of one event */
      eventId?: string;
      /**
       * Format: date-time
       * @description When the notification was made
       */
      eventTime?: string;
      /** @description Name of what happened */
      eventType?: string;
      /** @description Taken over from the request that caused it */
      correlationId?: string;
      /** @description API the event belongs to */
      domain?: string;
      /** @description What happened in a few words */
      title?: string;
      /** @description What happened in a sentence */
      description?: string;
      /** @description How urgent it is */
      priority?: string;
      /**
       * Format: date-time
       * @description When the change happened
       */
      timeOcurred?: string;
      /** @description The payload */
      event?: {
        serviceLevelObjective?: components['schemas']['ServiceLevelObjective'];
      };
    };
    /** @description A new objective. An id of the client's own is kept when it is free; an href is ignored. */
    ServiceLevelObjective_Create: {
      /** @description Identifier the client chooses */
      id?: string;
      /** @description Ignored */
      href?: unknown;
      /** @description Name people know it by */
      name?: string;
      /** @description How measured value and target relate; words name the violating side, symbols what must hold */
      conformanceComparator: string;
      /** @description Value to keep, with its unit where it has one: `99.95 %` */
      conformanceTarget: string;
      conformancePeriod?: components['schemas']['TimePeriod'];
      /** @description Value at which to warn before the target is missed */
      thresholdTarget?: string;
      /** @description Deviation from the target that is let pass, absolute or in percent of it */
      toleranceTarget?: string;
      tolerancePeriod?: components['schemas']['TimePeriod'];
      /** @description How many updates in a row may fail to come */
      graceTimes?: string;
      validFor?: components['schemas']['TimePeriod'];
      specParameter: components['schemas']['ServiceLevelSpecParameter_Create'];
      /** @description What follows when the objective is missed */
      specConsequence?: components['schemas']['ServiceLevelSpecConsequence'][];
      conformanceWindow?: components['schemas']['ConformanceWindow'];
      /** @description Extension: IANA zone whose calendar counts, such as `Europe/Dublin` */
      timeZone?: string;
      /** @description Extension: when a verdict falls, `instant`, `certain` or `atClose` */
      verdictMode?: string;
      /** @description Extension: what time without data means, `unknown` (unless said), `ignore`, `bad`, `good` or `carryForward`; as a word, or as an object with `policy` and, for carryForward, `maxAge` (ISO 8601 duration, an hour unless said) */
      missingData?:
        | string
        | {
            /** @description The policy */
            policy?: string;
            /** @description How long a value or state stands without a later one */
            maxAge?: string;
          };
      /** @description Extension: how missed updates are counted, `consecutive` or `perPeriod` */
      graceTimesScope?: string;
      minCoverage?: components['schemas']['Share'];
      /** @description Extension: ISO 8601 duration of the slices compared in `instant` mode */
      slice?: string;
      /** @description Extension: ISO 8601 duration one sample speaks for at most */
      measurementInterval?: string;
      sliceTarget?: components['schemas']['Percentage'];
      unavailableAfter?: components['schemas']['Count'];
      availableAfter?: components['schemas']['Count'];
      /** @description Extension: ISO 8601 duration below which an outage counts as up */
      minOutage?: string;
      minSamples?: components['schemas']['Count'];
      /** @description Class of this object */
      '@type'?: string;
      /** @description Class it derives from */
      '@baseType'?: string;
      /**
       * Format: uri
       * @description Schema of attributes beyond these
       */
      '@schemaLocation'?: string;
    };
    /** @description Merge patch of an objective; id and href may be repeated, not changed. */
    ServiceLevelObjective_Update: {
      /** @description Not changed by an update */
      id?: unknown;
      /** @description Not changed by an update */
      href?: unknown;
      /** @description Name people know it by */
      name?: string | null;
      /** @description How measured value and target relate; words name the violating side, symbols what must hold */
      conformanceComparator?: string;
      /** @description Value to keep, with its unit where it has one: `99.95 %` */
      conformanceTarget?: string;
      conformancePeriod?: components['schemas']['TimePeriod_UpdateOrNull'];
      /** @description Value at which to warn before the target is missed */
      thresholdTarget?: string | null;
      /** @description Deviation from the target that is let pass, absolute or in percent of it */
      toleranceTarget?: string | null;
      tolerancePeriod?: components['schemas']['TimePeriod_UpdateOrNull'];
      /** @description How many updates in a row may fail to come */
      graceTimes?: string | null;
      validFor?: components['schemas']['TimePeriod_UpdateOrNull'];
      specParameter?: components['schemas']['ServiceLevelSpecParameter_Update'];
      /** @description What follows when the objective is missed */
      specConsequence?: components['schemas']['ServiceLevelSpecConsequence'][] | null;
      conformanceWindow?: components['schemas']['ConformanceWindow_UpdateOrNull'];
      /** @description Extension: IANA zone whose calendar counts, such as `Europe/Dublin` */
      timeZone?: string | null;
      /** @description Extension: when a verdict falls, `instant`, `certain` or `atClose` */
      verdictMode?: string | null;
      /** @description Extension: what time without data means, `unknown` (unless said), `ignore`, `bad`, `good` or `carryForward`; as a word, or as an object with `policy` and, for carryForward, `maxAge` (ISO 8601 duration, an hour unless said) */
      missingData?:
        | (string | null)
        | {
            /** @description The policy */
            policy?: string;
            /** @description How long a value or state stands without a later one */
            maxAge?: string;
          };
      /** @description Extension: how missed updates are counted, `consecutive` or `perPeriod` */
      graceTimesScope?: string | null;
      /** @description Share of the time that must be measured for a verdict; a number from 0 to 1, or text such as `90%`. */
      minCoverage?: (number | null) | string;
      /** @description Extension: ISO 8601 duration of the slices compared in `instant` mode */
      slice?: string | null;
      /** @description Extension: ISO 8601 duration one sample speaks for at most */
      measurementInterval?: string | null;
      /** @description Extension: percent that a good slice comes to at least; a number, or text such as `99 %`. */
      sliceTarget?: (number | null) | string;
      /** @description Extension: how many; a whole number from 1, or such a text. `unavailableAfter` and `availableAfter` count slices in a row, `minSamples` samples or cases of a period. */
      unavailableAfter?: (number | null) | string;
      /** @description Extension: how many; a whole number from 1, or such a text. `unavailableAfter` and `availableAfter` count slices in a row, `minSamples` samples or cases of a period. */
      availableAfter?: (number | null) | string;
      /** @description Extension: ISO 8601 duration below which an outage counts as up */
      minOutage?: string | null;
      /** @description Extension: how many; a whole number from 1, or such a text. `unavailableAfter` and `availableAfter` count slices in a row, `minSamples` samples or cases of a period. */
      minSamples?: (number | null) | string;
      /** @description Class of this object */
      '@type'?: string | null;
      /** @description Class it derives from */
      '@baseType'?: string | null;
      /**
       * Format: uri
       * @description Schema of attributes beyond these
       */
      '@schemaLocation'?: string | null;
    };
    /** @description What follows when an objective is missed. */
    ServiceLevelSpecConsequence: {
      /** @description Remedy that is recommended; may be an address */
      prescribedAction?: string;
      validFor?: components['schemas']['TimePeriod'];
      /** @description Class of this object */
      '@type'?: string;
      /** @description Class it derives from */
      '@baseType'?: string;
      /**
       * Format: uri
       * @description Schema of attributes beyond these
       */
      '@schemaLocation'?: string;
    };
    /** @description What an objective measures. */
    ServiceLevelSpecParameter: {
      /** @description Name of the indicator; measurements name it too */
      name?: string;
      /** @description Whether it depends on a technology or a service */
      serviceParmCategory?: string;
      /** @description Whether it speaks of one user or of all together */
      serviceParmPerspective?: string;
      /** @description How the value is worked out; names the statistic for the evaluator */
      transformationAlgorithmOfKQI?: string;
      validFor?: components['schemas']['TimePeriod'];
      /** @description `KQI`, quality as the customer meets it, or `KPI`, performance of the service */
      type?: string;
      /** @description What is measured; each id is the subject of measurements */
      relatedEntity?: components['schemas']['EntityRef'][];
      /** @description Class of this object */
      '@type'?: string;
      /** @description Class it derives from */
      '@baseType'?: string;
      /**
       * Format: uri
       * @description Schema of attributes beyond these
       */
      '@schemaLocation'?: string;
    };
    /** @description What an objective is to measure. */
    ServiceLevelSpecParameter_Create: {
      /** @description Name of the indicator; measurements name it too */
      name: string;
      /** @description Whether it depends on a technology or a service */
      serviceParmCategory?: string;
      /** @description Whether it speaks of one user or of all together */
      serviceParmPerspective?: string;
      /** @description How the value is worked out; names the statistic for the evaluator */
      transformationAlgorithmOfKQI?: string;
      validFor?: components['schemas']['TimePeriod'];
      /** @description `KQI`, quality as the customer meets it, or `KPI`, performance of the service */
      type?: string;
      /** @description What is measured; each id is the subject of measurements */
      relatedEntity: components['schemas']['EntityRef'][];
      /** @description Class of this object */
      '@type'?: string;
      /** @description Class it derives from */
      '@baseType'?: string;
      /**
       * Format: uri
       * @description Schema of attributes beyond these
       */
      '@schemaLocation'?: string;
    };
    /** @description What an objective is to measure. */
    ServiceLevelSpecParameter_Update: {
      /** @description Name of the indicator; measurements name it too */
      name?: string;
      /** @description Whether it depends on a technology or a service */
      serviceParmCategory?: string | null;
      /** @description Whether it speaks of one user or of all together */
      serviceParmPerspective?: string | null;
      /** @description How the value is worked out; names the statistic for the evaluator */
      transformationAlgorithmOfKQI?: string | null;
      validFor?: components['schemas']['TimePeriod_UpdateOrNull'];
      /** @description `KQI`, quality as the customer meets it, or `KPI`, performance of the service */
      type?: string | null;
      /** @description What is measured; each id is the subject of measurements */
      relatedEntity?: components['schemas']['EntityRef'][];
      /** @description Class of this object */
      '@type'?: string | null;
      /** @description Class it derives from */
      '@baseType'?: string | null;
      /**
       * Format: uri
       * @description Schema of attributes beyond these
       */
      '@schemaLocation'?: string | null;
    };
    /** @description A named bundle of objectives. */
    ServiceLevelSpecification: {
      /** @description Identifier */
      id?: string;
      /** @description Address */
      href?: string;
      /** @description Name people know it by */
      name?: string;
      /** @description What the bundle is for */
      description?: string;
      validFor?: components['schemas']['TimePeriod'];
      /** @description The objectives in the bundle; they need not exist here */
      objective?: components['schemas']['ServiceLevelObjectiveRef'][];
      /** @description Class of this object */
      '@type'?: string;
      /** @description Class it derives from */
      '@baseType'?: string;
      /**
       * Format: uri
       * @description Schema of attributes beyond these
       */
      '@schemaLocation'?: string;
    };
    /** @description A specification was changed. */
    ServiceLevelSpecificationAttributeValueChangeNotification: {
      /** @description Same for every repetition of one event */
      eventId?: string;
      /**
       * Format: date-time
       * @description When the notification was made
       */
      eventTime?: string;
      /** @description Name of what happened */
      eventType?: string;
      /** @description Taken over from the request that caused it */
      correlationId?: string;
      /** @description API the event belongs to */
      domain?: string;
      /** @description What happened in a few words */
      title?: string;
      /** @description What happened in a sentence */
      description?: string;
      /** @description How urgent it is */
      priority?: string;
      /**
       * Format: date-time
       * @description When the change happened
       */
      timeOcurred?: string;
      /** @description First-level attributes that changed, separated by commas */
      fieldPath?: string;
      /** @description The payload */
      event?: {
        serviceLevelSpecification?: components['schemas']['ServiceLevelSpecification'];
      };
    };
    /** @description A specification was created. */
    ServiceLevelSpecificationCreationNotification: {
      /** @description Same for every repetition of one event */
      eventId?: string;
      /**
       * Format: date-time
       * @description When the notification was made
       */
      eventTime?: string;
      /** @description Name of what happened */
      eventType?: string;
      /** @description Taken over from the request that caused it */
      correlationId?: string;
      /** @description API the event belongs to */
      domain?: string;
      /** @description What happened in a few words */
      title?: string;
      /** @description What happened in a sentence */
      description?: string;
      /** @description How urgent it is */
      priority?: string;
      /**
       * Format: date-time
       * @description When the change happened
       */
      timeOcurred?: string;
      /** @description The payload */
      event?: {
        serviceLevelSpecification?: components['schemas']['ServiceLevelSpecification'];
      };
    };
    /** @description A specification was deleted. */
    ServiceLevelSpecificationRemoveNotification: {
      /** @description Same for every repetition of one event */
      eventId?: string;
      /**
       * Format: date-time
       * @description When the notification was made
       */
      eventTime?: string;
      /** @description Name of what happened */
      eventType?: string;
      /** @description Taken over from the request that caused it */
      correlationId?: string;
      /** @description API the event belongs to */
      domain?: string;
      /** @description What happened in a few words */
      title?: string;
      /** @description What happened in a sentence */
      description?: string;
      /** @description How urgent it is */
      priority?: string;
      /**
       * Format: date-time
       * @description When the change happened
       */
      timeOcurred?: string;
      /** @description The payload */
      event?: {
        serviceLevelSpecification?: components['schemas']['ServiceLevelSpecification'];
      };
    };
    /** @description A new specification. An id of the client's own is kept when it is free; an href is ignored. */
    ServiceLevelSpecification_Create: {
      /** @description Identifier the client chooses */
      id?: string;
      /** @description Ignored */
      href?: unknown;
      /** @description Name people know it by */
      name: string;
      /** @description What the bundle is for */
      description?: string;
      validFor?: components['schemas']['TimePeriod'];
      /** @description The objectives in the bundle; they need not exist here */
      objective: components['schemas']['ServiceLevelObjectiveRef'][];
      /** @description Class of this object */
      '@type'?: string;
      /** @description Class it derives from */
      '@baseType'?: string;
      /**
       * Format: uri
       * @description Schema of attributes beyond these
       */
      '@schemaLocation'?: string;
    };
    /** @description Merge patch of a specification; id and href may be repeated, not changed. */
    ServiceLevelSpecification_Update: {
      /** @description Not changed by an update */
      id?: unknown;
      /** @description Not changed by an update */
      href?: unknown;
      /** @description Name people know it by */
      name?: string;
      /** @description What the bundle is for */
      description?: string | null;
      validFor?: components['schemas']['TimePeriod_UpdateOrNull'];
      /** @description The objectives in the bundle; they need not exist here */
      objective?: components['schemas']['ServiceLevelObjectiveRef'][];
      /** @description Class of this object */
      '@type'?: string | null;
      /** @description Class it derives from */
      '@baseType'?: string | null;
      /**
       * Format: uri
       * @description Schema of attributes beyond these
       */
      '@schemaLocation'?: string | null;
    };
    /** @description Share of the time that must be measured for a verdict; a number from 0 to 1, or text such as `90%`. */
    Share: number | string;
    /** @description An interval; either end may be left open. */
    TimePeriod: {
      /**
       * Format: date-time
       * @description First instant inside
       */
      startDateTime?: string;
      /**
       * Format: date-time
       * @description First instant no longer inside
       */
      endDateTime?: string;
    };
    /** @description An interval; either end may be left open. */
    TimePeriod_UpdateOrNull: {
      /**
       * Format: date-time
       * @description First instant inside
       */
      startDateTime?: string | null;
      /**
       * Format: date-time
       * @description First instant no longer inside
       */
      endDateTime?: string | null;
    } | null;
  };
  responses: {
    /** @description The body, the query or a path parameter breaks a rule; the message names the path at fault */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The request is well formed and collides with what is stored */
    Conflict: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description A fault of the service; nothing is told about its inside */
    InternalError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The address exists and does not offer this method */
    MethodNotAllowed: {
      headers: {
        /** @description The methods it offers */
        Allow?: string;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The Accept header leaves out JSON */
    NotAcceptable: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description Nothing has this address */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The JSONPath is right and holds something this service does not do */
    NotImplemented: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The client has the present state; no body */
    NotModified: {
      headers: {
        ETag: components['headers']['ETag'];
        'Last-Modified': components['headers']['Last-Modified'];
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description Any other refusal, such as 503 while stopping */
    OtherError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The resource is not in the state that If-Match or If-Unmodified-Since asks for */
    PreconditionFailed: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The query is longer than this service takes */
    QueryTooLong: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description Nothing in the list is within the Range */
    RangeNotSatisfiable: {
      headers: {
        /** @description How much there is, `items *\/50` */
        'Content-Range'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The body is larger than this service takes */
    TooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The body is of a media type this operation does not take */
    UnsupportedMediaType: {
      headers: {
        /** @description The media types a PATCH takes */
        'Accept-Patch'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
  };
  parameters: {
    /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
    'If-Match': string;
    /** @description 304 when the resource has not changed since; of no effect beside If-None-Match */
    'If-Modified-Since': string;
    /** @description ETags of the revisions the client has, or `*`; of one of them the answer is 304 */
    'If-None-Match': string;
    /** @description 412 when the resource has changed since; of no effect beside If-Match */
    'If-Unmodified-Since': string;
    /** @description Part of the list, counted from 1, where neither `offset` nor `limit` is given: `items=11-20` */
    Range: string;
    /** @description How many levels of references to answer as the resources they refer to; 0 and 1 leave them references */
    depth: number;
    /** @description References, separated by commas, to answer as the resources of this service that they refer to */
    expand: string | string[];
    /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
    fields: string;
    /** @description JSONPath that must find something in a resource for it to be listed: `rule[?(@.metric=='availability')]`. Given more than once, one of them is enough */
    filter: string | string[];
    /** @description How many resources to return at most; lowered to the cap of the service */
    limit: number;
    /** @description How many matching resources to skip */
    offset: number;
    /** @description Attributes to order by, dotted ones too, separated by commas; a leading `-` turns the order of one round */
    sort: string | string[];
  };
  requestBodies: never;
  headers: {
    /** @description Place of this body in the whole, `items 11-20/50` */
    'Content-Range': string;
    /** @description Revision of the resource */
    ETag: string;
    /** @description When the resource last changed */
    'Last-Modified': string;
    /** @description Addresses of this, the first, previous, next and last page */
    Link: string;
    /** @description Address of the new resource; equal to its href */
    Location: string;
    /** @description How many resources this body holds */
    'X-Result-Count': number;
    /** @description How many resources match the filter */
    'X-Total-Count': number;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listServiceLevelObjective: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
        /** @description How many matching resources to skip */
        offset?: components['parameters']['offset'];
        /** @description How many resources to return at most; lowered to the cap of the service */
        limit?: components['parameters']['limit'];
        /** @description Attributes to order by, dotted ones too, separated by commas; a leading `-` turns the order of one round */
        sort?: components['parameters']['sort'];
        /** @description JSONPath that must find something in a resource for it to be listed: `rule[?(@.metric=='availability')]`. Given more than once, one of them is enough */
        filter?: components['parameters']['filter'];
        /** @description References, separated by commas, to answer as the resources of this service that they refer to */
        expand?: components['parameters']['expand'];
        /** @description How many levels of references to answer as the resources they refer to; 0 and 1 leave them references */
        depth?: components['parameters']['depth'];
      };
      header?: {
        /** @description Part of the list, counted from 1, where neither `offset` nor `limit` is given: `items=11-20` */
        Range?: components['parameters']['Range'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All that match */
      200: {
        headers: {
          'X-Total-Count': components['headers']['X-Total-Count'];
          'X-Result-Count': components['headers']['X-Result-Count'];
          Link: components['headers']['Link'];
          'Content-Range': components['headers']['Content-Range'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceLevelObjective'][];
        };
      };
      /** @description One page of those that match */
      206: {
        headers: {
          'X-Total-Count': components['headers']['X-Total-Count'];
          'X-Result-Count': components['headers']['X-Result-Count'];
          Link: components['headers']['Link'];
          'Content-Range': components['headers']['Content-Range'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceLevelObjective'][];
        };
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      414: components['responses']['QueryTooLong'];
      416: components['responses']['RangeNotSatisfiable'];
      500: components['responses']['InternalError'];
      501: components['responses']['NotImplemented'];
      default: components['responses']['OtherError'];
    };
  };
  createServiceLevelObjective: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
        /** @description References, separated by commas, to answer as the resources of this service that they refer to */
        expand?: components['parameters']['expand'];
        /** @description How many levels of references to answer as the resources they refer to; 0 and 1 leave them references */
        depth?: components['parameters']['depth'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ServiceLevelObjective_Create'];
      };
    };
    responses: {
      /** @description The new objective */
      201: {
        headers: {
          Location: components['headers']['Location'];
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceLevelObjective'];
        };
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      414: components['responses']['QueryTooLong'];
      415: components['responses']['UnsupportedMediaType'];
      500: components['responses']['InternalError'];
      501: components['responses']['NotImplemented'];
      default: components['responses']['OtherError'];
    };
  };
  retrieveServiceLevelObjective: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
        /** @description References, separated by commas, to answer as the resources of this service that they refer to */
        expand?: components['parameters']['expand'];
        /** @description How many levels of references to answer as the resources they refer to; 0 and 1 leave them references */
        depth?: components['parameters']['depth'];
      };
      header?: {
        /** @description ETags of the revisions the client has, or `*`; of one of them the answer is 304 */
        'If-None-Match'?: components['parameters']['If-None-Match'];
        /** @description 304 when the resource has not changed since; of no effect beside If-None-Match */
        'If-Modified-Since'?: components['parameters']['If-Modified-Since'];
      };
      path: {
        /** @description Identifier of the objective */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The objective */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceLevelObjective'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      414: components['responses']['QueryTooLong'];
      500: components['responses']['InternalError'];
      501: components['responses']['NotImplemented'];
      default: components['responses']['OtherError'];
    };
  };
  deleteServiceLevelObjective: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
        'If-Match'?: components['parameters']['If-Match'];
        /** @description 412 when the resource has changed since; of no effect beside If-Match */
        'If-Unmodified-Since'?: components['parameters']['If-Unmodified-Since'];
      };
      path: {
        /** @description Identifier of the objective */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      414: components['responses']['QueryTooLong'];
      500: components['responses']['InternalError'];
      default: components['responses']['OtherError'];
    };
  };
  patchServiceLevelObjective: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
        /** @description References, separated by commas, to answer as the resources of this service that they refer to */
        expand?: components['parameters']['expand'];
        /** @description How many levels of references to answer as the resources they refer to; 0 and 1 leave them references */
        depth?: components['parameters']['depth'];
      };
      header?: {
        /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
        'If-Match'?: components['parameters']['If-Match'];
        /** @description 412 when the resource has changed since; of no effect beside If-Match */
        'If-Unmodified-Since'?: components['parameters']['If-Unmodified-Since'];
      };
      path: {
        /** @description Identifier of the objective */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['ServiceLevelObjective_Update'];
        'application/json': components['schemas']['ServiceLevelObjective_Update'];
        'application/json-patch+json': components['schemas']['JsonPatch'];
        'application/json-patch-query+json': components['schemas']['JsonPatchQuery'];
        'application/json-patch+query': components['schemas']['JsonPatchQuery'];
      };
    };
    responses: {
      /** @description The objective after the change */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceLevelObjective'];
        };
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['TooLarge'];
      414: components['responses']['QueryTooLong'];
      415: components['responses']['UnsupportedMediaType'];
      500: components['responses']['InternalError'];
      501: components['responses']['NotImplemented'];
      default: components['responses']['OtherError'];
    };
  };
  listServiceLevelSpecification: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
        /** @description How many matching resources to skip */
        offset?: components['parameters']['offset'];
        /** @description How many resources to return at most; lowered to the cap of the service */
        limit?: components['parameters']['limit'];
        /** @description Attributes to order by, dotted ones too, separated by commas; a leading `-` turns the order of one round */
        sort?: components['parameters']['sort'];
        /** @description JSONPath that must find something in a resource for it to be listed: `rule[?(@.metric=='availability')]`. Given more than once, one of them is enough */
        filter?: components['parameters']['filter'];
        /** @description References, separated by commas, to answer as the resources of this service that they refer to */
        expand?: components['parameters']['expand'];
        /** @description How many levels of references to answer as the resources they refer to; 0 and 1 leave them references */
        depth?: components['parameters']['depth'];
      };
      header?: {
        /** @description Part of the list, counted from 1, where neither `offset` nor `limit` is given: `items=11-20` */
        Range?: components['parameters']['Range'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All that match */
      200: {
        headers: {
          'X-Total-Count': components['headers']['X-Total-Count'];
          'X-Result-Count': components['headers']['X-Result-Count'];
          Link: components['headers']['Link'];
          'Content-Range': components['headers']['Content-Range'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceLevelSpecification'][];
        };
      };
      /** @description One page of those that match */
      206: {
        headers: {
          'X-Total-Count': components['headers']['X-Total-Count'];
          'X-Result-Count': components['headers']['X-Result-Count'];
          Link: components['headers']['Link'];
          'Content-Range': components['headers']['Content-Range'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceLevelSpecification'][];
        };
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      414: components['responses']['QueryTooLong'];
      416: components['responses']['RangeNotSatisfiable'];
      500: components['responses']['InternalError'];
      501: components['responses']['NotImplemented'];
      default: components['responses']['OtherError'];
    };
  };
  createServiceLevelSpecification: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
        /** @description References, separated by commas, to answer as the resources of this service that they refer to */
        expand?: components['parameters']['expand'];
        /** @description How many levels of references to answer as the resources they refer to; 0 and 1 leave them references */
        depth?: components['parameters']['depth'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ServiceLevelSpecification_Create'];
      };
    };
    responses: {
      /** @description The new specification */
      201: {
        headers: {
          Location: components['headers']['Location'];
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceLevelSpecification'];
        };
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      414: components['responses']['QueryTooLong'];
      415: components['responses']['UnsupportedMediaType'];
      500: components['responses']['InternalError'];
      501: components['responses']['NotImplemented'];
      default: components['responses']['OtherError'];
    };
  };
  retrieveServiceLevelSpecification: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
        /** @description References, separated by commas, to answer as the resources of this service that they refer to */
        expand?: components['parameters']['expand'];
        /** @description How many levels of references to answer as the resources they refer to; 0 and 1 leave them references */
        depth?: components['parameters']['depth'];
      };
      header?: {
        /** @description ETags of the revisions the client has, or `*`; of one of them the answer is 304 */
        'If-None-Match'?: components['parameters']['If-None-Match'];
        /** @description 304 when the resource has not changed since; of no effect beside If-None-Match */
        'If-Modified-Since'?: components['parameters']['If-Modified-Since'];
      };
      path: {
        /** @description Identifier of the specification */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The specification */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceLevelSpecification'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      414: components['responses']['QueryTooLong'];
      500: components['responses']['InternalError'];
      501: components['responses']['NotImplemented'];
      default: components['responses']['OtherError'];
    };
  };
  deleteServiceLevelSpecification: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
        'If-Match'?: components['parameters']['If-Match'];
        /** @description 412 when the resource has changed since; of no effect beside If-Match */
        'If-Unmodified-Since'?: components['parameters']['If-Unmodified-Since'];
      };
      path: {
        /** @description Identifier of the specification */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      414: components['responses']['QueryTooLong'];
      500: components['responses']['InternalError'];
      default: components['responses']['OtherError'];
    };
  };
  patchServiceLevelSpecification: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
        /** @description References, separated by commas, to answer as the resources of this service that they refer to */
        expand?: components['parameters']['expand'];
        /** @description How many levels of references to answer as the resources they refer to; 0 and 1 leave them references */
        depth?: components['parameters']['depth'];
      };
      header?: {
        /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
        'If-Match'?: components['parameters']['If-Match'];
        /** @description 412 when the resource has changed since; of no effect beside If-Match */
        'If-Unmodified-Since'?: components['parameters']['If-Unmodified-Since'];
      };
      path: {
        /** @description Identifier of the specification */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['ServiceLevelSpecification_Update'];
        'application/json': components['schemas']['ServiceLevelSpecification_Update'];
        'application/json-patch+json': components['schemas']['JsonPatch'];
        'application/json-patch-query+json': components['schemas']['JsonPatchQuery'];
        'application/json-patch+query': components['schemas']['JsonPatchQuery'];
      };
    };
    responses: {
      /** @description The specification after the change */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServiceLevelSpecification'];
        };
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['TooLarge'];
      414: components['responses']['QueryTooLong'];
      415: components['responses']['UnsupportedMediaType'];
      500: components['responses']['InternalError'];
      501: components['responses']['NotImplemented'];
      default: components['responses']['OtherError'];
    };
  };
  listHub: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
        /** @description How many matching resources to skip */
        offset?: components['parameters']['offset'];
        /** @description How many resources to return at most; lowered to the cap of the service */
        limit?: components['parameters']['limit'];
        /** @description Attributes to order by, dotted ones too, separated by commas; a leading `-` turns the order of one round */
        sort?: components['parameters']['sort'];
        /** @description JSONPath that must find something in a resource for it to be listed: `rule[?(@.metric=='availability')]`. Given more than once, one of them is enough */
        filter?: components['parameters']['filter'];
      };
      header?: {
        /** @description Part of the list, counted from 1, where neither `offset` nor `limit` is given: `items=11-20` */
        Range?: components['parameters']['Range'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All that match */
      200: {
        headers: {
          'X-Total-Count': components['headers']['X-Total-Count'];
          'X-Result-Count': components['headers']['X-Result-Count'];
          Link: components['headers']['Link'];
          'Content-Range': components['headers']['Content-Range'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventSubscription'][];
        };
      };
      /** @description One page of those that match */
      206: {
        headers: {
          'X-Total-Count': components['headers']['X-Total-Count'];
          'X-Result-Count': components['headers']['X-Result-Count'];
          Link: components['headers']['Link'];
          'Content-Range': components['headers']['Content-Range'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventSubscription'][];
        };
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      414: components['responses']['QueryTooLong'];
      416: components['responses']['RangeNotSatisfiable'];
      500: components['responses']['InternalError'];
      501: components['responses']['NotImplemented'];
      default: components['responses']['OtherError'];
    };
  };
  registerListener: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EventSubscriptionInput'];
      };
    };
    responses: {
      /** @description The new subscription */
      201: {
        headers: {
          Location: components['headers']['Location'];
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventSubscription'];
        };
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      414: components['responses']['QueryTooLong'];
      415: components['responses']['UnsupportedMediaType'];
      500: components['responses']['InternalError'];
      501: components['responses']['NotImplemented'];
      default: components['responses']['OtherError'];
    };
  };
  retrieveHub: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
      };
      header?: {
        /** @description ETags of the revisions the client has, or `*`; of one of them the answer is 304 */
        'If-None-Match'?: components['parameters']['If-None-Match'];
        /** @description 304 when the resource has not changed since; of no effect beside If-None-Match */
        'If-Modified-Since'?: components['parameters']['If-Modified-Since'];
      };
      path: {
        /** @description Identifier of the subscription */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The subscription */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventSubscription'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      414: components['responses']['QueryTooLong'];
      500: components['responses']['InternalError'];
      501: components['responses']['NotImplemented'];
      default: components['responses']['OtherError'];
    };
  };
  unregisterListener: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
        'If-Match'?: components['parameters']['If-Match'];
        /** @description 412 when the resource has changed since; of no effect beside If-Match */
        'If-Unmodified-Since'?: components['parameters']['If-Unmodified-Since'];
      };
      path: {
        /** @description Identifier of the subscription */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Taken off */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      414: components['responses']['QueryTooLong'];
      500: components['responses']['InternalError'];
      default: components['responses']['OtherError'];
    };
  };
  listenToEvent: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['InboundEvent'];
      };
    };
    responses: {
      /** @description The event is kept */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InboundEventTaken'];
        };
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      500: components['responses']['InternalError'];
      default: components['responses']['OtherError'];
    };
  };
  listenToNamedEvent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Type of the event with a small first letter, such as `serviceLevelObjectiveCreateEvent` */
        eventName: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['InboundEvent'];
      };
    };
    responses: {
      /** @description The event is kept */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InboundEventTaken'];
        };
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      500: components['responses']['InternalError'];
      default: components['responses']['OtherError'];
    };
  };
}
