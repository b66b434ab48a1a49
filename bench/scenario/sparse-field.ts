import { walk } from '../load/measure.ts';
import { sample } from '../load/sample.ts';
import { setUp, type Stage } from '../load/stage.ts';
import { resultRow, type Result } from '../result.ts';

/** How much is measured. */
export interface SparseFieldSize {
  readonly records: number;
  readonly fields: number;
  readonly selected: number;
}

const usual: SparseFieldSize = { records: 500, fields: 400, selected: 3 };

/** A few of many fields, in one page: what REDCap is asked for. */
export const measureSparseField = async (stage: Stage, size: SparseFieldSize): Promise<Result> => {
  const rows = [];
  for (const target of [stage.floor, ...stage.graphs, ...stage.peers]) {
    const work = (): Promise<void> => walk(target, size.records, size.records);
    await work();
    const { calls, bytes, rows: sent, cells, values, cpuMs } = await sample(target, work);
    // The page has as many rows as the list of names before it, whose rows have two cells.
    const ofPage = sent / 2;
    rows.push(
      resultRow(target.name, {
        'fields sent / selected': values / (ofPage * size.selected),
        'columns of a row': (cells - ofPage * 2) / ofPage,
        calls,
        bytes,
        'CPU ms': cpuMs,
      }),
    );
  }
  return { title: `${String(size.selected)} of ${String(size.fields)} fields, ${String(size.records)} records`, rows };
};

/** Three of four hundred fields. */
export const benchSparseField = async (): Promise<readonly Result[]> => {
  await using stage = await setUp(usual);
  return [await measureSparseField(stage, usual)];
};
