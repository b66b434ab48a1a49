import { mkdir, open, stat, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { writeLine, type ChainHead } from './chain.ts';
import { dayFile, dayOf, listFiles, type DayFile } from './folder.ts';
import type { AuditNote } from './note.ts';
import { readHead, readTail } from './tail.ts';

/** Where notes of the audit go. */
export interface AuditBook {
  /** Resolves when the line is on the disk. Rejects when it cannot be: what it is about must not happen then. */
  readonly append: (note: AuditNote) => Promise<void>;
  /** Why the last line could not be written, as the system's code; null while lines are written. */
  readonly failure: () => string | null;
  /** The last line that was written; null before the first. */
  readonly head: () => ChainHead | null;
  /** Writes what waits, and closes the file. */
  readonly close: () => Promise<void>;
}

/** The part of a file handle that the audit writes by. */
export type AuditHandle = Pick<FileHandle, 'writeFile' | 'datasync' | 'close'>;

export interface AuditFileOptions {
  readonly folder: string;
  /** The name of this gateway, as `instanceName` makes it. */
  readonly instance: string;
  readonly date: () => Date;
  /** Days after which a file is deleted; null keeps all. */
  readonly keepDays?: number | null | undefined;
  /** Opens a file to append to; a test gives one that fails. */
  readonly openFile?: ((path: string) => Promise<AuditHandle>) | undefined;
}

/** Only the gateway's own user reads and writes a file of the audit. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const DAY_MS = 86_400_000;

const openToAppend = (path: string): Promise<AuditHandle> => open(path, 'a', FILE_MODE);

/** The system's code of an error, which holds no path. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';

/** The entry of a new file is on the disk when its folder is. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** A note that waits for its line to be on the disk. */
interface Waiting {
  readonly note: AuditNote;
  readonly time: Date;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** The file that is open, and how it ended when the gateway last looked. */
interface OpenFile {
  readonly file: DayFile;
  readonly handle: AuditHandle;
  readonly inode: number;
  size: number;
  /** Broken lines at its end, which the next line names. */
  torn: readonly string[];
  isEnded: boolean;
}

/** The lines of a batch and what the chain ends with after them. */
interface Batch {
  readonly text: string;
  readonly head: ChainHead | null;
}

/**
 * What the next line follows: what the gateway remembers, or what stands in the files where that is later. Lines that were
 * cut off meanwhile are missing in the chain then.
 */
const laterOf = (remembered: ChainHead | null, found: ChainHead | null): ChainHead | null =>
  (remembered?.sequence ?? 0) >= (found?.sequence ?? 0) ? remembered : found;

class AuditFile implements AuditBook {
  readonly #options: AuditFileOptions;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #open: OpenFile | undefined;
  /** Null until the files of earlier processes were looked at. */
  #head: ChainHead | null = null;
  #failure: string | null = null;

  constructor(options: AuditFileOptions) {
    this.#options = options;
  }

  append(note: AuditNote): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ note, time: this.#options.date(), resolve, reject });
    this.#writing ??= this.#writeAll();
    return promise;
  }

  failure(): string | null {
    return this.#failure;
  }

  head(): ChainHead | null {
    return this.#head;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#leave();
  }

  /** Writes what waits, and what has come meanwhile: many lines share one flush. */
  async #writeAll(): Promise<void> {
    // Who asks in the same moment is written together.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#write(batch);
        this.#failure = null;
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.#failure = codeOf(error);
        // What came to the disk of these lines is looked at before the next are written.
        await this.#leave();
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = undefined;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const file = await this.#fileFor(batch.at(-1)?.time ?? this.#options.date());
    const { text, head } = this.#textOf(batch, file);
    await file.handle.writeFile(text);
    await file.handle.datasync();
    file.size += Buffer.byteLength(text);
    file.torn = [];
    file.isEnded = true;
    this.#head = head;
  }

  #textOf(batch: readonly Waiting[], { isEnded, torn }: OpenFile): Batch {
    let head = this.#head;
    let text = isEnded ? '' : '\n';
    let stillTorn = torn;
    for (const { note, time } of batch) {
      const line = writeLine(note, { time, instance: this.#options.instance, torn: stillTorn }, head);
      stillTorn = [];
      text += line.text;
      head = line.head;
    }
    return { text, head };
  }

  /** The file of the day. A clock that was set back does not lead back to the file of the day before. */
  async #fileFor(time: Date): Promise<OpenFile> {
    const day = dayOf(time);
    const current = this.#open;
    if (current !== undefined && day <= current.file.day && (await this.#isAsLeft(current))) return current;
    await this.#leave();
    return this.#enter(day);
  }

  /** Whether nobody has moved, cut or lengthened the file since. */
  async #isAsLeft({ file, inode, size }: OpenFile): Promise<boolean> {
    try {
      const found = await stat(file.path);
      return found.ino === inode && found.size === size;
    } catch {
      return false;
    }
  }

  async #enter(today: string): Promise<OpenFile> {
    const { folder, instance, openFile = openToAppend, keepDays = null } = this.#options;
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    const files = (await listFiles(folder)).filter((file) => file.instance === instance);
    const newest = files.at(-1);
    const file = newest !== undefined && newest.day >= today ? newest : dayFile(folder, today, instance);
    const handle = await openFile(file.path);
    try {
      await syncFolder(folder);
      const tail = await readTail(file.path);
      const found = tail.head ?? (await readHead(files.filter((one) => one.path !== file.path)));
      this.#head = laterOf(this.#head, found);
      const { ino } = await stat(file.path);
      const { torn, isEnded, bytes: size } = tail;
      this.#open = { file, handle, inode: ino, size, torn, isEnded };
      if (keepDays !== null) await deleteOld(files, today, keepDays);
      return this.#open;
    } catch (error) {
      await handle.close().catch(() => undefined);
      throw error;
    }
  }

  async #leave(): Promise<void> {
    const left = this.#open;
    this.#open = undefined;
    await left?.handle.close().catch(() => undefined);
  }
}

/** Deletes the files that are older than the operator wants to keep. */
const deleteOld = async (files: readonly DayFile[], today: string, keepDays: number): Promise<void> => {
  const oldest = dayOf(new Date(Date.parse(today) - keepDays * DAY_MS));
  for (const file of files) if (file.day < oldest) await unlink(file.path);
};

/**
 * The audit in files, one a day. Lines are appended, and each is on the disk before `append` resolves. Nothing is opened
 * before the first line.
 */
export const createAuditFile = (options: AuditFileOptions): AuditBook => new AuditFile(options);
