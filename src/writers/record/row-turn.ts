import { setImmediate as giveWay } from 'node:timers/promises';

/** So many rows take a few milliseconds: after them others get their turn. */
const ROWS_A_TURN = 200;

/** Works at rows one after another, with a turn for other requests in between. */
export const forEachRow = async <Row>(rows: readonly Row[], work: (row: Row, index: number) => void): Promise<void> => {
  for (const [index, row] of rows.entries()) {
    work(row, index);
    if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await giveWay();
  }
};
