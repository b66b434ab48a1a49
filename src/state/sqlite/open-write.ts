import { join } from 'node:path';
import { openDatabase } from './database.ts';
import { STATE_FILE } from './folder.ts';
import { UNENDED } from './journal.ts';

/**
 * Counts, for a command beside the gateway or after it, the writes in a data folder that have begun and not ended. It needs no
 * secret. Throws a `DataFolderProblem` for a folder that holds no state.
 */
export const countOpenWrites = async (folder: string, date: () => number): Promise<number> => {
  const database = await openDatabase(join(folder, STATE_FILE), { isBeside: true });
  const count = database.prepare<{ count: number }>(`SELECT count(*) AS count ${UNENDED} AND until > ?`).get(date());
  await database.close();
  return count?.count ?? 0;
};
