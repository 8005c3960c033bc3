// Made by `npm run specs` from api-specs/tmf623-v2.yaml.
export interface paths {
  '/sla': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find service level agreements */
    get: operations['listSla'];
    put?: never;
    /** Create a service level agreement */
    post: operations['createSla'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/sla/{slaId}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the service level agreement */
        slaId: string;
      };
      cookie?: never;
    };
    /** Read a service level agreement */
    get: operations['retrieveSla'];
    /**
     * Replace a service level agreement
     * @description Attributes that are not sent are gone afterwards, identity and what the service itself keeps excepted.
     */
    put: operations['replaceSla'];
    post?: never;
    /**
     * Delete a service level agreement
     * @description Its violations stay and keep naming it.
     */
    delete: operations['deleteSla'];
    options?: never;
    head?: never;
    /**
     * Change parts of a service level agreement
     * @description A JSON merge patch, also under application/json: an attribute that is null is removed, arrays are replaced whole. Or operations, by JSON pointer or by content. All or nothing, and what results must be as if it were created.
     */
    patch: operations['patchSla'];
    trace?: never;
  };
  '/sla/{slaId}/rules/{ruleId}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the service level agreement */
        slaId: string;
        /** @description Identifier of the rule in its agreement */
        ruleId: string;
      };
      cookie?: never;
    };
    /**
     * Read one rule of a service level agreement
     * @description The address that violations name as `violation.rule.href`.
     */
    get: operations['retrieveSlaRule'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/sla/{slaId}/rule/{ruleId}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the service level agreement */
        slaId: string;
        /** @description Identifier of the rule in its agreement */
        ruleId: string;
      };
      cookie?: never;
    };
    /**
     * Read one rule of a service level agreement
     * @description The same under the name the attribute has.
     */
    get: operations['retrieveSlaRuleByName'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/slaViolation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find violations */
    get: operations['listSlaViolation'];
    put?: never;
    /** Create a violation */
    post: operations['createSlaViolation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/slaViolation/{slaViolationId}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the violation */
        slaViolationId: string;
      };
      cookie?: never;
    };
    /** Read a violation */
    get: operations['retrieveSlaViolation'];
    /**
     * Replace a violation
     * @description Attributes that are not sent are gone afterwards, identity and what the service itself keeps excepted.
     */
    put: operations['replaceSlaViolation'];
    post?: never;
    /**
     * Delete a violation
     * @description Takes the record away; no rule is evaluated anew because of it.
     */
    delete: operations['deleteSlaViolation'];
    options?: never;
    head?: never;
    /**
     * Change parts of a violation
     * @description A JSON merge patch, also under application/json: an attribute that is null is removed, arrays are replaced whole. Or operations, by JSON pointer or by content. All or nothing, and what results must be as if it were created.
     */
    patch: operations['patchSlaViolation'];
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
  '/hub/{hubId}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the subscription */
        hubId: string;
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
    /** @description A report or page that shows the crossing. */
    Attachment: {
      /** @description Address of the document */
      href?: string;
      /** @description What it is, for people */
      description?: string;
    };
    /** @description A report or page that shows the crossing. */
    Attachment_UpdateOrNull: {
      /** @description Address of the document */
      href?: string | null;
      /** @description What it is, for people */
      description?: string | null;
    } | null;
    /** @description Extension: the commitment that was missed, in the assurance API. */
    CommitmentRef: {
      /** @description Identifier */
      id?: string;
      /** @description Address */
      href?: string;
    } | null;
    /** @description Extension: the commitment that was missed, in the assurance API. */
    CommitmentRef_UpdateOrNull: {
      /** @description Identifier */
      id?: string | null;
      /** @description Address */
      href?: string | null;
    } | null;
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
    /** @description Extension: how many; a whole number from 1, or such a text. `unavailableAfter` and `availableAfter` count slices in a row, `minSamples` samples or cases of a period. */
    Count: number | string;
    /** @description A product, service or other thing that a contract covers; its id is the subject of measurements. */
    CoveredEntity: {
      /** @description Identifier; measurements name it as their subject */
      id?: string;
      /** @description Address */
      href?: string;
      /** @description Name */
      name?: string;
      /** @description Part it plays in the contract */
      role?: string;
      /** @description Class of the thing */
      '@referredType'?: string;
    };
    /** @description An amount in a currency. */
    CreditMoney: {
      /** @description Decimal text with the minor unit of the currency, `20.00` */
      value?: string;
      /** @description ISO 4217 code */
      unit?: string;
    };
    /** @description An amount in a currency. */
    CreditMoney_UpdateOrNull: {
      /** @description Decimal text with the minor unit of the currency, `20.00` */
      value?: string | null;
      /** @description ISO 4217 code */
      unit?: string | null;
    } | null;
    /** @description Why a request was refused. Every answer of 400 and above carries one. */
    Error: {
      /** @description Number of the fault in the code table of this service */
      code: string;
      /** @description Short class of the fault */
      reason: string;
      /** @description Every fault as `path: reason`, in the names the caller used */
      message?: string;
      /** @description HTTP status as text */
      status?: string;
      /**
       * Format: uri
       * @description Page that explains the fault
       */
      referenceError?: string;
      /** @description Class of the body */
      '@type'?: string;
      /** @description Class it derives from */
      '@baseType'?: string;
      /**
       * Format: uri
       * @description Schema of members beyond these
       */
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
    /** @description A service level objective that says more than the rule does. */
    ObjectiveReference: {
      /** @description Identifier of the objective */
      id?: string;
      /** @description Address of the objective */
      href?: string;
      /** @description Class of the objective */
      '@referredType'?: string;
    };
    /** @description Extension: percent that a good slice comes to at least; a number, or text such as `99 %`. */
    Percentage: number | string;
    /** @description Extension: what the violation is worth by the agreement, a recommendation. Amounts are decimal text. */
    RecommendedCredit: {
      /** @description `recommended`, `withdrawn`, or what billing made of it */
      status?: string;
      /** @description Calendar month it belongs to, `2026-03` */
      month?: string;
      basis?: components['schemas']['CreditMoney'];
      /** @description Percent of the basis, before caps */
      percent?: string;
      /** @description How the amount came about, in numbers */
      formula?: string;
      amount?: components['schemas']['CreditMoney'];
      /** @description ISO 4217 code */
      currency?: string;
      /** @description Value of the period it rests on */
      attained?: string;
      /**
       * Format: date-time
       * @description End of the claim window
       */
      claimUntil?: string;
      /** @description Further right of the contract, missed months running */
      chronic?: {
        /** @description Months running, this one included */
        months?: number;
        /** @description What the contract gives */
        action?: string;
      };
      /** @description Revisions of the contracts it rests on */
      versions?: string[];
      /**
       * Format: date-time
       * @description When it was first recommended
       */
      recommendedAt?: string;
      /** @description Changes since then; nothing is edited silently */
      adjustment?: {
        /**
         * Format: date-time
         * @description When
         */
        at?: string;
        /** @description `restated` or `withdrawn` */
        reason?: string;
        delta?: components['schemas']['CreditMoney'];
        before?: components['schemas']['CreditMoney'];
        after?: components['schemas']['CreditMoney'];
      }[];
    } | null;
    /** @description Extension: what the violation is worth by the agreement, a recommendation. Amounts are decimal text. */
    RecommendedCredit_UpdateOrNull: {
      /** @description `recommended`, `withdrawn`, or what billing made of it */
      status?: string | null;
      /** @description Calendar month it belongs to, `2026-03` */
      month?: string | null;
      basis?: components['schemas']['CreditMoney_UpdateOrNull'];
      /** @description Percent of the basis, before caps */
      percent?: string | null;
      /** @description How the amount came about, in numbers */
      formula?: string | null;
      amount?: components['schemas']['CreditMoney_UpdateOrNull'];
      /** @description ISO 4217 code */
      currency?: string | null;
      /** @description Value of the period it rests on */
      attained?: string | null;
      /**
       * Format: date-time
       * @description End of the claim window
       */
      claimUntil?: string | null;
      /** @description Further right of the contract, missed months running */
      chronic?: {
        /** @description Months running, this one included */
        months?: number | null;
        /** @description What the contract gives */
        action?: string | null;
      } | null;
      /** @description Revisions of the contracts it rests on */
      versions?: string[] | null;
      /**
       * Format: date-time
       * @description When it was first recommended
       */
      recommendedAt?: string | null;
      /** @description Changes since then; nothing is edited silently */
      adjustment?:
        | {
            /**
             * Format: date-time
             * @description When
             */
            at?: string;
            /** @description `restated` or `withdrawn` */
            reason?: string;
            delta?: components['schemas']['CreditMoney'];
            before?: components['schemas']['CreditMoney'];
            after?: components['schemas']['CreditMoney'];
          }[]
        | null;
    } | null;
    /** @description A person or organisation and its part in the agreement. */
    RelatedParty: {
      /** @description Address of the party */
      href?: string;
      /** @description Part it plays, such as `SLAProvider` or `SLAConsumer` */
      role?: string;
      /** @description Name */
      name?: string;
      validFor?: components['schemas']['TimePeriod'];
    };
    /** @description One promise, a threshold on one metric. One that cannot be evaluated is kept and reported as such. */
    Rule: {
      /** @description Identifier in this agreement; made up when absent */
      id?: string;
      /** @description Indicator; of an address the last segment */
      metric?: string;
      /** @description Unit of the metric */
      unit?: string;
      /** @description Agreed value */
      referenceValue?: string;
      /** @description Comparison that must hold, such as `.ge` */
      operator?: string;
      /** @description Variation allowed, as a share of the reference value: `0.05` */
      tolerance?: string;
      /** @description What follows when it is crossed */
      consequence?: string;
      /** @description Extension: name people know the promise by */
      name?: string;
      /** @description Extension: what is promised */
      description?: string;
      /** @description Extension: what the rule covers, where that is not what the agreement covers */
      relatedEntity?: components['schemas']['CoveredEntity'][];
      serviceLevelObjective?: components['schemas']['ObjectiveReference'];
      /** @description Extension: how samples become one value, as in a service level objective */
      transformationAlgorithmOfKQI?: string;
      /** @description Extension: updates that may be missed before missing data is itself a violation; any number unless said */
      graceTimes?: string | number;
      /** @description Extension: value at which to warn before the reference value is missed */
      thresholdTarget?: string;
      /** @description Extension: variation allowed, in the unit of the value; without `tolerance` */
      toleranceTarget?: string;
      tolerancePeriod?: components['schemas']['TimePeriod'];
      conformancePeriod?: components['schemas']['TimePeriod'];
      validFor?: components['schemas']['TimePeriod'];
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
    };
    /** @description The rule that was crossed. */
    RuleRef: {
      /** @description Extension: identifier, as text or number */
      id?: unknown;
      /** @description Address of the rule */
      href?: string;
      /** @description What it is, for people */
      description?: string;
    };
    /** @description The rule that was crossed. */
    RuleRef_UpdateOrNull: {
      /** @description Extension: identifier, as text or number */
      id?: unknown;
      /** @description Address of the rule */
      href?: string | null;
      /** @description What it is, for people */
      description?: string | null;
    } | null;
    /** @description An agreement was created; sent only to a subscription whose query names it. */
    SLACreateNotification: {
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
        sla?: components['schemas']['Sla'];
      };
    };
    /** @description An agreement was deleted; sent only to a subscription whose query names it. */
    SLARemoveNotification: {
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
        sla?: components['schemas']['Sla'];
      };
    };
    /** @description An agreement went into another state; sent only to a subscription whose query names it. */
    SLAStatusChangedNotification: {
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
        sla?: components['schemas']['Sla'];
      };
    };
    /** @description An agreement was changed; sent only to a subscription whose query names it. */
    SLAValueChangeNotification: {
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
        sla?: components['schemas']['Sla'];
      };
    };
    /** @description A violation was recorded. */
    SLAViolationCreateNotification: {
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
        slaViolation?: components['schemas']['SlaViolation'];
      };
    };
    /** @description A violation was deleted; sent only to a subscription whose query names it. */
    SLAViolationRemoveNotification: {
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
        slaViolation?: components['schemas']['SlaViolation'];
      };
    };
    /** @description A violation was changed; sent only to a subscription whose query names it. */
    SLAViolationValueChangeNotification: {
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
        slaViolation?: components['schemas']['SlaViolation'];
      };
    };
    /** @description Share of the time that must be measured for a verdict; a number from 0 to 1, or text such as `90%`. */
    Share: number | string;
    /** @description Promises made inside a business agreement, with the parties they bind. */
    Sla: {
      /** @description Name people know it by */
      name?: string;
      /** @description What is agreed */
      description?: string;
      /** @description Version of the agreement */
      version?: string;
      validFor?: components['schemas']['TimePeriod'];
      /** @description Parties and the roles they have */
      relatedParty?: components['schemas']['RelatedParty'][];
      /** @description The promises */
      rule?: components['schemas']['Rule'][];
      template?: components['schemas']['Template'];
      /** @description Life cycle: `pending`, `observed`, `rejected`, `completed` or `terminated`; evaluated while `observed`, and `completed` when its validity ends */
      state?: string;
      /** @description Whether the parties have agreed */
      approved?: boolean;
      /**
       * Format: date-time
       * @description When they agreed
       */
      approvalDate?: string;
      /**
       * Format: date-time
       * @description Extension: when it was completed
       */
      completionDate?: string;
      /** @description Extension: what the agreement covers; without it, whatever the measurements of a metric name */
      relatedEntity?: components['schemas']['CoveredEntity'][];
      /** @description Extension: IANA zone whose calendar counts where no rule says another */
      timeZone?: string;
      /** @description Extension: service hours, by reference */
      calendar?: unknown;
      /** @description Extension: what a violation is worth */
      creditSchedule?: unknown;
      /**
       * Format: int64
       * @description Identifier
       */
      id?: number;
      /** @description Address of the agreement */
      href?: string;
    };
    /** @description The agreement that was violated. */
    SlaRef: {
      /** @description Extension: identifier, as text or number */
      id?: unknown;
      /** @description Address of the agreement */
      href?: string;
      /** @description What it is, for people */
      description?: string;
    };
    /** @description The agreement that was violated. */
    SlaRef_UpdateOrNull: {
      /** @description Extension: identifier, as text or number */
      id?: unknown;
      /** @description Address of the agreement */
      href?: string | null;
      /** @description What it is, for people */
      description?: string | null;
    } | null;
    /** @description A recorded crossing of one rule of one agreement. */
    SlaViolation: {
      /**
       * Format: int64
       * @description Identifier
       */
      id?: number;
      /** @description Address of the violation */
      href?: string;
      /**
       * Format: date-time
       * @description When it happened
       */
      date?: string;
      sla?: components['schemas']['SlaRef'];
      violation?: components['schemas']['Violation'];
      /** @description Parties it concerns; those of the agreement unless sent */
      relatedParty?: components['schemas']['RelatedParty'][];
      /** @description Extension: kind of violation, `targetMissed`, or `noUpdate` where measurements are missing */
      type?: string;
      /** @description Extension: life cycle, `open`, `acknowledged`, `inProgress`, `restored`, `closed` or `withdrawn` */
      state?: string;
      /** @description Extension: what was measured */
      indicator?: string;
      /** @description Extension: of what it was measured */
      subject?: string;
      commitment?: components['schemas']['CommitmentRef'];
      period?: components['schemas']['TimePeriod'];
      /** @description Extension: counts the violations of one period, from 1 */
      episode?: number;
      /**
       * Format: date-time
       * @description Extension: when the promise began to be missed
       */
      onset?: string;
      /**
       * Format: date-time
       * @description Extension: of `noUpdate`, when the last measurement came
       */
      lastUpdate?: string;
      /**
       * Format: date-time
       * @description Extension: when the service noticed
       */
      detectedAt?: string;
      /**
       * Format: date-time
       * @description Extension: when the promise was kept again
       */
      restoredAt?: string;
      /** @description Extension: `restated`, where the result of the period was final before */
      reason?: string;
      /**
       * Format: date-time
       * @description Extension: when late facts took it back
       */
      clearedAt?: string;
      /** @description Extension: `lateMeasurements` or `restated` */
      clearedReason?: string;
      /** @description Extension: what the evaluation says about it since people closed it */
      evaluationNote?: string;
      /** @description Extension: reference value widened by the tolerance */
      limit?: string;
      /** @description Extension: measured value, digit by digit */
      attained?: string;
      recommendedCredit?: components['schemas']['RecommendedCredit'];
      /** @description Extension: value attained once it was kept again */
      attainedAfter?: string;
    };
    /** @description A new violation, or the whole of a changed one. A free positive id of the client's own is kept. */
    SlaViolation_Create: {
      /** @description A free positive whole number is kept, anything else replaced */
      id?: unknown;
      /** @description Ignored */
      href?: unknown;
      /**
       * Format: date-time
       * @description When it happened
       */
      date?: string;
      sla?: components['schemas']['SlaRef'];
      violation?: components['schemas']['Violation_Create'];
      /** @description Parties it concerns; those of the agreement unless sent */
      relatedParty?: components['schemas']['RelatedParty'][];
      /** @description Extension: kind of violation, `targetMissed`, or `noUpdate` where measurements are missing */
      type?: string;
      /** @description Extension: life cycle, `open`, `acknowledged`, `inProgress`, `restored`, `closed` or `withdrawn` */
      state?: string;
      /** @description Extension: what was measured */
      indicator?: string;
      /** @description Extension: of what it was measured */
      subject?: string;
      commitment?: components['schemas']['CommitmentRef'];
      period?: components['schemas']['TimePeriod'];
      /** @description Extension: counts the violations of one period, from 1 */
      episode?: number;
      /**
       * Format: date-time
       * @description Extension: when the promise began to be missed
       */
      onset?: string;
      /**
       * Format: date-time
       * @description Extension: of `noUpdate`, when the last measurement came
       */
      lastUpdate?: string;
      /**
       * Format: date-time
       * @description Extension: when the service noticed
       */
      detectedAt?: string;
      /**
       * Format: date-time
       * @description Extension: when the promise was kept again
       */
      restoredAt?: string;
      /** @description Extension: `restated`, where the result of the period was final before */
      reason?: string;
      /**
       * Format: date-time
       * @description Extension: when late facts took it back
       */
      clearedAt?: string;
      /** @description Extension: `lateMeasurements` or `restated` */
      clearedReason?: string;
      /** @description Extension: what the evaluation says about it since people closed it */
      evaluationNote?: string;
      /** @description Extension: reference value widened by the tolerance */
      limit?: string;
      /** @description Extension: measured value, digit by digit */
      attained?: string;
      recommendedCredit?: components['schemas']['RecommendedCredit'];
      /** @description Extension: value attained once it was kept again */
      attainedAfter?: string;
    };
    /** @description Merge patch of a violation. */
    SlaViolation_Update: {
      /** @description Not changed by an update */
      id?: unknown;
      /** @description Ignored */
      href?: unknown;
      /**
       * Format: date-time
       * @description When it happened
       */
      date?: string | null;
      sla?: components['schemas']['SlaRef_UpdateOrNull'];
      violation?: components['schemas']['Violation_UpdateOrNull'];
      /** @description Parties it concerns; those of the agreement unless sent */
      relatedParty?: components['schemas']['RelatedParty'][] | null;
      /** @description Extension: kind of violation, `targetMissed`, or `noUpdate` where measurements are missing */
      type?: string | null;
      /** @description Extension: life cycle, `open`, `acknowledged`, `inProgress`, `restored`, `closed` or `withdrawn` */
      state?: string | null;
      /** @description Extension: what was measured */
      indicator?: string | null;
      /** @description Extension: of what it was measured */
      subject?: string | null;
      commitment?: components['schemas']['CommitmentRef_UpdateOrNull'];
      period?: components['schemas']['TimePeriod_UpdateOrNull'];
      /** @description Extension: counts the violations of one period, from 1 */
      episode?: number | null;
      /**
       * Format: date-time
       * @description Extension: when the promise began to be missed
       */
      onset?: string | null;
      /**
       * Format: date-time
       * @description Extension: of `noUpdate`, when the last measurement came
       */
      lastUpdate?: string | null;
      /**
       * Format: date-time
       * @description Extension: when the service noticed
       */
      detectedAt?: string | null;
      /**
       * Format: date-time
       * @description Extension: when the promise was kept again
       */
      restoredAt?: string | null;
      /** @description Extension: `restated`, where the result of the period was final before */
      reason?: string | null;
      /**
       * Format: date-time
       * @description Extension: when late facts took it back
       */
      clearedAt?: string | null;
      /** @description Extension: `lateMeasurements` or `restated` */
      clearedReason?: string | null;
      /** @description Extension: what the evaluation says about it since people closed it */
      evaluationNote?: string | null;
      /** @description Extension: reference value widened by the tolerance */
      limit?: string | null;
      /** @description Extension: measured value, digit by digit */
      attained?: string | null;
      recommendedCredit?: components['schemas']['RecommendedCredit_UpdateOrNull'];
      /** @description Extension: value attained once it was kept again */
      attainedAfter?: string | null;
    };
    /** @description A new agreement, or the whole of a changed one. The service gives the id and ignores an href. */
    Sla_Create: {
      /** @description Name people know it by */
      name: string;
      /** @description What is agreed */
      description?: string;
      /** @description Version of the agreement */
      version?: string;
      validFor?: components['schemas']['TimePeriod'];
      /** @description Parties and the roles they have */
      relatedParty?: components['schemas']['RelatedParty'][];
      /** @description The promises */
      rule?: components['schemas']['Rule'][];
      template?: components['schemas']['Template'];
      /** @description Life cycle: `pending`, `observed`, `rejected`, `completed` or `terminated`; evaluated while `observed`, and `completed` when its validity ends */
      state?: string;
      /** @description Whether the parties have agreed */
      approved?: boolean;
      /**
       * Format: date-time
       * @description When they agreed
       */
      approvalDate?: string;
      /**
       * Format: date-time
       * @description Extension: when it was completed
       */
      completionDate?: string;
      /** @description Extension: what the agreement covers; without it, whatever the measurements of a metric name */
      relatedEntity?: components['schemas']['CoveredEntity'][];
      /** @description Extension: IANA zone whose calendar counts where no rule says another */
      timeZone?: string;
      /** @description Extension: service hours, by reference */
      calendar?: unknown;
      /** @description Extension: what a violation is worth */
      creditSchedule?: unknown;
      /** @description Ignored on create; on replace the present one or none */
      id?: unknown;
      /** @description Ignored */
      href?: unknown;
    };
    /** @description Merge patch of an agreement. */
    Sla_Update: {
      /** @description Name people know it by */
      name?: string;
      /** @description What is agreed */
      description?: string | null;
      /** @description Version of the agreement */
      version?: string | null;
      validFor?: components['schemas']['TimePeriod_UpdateOrNull'];
      /** @description Parties and the roles they have */
      relatedParty?: components['schemas']['RelatedParty'][] | null;
      /** @description The promises */
      rule?: components['schemas']['Rule'][] | null;
      template?: components['schemas']['Template_UpdateOrNull'];
      /** @description Life cycle: `pending`, `observed`, `rejected`, `completed` or `terminated`; evaluated while `observed`, and `completed` when its validity ends */
      state?: string | null;
      /** @description Whether the parties have agreed */
      approved?: boolean | null;
      /**
       * Format: date-time
       * @description When they agreed
       */
      approvalDate?: string | null;
      /**
       * Format: date-time
       * @description Extension: when it was completed
       */
      completionDate?: string | null;
      /** @description Extension: what the agreement covers; without it, whatever the measurements of a metric name */
      relatedEntity?: components['schemas']['CoveredEntity'][] | null;
      /** @description Extension: IANA zone whose calendar counts where no rule says another */
      timeZone?: string | null;
      /** @description Extension: service hours, by reference */
      calendar?: unknown;
      /** @description Extension: what a violation is worth */
      creditSchedule?: unknown;
      /** @description Not changed by an update */
      id?: unknown;
      /** @description Ignored */
      href?: unknown;
    };
    /** @description What the agreement was made from. Of a service level specification of this service a new agreement without rules takes a copy of each objective; any other address is only kept. */
    Template: {
      /** @description Address of the template */
      href?: string;
      /** @description Name */
      name?: string;
      /** @description What it is, for people */
      description?: string;
    };
    /** @description What the agreement was made from. Of a service level specification of this service a new agreement without rules takes a copy of each objective; any other address is only kept. */
    Template_UpdateOrNull: {
      /** @description Address of the template */
      href?: string | null;
      /** @description Name */
      name?: string | null;
      /** @description What it is, for people */
      description?: string | null;
    } | null;
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
    /** @description The facts of a crossing. */
    Violation: {
      rule?: components['schemas']['RuleRef'];
      /** @description Unit of the values */
      unit?: string;
      /** @description Agreed value */
      referenceValue?: string;
      /** @description Comparison that had to hold */
      operator?: string;
      /** @description Measured value */
      actualValue?: string;
      /** @description Remark for people */
      comment?: string;
      /** @description What follows from it */
      consequence?: string;
      attachment?: components['schemas']['Attachment'];
      /**
       * Format: float
       * @description Variation the rule allows, as a share of the reference value
       */
      tolerance?: number;
      /**
       * Format: float
       * @description Mean deviation from the reference value, as a share of it
       */
      violationAverage?: number;
    };
    /** @description The facts of a crossing, as a client sends them. */
    Violation_Create: {
      rule?: components['schemas']['RuleRef'];
      /** @description Unit of the values */
      unit?: string;
      /** @description Agreed value */
      referenceValue?: string;
      /** @description Comparison that had to hold */
      operator?: string;
      /** @description Measured value */
      actualValue?: string;
      /** @description Remark for people */
      comment?: string;
      /** @description What follows from it */
      consequence?: string;
      attachment?: components['schemas']['Attachment'];
      /** @description Variation the rule allows, as a share of the reference value; a number, or text that writes one */
      tolerance?: number | string;
      /** @description Mean deviation from the reference value, as a share of it; a number, or text that writes one */
      violationAverage?: number | string;
    };
    /** @description The facts of a crossing, as a client sends them. */
    Violation_UpdateOrNull: {
      rule?: components['schemas']['RuleRef_UpdateOrNull'];
      /** @description Unit of the values */
      unit?: string | null;
      /** @description Agreed value */
      referenceValue?: string | null;
      /** @description Comparison that had to hold */
      operator?: string | null;
      /** @description Measured value */
      actualValue?: string | null;
      /** @description Remark for people */
      comment?: string | null;
      /** @description What follows from it */
      consequence?: string | null;
      attachment?: components['schemas']['Attachment_UpdateOrNull'];
      /** @description Variation the rule allows, as a share of the reference value; a number, or text that writes one */
      tolerance?: (number | null) | string;
      /** @description Mean deviation from the reference value, as a share of it; a number, or text that writes one */
      violationAverage?: (number | null) | string;
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
  listSla: {
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
          'application/json': components['schemas']['Sla'][];
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
          'application/json': components['schemas']['Sla'][];
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
  createSla: {
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
        'application/json': components['schemas']['Sla_Create'];
      };
    };
    responses: {
      /** @description The new service level agreement */
      201: {
        headers: {
          Location: components['headers']['Location'];
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sla'];
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
  retrieveSla: {
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
        /** @description Identifier of the service level agreement */
        slaId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service level agreement */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sla'];
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
  replaceSla: {
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
        /** @description Identifier of the service level agreement */
        slaId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Sla_Create'];
      };
    };
    responses: {
      /** @description The service level agreement after the change */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sla'];
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
  deleteSla: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
        'If-Match'?: components['parameters']['If-Match'];
        /** @description 412 when the resource has changed since; of no effect beside If-Match */
        'If-Unmodified-Since'?: components['parameters']['If-Unmodified-Since'];
      };
      path: {
        /** @description Identifier of the service level agreement */
        slaId: string;
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
  patchSla: {
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
        /** @description Identifier of the service level agreement */
        slaId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['Sla_Update'];
        'application/json': components['schemas']['Sla_Update'];
        'application/json-patch+json': components['schemas']['JsonPatch'];
        'application/json-patch-query+json': components['schemas']['JsonPatchQuery'];
        'application/json-patch+query': components['schemas']['JsonPatchQuery'];
      };
    };
    responses: {
      /** @description The service level agreement after the change */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sla'];
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
  retrieveSlaRule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the service level agreement */
        slaId: string;
        /** @description Identifier of the rule in its agreement */
        ruleId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rule */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Rule'];
        };
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      414: components['responses']['QueryTooLong'];
      500: components['responses']['InternalError'];
      default: components['responses']['OtherError'];
    };
  };
  retrieveSlaRuleByName: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the service level agreement */
        slaId: string;
        /** @description Identifier of the rule in its agreement */
        ruleId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rule */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Rule'];
        };
      };
      400: components['responses']['BadRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      406: components['responses']['NotAcceptable'];
      414: components['responses']['QueryTooLong'];
      500: components['responses']['InternalError'];
      default: components['responses']['OtherError'];
    };
  };
  listSlaViolation: {
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
          'application/json': components['schemas']['SlaViolation'][];
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
          'application/json': components['schemas']['SlaViolation'][];
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
  createSlaViolation: {
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
        'application/json': components['schemas']['SlaViolation_Create'];
      };
    };
    responses: {
      /** @description The new violation */
      201: {
        headers: {
          Location: components['headers']['Location'];
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlaViolation'];
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
  retrieveSlaViolation: {
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
        /** @description Identifier of the violation */
        slaViolationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The violation */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlaViolation'];
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
  replaceSlaViolation: {
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
        /** @description Identifier of the violation */
        slaViolationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SlaViolation_Create'];
      };
    };
    responses: {
      /** @description The violation after the change */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlaViolation'];
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
  deleteSlaViolation: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
        'If-Match'?: components['parameters']['If-Match'];
        /** @description 412 when the resource has changed since; of no effect beside If-Match */
        'If-Unmodified-Since'?: components['parameters']['If-Unmodified-Since'];
      };
      path: {
        /** @description Identifier of the violation */
        slaViolationId: string;
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
  patchSlaViolation: {
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
        /** @description Identifier of the violation */
        slaViolationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['SlaViolation_Update'];
        'application/json': components['schemas']['SlaViolation_Update'];
        'application/json-patch+json': components['schemas']['JsonPatch'];
        'application/json-patch-query+json': components['schemas']['JsonPatchQuery'];
        'application/json-patch+query': components['schemas']['JsonPatchQuery'];
      };
    };
    responses: {
      /** @description The violation after the change */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlaViolation'];
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
        hubId: string;
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
        hubId: string;
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
