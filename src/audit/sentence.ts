import type { AuditLine } from './chain.ts';
import type { ChosenLine } from './choice.ts';
import type { NameList } from './name-list.ts';

/** Names of one list that are shown one by one. */
const MOST_SHOWN = 10;

const listWords = (what: string, list: NameList | undefined): string[] => {
  if (list === undefined) return [];
  const shown = list.names.slice(0, MOST_SHOWN).join(', ');
  const more = list.count > MOST_SHOWN ? ` and ${list.count - MOST_SHOWN} more` : '';
  return [`${what} ${shown}${more}`];
};

const whoWords = ({ who }: AuditLine): string => {
  if (who === undefined) return 'nobody known';
  const { subject = '', person } = who;
  return person === undefined ? subject : `${person} by ${subject}`;
};

/** Characters that would write over a line of a terminal. */
// eslint-disable-next-line no-control-regex -- these are the characters that must not come out
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;

/** A line of the audit as a person reads it. */
export const describeLine = ({ line, match }: ChosenLine): string =>
  [
    line.time,
    line.act,
    whoWords(line),
    ...(line.address === undefined ? [] : [`from ${line.address}`]),
    ...(line.project === undefined ? [] : [`project ${line.project}`]),
    ...(line.action === undefined ? [] : [line.action]),
    ...(line.redcap === undefined ? [] : [line.redcap.join(' ')]),
    ...listWords('records', line.records),
    ...listWords('events', line.events),
    ...listWords('fields', line.fields),
    ...listWords('about', line.things),
    ...(line.rows === undefined ? [] : [`${line.rows} rows`]),
    ...(line.outcome === undefined ? [] : [line.outcome]),
    ...(line.codes === undefined ? [] : [line.codes.join(' ')]),
    ...(line.times === undefined ? [] : [`${line.times} times`]),
    ...(line.reason === undefined ? [] : [`reason: ${line.reason}`]),
    ...(line.requestId === undefined ? [] : [`request ${line.requestId}`]),
    ...(match === 'perhaps' ? ['(perhaps: the line does not name every record)'] : []),
  ]
    .join('  ')
    .replace(CONTROLS, '?');
