// Made by `npm run specs` from api-specs/assurance-v1.yaml.
export interface paths {
  '/measurement': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Hand in measurements
     * @description One measurement, an array of them, or a stream with one on each line. Each is judged on its own; the answer counts what became of them and names those that were refused. Handing in the same again changes nothing: it is counted as duplicate. A different value for a known subject, indicator, time and source (and case) replaces the earlier one.
     */
    post: operations['createMeasurement'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/commitment': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find commitments */
    get: operations['listCommitment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/commitment/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the commitment */
        id: string;
      };
      cookie?: never;
    };
    /** Read a commitment */
    get: operations['retrieveCommitment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/commitment/{id}/explain': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the commitment */
        id: string;
      };
      cookie?: never;
    };
    /**
     * Why the number is what it is
     * @description Works the result of one period out anew from the measurements and shows every step.
     */
    get: operations['explainCommitment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/assessment': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find assessments */
    get: operations['listAssessment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/assessment/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the assessment */
        id: string;
      };
      cookie?: never;
    };
    /** Read an assessment */
    get: operations['retrieveAssessment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backtest': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find answers */
    get: operations['listBacktest'];
    put?: never;
    /**
     * Would this promise have been kept?
     * @description Holds a proposed objective or rule against what was measured, before it is signed: every period with its result, the violations that would have been recorded and the credit that would have been due. At most 20 subjects, 400 days and 2,000 periods; nothing is written but the answer, which is kept under its address.
     */
    post: operations['createBacktest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/backtest/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the answer */
        id: string;
      };
      cookie?: never;
    };
    /** Read an answer */
    get: operations['retrieveBacktest'];
    put?: never;
    post?: never;
    /** Forget an answer */
    delete: operations['deleteBacktest'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/recomputation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find recomputations */
    get: operations['listRecomputation'];
    put?: never;
    /**
     * Judge again what was judged
     * @description Has the periods of a range that were told of judged again by what stands today: the present objective, the present calendars for all of each period, the present maintenance windows. A dry run, unless `dryRun` is false: it lists each period with its figures before and after, the violations that would come or go and what credits would change by, and changes nothing. For real, final results that differ are restated, with the reason and this recomputation in their statement. Done in the background; GET it to see how far it is. Give exactly one of `sla`, `serviceLevelObjective`, `commitment` and `calendar` (with those that are built on it); at most 400 days.
     */
    post: operations['createRecomputation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/recomputation/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the recomputation */
        id: string;
      };
      cookie?: never;
    };
    /** Read a recomputation */
    get: operations['retrieveRecomputation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/calendar': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find calendars */
    get: operations['listCalendar'];
    put?: never;
    /**
     * Create a calendar, or take an iCalendar file into one
     * @description As JSON a new calendar. As `text/calendar` (RFC 5545, UTF-8, at most 4 MiB and 2,000 events) a file for the calendar that `id` names: whole days become holidays, stretches of time exceptions; each event is known again by its UID, and the same file again changes nothing. All of it is taken in, or nothing, with line, component and property at fault. The calendar is made when there is none (201), else changed where the file says something new (200), under `If-Match` if that is sent.
     */
    post: operations['createCalendar'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/calendar/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the calendar */
        id: string;
      };
      cookie?: never;
    };
    /** Read a calendar */
    get: operations['retrieveCalendar'];
    /**
     * Replace a calendar
     * @description Attributes that are not sent are gone afterwards, identity and what the service itself keeps excepted.
     */
    put: operations['replaceCalendar'];
    post?: never;
    /** Delete a calendar */
    delete: operations['deleteCalendar'];
    options?: never;
    head?: never;
    /**
     * Change parts of a calendar
     * @description A JSON merge patch, also under application/json: an attribute that is null is removed, arrays are replaced whole. Or operations, by JSON pointer or by content. All or nothing, and what results must be as if it were created.
     */
    patch: operations['patchCalendar'];
    trace?: never;
  };
  '/maintenanceWindow': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find maintenance windows */
    get: operations['listMaintenanceWindow'];
    put?: never;
    /** Create a maintenance window */
    post: operations['createMaintenanceWindow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/maintenanceWindow/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the maintenance window */
        id: string;
      };
      cookie?: never;
    };
    /** Read a maintenance window */
    get: operations['retrieveMaintenanceWindow'];
    /**
     * Replace a maintenance window
     * @description Attributes that are not sent are gone afterwards, identity and what the service itself keeps excepted.
     */
    put: operations['replaceMaintenanceWindow'];
    post?: never;
    /** Delete a maintenance window */
    delete: operations['deleteMaintenanceWindow'];
    options?: never;
    head?: never;
    /**
     * Change parts of a maintenance window
     * @description A JSON merge patch, also under application/json: an attribute that is null is removed, arrays are replaced whole. Or operations, by JSON pointer or by content. All or nothing, and what results must be as if it were created.
     */
    patch: operations['patchMaintenanceWindow'];
    trace?: never;
  };
  '/collectorGap': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find collector gaps */
    get: operations['listCollectorGap'];
    put?: never;
    /** Create a collector gap */
    post: operations['createCollectorGap'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/collectorGap/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the collector gap */
        id: string;
      };
      cookie?: never;
    };
    /** Read a collector gap */
    get: operations['retrieveCollectorGap'];
    /**
     * Replace a collector gap
     * @description Attributes that are not sent are gone afterwards, identity and what the service itself keeps excepted.
     */
    put: operations['replaceCollectorGap'];
    post?: never;
    /** Delete a collector gap */
    delete: operations['deleteCollectorGap'];
    options?: never;
    head?: never;
    /**
     * Change parts of a collector gap
     * @description A JSON merge patch, also under application/json: an attribute that is null is removed, arrays are replaced whole. Or operations, by JSON pointer or by content. All or nothing, and what results must be as if it were created.
     */
    patch: operations['patchCollectorGap'];
    trace?: never;
  };
  '/assessment/{id}/revision': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the assessment */
        id: string;
      };
      cookie?: never;
    };
    /**
     * Read all that was ever stated
     * @description The statements of a final result, the first one first; the last is the present one.
     */
    get: operations['listAssessmentRevision'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/assessment/{id}/revision/{revision}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the assessment */
        id: string;
        /** @description Which statement */
        revision: number;
      };
      cookie?: never;
    };
    /** Read one statement */
    get: operations['retrieveAssessmentRevision'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
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
  '/subscription': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find subscriptions */
    get: operations['listSubscription'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/subscription/{id}': {
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
    get: operations['retrieveSubscription'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/subscription/{id}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the subscription */
        id: string;
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Stop sending to a subscription
     * @description Its events are collected until it is resumed. Once more changes nothing.
     */
    post: operations['pauseSubscription'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/subscription/{id}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the subscription */
        id: string;
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Go on sending to a subscription
     * @description All that was collected goes out, the oldest first; what waits for its next attempt is tried at once.
     */
    post: operations['resumeSubscription'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/subscription/{id}/secret': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the subscription */
        id: string;
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give a subscription a secret
     * @description Signatures of the present secret stand beside those of the new one until the overlap is over. Neither is ever shown.
     */
    post: operations['changeSubscriptionSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/subscription/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the subscription */
        id: string;
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a test event
     * @description A SubscriptionTestEvent, to this subscription alone and whatever its query says; the answer is its delivery.
     */
    post: operations['testSubscription'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/delivery': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find deliveries */
    get: operations['listDelivery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/delivery/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the delivery */
        id: string;
      };
      cookie?: never;
    };
    /** Read a delivery */
    get: operations['retrieveDelivery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or find replays */
    get: operations['listReplay'];
    put?: never;
    /**
     * Send again what has been sent
     * @description Deliveries that were delivered or given up, whose event is still kept, go out once more with the eventId they had. Done in the background, in pages; GET the replay to see how far it is.
     */
    post: operations['createReplay'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/replay/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the replay */
        id: string;
      };
      cookie?: never;
    };
    /** Read a replay */
    get: operations['retrieveReplay'];
    put?: never;
    post?: never;
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
    /** @description An agreement that work touches. */
    AffectedAgreement: {
      /** @description Identifier of the agreement */
      id?: unknown;
      /** @description Its address */
      href?: string;
      /** @description Its name */
      name?: string;
    };
    /** @description The result of one commitment for one period. */
    Assessment: {
      /** @description Identifier */
      id?: string;
      /** @description Address of the assessment */
      href?: string;
      commitment?: components['schemas']['Reference'];
      sla?: components['schemas']['Reference'];
      rule?: components['schemas']['Reference'];
      serviceLevelObjective?: components['schemas']['Reference'];
      /** @description What is measured */
      indicator?: string;
      /** @description Of what */
      subject?: string;
      period?: components['schemas']['TimePeriod'];
      result?: components['schemas']['Result'];
      finality?: components['schemas']['Finality'];
      /** @description Grows when a final result is stated anew */
      revision?: number;
      /** @description Why it was stated anew */
      reason?: string;
      recomputation?: components['schemas']['RecomputationReference'];
      /** @description The value */
      attained?: string;
      /** @description Value to keep */
      target?: string;
      /** @description Unit of both */
      unit?: string;
      standing?: components['schemas']['Standing'];
      /** @description Best value the period can still come to */
      bestPossible?: string;
      figures?: components['schemas']['Figures'];
      /** @description The slices that were compared, once the period is closed; until then `explain` has them */
      slices?: components['schemas']['Slice'][];
      /**
       * Format: date-time
       * @description Up to when measurements were known
       */
      watermark?: string;
      /** @description Revisions of contracts, calendars, windows and gaps it rests on */
      versions?: string[];
      /** @description Same for the same versions and figures */
      hash?: string;
      /**
       * Format: date-time
       * @description When it was worked out
       */
      assessedAt?: string;
    };
    /** @description A result has become final. Sent only to subscriptions whose query names the type. */
    AssessmentFinalizedEvent: {
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
        assessment?: components['schemas']['Assessment'];
      };
    };
    /** @description A final result is stated anew. Sent only to subscriptions whose query names the type. */
    AssessmentRestatedEvent: {
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
        assessment?: components['schemas']['RestatedAssessment'];
      };
    };
    /** @description The answer. Nothing else was written. */
    Backtest: {
      /** @description Name people know it by */
      name?: string;
      /** @description A service level objective, as in TMF657 */
      objective?: Record<string, never>;
      /** @description Or a rule, as in an agreement */
      rule?: Record<string, never>;
      /** @description What the agreement of the rule would say: `timeZone`, `calendar`, `maintenance`, `creditSchedule`, and whom maintenance windows touch: `relatedEntity`, `relatedParty`, `tag`, `characteristic` */
      sla?: Record<string, never>;
      /** @description Whose measurements */
      subject: string[];
      range: components['schemas']['TimePeriod'];
      /** @description Identifier */
      id?: string;
      /** @description Address of the answer */
      href?: string;
      /**
       * @description How far it is
       * @enum {string}
       */
      state?: 'done';
      /**
       * Format: date-time
       * @description When it was worked out
       */
      createdAt?: string;
      /** @description How the promise was read, in a line */
      promise?: string;
      /** @description All periods together */
      summary?: {
        /** @description Periods looked at */
        periods?: number;
        /** @description Kept */
        met?: number;
        /** @description Missed */
        notMet?: number;
        /** @description Without a verdict */
        noData?: number;
        /** @description Violations that would have been recorded */
        violations?: number;
        worst?: components['schemas']['BacktestPeriod'];
        credit?: components['schemas']['CreditMoney'];
      };
      /** @description Every period of every subject, in order */
      period?: components['schemas']['BacktestPeriod'][];
      /** @description Violations that would have been recorded */
      violation?: components['schemas']['BacktestViolation'][];
    };
    /** @description What a period would have come to. */
    BacktestPeriod: {
      /** @description Whose period */
      subject?: string;
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
      result?: components['schemas']['Result'];
      /** @description The value */
      attained?: string;
      standing?: components['schemas']['Standing'];
      /** @description Measured share of the time that counts, 0 to 1 */
      coverage?: number;
      /** @description The value if no maintenance was excluded, where some was */
      attainedWithoutExclusion?: string;
      /** @description Time that counts, milliseconds */
      countedMs?: number;
      /** @description Maintenance excluded or counted as up, milliseconds */
      excludedMs?: number;
      /** @description The formula with its numbers */
      formula?: string;
      /** @description Calendars and maintenance windows it went by, `calendar/desk@2` */
      versions?: string[];
    };
    /** @description A promise that is thought of, and the history it is held against. */
    BacktestRequest: {
      /** @description Name people know it by */
      name?: string;
      /** @description A service level objective, as in TMF657 */
      objective?: Record<string, never>;
      /** @description Or a rule, as in an agreement */
      rule?: Record<string, never>;
      /** @description What the agreement of the rule would say: `timeZone`, `calendar`, `maintenance`, `creditSchedule`, and whom maintenance windows touch: `relatedEntity`, `relatedParty`, `tag`, `characteristic` */
      sla?: Record<string, never>;
      /** @description Whose measurements */
      subject: string[];
      range: components['schemas']['TimePeriod'];
    };
    /** @description A violation that would have been recorded. */
    BacktestViolation: {
      /** @description Whose violation */
      subject?: string;
      period?: components['schemas']['TimePeriod'];
      /**
       * Format: date-time
       * @description When it would have fallen
       */
      date?: string;
      /**
       * Format: date-time
       * @description When the promise began to be missed
       */
      onset?: string;
      /** @description Value then; of the period where it is judged as a whole */
      attained?: string;
      credit?: components['schemas']['CreditMoney'];
      /** @description How the credit came about */
      formula?: string;
    };
    /** @description What may be lost in the period, and what is. Of availability in down time, of other shares in events. */
    Budget: {
      /** @description Down time the period allows, milliseconds */
      totalMs?: number;
      /** @description Down time so far, milliseconds */
      usedMs?: number;
      /** @description Bad events the period will allow if it goes on so */
      totalEvents?: number;
      /** @description Bad events so far */
      usedEvents?: number;
      /** @description What is left, percent of the whole; below 0 once too much is lost */
      remainingPercent?: string;
    };
    /** @description How fast the budget is being lost. At 1, all of it goes in exactly one period. */
    BurnRate: {
      /** @description Length of the long window, `PT1H` */
      window?: string;
      /** @description Length of the short window, `PT5M` */
      shortWindow?: string;
      /** @description Burn rate over the long window */
      rate?: number;
      /** @description Burn rate over the short window */
      shortRate?: number;
      /** @description Rate that is too fast */
      threshold?: number;
      /** @description Both windows burn faster than the threshold */
      isExceeded?: boolean;
    };
    /** @description When a service is promised. */
    Calendar: {
      /** @description Identifier */
      id?: string;
      /** @description Address of the calendar */
      href?: string;
      /** @description Name people know it by */
      name: string;
      /** @description What it is for */
      description?: string;
      /** @description IANA zone whose wall clock counts, such as `Europe/Oslo`; that of the parent, or UTC, unless said */
      timeZone?: string;
      /** @description Hours of weekdays; those of the parent unless said, without any round the clock */
      weeklyHours?: components['schemas']['WeeklyHours'][];
      /** @description Days that are closed */
      holiday?: components['schemas']['Holiday'][];
      /** @description Days and stretches of time with hours of their own; of several the last one counts */
      exception?: components['schemas']['CalendarException'][];
      parent?: components['schemas']['Reference'];
      /** @description What its owner calls this version */
      version?: string;
    };
    /** @description A calendar has changed. */
    CalendarAttributeValueChangeEvent: {
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
        calendar?: components['schemas']['Calendar'];
      };
    };
    /** @description A calendar has been made. */
    CalendarCreateEvent: {
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
        calendar?: components['schemas']['Calendar'];
      };
    };
    /** @description A calendar has been deleted. */
    CalendarDeleteEvent: {
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
        calendar?: components['schemas']['Calendar'];
      };
    };
    /** @description Days with hours of their own, or a stretch of time that is open or closed. */
    CalendarException: {
      /** @description What it is about */
      name?: string;
      /** @description Of the event of an iCalendar file it was made from */
      uid?: string;
      /** @description Its revision there */
      sequence?: number;
      /** @description The day, or the first one */
      date?: string;
      /** @description The last day */
      endDate?: string;
      /**
       * Format: date-time
       * @description Start of a stretch of time
       */
      startDateTime?: string;
      /**
       * Format: date-time
       * @description Its end
       */
      endDateTime?: string;
      /** @description Whether it is closed */
      closed?: boolean;
      /** @description Hours of these days */
      hours?: components['schemas']['DailyHours'][];
    };
    /** @description Attributes of a calendar. */
    Calendar_Create: {
      /** @description Name people know it by */
      name: string;
      /** @description What it is for */
      description?: string;
      /** @description IANA zone whose wall clock counts, such as `Europe/Oslo`; that of the parent, or UTC, unless said */
      timeZone?: string;
      /** @description Hours of weekdays; those of the parent unless said, without any round the clock */
      weeklyHours?: components['schemas']['WeeklyHours'][];
      /** @description Days that are closed */
      holiday?: components['schemas']['Holiday'][];
      /** @description Days and stretches of time with hours of their own; of several the last one counts */
      exception?: components['schemas']['CalendarException'][];
      parent?: components['schemas']['Reference'];
      /** @description What its owner calls this version */
      version?: string;
    };
    /** @description Attributes of a calendar. */
    Calendar_Update: {
      /** @description Name people know it by */
      name?: string;
      /** @description What it is for */
      description?: string | null;
      /** @description IANA zone whose wall clock counts, such as `Europe/Oslo`; that of the parent, or UTC, unless said */
      timeZone?: string | null;
      /** @description Hours of weekdays; those of the parent unless said, without any round the clock */
      weeklyHours?: components['schemas']['WeeklyHours'][] | null;
      /** @description Days that are closed */
      holiday?: components['schemas']['Holiday'][] | null;
      /** @description Days and stretches of time with hours of their own; of several the last one counts */
      exception?: components['schemas']['CalendarException'][] | null;
      parent?: components['schemas']['Reference_UpdateOrNull'];
      /** @description What its owner calls this version */
      version?: string | null;
    };
    /** @description An order, ticket, call or appointment with all that is known of it. A later report of the same case, with the same start and source, takes the place of the earlier one as a whole. */
    CaseMeasurement: {
      /** @description What is measured */
      indicator: string;
      /** @description Of what it is measured */
      subject: string;
      /** @description Name of the case, such as `ORD-1` */
      case: string;
      /**
       * Format: date-time
       * @description When it was ordered, opened, rang
       */
      startDateTime: string;
      /**
       * Format: date-time
       * @description Date first promised
       */
      promisedDateTime?: string;
      /**
       * Format: date-time
       * @description Date last agreed with the customer; wins over the promised one
       */
      agreedDateTime?: string;
      /**
       * Format: date-time
       * @description When it was delivered, restored
       */
      completedDateTime?: string;
      /**
       * Format: date-time
       * @description When it was cancelled
       */
      cancelledDateTime?: string;
      /**
       * @description Who cancelled it
       * @enum {string}
       */
      cancelledBy?: 'customer' | 'provider';
      /**
       * Format: date-time
       * @description When a call was answered
       */
      answeredDateTime?: string;
      /**
       * Format: date-time
       * @description When a caller gave up
       */
      abandonedDateTime?: string;
      /** @description Left out of every figure */
      excluded?: boolean;
      /** @description When it waited for somebody else */
      pause?: {
        /**
         * Format: date-time
         * @description When it began to wait
         */
        startDateTime: string;
        /**
         * Format: date-time
         * @description When it went on; it still waits without
         */
        endDateTime?: string;
      }[];
      /** @description Who measured */
      source?: string;
    };
    /** @description The commitment after the change. */
    ChangedCommitment: {
      /** @description Identifier */
      id?: string;
      /** @description Address of the commitment */
      href?: string;
      /** @description Name people know it by */
      name?: string;
      status?: components['schemas']['Status'];
      jeopardy?: components['schemas']['Jeopardy'];
      budget?: components['schemas']['Budget'];
      /** @description How fast the budget is being lost, over pairs of windows */
      burnRate?: components['schemas']['BurnRate'][];
      /**
       * Format: date-time
       * @description When the status began
       */
      since?: string;
      sla?: components['schemas']['Reference'];
      rule?: components['schemas']['Reference'];
      serviceLevelObjective?: components['schemas']['Reference'];
      /** @description What is measured */
      indicator?: string;
      /** @description Of what; `*` for whatever the measurements name */
      subject?: string;
      objective?: components['schemas']['ReadObjective'];
      /** @description Why it cannot be evaluated */
      notEvaluableReasons?: string[];
      currentPeriod?: components['schemas']['CurrentPeriod'];
      openViolation?: components['schemas']['Reference'];
      silence?: components['schemas']['MissingUpdates'];
      /**
       * Format: date-time
       * @description Up to when measurements are known
       */
      watermark?: string;
      previousStatus?: components['schemas']['Status'];
      /** @description Present when jeopardy was raised or cleared, not the status */
      previousJeopardy?: {
        /** @description Whether it was in jeopardy before */
        isInJeopardy?: boolean;
      };
      /** @description Value that made the difference */
      attained?: string;
    };
    /** @description How sending to a subscription stands after the change. */
    ChangedSubscription: {
      /** @description Id of the subscription at its hub */
      id?: string;
      /** @enum {string} */
      state?: 'active' | 'paused' | 'suspended';
      /** @enum {string} */
      previousState?: 'active' | 'paused' | 'suspended';
      /**
       * Format: date-time
       * @description Since when it stands so
       */
      since?: string;
      /** @description Why */
      reason?: string;
      /** @description Host and port of the callback */
      endpoint?: string;
      /**
       * Format: date-time
       * @description The first failure that no success has followed yet
       */
      failingSince?: string;
      /** @description Attempts that have failed since, as far as noted */
      failures?: number;
      /** @description Tries in vain since it was suspended */
      probes?: number;
      /** @description The last failure, as far as noted */
      lastFailure?: {
        /** Format: date-time */
        at?: string;
        /** @description Status of the answer */
        status?: number;
        /** @description Why there was no answer */
        reason?: string;
      };
      /**
       * Format: date-time
       * @description When it is tried next
       */
      nextProbeAt?: string;
    };
    /** @description A stretch of time in which measurements could not be taken in. */
    CollectorGap: {
      /** @description Identifier */
      id?: string;
      /** @description Address of the gap */
      href?: string;
      /** @description Changes with a reason */
      audit?: components['schemas']['CollectorGapChange'][];
      /** @description Name people know it by */
      name?: string;
      /** @description What happened */
      description?: string;
      state?: components['schemas']['CollectorGapState'];
      /**
       * @description Who says so: `reported` by a person or a collector, or the service's `own` outage. Never changes
       * @enum {string}
       */
      origin?: 'reported' | 'own';
      scope: components['schemas']['CollectorGapScope'];
      /**
       * Format: date-time
       * @description First instant of it
       */
      startDateTime: string;
      /**
       * Format: date-time
       * @description First instant after it; absent: it still goes on
       */
      endDateTime?: string;
      /** @description Who makes this change; goes into the audit */
      changedBy?: string;
      /** @description Why this change is made; goes into the audit. Required once it has begun */
      reason?: string;
    };
    /** @description A collector gap has changed. */
    CollectorGapAttributeValueChangeEvent: {
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
        collectorGap?: components['schemas']['CollectorGap'];
      };
    };
    /** @description A change with its reason. */
    CollectorGapChange: {
      /**
       * Format: date-time
       * @description When
       */
      dateTime?: string;
      /** @description Why */
      reason?: string;
      /** @description Who */
      changedBy?: string;
      /**
       * @description What was done
       * @enum {string}
       */
      action?: 'created' | 'changed' | 'withdrawn';
      /** @description What was said before */
      previous?: Record<string, never>;
    };
    /** @description A collector gap has been recorded. */
    CollectorGapCreateEvent: {
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
        collectorGap?: components['schemas']['CollectorGap'];
      };
    };
    /** @description A collector gap has been deleted. */
    CollectorGapDeleteEvent: {
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
        collectorGap?: components['schemas']['CollectorGap'];
      };
    };
    /** @description What it touches: `all`, or whatever shares one of the others, as with maintenance windows. `indicator` narrows that to these indicators; alone it means them on everything. */
    CollectorGapScope: {
      /** @description Entities */
      entity?: components['schemas']['Reference'][];
      /** @description Services */
      service?: components['schemas']['Reference'][];
      /** @description Parties */
      party?: components['schemas']['Reference'][];
      /** @description Tags, or characteristics as `name=value` */
      tag?: string[];
      /** @description Everything that is measured */
      all?: boolean;
      /** @description Indicators */
      indicator?: string[];
    };
    /** @description What it touches: `all`, or whatever shares one of the others, as with maintenance windows. `indicator` narrows that to these indicators; alone it means them on everything. */
    CollectorGapScope_Update: {
      /** @description Entities */
      entity?: components['schemas']['Reference'][] | null;
      /** @description Services */
      service?: components['schemas']['Reference'][] | null;
      /** @description Parties */
      party?: components['schemas']['Reference'][] | null;
      /** @description Tags, or characteristics as `name=value` */
      tag?: string[] | null;
      /** @description Everything that is measured */
      all?: boolean | null;
      /** @description Indicators */
      indicator?: string[] | null;
    };
    /**
     * @description `withdrawn`: there was none after all.
     * @enum {string}
     */
    CollectorGapState: 'recorded' | 'withdrawn';
    /** @description A collector gap has been withdrawn. */
    CollectorGapStateChangeEvent: {
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
        collectorGap?: components['schemas']['CollectorGap'];
      };
    };
    /** @description Attributes of a collector gap. */
    CollectorGap_Create: {
      /** @description Name people know it by */
      name?: string;
      /** @description What happened */
      description?: string;
      state?: components['schemas']['CollectorGapState'];
      /**
       * @description Who says so: `reported` by a person or a collector, or the service's `own` outage. Never changes
       * @enum {string}
       */
      origin?: 'reported' | 'own';
      scope: components['schemas']['CollectorGapScope'];
      /**
       * Format: date-time
       * @description First instant of it
       */
      startDateTime: string;
      /**
       * Format: date-time
       * @description First instant after it; absent: it still goes on
       */
      endDateTime?: string;
      /** @description Who makes this change; goes into the audit */
      changedBy?: string;
      /** @description Why this change is made; goes into the audit. Required once it has begun */
      reason?: string;
    };
    /** @description Attributes of a collector gap. */
    CollectorGap_Update: {
      /** @description Name people know it by */
      name?: string | null;
      /** @description What happened */
      description?: string | null;
      /**
       * @description `withdrawn`: there was none after all.
       * @enum {string|null}
       */
      state?: 'recorded' | 'withdrawn' | null;
      /**
       * @description Who says so: `reported` by a person or a collector, or the service's `own` outage. Never changes
       * @enum {string|null}
       */
      origin?: 'reported' | 'own' | null;
      scope?: components['schemas']['CollectorGapScope_Update'];
      /**
       * Format: date-time
       * @description First instant of it
       */
      startDateTime?: string;
      /**
       * Format: date-time
       * @description First instant after it; absent: it still goes on
       */
      endDateTime?: string | null;
      /** @description Who makes this change; goes into the audit */
      changedBy?: string | null;
      /** @description Why this change is made; goes into the audit. Required once it has begun */
      reason?: string | null;
    };
    /** @description One rule of one agreement, or one free-standing objective, for one subject. Made by the service. */
    Commitment: {
      /** @description Identifier */
      id?: string;
      /** @description Address of the commitment */
      href?: string;
      /** @description Name people know it by */
      name?: string;
      status?: components['schemas']['Status'];
      jeopardy?: components['schemas']['Jeopardy'];
      budget?: components['schemas']['Budget'];
      /** @description How fast the budget is being lost, over pairs of windows */
      burnRate?: components['schemas']['BurnRate'][];
      /**
       * Format: date-time
       * @description When the status began
       */
      since?: string;
      sla?: components['schemas']['Reference'];
      rule?: components['schemas']['Reference'];
      serviceLevelObjective?: components['schemas']['Reference'];
      /** @description What is measured */
      indicator?: string;
      /** @description Of what; `*` for whatever the measurements name */
      subject?: string;
      objective?: components['schemas']['ReadObjective'];
      /** @description Why it cannot be evaluated */
      notEvaluableReasons?: string[];
      currentPeriod?: components['schemas']['CurrentPeriod'];
      openViolation?: components['schemas']['Reference'];
      silence?: components['schemas']['MissingUpdates'];
      /**
       * Format: date-time
       * @description Up to when measurements are known
       */
      watermark?: string;
    };
    /** @description The status of a commitment has changed, or it is in jeopardy now, or no longer is. */
    CommitmentStateChangeEvent: {
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
        commitment?: components['schemas']['ChangedCommitment'];
      };
    };
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
    /** @description An amount in a currency. */
    CreditMoney: {
      /** @description Decimal text with the minor unit of the currency, `20.00` */
      value?: string;
      /** @description ISO 4217 code */
      unit?: string;
    };
    /** @description A violation is worth a credit, or the credit recommended for it has changed. Billing decides. */
    CreditRecommendedEvent: {
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
        /** @description The violation, as the SLA API shows it */
        slaViolation?: {
          recommendedCredit?: components['schemas']['RecommendedCredit'];
        };
      };
    };
    /** @description The period last assessed. */
    CurrentPeriod: {
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
      /** @description Value so far */
      attained?: string;
      /** @description Share of the time that is measured, 0 to 1 */
      coverage?: number;
      result?: components['schemas']['Result'];
      standing?: components['schemas']['Standing'];
      /** @description Best value the period can still come to */
      bestPossible?: string;
    };
    /** @description Hours of a day on the wall clock. */
    DailyHours: {
      /** @description From, such as `08:00` */
      startTime?: string;
      /** @description To, at most `24:00` */
      endTime?: string;
    };
    /** @description One event on its way to one subscription. What was sent and what was answered is not shown. */
    Delivery: {
      /** @description Identifier */
      id: string;
      /** @description Address */
      href: string;
      /** @description Whom it is for */
      subscriptionId: string;
      /** @description Identifier of the event; the same with every attempt */
      eventId: string;
      /** @description Type of the event */
      eventType: string;
      /** @description What kind of resource it tells of */
      resourceName: string;
      /** @description Which one */
      resourceId: string;
      /**
       * @description `abandoned`: given up
       * @enum {string}
       */
      state: 'pending' | 'delivered' | 'abandoned';
      /** @description Why it was given up */
      reason?: string;
      /** @description Attempts since it was opened or replayed */
      attemptCount: number;
      /** @description Identifier of the group it has gone out in, with others */
      groupId?: string;
      /** @description The replay that has opened it again */
      replayId?: string;
      /**
       * Format: date-time
       * @description When the event occurred
       */
      occurredAt: string;
      /**
       * Format: date-time
       * @description When the delivery was opened
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was first tried
       */
      firstAttemptAt?: string;
      /**
       * Format: date-time
       * @description When it is looked at next
       */
      nextAttemptAt?: string;
      /**
       * Format: date-time
       * @description When it was delivered or given up
       */
      settledAt?: string;
      /** @description The last attempts, at most 20, the oldest first */
      attempts: {
        /**
         * Format: date-time
         * @description When it began
         */
        at: string;
        /** @description Status of the answer */
        status?: number;
        /** @description Why there was no answer */
        reason?: string;
        /** @description How long it took */
        durationMs: number;
      }[];
    };
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
    /** @description Several events in one callback, for a subscription that has asked for grouping in any API. Its eventId is the group's: the same whenever the same group is sent again. */
    EventGroupCreateEvent: {
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
        /** @description The group */
        eventGroup?: {
          /** @description Identifier of the group */
          id?: string;
          /** @description As it was registered, `PT1M` */
          window?: string;
          /** @description Path of what they have in common */
          key?: string;
          /** @description What they have in common */
          value?: string;
          /** @description How many are listed */
          count?: number;
          /** @description The events in their order, at most 1000; of more there is another group */
          events?: {
            /** @description Identifier of the event */
            eventId?: string;
            /** @description Type of the event */
            eventType?: string;
            /**
             * Format: date-time
             * @description When it occurred
             */
            eventTime?: string;
            /** @description Identifier of the resource it tells of */
            id?: string;
            /** @description Address of that resource */
            href?: string;
            /** @description What kind of resource it is */
            '@referredType'?: string;
          }[];
        };
      };
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
    /** @description A stretch of the period. */
    ExplainedInterval: {
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
      /**
       * @description What it is and what is known
       * @enum {string}
       */
      kind?: 'counted' | 'bad' | 'missing' | 'excluded' | 'outsideHours';
      /** @description Share of a bad stretch that counts as down, 0 to 1 */
      weight?: number;
      /** @description Ids of the collector gaps a missing stretch lies in: it is unknown, whatever the contract says of time without data */
      collectorGap?: string[];
    };
    /** @description One compared slice. */
    ExplainedSlice: {
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
      /** @description Value of the slice */
      attained?: string;
      /** @description Measured share of it, 0 to 1 */
      coverage?: number;
      /** @description Part of it that counts, milliseconds, where not all does */
      countedMs?: number;
      standing?: components['schemas']['Standing'];
    };
    /** @description A result and all it was made from, enough to work it out by hand. Long lists are cut; what is left out is counted. */
    Explanation: {
      commitment?: components['schemas']['Reference'];
      status?: components['schemas']['Status'];
      /** @description Why it cannot be evaluated */
      notEvaluableReasons?: string[];
      objective?: components['schemas']['ReadObjective'];
      period?: components['schemas']['TimePeriod'];
      result?: components['schemas']['Result'];
      finality?: components['schemas']['Finality'];
      standing?: components['schemas']['Standing'];
      /** @description The value */
      attained?: string;
      /** @description The formula with its numbers */
      formula?: string;
      figures?: components['schemas']['Figures'];
      /** @description The slices that were compared */
      slices?: components['schemas']['ExplainedSlice'][];
      /** @description What becomes of excluded time: `exclude` or `countAsUp` */
      treatment?: string;
      counted?: components['schemas']['TimePeriod'];
      /** @description The period so far without gaps: what counts, what is known of it, and what does not count */
      intervals?: components['schemas']['ExplainedInterval'][];
      /** @description Intervals beyond those shown */
      intervalsOmitted?: number;
      /** @description The samples that were used, as measurements without indicator and subject */
      samples?: Record<string, never>[];
      /** @description Samples beyond those shown */
      samplesOmitted?: number;
      /** @description What each case is in the value, and why */
      cases?: {
        /** @description Its name */
        case?: string;
        /** @description Who reported it */
        source?: string;
        /**
         * Format: date-time
         * @description When it began
         */
        startDateTime?: string;
        /**
         * @description What it is in the value
         * @enum {string}
         */
        outcome?: 'counted' | 'bad' | 'leftOut';
        /** @description Why */
        reason?: string;
        /** @description Time it took, milliseconds */
        lengthMs?: number;
      }[];
      /** @description Revisions of the contracts it rests on */
      versions?: string[];
      /** @description Same for the same contracts and measurements */
      hash?: string;
    };
    /** @description The parts a value was made from. */
    Figures: {
      /** @description The value */
      attained?: string;
      /** @description The value with nothing excluded, when something was */
      attainedWithoutExclusion?: string;
      /** @description Time excluded, or counted as up, milliseconds */
      excludedMs?: number;
      /** @description Samples used */
      samples?: number;
      /** @description Time that counts, milliseconds */
      countedMs?: number;
      /** @description Part of it that the samples speak for, milliseconds */
      coveredMs?: number;
      /** @description Measured share of the time that counts, 0 to 1 */
      coverage?: number;
      /** @description Part of it in collector gaps of which nothing was measured, milliseconds */
      gapMs?: number;
      /** @description Weighted down time, milliseconds */
      downMs?: number;
      /** @description Good events */
      good?: number;
      /** @description All events */
      total?: number;
      /** @description Sum of the values */
      sum?: number;
      /** @description Smallest value */
      min?: number;
      /** @description Greatest value */
      max?: number;
      /** @description Cases of the period that are left out of the value */
      leftOutCases?: number;
      /** @description Cases that are open at the end of what is known of the period */
      openCases?: number;
      /** @description Slices that kept the slice target */
      goodSlices?: number;
      /** @description Slices that had events */
      slicesCounted?: number;
      /** @description How the value was approximated; absent when it is exact */
      approximate?: {
        /**
         * @description The method
         * @enum {string}
         */
        method?: 'ddsketch';
        /** @description Most that it may be off, as a share of it */
        relativeError?: number;
      };
      /** @description Samples that could not be used */
      unusable?: {
        /** @description How many */
        samples?: number;
        /** @description Why */
        reason?: string;
      };
      /** @description The formula with its numbers */
      formula?: string;
    };
    /**
     * @description How settled a result is.
     * @enum {string}
     */
    Finality: 'open' | 'provisional' | 'final' | 'restated';
    /** @description Events that have the same value at `key` and come within `window` of the first of them go out as one EventGroupCreateEvent that lists them by reference; others go out one by one. */
    Grouping: {
      /** @description ISO 8601 duration, `PT1S` to `PT1H` */
      window: string;
      /** @description Path into the event, `event.slaViolation.sla.id` */
      key: string;
    } | null;
    /** @description A day that is closed, once or again and again. */
    Holiday: {
      /** @description Name of the day */
      name?: string;
      /** @description Of the event of an iCalendar file it was made from */
      uid?: string;
      /** @description Its revision there */
      sequence?: number;
      /** @description The day, or the first one, such as `2026-12-25` */
      date?: string;
      /** @description Rule of RFC 5545, such as `FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25` */
      recurrence?: string;
    };
    /** @description What became of the measurements that were handed in. */
    IntakeResult: {
      /** @description New, or replacing an earlier value */
      accepted: number;
      /** @description Known already; nothing changed */
      duplicate: number;
      /** @description Refused */
      rejected: number;
      /** @description The refused ones; every one when asked for */
      results: {
        /** @description Place in the request, from 0 */
        index: number;
        /**
         * @description What became of it
         * @enum {string}
         */
        outcome: 'accepted' | 'duplicate' | 'rejected';
        /** @description Attribute at fault */
        path?: string;
        /** @description Why it was refused */
        reason?: string;
      }[];
    };
    /** @description Whether the promise is going to be missed as things go. A prediction, never a violation. */
    Jeopardy: {
      /** @description Whether a miss is expected */
      isInJeopardy?: boolean;
      /**
       * Format: date-time
       * @description When that was raised or cleared
       */
      since?: string;
      /**
       * @description How it was foretold
       * @enum {string}
       */
      method?: 'line' | 'bootstrap' | 'burnRate';
      /**
       * Format: date-time
       * @description When the budget would be gone
       */
      expectedAt?: string;
      /** @description Down time expected by the end of the period, milliseconds */
      expectedUsedMs?: number;
      /** @description Bad events expected by the end of the period */
      expectedUsedEvents?: number;
      /** @description Eight of ten ends are expected in here */
      interval?: {
        /** @description Lower end */
        low?: number;
        /** @description Upper end */
        high?: number;
      };
      /** @description Share of the ends drawn that miss the promise, 0 to 1 */
      probability?: number;
      /** @description What it was foretold from */
      inputs?: {
        /** @description Lost so far */
        used?: number;
        /** @description What may be lost */
        budget?: number;
        /** @description Down time a day that was drawn on, milliseconds */
        ratePerDayMs?: number;
        /** @description Bad events a day that were drawn on */
        ratePerDayEvents?: number;
        /** @description Past outages it goes by */
        outages?: number;
      };
      /**
       * Format: date-time
       * @description When it was foretold, event time
       */
      predictedAt?: string;
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
    /** @description A change with its reason. */
    MaintenanceChange: {
      /**
       * Format: date-time
       * @description When
       */
      dateTime?: string;
      /** @description Why */
      reason?: string;
      /** @description Who */
      changedBy?: string;
      /**
       * @description What was done
       * @enum {string}
       */
      action?: 'created' | 'changed' | 'cancelled';
      /** @description What was said before */
      previous?: Record<string, never>;
    };
    /** @description One time of a recurring window. */
    MaintenanceOccurrence: {
      /**
       * Format: date-time
       * @description Start
       */
      startDateTime?: string;
      /**
       * Format: date-time
       * @description Announced end
       */
      endDateTime?: string;
      state?: components['schemas']['MaintenanceState'];
    };
    /** @description When it comes again, on the wall clock of a zone. */
    MaintenanceRecurrence: {
      /** @description Rule of RFC 5545, such as `FREQ=MONTHLY;BYDAY=2TU` */
      rrule?: string;
      /** @description IANA zone, such as `Europe/Oslo` */
      timeZone?: string;
      /** @description How long on the wall clock, such as `PT2H` */
      duration?: string;
      /** @description Starts that are left out */
      exdate?: string[];
    };
    /** @description When it comes again, on the wall clock of a zone. */
    MaintenanceRecurrence_UpdateOrNull: {
      /** @description Rule of RFC 5545, such as `FREQ=MONTHLY;BYDAY=2TU` */
      rrule?: string | null;
      /** @description IANA zone, such as `Europe/Oslo` */
      timeZone?: string | null;
      /** @description How long on the wall clock, such as `PT2H` */
      duration?: string | null;
      /** @description Starts that are left out */
      exdate?: string[] | null;
    } | null;
    /** @description What it touches; whatever shares one of these. */
    MaintenanceScope: {
      /** @description Entities */
      entity?: components['schemas']['Reference'][];
      /** @description Services */
      service?: components['schemas']['Reference'][];
      /** @description Parties */
      party?: components['schemas']['Reference'][];
      /** @description Tags, or characteristics as `name=value` */
      tag?: string[];
    };
    /** @description What it touches; whatever shares one of these. */
    MaintenanceScope_Update: {
      /** @description Entities */
      entity?: components['schemas']['Reference'][] | null;
      /** @description Services */
      service?: components['schemas']['Reference'][] | null;
      /** @description Parties */
      party?: components['schemas']['Reference'][] | null;
      /** @description Tags, or characteristics as `name=value` */
      tag?: string[] | null;
    };
    /**
     * @description How a window stands.
     * @enum {string}
     */
    MaintenanceState: 'planned' | 'changed' | 'started' | 'overrun' | 'finished' | 'cancelled';
    /** @description Announced work on the network. */
    MaintenanceWindow: {
      /** @description Identifier */
      id?: string;
      /** @description Address of the window */
      href?: string;
      /**
       * Format: date-time
       * @description When it was cancelled
       */
      cancelledAt?: string;
      /** @description Of a recurring one those that have begun last, and the next */
      occurrence?: components['schemas']['MaintenanceOccurrence'][];
      /** @description Agreements it touches */
      affectedAgreement?: components['schemas']['AffectedAgreement'][];
      /** @description Parties of these agreements, to be informed */
      affectedParty?: {
        /** @description Identifier */
        id?: string;
      }[];
      /** @description Whether it touches more agreements than are named */
      isAffectedCut?: boolean;
      /** @description Changes with a reason */
      audit?: components['schemas']['MaintenanceChange'][];
      /** @description Name people know it by */
      name: string;
      /** @description What is done */
      description?: string;
      /**
       * @description Why; emergency work is never excluded
       * @enum {string}
       */
      kind?: 'planned' | 'emergency' | 'customer' | 'forceMajeure';
      state?: components['schemas']['MaintenanceState'];
      /**
       * @description Whether its end finishes it, or somebody who says so
       * @enum {string}
       */
      completion?: 'clock' | 'confirmation';
      scope: components['schemas']['MaintenanceScope'];
      /**
       * Format: date-time
       * @description Start; of a recurring one the first
       */
      startDateTime: string;
      /**
       * Format: date-time
       * @description Announced end; not of a recurring one
       */
      endDateTime?: string;
      recurrence?: components['schemas']['MaintenanceRecurrence'];
      /**
       * Format: date-time
       * @description When the customers were told; now unless said
       */
      noticeGivenAt?: string;
      /** @description Of what it was made from an iCalendar file */
      uid?: string;
      /** @description Its revision there */
      sequence?: number;
      /** @description Who has approved it */
      approver?: string;
      /** @description Who makes this change; goes into the audit */
      changedBy?: string;
      /** @description Why this change is made; goes into the audit. Required once it has begun */
      reason?: string;
    };
    /** @description A maintenance window has changed. */
    MaintenanceWindowAttributeValueChangeEvent: {
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
        maintenanceWindow?: components['schemas']['MaintenanceWindow'];
      };
    };
    /** @description A maintenance window has been announced. */
    MaintenanceWindowCreateEvent: {
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
        maintenanceWindow?: components['schemas']['MaintenanceWindow'];
      };
    };
    /** @description A maintenance window has been deleted. */
    MaintenanceWindowDeleteEvent: {
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
        maintenanceWindow?: components['schemas']['MaintenanceWindow'];
      };
    };
    /** @description A maintenance window has another state. */
    MaintenanceWindowStateChangeEvent: {
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
        maintenanceWindow?: components['schemas']['MaintenanceWindow'];
      };
    };
    /** @description Attributes of a maintenance window. */
    MaintenanceWindow_Create: {
      /** @description Name people know it by */
      name: string;
      /** @description What is done */
      description?: string;
      /**
       * @description Why; emergency work is never excluded
       * @enum {string}
       */
      kind?: 'planned' | 'emergency' | 'customer' | 'forceMajeure';
      state?: components['schemas']['MaintenanceState'];
      /**
       * @description Whether its end finishes it, or somebody who says so
       * @enum {string}
       */
      completion?: 'clock' | 'confirmation';
      scope: components['schemas']['MaintenanceScope'];
      /**
       * Format: date-time
       * @description Start; of a recurring one the first
       */
      startDateTime: string;
      /**
       * Format: date-time
       * @description Announced end; not of a recurring one
       */
      endDateTime?: string;
      recurrence?: components['schemas']['MaintenanceRecurrence'];
      /**
       * Format: date-time
       * @description When the customers were told; now unless said
       */
      noticeGivenAt?: string;
      /** @description Of what it was made from an iCalendar file */
      uid?: string;
      /** @description Its revision there */
      sequence?: number;
      /** @description Who has approved it */
      approver?: string;
      /** @description Who makes this change; goes into the audit */
      changedBy?: string;
      /** @description Why this change is made; goes into the audit. Required once it has begun */
      reason?: string;
    };
    /** @description Attributes of a maintenance window. */
    MaintenanceWindow_Update: {
      /** @description Name people know it by */
      name?: string;
      /** @description What is done */
      description?: string | null;
      /**
       * @description Why; emergency work is never excluded
       * @enum {string|null}
       */
      kind?: 'planned' | 'emergency' | 'customer' | 'forceMajeure' | null;
      /**
       * @description How a window stands.
       * @enum {string|null}
       */
      state?: 'planned' | 'changed' | 'started' | 'overrun' | 'finished' | 'cancelled' | null;
      /**
       * @description Whether its end finishes it, or somebody who says so
       * @enum {string|null}
       */
      completion?: 'clock' | 'confirmation' | null;
      scope?: components['schemas']['MaintenanceScope_Update'];
      /**
       * Format: date-time
       * @description Start; of a recurring one the first
       */
      startDateTime?: string;
      /**
       * Format: date-time
       * @description Announced end; not of a recurring one
       */
      endDateTime?: string | null;
      recurrence?: components['schemas']['MaintenanceRecurrence_UpdateOrNull'];
      /**
       * Format: date-time
       * @description When the customers were told; now unless said
       */
      noticeGivenAt?: string | null;
      /** @description Of what it was made from an iCalendar file */
      uid?: string | null;
      /** @description Its revision there */
      sequence?: number | null;
      /** @description Who has approved it */
      approver?: string | null;
      /** @description Who makes this change; goes into the audit */
      changedBy?: string | null;
      /** @description Why this change is made; goes into the audit. Required once it has begun */
      reason?: string | null;
    };
    /** @description One observed fact about one subject. */
    Measurement:
      | components['schemas']['ValueMeasurement']
      | components['schemas']['RatioMeasurement']
      | components['schemas']['StateMeasurement']
      | components['schemas']['CaseMeasurement'];
    /** @description More updates are missed than `graceTimes` allows. */
    MissingUpdates: {
      /**
       * Format: date-time
       * @description When the first of them was expected
       */
      since?: string;
      violation?: components['schemas']['Reference'];
    };
    /** @description Good events and all events of an interval. */
    RatioMeasurement: {
      /** @description What is measured */
      indicator: string;
      /** @description Of what it is measured */
      subject: string;
      /** @description Good events */
      good: number;
      /** @description All events */
      total: number;
      /**
       * Format: date-time
       * @description Start of the interval
       */
      startDateTime: string;
      /**
       * Format: date-time
       * @description End of the interval
       */
      endDateTime: string;
      /** @description Who measured */
      source?: string;
    };
    /** @description How the service reads the text of the contract. */
    ReadObjective: {
      /** @description What is measured */
      indicator?: string;
      /** @description How samples become one value: `mean`, `p95`, `availability` */
      statistic?: string;
      /**
       * @description Violating side
       * @enum {string}
       */
      violationWhen?: 'above' | 'below' | 'outside' | 'notEqual' | 'equal';
      /** @description Whether the limit itself is a violation */
      inclusive?: boolean;
      /** @description Value to keep */
      target?: string;
      /** @description Unit of the values */
      unit?: string;
      /** @description Target widened by the tolerance */
      limit?: string;
      /** @description Lower limit of a range */
      lowerLimit?: string;
      /** @description Value at which to warn */
      threshold?: string;
      /** @description How long a breach may last before it counts */
      toleranceSeconds?: number;
      conformanceWindow?: components['schemas']['ConformanceWindow'];
      /**
       * @description When a verdict falls
       * @enum {string}
       */
      verdictMode?: 'instant' | 'certain' | 'atClose';
      /** @description Length of the slices that are compared or that the value is made by */
      sliceSeconds?: number;
      /** @description Percent that a good slice comes to at least */
      sliceTarget?: string;
      /** @description Bad slices in a row that make it unavailable */
      unavailableAfter?: number;
      /** @description Good slices in a row that make it available again */
      availableAfter?: number;
      /** @description Outages shorter than this count as up */
      minOutageSeconds?: number;
      /** @description Fewer samples or cases give no verdict */
      minSamples?: number;
      /** @description What time without data means */
      missingData?: string;
      /** @description How long a value or state is carried forward */
      maxAgeSeconds?: number;
      /** @description Updates that may be missed before missing data is itself a violation */
      grace?: {
        /** @description How many */
        times?: number;
        /**
         * @description In a row or in a period
         * @enum {string}
         */
        scope?: 'consecutive' | 'perPeriod';
      };
      /** @description Share of the time that must be measured, 0 to 1 */
      minCoverage?: number;
      /** @description How long one sample speaks for at most */
      measurementIntervalSeconds?: number;
      validFor?: components['schemas']['TimePeriod'];
      /** @description How texts that leave a choice were read */
      remarks?: string[];
      /** @description Attributes that took their default */
      defaulted?: string[];
    };
    /** @description Why it is done. */
    Reason: {
      /** @description Shown with the state */
      reason?: string;
    };
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
    /** @description A recomputation and what it comes to. */
    Recomputation: {
      /** @description Identifier, if the caller has one */
      id?: string;
      /** @description Name people know it by */
      name?: string;
      /** @description Why what was told is judged again; told with what is restated */
      reason: string;
      /** @description Who asks */
      requestedBy?: string;
      /**
       * @description Only say what would change. True unless false is sent
       * @default true
       */
      dryRun: boolean;
      range: components['schemas']['TimePeriod'];
      sla?: components['schemas']['RecomputationSelection'];
      serviceLevelObjective?: components['schemas']['RecomputationSelection'];
      commitment?: components['schemas']['RecomputationSelection'];
      calendar?: components['schemas']['RecomputationSelection'];
      /** @description Address of the recomputation */
      href?: string;
      /**
       * @description How far it is; `completed` when what it changes is restated
       * @enum {string}
       */
      state?: 'acknowledged' | 'inProgress' | 'completed' | 'failed';
      /**
       * Format: date-time
       * @description When it was asked for
       */
      requestedAt?: string;
      /**
       * Format: date-time
       * @description When it was over
       */
      completedAt?: string;
      /** @description Why it failed */
      failureReason?: string;
      /** @description Commitments selected */
      commitments?: number;
      /** @description Commitments worked out so far */
      commitmentsDone?: number;
      /** @description Periods judged again */
      periods?: number;
      /** @description Of those, periods that come to something else */
      changed?: number;
      /** @description The periods, at most 1000; those that change before the others */
      period?: components['schemas']['RecomputedPeriod'][];
      /** @description Periods beyond those listed */
      periodsOmitted?: number;
      /** @description Commitments that cannot be recomputed */
      fault?: {
        commitment?: components['schemas']['RecomputationSelection'];
        /** @description Why */
        reason?: string;
      }[];
    };
    /** @description The recomputation that a statement comes from. */
    RecomputationReference: {
      /** @description Identifier */
      id?: string;
      /** @description Address */
      href?: string;
      /** @description Who asked */
      requestedBy?: string;
    };
    /** @description Which periods are to be judged again, and why. */
    RecomputationRequest: {
      /** @description Identifier, if the caller has one */
      id?: string;
      /** @description Name people know it by */
      name?: string;
      /** @description Why what was told is judged again; told with what is restated */
      reason: string;
      /** @description Who asks */
      requestedBy?: string;
      /**
       * @description Only say what would change. True unless false is sent
       * @default true
       */
      dryRun: boolean;
      range: components['schemas']['TimePeriod'];
      sla?: components['schemas']['RecomputationSelection'];
      serviceLevelObjective?: components['schemas']['RecomputationSelection'];
      commitment?: components['schemas']['RecomputationSelection'];
      calendar?: components['schemas']['RecomputationSelection'];
    };
    /** @description What is selected, by its id. */
    RecomputationSelection: {
      /** @description Identifier */
      id?: string | number;
      /** @description Address */
      href?: string;
      /** @description Name */
      name?: string;
    };
    /** @description What a period came to, or comes to. */
    RecomputedFigure: {
      result?: components['schemas']['Result'];
      /** @description The value */
      attained?: string;
      /** @description The formula with its numbers */
      formula?: string;
      /** @description Revisions of contracts, calendars and windows it rests on */
      versions?: string[];
    };
    /** @description A period before and after. */
    RecomputedPeriod: {
      commitment?: components['schemas']['RecomputationSelection'];
      sla?: components['schemas']['RecomputationSelection'];
      /** @description Whose period */
      subject?: string;
      period?: components['schemas']['TimePeriod'];
      finality?: components['schemas']['Finality'];
      /** @description Whether its result or any of its figures differ */
      isChanged?: boolean;
      before?: components['schemas']['RecomputedFigure'];
      after?: components['schemas']['RecomputedFigure'];
      /** @description Violations that come or go */
      violation?: {
        /**
         * @description What becomes of it
         * @enum {string}
         */
        change?: 'opened' | 'withdrawn';
        /** @description Identifier of one that is recorded */
        id?: string;
        /**
         * Format: date-time
         * @description When it fell
         */
        date?: string;
        /**
         * Format: date-time
         * @description When the promise began to be missed
         */
        onset?: string;
      }[];
      /** @description The recommended credit */
      credit?: {
        before?: components['schemas']['CreditMoney'];
        after?: components['schemas']['CreditMoney'];
        delta?: components['schemas']['CreditMoney'];
      };
    };
    /** @description Something another API of this service holds. */
    Reference: {
      /** @description Identifier */
      id?: string;
      /** @description Address */
      href?: string;
    };
    /** @description Something another API of this service holds. */
    Reference_UpdateOrNull: {
      /** @description Identifier */
      id?: string | null;
      /** @description Address */
      href?: string | null;
    } | null;
    /** @description A replay and how far it is. Done by the service in the background; a crash does not end it. */
    Replay: {
      /** @description An identifier of your own: asking again with it starts nothing new */
      id: string;
      /** @description One delivery */
      deliveryId?: string;
      /** @description One event, to everybody it went to */
      eventId?: string;
      /** @description What this subscription was sent */
      subscriptionId?: string;
      /**
       * Format: date-time
       * @description Of events that occurred then or later; with subscriptionId only
       */
      from?: string;
      /**
       * Format: date-time
       * @description Of events that occurred before; the present when absent
       */
      to?: string;
      /** @description Address */
      href: string;
      /**
       * @description How far it is
       * @enum {string}
       */
      status: 'running' | 'succeeded';
      /**
       * Format: date-time
       * @description When it was asked for
       */
      requestedAt: string;
      /**
       * Format: date-time
       * @description When all was on its way again
       */
      completedAt?: string;
      /** @description Deliveries that are on their way again */
      replayed: number;
      /** @description Deliveries that wait anyway, or whose event or subscription is gone */
      skipped: number;
    };
    /** @description What to send again; one of `deliveryId`, `eventId` and `subscriptionId`. */
    ReplayInput: {
      /** @description An identifier of your own: asking again with it starts nothing new */
      id?: string;
      /** @description One delivery */
      deliveryId?: string;
      /** @description One event, to everybody it went to */
      eventId?: string;
      /** @description What this subscription was sent */
      subscriptionId?: string;
      /**
       * Format: date-time
       * @description Of events that occurred then or later; with subscriptionId only
       */
      from?: string;
      /**
       * Format: date-time
       * @description Of events that occurred before; the present when absent
       */
      to?: string;
    };
    /** @description The assessment as it is now, without its slices, and what has changed. */
    RestatedAssessment: {
      /** @description Identifier */
      id?: string;
      /** @description Address of the assessment */
      href?: string;
      commitment?: components['schemas']['Reference'];
      sla?: components['schemas']['Reference'];
      rule?: components['schemas']['Reference'];
      serviceLevelObjective?: components['schemas']['Reference'];
      /** @description What is measured */
      indicator?: string;
      /** @description Of what */
      subject?: string;
      period?: components['schemas']['TimePeriod'];
      result?: components['schemas']['Result'];
      finality?: components['schemas']['Finality'];
      /** @description Grows when a final result is stated anew */
      revision?: number;
      /** @description Why it was stated anew */
      reason?: string;
      recomputation?: components['schemas']['RecomputationReference'];
      /** @description The value */
      attained?: string;
      /** @description Value to keep */
      target?: string;
      /** @description Unit of both */
      unit?: string;
      standing?: components['schemas']['Standing'];
      /** @description Best value the period can still come to */
      bestPossible?: string;
      figures?: components['schemas']['Figures'];
      /** @description The slices that were compared, once the period is closed; until then `explain` has them */
      slices?: components['schemas']['Slice'][];
      /**
       * Format: date-time
       * @description Up to when measurements were known
       */
      watermark?: string;
      /** @description Revisions of contracts, calendars, windows and gaps it rests on */
      versions?: string[];
      /** @description Same for the same versions and figures */
      hash?: string;
      /**
       * Format: date-time
       * @description When it was worked out
       */
      assessedAt?: string;
      /** @description What who has used the earlier statement has to correct */
      delta?: {
        /** @description The values */
        attained?: {
          /** @description Value before */
          from?: string;
          /** @description Value now */
          to?: string;
          /** @description Value now less value before */
          difference?: string;
        };
        /** @description What becomes of the credits of the period's violations. To be booked is what `CreditRecommendedEvent` says of the same violation; this is the same difference, not another one */
        credit?: {
          /** @description The violation with its `recommendedCredit` */
          violation?: {
            /** @description Identifier of the violation */
            id?: string;
          };
          from?: components['schemas']['CreditMoney'];
          to?: components['schemas']['CreditMoney'];
          difference?: components['schemas']['CreditMoney'];
        }[];
        /** @description The results */
        result?: {
          from?: components['schemas']['Result'];
          to?: components['schemas']['Result'];
        };
        /** @description The revisions */
        revision?: {
          /** @description Revision before */
          from?: number;
          /** @description Revision now */
          to?: number;
        };
      };
    };
    /**
     * @description Outcome of a period.
     * @enum {string}
     */
    Result: 'met' | 'notMet' | 'noData' | 'undecided';
    /** @description The secret that callbacks are signed with from now on. */
    SecretChange: {
      /** @description `whsec_` and 24 to 64 bytes in base64; null for no signature */
      secret: string | null;
      /** @description For how long the present secret goes on signing beside the new one: ISO 8601, at most `P30D`; `P1D` unless said */
      overlap?: string;
    };
    /** @description One compared slice of a period. */
    Slice: {
      /**
       * Format: date-time
       * @description First instant inside
       */
      start?: string;
      /**
       * Format: date-time
       * @description First instant no longer inside
       */
      end?: string;
      /** @description Value of the slice */
      attained?: string;
      /** @description Measured share of it, 0 to 1 */
      coverage?: number;
      /** @description Part of it that counts, milliseconds, where not all does */
      countedMs?: number;
      standing?: components['schemas']['Standing'];
    };
    /**
     * @description Where a value stands against the lines of the promise.
     * @enum {string}
     */
    Standing: 'compliant' | 'warning' | 'tolerated' | 'beyond';
    /** @description A state over an interval; without an end it lasts on. */
    StateMeasurement: {
      /** @description What is measured */
      indicator: string;
      /** @description Of what it is measured */
      subject: string;
      /**
       * @description The state
       * @enum {string}
       */
      state: 'up' | 'down' | 'degraded';
      /** @description Share of a degraded time that counts as down */
      weight?: number;
      /**
       * Format: date-time
       * @description When it began
       */
      startDateTime: string;
      /**
       * Format: date-time
       * @description When it was over
       */
      endDateTime?: string;
      /** @description Who measured */
      source?: string;
    };
    /**
     * @description How a promise stands now.
     * @enum {string}
     */
    Status:
      | 'compliant'
      | 'warning'
      | 'tolerated'
      | 'breaching'
      | 'violated'
      | 'noData'
      | 'excluded'
      | 'pending'
      | 'notEvaluable';
    /** @description A subscription of any API and how it does. Its secret is never shown, nor the query of its callback. */
    Subscription: {
      /** @description Identifier; the one its hub gave */
      id: string;
      /** @description Address here */
      href: string;
      /** @description API whose hub it was made on, such as `tmf623-v2` */
      api: string;
      /** @description Where events are posted, without query and credentials */
      callback: string;
      /** @description Which events are sent */
      query?: string | null;
      grouping?: components['schemas']['Grouping'];
      /** @description Whether its callbacks are signed */
      hasSecret: boolean;
      /**
       * Format: date-time
       * @description When it was made
       */
      createdAt: string;
      /**
       * @description Whether anything is sent; `suspended` is the service's own doing
       * @enum {string}
       */
      state: 'active' | 'paused' | 'suspended';
      /**
       * Format: date-time
       * @description Since when it is in this state; since it was made when absent
       */
      since?: string;
      /** @description Why */
      reason?: string;
      /** @description Host and port that it calls */
      endpoint?: string;
      /**
       * Format: date-time
       * @description The first failure that no success has followed yet
       */
      failingSince?: string;
      /** @description How many attempts have failed since, as far as noted */
      failures: number;
      /** @description The last failure, as far as noted */
      lastFailure?: {
        /**
         * Format: date-time
         * @description When it ended
         */
        at?: string;
        /** @description Status of the answer */
        status?: number;
        /** @description Why there was none */
        reason?: string;
      };
      /**
       * Format: date-time
       * @description When a suspended one is tried next
       */
      nextProbeAt?: string;
      /** @description How many tries of a suspended one have failed */
      probes: number;
      /** @description Deliveries that wait */
      pendingCount: number;
      /**
       * Format: date-time
       * @description When the oldest event that waits occurred
       */
      oldestPendingAt?: string;
      /**
       * Format: date-time
       * @description When an event was last delivered
       */
      lastDeliveredAt?: string;
    };
    /** @description A subscription that was suspended or paused is sent to again, what was collected meanwhile first. Sent to subscriptions whose query names the type. */
    SubscriptionResumedEvent: {
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
        subscription?: components['schemas']['ChangedSubscription'];
      };
    };
    /** @description The listener of a subscription has failed for so long that it is only tried now and then. Sent to subscriptions whose query names the type. */
    SubscriptionSuspendedEvent: {
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
        subscription?: components['schemas']['ChangedSubscription'];
      };
    };
    /** @description Somebody has sent a test event to this subscription; nothing has happened. */
    SubscriptionTestEvent: {
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
        /** @description The subscription */
        subscription?: {
          /** @description Identifier */
          id?: string;
          /** @description Address */
          href?: string;
          /** @description Its callback, without query and credentials */
          callback?: string;
        };
      };
    };
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
    /** @description A value, at an instant (`at`) or over an interval. */
    ValueMeasurement: {
      /** @description What is measured */
      indicator: string;
      /** @description Of what it is measured */
      subject: string;
      /** @description The value */
      value: number;
      /**
       * Format: date-time
       * @description When
       */
      at?: string;
      /**
       * Format: date-time
       * @description Start of the interval
       */
      startDateTime?: string;
      /**
       * Format: date-time
       * @description End of the interval
       */
      endDateTime?: string;
      /** @description Unit of the value */
      unit?: string;
      /** @description Who measured */
      source?: string;
    };
    /** @description Hours of some weekdays. */
    WeeklyHours: {
      /** @description From, such as `08:00` */
      startTime?: string;
      /** @description To, at most `24:00` */
      endTime?: string;
      /** @description The weekdays */
      day?: ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
    };
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
  createMeasurement: {
    parameters: {
      query?: {
        /** @description `rejected` names only what was refused; `all` tells the outcome of every measurement */
        results?: 'rejected' | 'all';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': unknown;
        'application/x-ndjson': string;
      };
    };
    responses: {
      /** @description What became of the measurements */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntakeResult'];
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
      default: components['responses']['OtherError'];
    };
  };
  listCommitment: {
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
          'application/json': components['schemas']['Commitment'][];
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
          'application/json': components['schemas']['Commitment'][];
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
  retrieveCommitment: {
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
        /** @description Identifier of the commitment */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The commitment */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Commitment'];
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
  explainCommitment: {
    parameters: {
      query?: {
        /** @description The period, `2026-11-01T00:00:00.000Z/2026-12-01T00:00:00.000Z` or an instant inside it; the present one unless said */
        period?: string;
      };
      header?: never;
      path: {
        /** @description Identifier of the commitment */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The result and all it was made from */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Explanation'];
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
  listAssessment: {
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
          'application/json': components['schemas']['Assessment'][];
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
          'application/json': components['schemas']['Assessment'][];
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
  retrieveAssessment: {
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
        /** @description Identifier of the assessment */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The assessment */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assessment'];
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
  listBacktest: {
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
          'application/json': components['schemas']['Backtest'][];
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
          'application/json': components['schemas']['Backtest'][];
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
  createBacktest: {
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
        'application/json': components['schemas']['BacktestRequest'];
      };
    };
    responses: {
      /** @description The answer */
      201: {
        headers: {
          Location: components['headers']['Location'];
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Backtest'];
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
      default: components['responses']['OtherError'];
    };
  };
  retrieveBacktest: {
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
        /** @description Identifier of the answer */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Backtest'];
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
  deleteBacktest: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
        'If-Match'?: components['parameters']['If-Match'];
        /** @description 412 when the resource has changed since; of no effect beside If-Match */
        'If-Unmodified-Since'?: components['parameters']['If-Unmodified-Since'];
      };
      path: {
        /** @description Identifier of the answer */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone */
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
  listRecomputation: {
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
          'application/json': components['schemas']['Recomputation'][];
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
          'application/json': components['schemas']['Recomputation'][];
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
  createRecomputation: {
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
        'application/json': components['schemas']['RecomputationRequest'];
      };
    };
    responses: {
      /** @description The recomputation, acknowledged */
      201: {
        headers: {
          Location: components['headers']['Location'];
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Recomputation'];
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
      default: components['responses']['OtherError'];
    };
  };
  retrieveRecomputation: {
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
        /** @description Identifier of the recomputation */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The recomputation */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Recomputation'];
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
  listCalendar: {
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
          'application/json': components['schemas']['Calendar'][];
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
          'application/json': components['schemas']['Calendar'][];
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
  createCalendar: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
        /** @description References, separated by commas, to answer as the resources of this service that they refer to */
        expand?: components['parameters']['expand'];
        /** @description How many levels of references to answer as the resources they refer to; 0 and 1 leave them references */
        depth?: components['parameters']['depth'];
        /** @description Of `text/calendar`, required: the calendar that the file goes into */
        id?: string;
        /** @description Of `text/calendar`: name of a calendar that is made; else `X-WR-CALNAME`, else the id */
        name?: string;
        /** @description Of `text/calendar`: zone of a calendar that is made, and of times that name none, or one that is not of the IANA; else `X-WR-TIMEZONE` */
        timeZone?: string;
        /** @description Of `text/calendar`: what a stretch of time is that is no whole days, `closed` unless said */
        timed?: 'closed' | 'open';
        /** @description Of `text/calendar`: `true` when the file is all there is, and what other files gave goes */
        whole?: 'true' | 'false';
      };
      header?: {
        /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
        'If-Match'?: components['parameters']['If-Match'];
        /** @description 412 when the resource has changed since; of no effect beside If-Match */
        'If-Unmodified-Since'?: components['parameters']['If-Unmodified-Since'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Calendar_Create'];
        'text/calendar': string;
      };
    };
    responses: {
      /** @description The calendar that the file was taken into */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          /** @description What the file came to: `events=12, older=1, passed-over="VTODO"` */
          'Surety-Import'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calendar'];
        };
      };
      /** @description The new calendar */
      201: {
        headers: {
          Location: components['headers']['Location'];
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calendar'];
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
  retrieveCalendar: {
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
        /** @description Identifier of the calendar */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The calendar */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calendar'];
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
  replaceCalendar: {
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
        /** @description Identifier of the calendar */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Calendar_Create'];
      };
    };
    responses: {
      /** @description The calendar after the change */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calendar'];
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
  deleteCalendar: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
        'If-Match'?: components['parameters']['If-Match'];
        /** @description 412 when the resource has changed since; of no effect beside If-Match */
        'If-Unmodified-Since'?: components['parameters']['If-Unmodified-Since'];
      };
      path: {
        /** @description Identifier of the calendar */
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
  patchCalendar: {
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
        /** @description Identifier of the calendar */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['Calendar_Update'];
        'application/json': components['schemas']['Calendar_Update'];
        'application/json-patch+json': components['schemas']['JsonPatch'];
        'application/json-patch-query+json': components['schemas']['JsonPatchQuery'];
        'application/json-patch+query': components['schemas']['JsonPatchQuery'];
      };
    };
    responses: {
      /** @description The calendar after the change */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calendar'];
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
  listMaintenanceWindow: {
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
          'application/json': components['schemas']['MaintenanceWindow'][];
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
          'application/json': components['schemas']['MaintenanceWindow'][];
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
  createMaintenanceWindow: {
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
        'application/json': components['schemas']['MaintenanceWindow_Create'];
      };
    };
    responses: {
      /** @description The new maintenance window */
      201: {
        headers: {
          Location: components['headers']['Location'];
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MaintenanceWindow'];
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
  retrieveMaintenanceWindow: {
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
        /** @description Identifier of the maintenance window */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The maintenance window */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MaintenanceWindow'];
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
  replaceMaintenanceWindow: {
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
        /** @description Identifier of the maintenance window */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MaintenanceWindow_Create'];
      };
    };
    responses: {
      /** @description The maintenance window after the change */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MaintenanceWindow'];
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
  deleteMaintenanceWindow: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
        'If-Match'?: components['parameters']['If-Match'];
        /** @description 412 when the resource has changed since; of no effect beside If-Match */
        'If-Unmodified-Since'?: components['parameters']['If-Unmodified-Since'];
      };
      path: {
        /** @description Identifier of the maintenance window */
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
  patchMaintenanceWindow: {
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
        /** @description Identifier of the maintenance window */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['MaintenanceWindow_Update'];
        'application/json': components['schemas']['MaintenanceWindow_Update'];
        'application/json-patch+json': components['schemas']['JsonPatch'];
        'application/json-patch-query+json': components['schemas']['JsonPatchQuery'];
        'application/json-patch+query': components['schemas']['JsonPatchQuery'];
      };
    };
    responses: {
      /** @description The maintenance window after the change */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MaintenanceWindow'];
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
  listCollectorGap: {
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
          'application/json': components['schemas']['CollectorGap'][];
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
          'application/json': components['schemas']['CollectorGap'][];
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
  createCollectorGap: {
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
        'application/json': components['schemas']['CollectorGap_Create'];
      };
    };
    responses: {
      /** @description The new collector gap */
      201: {
        headers: {
          Location: components['headers']['Location'];
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CollectorGap'];
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
  retrieveCollectorGap: {
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
        /** @description Identifier of the collector gap */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The collector gap */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CollectorGap'];
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
  replaceCollectorGap: {
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
        /** @description Identifier of the collector gap */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CollectorGap_Create'];
      };
    };
    responses: {
      /** @description The collector gap after the change */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CollectorGap'];
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
  deleteCollectorGap: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETags of the revisions that may be changed, or `*`; of another one the answer is 412 */
        'If-Match'?: components['parameters']['If-Match'];
        /** @description 412 when the resource has changed since; of no effect beside If-Match */
        'If-Unmodified-Since'?: components['parameters']['If-Unmodified-Since'];
      };
      path: {
        /** @description Identifier of the collector gap */
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
  patchCollectorGap: {
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
        /** @description Identifier of the collector gap */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['CollectorGap_Update'];
        'application/json': components['schemas']['CollectorGap_Update'];
        'application/json-patch+json': components['schemas']['JsonPatch'];
        'application/json-patch-query+json': components['schemas']['JsonPatchQuery'];
        'application/json-patch+query': components['schemas']['JsonPatchQuery'];
      };
    };
    responses: {
      /** @description The collector gap after the change */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CollectorGap'];
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
  listAssessmentRevision: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the assessment */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Every statement, as it was made */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assessment'][];
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
  retrieveAssessmentRevision: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Identifier of the assessment */
        id: string;
        /** @description Which statement */
        revision: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The statement, as it was made */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assessment'];
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
  listSubscription: {
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
          'application/json': components['schemas']['Subscription'][];
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
          'application/json': components['schemas']['Subscription'][];
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
  retrieveSubscription: {
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
          'application/json': components['schemas']['Subscription'];
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
  pauseSubscription: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
      };
      header?: never;
      path: {
        /** @description Identifier of the subscription */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Reason'];
      };
    };
    responses: {
      /** @description The subscription */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Subscription'];
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
  resumeSubscription: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
      };
      header?: never;
      path: {
        /** @description Identifier of the subscription */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Reason'];
      };
    };
    responses: {
      /** @description The subscription */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Subscription'];
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
  changeSubscriptionSecret: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
      };
      header?: never;
      path: {
        /** @description Identifier of the subscription */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SecretChange'];
      };
    };
    responses: {
      /** @description The subscription */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Subscription'];
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
  testSubscription: {
    parameters: {
      query?: {
        /** @description Attributes to return, first level or dotted, separated by commas; `none` returns id and href alone. `relatedParty[?(@.role=='SLAProvider')]` keeps the elements of an array that match */
        fields?: components['parameters']['fields'];
      };
      header?: never;
      path: {
        /** @description Identifier of the subscription */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The delivery of the test event */
      201: {
        headers: {
          Location: components['headers']['Location'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delivery'];
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
  listDelivery: {
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
          'application/json': components['schemas']['Delivery'][];
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
          'application/json': components['schemas']['Delivery'][];
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
  retrieveDelivery: {
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
        /** @description Identifier of the delivery */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The delivery */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delivery'];
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
  listReplay: {
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
          'application/json': components['schemas']['Replay'][];
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
          'application/json': components['schemas']['Replay'][];
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
  createReplay: {
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
        'application/json': components['schemas']['ReplayInput'];
      };
    };
    responses: {
      /** @description The replay that the same request has started before */
      200: {
        headers: {
          Location: components['headers']['Location'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Replay'];
        };
      };
      /** @description The new replay */
      201: {
        headers: {
          Location: components['headers']['Location'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Replay'];
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
  retrieveReplay: {
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
        /** @description Identifier of the replay */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The replay */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Last-Modified': components['headers']['Last-Modified'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Replay'];
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
}
