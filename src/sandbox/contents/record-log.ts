import type { Call } from '../call.ts';
import { appendLog } from '../log.ts';

/** Logs one row's import as REDCap does; the 5 is the version that every such action of the API carries. */
export const logImport = (call: Call, created: boolean, record: string, details: string): void => {
  appendLog(call, `${created ? 'Create' : 'Update'} record (API) 5`, details, record);
};
