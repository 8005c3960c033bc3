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
     * @description One measurement, an array of them, or a stream with one on each line. Each is judged on its own; the answer counts what became of them and names those that were refused. Handing in the same again changes nothing: it is counted as duplicate. A different value for a known subject, indicator, time and source replaces the earlier one.
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
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
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
      /** @description The slices that were compared */
      slices?: components['schemas']['Slice'][];
      /**
       * Format: date-time
       * @description Up to when measurements were known
       */
      watermark?: string;
      /** @description Revisions of contracts, calendars and windows it rests on */
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
    /** @description The commitment after the change. */
    ChangedCommitment: {
      /** @description Identifier */
      id?: string;
      /** @description Address of the commitment */
      href?: string;
      /** @description Name people know it by */
      name?: string;
      status?: components['schemas']['Status'];
      /** @description Whether it is bound to be missed as things go */
      jeopardy?: boolean;
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
      /**
       * Format: date-time
       * @description Up to when measurements are known
       */
      watermark?: string;
      previousStatus?: components['schemas']['Status'];
      /** @description Value that made the difference */
      attained?: string;
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
      /** @description Whether it is bound to be missed as things go */
      jeopardy?: boolean;
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
      /**
       * Format: date-time
       * @description Up to when measurements are known
       */
      watermark?: string;
    };
    /** @description The status of a commitment has changed. */
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
    };
    /** @description A listener to register. */
    EventSubscriptionInput: {
      /** @description Absolute http or https address that events are posted to */
      callback: string;
      /** @description Filter over the event, written like the query of a list: `eventType=ServiceLevelObjectiveCreateEvent&event.serviceLevelObjective.name=Gold`. Event types that only this service knows are sent only to a subscription whose query names them. */
      query?: string | null;
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
    /** @description One observed fact about one subject. */
    Measurement:
      | components['schemas']['ValueMeasurement']
      | components['schemas']['RatioMeasurement']
      | components['schemas']['StateMeasurement'];
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
      /** @description Length of the slices that are compared */
      sliceSeconds?: number;
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
    /** @description Something another API of this service holds. */
    Reference: {
      /** @description Identifier */
      id?: string;
      /** @description Address */
      href?: string;
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
      /** @description The slices that were compared */
      slices?: components['schemas']['Slice'][];
      /**
       * Format: date-time
       * @description Up to when measurements were known
       */
      watermark?: string;
      /** @description Revisions of contracts, calendars and windows it rests on */
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
}
