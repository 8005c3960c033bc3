// Made by `npm run specs` from api-specs/listener.yaml.
export interface paths {
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
    /** @description Any other refusal, such as 503 while stopping */
    OtherError: {
      headers: {
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
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
