import type { Method } from '../method.ts';
import { formatSomeData } from './data.ts';
import { readCount, readInteger, readRows, readText } from './row.ts';

/** An arm as `content=arm` gives it. */
export interface ArmRow {
  readonly arm_num: number;
  readonly name: string;
}

/** Export Arms: `content=arm`. Arms without events are not listed; a classic project has none. */
export const exportArms: Method<{ readonly arms?: readonly number[] | undefined }, readonly ArmRow[]> = {
  name: 'exportArms',
  content: 'arm',
  kind: 'read',
  body: 'json',
  rights: ['API Export'],
  meansNone: /cannot export arms for classic projects/i,
  form: ({ arms }) => ({ arms }),
  decode: (reply) =>
    readRows(reply).map((row) => ({ arm_num: readInteger(row, 'arm_num'), name: readText(row, 'name') })),
};

/** `override` deletes all arms first, with **all** their events, mappings and data. */
export interface ImportArmsArgs {
  readonly rows: readonly ArmRow[];
  readonly override: boolean;
}

/** Import Arms: `content=arm action=import`. Creates arms, and renames those whose number exists. Development status only. */
export const importArms: Method<ImportArmsArgs, number> = {
  name: 'importArms',
  content: 'arm',
  action: 'import',
  kind: 'write',
  body: 'json',
  rights: ['API Import/Update', 'Project Design and Setup'],
  form: ({ rows, override }) => ({ override: override ? 1 : 0, data: formatSomeData(rows) }),
  decode: readCount,
};

/** Delete Arms: `content=arm action=delete`, with their events and data. Development status only. */
export const deleteArms: Method<{ readonly arms: readonly number[] }, number> = {
  name: 'deleteArms',
  content: 'arm',
  action: 'delete',
  kind: 'once',
  body: 'json',
  rights: ['API Import/Update', 'Project Design and Setup'],
  form: ({ arms }) => ({ arms }),
  decode: readCount,
};
