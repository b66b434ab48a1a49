import type { Call } from './call.ts';
import type { LogEntry } from './project.ts';

/** A moment as REDCap writes it: `YYYY-MM-DD HH:MM:SS`, in the server's own time zone. */
export const formatTime = (moment: Date): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${String(moment.getFullYear())}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${date} ${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
};

/** What is logged of a call. REDCap's actions for design and exports end in a blank. */
export type LogAction = 'Manage/Design ' | 'Data Export (API) ' | (string & {});

/** Adds a line to the project's log, dated now, in the name of the token's user. */
export const appendLog = (
  call: Pick<Call, 'store' | 'project' | 'user'>,
  action: LogAction,
  details: string,
  record = '',
): LogEntry => {
  const entry = { timestamp: formatTime(call.store.now()), username: call.user.username, action, details, record };
  call.project.log.push(entry);
  return entry;
};
