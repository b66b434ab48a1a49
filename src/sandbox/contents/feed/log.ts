import type { Answer } from '../../call/answer.ts';
import { exportRights } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { LogEntry } from '../../state/project.ts';

/** Which actions a `logtype` means. The beginning of REDCap's actions shows their kind. */
const logTypes: Readonly<Record<string, RegExp>> = {
  export: /^Data Export/i,
  manage: /^Manage\/Design/i,
  user: /\b(user|role)\b/i,
  record: /^(Create|Update|Delete|Rename)d? record/i,
  record_add: /^Created? record/i,
  record_edit: /^(Update|Rename)d? record/i,
  record_delete: /^Deleted? record/i,
  lock_record: /lock/i,
  page_view: /^Page View/i,
};

/** A bound as `YYYY-MM-DD HH:MM`. A bound in another format does not limit anything, as on a server. */
const readBound = (text: string | undefined): string | null =>
  text !== undefined && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?$/.test(text.trim()) ? text.trim().slice(0, 16) : null;

/**
 * Which entries the user's group, or else the parameter `dag`, selects. These are entries about records of the group,
 * and entries without a record by users of the group.
 * `dag` is the number of a group. REDCap ignores any other value.
 */
const readDag = ({ parameters, project, user }: Call): ((entry: LogEntry) => boolean) => {
  const wanted = user.dagId ?? Number(parameters.text('dag') ?? NaN);
  const group = project.dags.find((dag) => dag.groupId === wanted);
  if (group === undefined) return () => true;
  const members = new Set(
    project.users.filter((other) => other.dagId === group.groupId).map((other) => other.username),
  );
  return (entry) =>
    entry.record === '' ? members.has(entry.username) : project.records.get(entry.record)?.dagId === group.groupId;
};

const selectEntries = (call: Call): LogEntry[] => {
  const { parameters, project, store } = call;
  // EVIDENCE.md#log-bounds
  const [begin, end] = [readBound(parameters.text('beginTime')), readBound(parameters.text('endTime'))];
  const [username, record] = [parameters.text('user') ?? '', parameters.text('record') ?? ''];
  const type = logTypes[parameters.text('logtype') ?? ''];
  const isInDag = readDag(call);
  const isOutside = store.variants['log-bounds'] === 'outside';
  return project.log.filter((entry) => {
    const minute = entry.timestamp.slice(0, 16);
    if (isOutside && (minute === begin || minute === end)) return false;
    return (
      (begin === null || minute >= begin) &&
      (end === null || minute <= end) &&
      (username === '' || entry.username === username) &&
      (record === '' || entry.record === record) &&
      (type === undefined || type.test(entry.action)) &&
      isInDag(entry)
    );
  });
};

/** The log as it is exported: newest first, to the minute. Line breaks in stored values become blanks. */
const exportLog = (call: Call): Answer => {
  const rows = selectEntries(call)
    .map((entry) => ({
      ...entry,
      timestamp: entry.timestamp.slice(0, 16),
      details: entry.details.replaceAll(/\r\n|[\r\n]/g, ' '),
    }))
    .reverse();
  return {
    kind: 'table',
    columns: ['timestamp', 'username', 'action', 'details', 'record'],
    rows,
    root: 'records',
    whenEmpty: 'header',
  };
};

/** Export Logging. */
export const logMethods: readonly SandboxMethod[] = [
  {
    title: 'Export Logging',
    content: 'log',
    action: 'export',
    rights: exportRights('logging'),
    handle: exportLog,
  },
];
