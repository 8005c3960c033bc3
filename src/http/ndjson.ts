const newline = 0x0a;

/** One line of an NDJSON stream: the value it holds, or why it holds none. */
export type NdjsonLine = { value: unknown; fault?: undefined } | { value?: undefined; fault: string };

/**
 * The lines of an NDJSON stream, as many at a time as one chunk completes; the next chunk is asked for only when the
 * caller is done with these. Holds at most one unfinished line in memory; a line over `maximumLineBytes` becomes a fault.
 * Blank lines are skipped; the last line needs no newline. Throws what the stream throws.
 */
export async function* ndjsonLines(
  stream: AsyncIterable<Buffer>,
  maximumLineBytes: number,
): AsyncGenerator<NdjsonLine[]> {
  let unfinished = new UnfinishedLine(maximumLineBytes);
  for await (const chunk of stream) {
    const lines: NdjsonLine[] = [];
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      unfinished.add(chunk.subarray(from, at));
      lines.push(...unfinished.read());
      unfinished = new UnfinishedLine(maximumLineBytes);
      from = at + 1;
    }
    unfinished.add(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  const last = unfinished.read();
  if (last.length > 0) yield last;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** The bytes of a line until its newline comes; holds no more of them than a line may have. */
class UnfinishedLine {
  #parts: Buffer[] = [];
  #length = 0;

  constructor(readonly maximumBytes: number) {}

  add(bytes: Buffer): void {
    this.#length += bytes.length;
    if (this.#length > this.maximumBytes) this.#parts = [];
    else if (bytes.length > 0) this.#parts.push(bytes);
  }

  /** The line, or nothing when it is blank. */
  read(): NdjsonLine[] {
    if (this.#length > this.maximumBytes) return [{ fault: `line is longer than ${String(this.maximumBytes)} bytes` }];
    const [only] = this.#parts;
    const bytes = this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts);
    return parseLine(bytes);
  }
}

function parseLine(bytes: Buffer): NdjsonLine[] {
  try {
    const text = strictUtf8.decode(bytes);
    if (text.trim() === '') return [];
    return [{ value: JSON.parse(text) as unknown }];
  } catch (error) {
    return [{ fault: error instanceof SyntaxError ? 'line is not JSON' : 'line is not UTF-8' }];
  }
}
