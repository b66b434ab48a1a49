import { exportRight, importRight } from '../../call/right.ts';
import type { SandboxMethod } from '../../call/method.ts';
import { deleteRecords } from './delete.ts';
import { exportRecords } from './export.ts';
import { importRecords } from './import.ts';
import { randomizeRecord } from './randomization.ts';
import { renameRecord } from './rename.ts';

/** The methods of `content=record`. */
export const recordMethods: readonly SandboxMethod[] = [
  {
    title: 'Export Records',
    content: 'record',
    action: 'export',
    rights: [exportRight],
    handle: exportRecords,
  },
  {
    title: 'Import Records',
    content: 'record',
    action: 'import',
    rights: [importRight],
    statuses: {
      allowed: ['development', 'production', 'analysis'],
      refusal: 'Data cannot be imported because the project is in Completed status',
    },
    handle: importRecords,
  },
  {
    title: 'Delete Records',
    content: 'record',
    action: 'delete',
    rights: [{ right: 'record_delete', refusal: 'You do not have Delete Record privileges' }],
    handle: deleteRecords,
  },
  {
    title: 'Rename Record',
    content: 'record',
    action: 'rename',
    rights: [{ right: 'record_rename', refusal: 'You do not have Rename Record privileges' }],
    handle: renameRecord,
  },
  {
    title: 'Randomize Record',
    content: 'record',
    action: 'randomize',
    rights: [{ right: 'random_perform', refusal: 'You do not have Randomize privileges' }],
    handle: randomizeRecord,
  },
];
