import { isOutOfMemory, RedcapError } from '../../redcap/errors.ts';
import type { ExportRecordsArgs } from '../../redcap/methods/record.ts';
import { RECORDS_PER_EXPORT, type BatchSize } from './batch-size.ts';

export interface NamedExportOptions<Row> {
  readonly size: BatchSize;
  /** Records per export at most; as many as a reader asks for unless given. */
  readonly most?: number | undefined;
  /** One export. */
  readonly read: (args: ExportRecordsArgs) => Promise<readonly Row[]>;
  /** True once the time of the request is over, so that nothing is asked again. */
  readonly isOver: () => boolean;
}

/** An export that fewer records may save: out of memory, out of time (504 is a proxy's word for it), or too long an answer. */
const isTooMuch = (error: unknown): boolean =>
  isOutOfMemory(error) ||
  (error instanceof RedcapError &&
    (error.code === 'REDCAP_TIMEOUT' || error.code === 'REDCAP_RESPONSE_TOO_LARGE' || error.status === 504));

/**
 * Exports records by their names, in batches one after another, so that a REDCap in trouble is not asked twice at a time.
 * A batch that is too much is asked again in halves, for reads change nothing; what succeeds lets the next batch be larger
 * again. Returns the rows of each batch. A batch of one record that is still too much fails like every other call.
 */
export const exportNamed = async <Row>(
  names: readonly string[],
  args: ExportRecordsArgs,
  { size, most = RECORDS_PER_EXPORT, read, isOver }: NamedExportOptions<Row>,
): Promise<(readonly Row[])[]> => {
  const batches: (readonly Row[])[] = [];
  let start = 0;
  // Of a batch that failed: whatever other requests learn meanwhile, it is not asked for in the same size again.
  let limit = Number.POSITIVE_INFINITY;
  while (start < names.length) {
    const allowed = await size.upTo(most);
    const batch = names.slice(start, start + Math.min(limit, allowed));
    try {
      batches.push(await read({ ...args, records: batch }));
    } catch (error) {
      if (!isTooMuch(error)) throw error;
      await size.shrink(batch.length);
      if (batch.length === 1 || isOver()) throw error;
      limit = Math.ceil(batch.length / 2);
      continue;
    }
    // An export of fewer says nothing of a size, and is not worth a look at what is kept.
    if (batch.length >= allowed) await size.grow(batch.length);
    start += batch.length;
    limit = Number.POSITIVE_INFINITY;
  }
  return batches;
};

/**
 * As {@link exportNamed}, but the two halves of many records at the same time: a write waits for what is read. A REDCap that
 * has been in trouble with this project is asked once at a time.
 */
export const exportInHalves = async <Row>(
  names: readonly string[],
  args: ExportRecordsArgs,
  options: NamedExportOptions<Row> & { readonly most: number },
): Promise<(readonly Row[])[]> => {
  const { size, most } = options;
  if (names.length <= most || (await size.upTo(most)) < most) return exportNamed(names, args, options);
  const middle = most * Math.ceil(names.length / most / 2);
  const halves = [names.slice(0, middle), names.slice(middle)];
  return (await Promise.all(halves.map((half) => exportNamed(half, args, options)))).flat();
};
