import { createReadStream } from 'node:fs';

/** The bytes of a line without its line break. The last may have none: it is not whole. */
export interface FileLine {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

const LINE_BREAK = 0x0a;

/** Cuts bytes into lines as they come. */
export async function* cutLines(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<FileLine> {
  let parts: Buffer[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_BREAK); end !== -1; end = chunk.indexOf(LINE_BREAK, start)) {
      yield { bytes: Buffer.concat([...parts, chunk.subarray(start, end)]), isWhole: true };
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) yield { bytes: Buffer.concat(parts), isWhole: false };
}

/** The lines of a file, read as they are asked for. */
export const readLines = (path: string): AsyncGenerator<FileLine> => cutLines(createReadStream(path));
