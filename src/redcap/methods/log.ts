import type { Method } from '../method.ts';
import { readName, readRows, readText } from './row.ts';

/** REDCap's `logtype`; without one every action but page views is given. */
export type LogType =
  | 'export'
  | 'manage'
  | 'user'
  | 'record'
  | 'record_add'
  | 'record_edit'
  | 'record_delete'
  | 'lock_record'
  | 'page_view';

/** The part of the log. An argument that is not given restricts nothing. Always give `beginTime` for a large project. */
export interface ExportLoggingArgs {
  readonly logtype?: LogType | undefined;
  /** Exactly this user name. */
  readonly user?: string | undefined;
  /** Exactly this record name. */
  readonly record?: string | undefined;
  /** `data_access_group_id`. */
  readonly dag?: number | undefined;
  /** `YYYY-MM-DD HH:MM`, server time. Whether a bound is inside is not known: overlap by a minute. */
  readonly beginTime?: string | undefined;
  readonly endTime?: string | undefined;
}

/** A line of the log as `content=log` gives it. */
export interface LogRow {
  /** `YYYY-MM-DD HH:MM`, server time. */
  readonly timestamp: string;
  readonly username: string;
  /** Worded differently by REDCap's versions; not for decisions. */
  readonly action: string;
  /** May hold values of patients. */
  readonly details: string;
  /** "" where the action was of no record, and before about REDCap 13. */
  readonly record: string;
}

/** Export Logging: `content=log`, newest first. */
export const exportLogging: Method<ExportLoggingArgs, readonly LogRow[]> = {
  name: 'exportLogging',
  content: 'log',
  kind: 'read',
  body: 'json',
  rights: ['API Export', 'Logging'],
  form: (args) => ({ ...args }),
  decode: (reply) =>
    readRows(reply).map((row) => ({
      timestamp: readName(row, 'timestamp'),
      username: readText(row, 'username'),
      action: readText(row, 'action').trim(),
      details: readText(row, 'details'),
      record: readText(row, 'record'),
    })),
};
