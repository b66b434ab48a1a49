import type { Call } from '../../call/call.ts';
import { appendLog } from '../../state/log.ts';

/** Logs one row's import as REDCap does: the action ends with the record's name. */
export const logImport = (call: Call, created: boolean, record: string, details: string): void => {
  appendLog(call, `${created ? 'Create' : 'Update'} record (API) ${record}`, details, record);
};
