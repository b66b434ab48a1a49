import { endWithReader } from '../redcap/transport/once-read.ts';
import type { KeptValues } from '../state/kept-values.ts';

/** How far a table has come. */
export interface TableProgress {
  /** Records of the table; null where that is not known, as in a report. */
  readonly recordCount: number | null;
  /** Those of them whose rows have been read, or that have none in it. */
  readonly readCount: number;
  /** Rows that have been read. */
  readonly rowCount: number;
}

/** How far a file has come on its way to who fetches it. */
export interface DownloadProgress extends TableProgress {
  /** No more bytes come, whether the file is whole or not. */
  readonly isFinished: boolean;
  /** What was asked for is in the file; null while it is under way. */
  readonly isComplete: boolean | null;
}

/** A file of a table, which knows how far it has come. */
interface ProgressingFile {
  readonly body: AsyncIterable<Uint8Array>;
  readonly progress: () => TableProgress;
  readonly summary: () => { readonly complete: boolean };
}

const SPACE = 'download-progress';
/** A note is made for a person who waits. */
const NOTE_MS = 1_000;
/** A reader may pause for so long without being forgotten. */
const MAX_AGE_MS = 300_000;

/** The newest note of a file; null where there is none. */
export const readProgress = async (values: KeptValues, file: string): Promise<DownloadProgress | null> =>
  (await values.get<DownloadProgress>(SPACE, file))?.value ?? null;

/** The bytes of a file, whose progress is noted each second and at its end. */
export const noteProgress = (
  { body, progress, summary }: ProgressingFile,
  values: KeptValues,
  file: string,
  now: () => number,
): AsyncIterable<Uint8Array> => {
  let notes: Promise<unknown> = Promise.resolve();
  // The file waits for no note, and goes on without its progress where the state cannot be reached.
  const note = (isFinished: boolean, isComplete: boolean | null): void => {
    const noted: DownloadProgress = { ...progress(), isFinished, isComplete };
    notes = notes.then(() => values.set(SPACE, file, noted, { maxAgeMs: MAX_AGE_MS })).catch(() => null);
  };
  const bytes = body[Symbol.asyncIterator]();
  let isWhole = false;
  const noted = async function* (): AsyncGenerator<Uint8Array> {
    note(false, null);
    let notedAt = now();
    for (let part = await bytes.next(); part.done !== true; part = await bytes.next()) {
      yield part.value;
      if (now() - notedAt < NOTE_MS) continue;
      notedAt = now();
      note(false, null);
    }
    isWhole = summary().complete;
  };
  return endWithReader(noted(), () => {
    note(true, isWhole);
    void bytes.return?.();
  });
};
