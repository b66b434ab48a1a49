import type { Clock } from '../redcap/clock.ts';
import { createCost } from './cost.ts';
import type { MakeFile } from './download.ts';
import type { SharedStores } from './project-source.ts';
import { createProjectSource } from './requested-project.ts';
import type { TableRequest } from './table/request.ts';
import { openTable } from './table/table.ts';

/** Makes tables. A table may take hours: each of its calls has a time of its own, and the whole has none. */
export const tableMaker =
  (stores: SharedStores, clock: Clock): MakeFile =>
  async (asker, args, signal, audit) => {
    const cost = createCost();
    const source = createProjectSource({ ...asker, stores, cost, signal, clock, audit });
    // Addresses of tables are issued with such a request alone.
    return { ...(await openTable(source, args as TableRequest)), cost };
  };
