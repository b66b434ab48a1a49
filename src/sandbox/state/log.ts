import type { LogEntry } from './project.ts';
import type { SandboxStore, TokenHolder } from './store.ts';

/** A moment as REDCap writes it: `YYYY-MM-DD HH:MM:SS`, in the server's own time zone. */
export const formatTime = (moment: Date): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${String(moment.getFullYear())}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${date} ${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
};

/**
 * Adds an entry to the project's log, dated now, in the name of the token's user.
 * REDCap's actions `Manage/Design ` and `Data Export (API) ` end in a blank.
 */
export const appendLog = (
  call: TokenHolder & { readonly store: Pick<SandboxStore, 'now'> },
  action: string,
  details: string,
  record = '',
): LogEntry => {
  const entry = { timestamp: formatTime(call.store.now()), username: call.user.username, action, details, record };
  call.project.log.push(entry);
  return entry;
};
