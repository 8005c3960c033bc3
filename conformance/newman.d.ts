/** The few things of newman that are used. */
declare module 'newman' {
  interface NewmanRunOptions {
    collection: unknown;
    environment?: unknown;
    envVar: { key: string; value: string }[];
    reporters: string[];
  }
  const newman: {
    run: (options: NewmanRunOptions, done: (error: Error | null, summary: unknown) => void) => unknown;
  };
  export default newman;
}
