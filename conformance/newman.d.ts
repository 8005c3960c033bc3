/** The few things of newman that are used. */
declare module 'newman' {
  interface NewmanRunOptions {
    collection: unknown;
    environment?: unknown;
    reporters: string[];
  }
  const newman: {
    run: (options: NewmanRunOptions, done: (error: Error | null, summary: unknown) => void) => unknown;
  };
  export default newman;
}
