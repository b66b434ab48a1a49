import type { Design } from '../../../graph/design/design.ts';
import { systemColumns } from '../../../graph/dictionary/system-column.ts';
import { isUserError, placeError, type UserErrorShape } from '../../user-error.ts';
import { PART_LIMITS, roughBytes } from '../import-part.ts';
import type { RowProblems } from '../import-plan.ts';
import type { InstrumentRowInput } from '../import-type.ts';
import { createColumnPlans } from './column.ts';
import { placeFlatRow, type PlacedFlatRow } from './row.ts';
import { FlatTextError, readFlatRows, type FlatFormat } from './text.ts';

/** Rows of a file that are checked, sent and looked at together. */
export interface Chunk {
  readonly rows: readonly PlacedFlatRow[];
  /** The rows as the writer takes them. */
  readonly inputs: readonly InstrumentRowInput[];
  /** What is wrong with them already, by input. */
  readonly problems: RowProblems;
  /** An error of the writer, with its place in the file. */
  readonly place: (error: UserErrorShape) => UserErrorShape;
}

/** The columns of what the writer calls otherwise. */
const keyColumns: Readonly<Record<string, string>> = {
  event: systemColumns.event,
  instrument: systemColumns.repeatInstrument,
  repeatInstance: systemColumns.repeatInstance,
  newInstance: systemColumns.repeatInstance,
  dataAccessGroup: systemColumns.dataAccessGroup,
};

const columnOf = (design: Design, input: InstrumentRowInput, part: string): string | undefined => {
  if (part === 'record') return design.recordIdField.fieldName;
  return part === 'status' ? design.instrument(input.instrument)?.statusColumn : keyColumns[part];
};

const chunkOf = (design: Design, rows: readonly PlacedFlatRow[]): Chunk => {
  const inputs: InstrumentRowInput[] = [];
  const places: { readonly row: PlacedFlatRow; readonly part: number }[] = [];
  const problems = new Map<number, readonly UserErrorShape[]>();
  for (const row of rows) {
    if (row.problems.length > 0) problems.set(inputs.length, row.problems);
    for (const [part, input] of row.inputs.entries()) {
      inputs.push(input);
      places.push({ row, part });
    }
  }
  const placePath = (path: readonly string[]): readonly string[] => {
    const [list, index, part, value] = path;
    const place = list === 'rows' ? places[Number(index)] : undefined;
    const input = inputs[Number(index)];
    if (place === undefined || input === undefined) return path;
    const column =
      part === 'values'
        ? place.row.columns[place.part]?.[Number(value)]
        : part === undefined
          ? undefined
          : columnOf(design, input, part);
    return ['rows', String(place.row.index), ...(column === undefined ? [] : [column])];
  };
  const own = new Set([...problems.values()].flat());
  // What the row itself found has its place in the file already.
  return { rows, inputs, problems, place: (error) => (own.has(error) ? error : placeError(error, placePath)) };
};

const filledCells = (columns: readonly string[], cells: readonly string[]): (readonly [string, string])[] =>
  cells.flatMap((text, index) => (text === '' ? [] : [[columns[index] ?? '', text] as const]));

/** The rows of a file in chunks that are about one part for REDCap each. At no time more than a chunk is in memory. */
export const readChunks = async function* (
  design: Design,
  format: FlatFormat,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Chunk> {
  const planOf = createColumnPlans(design);
  let rows: PlacedFlatRow[] = [];
  let [bytes, count] = [0, 0];
  for await (const batch of readFlatRows(format, body)) {
    for (const { columns, cells } of batch) {
      const plan = planOf(columns);
      if (isUserError(plan)) throw new FlatTextError(plan.message);
      const size = roughBytes(filledCells(columns, cells));
      if (rows.length > 0 && (rows.length >= PART_LIMITS.rows || bytes + size > PART_LIMITS.bytes)) {
        yield chunkOf(design, rows);
        [rows, bytes] = [[], 0];
      }
      rows.push(placeFlatRow(design, plan, cells, count));
      bytes += size;
      count += 1;
    }
  }
  if (rows.length > 0) yield chunkOf(design, rows);
};

/** How many rows a file has, once all of it was read; or what is wrong with its columns. Nothing of it is kept. */
export const countRows = async (
  design: Design,
  format: FlatFormat,
  body: AsyncIterable<Uint8Array>,
): Promise<number | UserErrorShape> => {
  const planOf = createColumnPlans(design);
  let count = 0;
  for await (const batch of readFlatRows(format, body)) {
    for (const { columns } of batch) {
      const plan = planOf(columns);
      if (isUserError(plan)) return plan;
    }
    count += batch.length;
  }
  return count;
};
