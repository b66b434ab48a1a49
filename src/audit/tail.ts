import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { readLine, tornHash, type ChainHead } from './chain.ts';
import { cutLines } from './file-line.ts';
import type { DayFile } from './folder.ts';

/** How a file ends: what the next line has to follow. */
export interface FileTail {
  /** The last good line; null where there is none. */
  readonly head: ChainHead | null;
  /** Digests of the broken lines behind it. */
  readonly torn: readonly string[];
  /** Whether the file ends with a line break, or is empty. */
  readonly isEnded: boolean;
  readonly bytes: number;
}

/** The end of a file is looked at first in a piece of this size, and in a larger one where no line begins and ends in it. */
const FIRST_PIECE = 64 * 1024;

const readPiece = async (handle: FileHandle, start: number, length: number): Promise<Buffer> => {
  const piece = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(piece, filled, length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return piece.subarray(0, filled);
};

/** What the last bytes of a file end with. Where they are not all of it, their first line is only the end of one. */
const readPieceTail = async (piece: Buffer, isAll: boolean): Promise<Omit<FileTail, 'bytes'>> => {
  let head: ChainHead | null = null;
  let torn: string[] = [];
  let isEnded = true;
  let isPart = !isAll;
  for await (const { bytes, isWhole } of cutLines([piece])) {
    isEnded = isWhole;
    const line = isPart ? undefined : readLine(bytes);
    if (line !== undefined) {
      head = { sequence: line.sequence, hash: line.hash };
      torn = [];
    } else if (!isPart) torn.push(tornHash(bytes));
    isPart = false;
  }
  return { head, torn, isEnded };
};

/** Reads how a file ends, from its end backwards. */
export const readTail = async (path: string): Promise<FileTail> => {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    for (let length = FIRST_PIECE; ; length *= 4) {
      const isAll = length >= size;
      const start = isAll ? 0 : size - length;
      const tail = await readPieceTail(await readPiece(handle, start, size - start), isAll);
      if (isAll || tail.head !== null) return { ...tail, bytes: size };
    }
  } finally {
    await handle.close();
  }
};

/** The last line of the newest file that has one; null where none has. `files` begin with the oldest. */
export const readHead = async (files: readonly DayFile[]): Promise<ChainHead | null> => {
  for (const file of files.toReversed()) {
    const { head } = await readTail(file.path);
    if (head !== null) return head;
  }
  return null;
};
