import { readLine, type AuditLine } from './chain.ts';
import { readLines } from './file-line.ts';

/** Which lines are shown. What is not given chooses all. */
export interface AuditChoice {
  /** A day or a moment, as lines have theirs or as the beginning of that; see `readSince`. */
  readonly since?: string | undefined;
  readonly project?: string | undefined;
  readonly record?: string | undefined;
  readonly caller?: string | undefined;
}

/**
 * How sure it is that a line is about a record. A list that was too long for a line has names that do not stand in it. A read of
 * all records, or of what has no record's name, names none.
 */
type Match = 'yes' | 'perhaps' | 'no';

/** A line that was chosen. */
export interface ChosenLine {
  readonly line: AuditLine;
  readonly match: Exclude<Match, 'no'>;
}

const DAY_OR_MOMENT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/** A day, or a moment that is in UTC unless it says where, as times of lines begin; undefined for what is neither. */
export const readSince = (text: string): string | undefined => {
  const [, day = '', time, zone = 'Z'] = DAY_OR_MOMENT.exec(text) ?? [];
  const moment = Date.parse(`${day}T${time ?? '00:00'}${zone}`);
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
};

const matchRecord = ({ act, records, outcome }: AuditLine, record: string): Match => {
  if (records === undefined) return act === 'read' ? 'perhaps' : 'no';
  if (records.names.includes(record)) return 'yes';
  // A read whose rows are handed on as they arrive begins with the names of the first. Killed, it has no line with the others.
  const mayBeMore = outcome === 'begun' || records.count > records.names.length;
  return mayBeMore ? 'perhaps' : 'no';
};

const isOf = ({ who }: AuditLine, caller: string): boolean =>
  who !== undefined && [who.subject, who.person, who.apiKey].includes(caller);

/** How a line fits a choice. */
const matchLine = (line: AuditLine, { since, project, record, caller }: AuditChoice): Match => {
  if (since !== undefined && line.time < since) return 'no';
  if (project !== undefined && line.project !== project) return 'no';
  if (caller !== undefined && !isOf(line, caller)) return 'no';
  return record === undefined ? 'yes' : matchRecord(line, record);
};

/** The lines of the files that a choice fits, one after another. `unreadable` is called for each line that is none. */
export async function* chooseLines(
  paths: readonly string[],
  choice: AuditChoice,
  unreadable: () => void,
): AsyncGenerator<ChosenLine> {
  for (const path of paths) {
    for await (const { bytes } of readLines(path)) {
      const line = readLine(bytes);
      if (line === undefined) {
        unreadable();
        continue;
      }
      const match = matchLine(line, choice);
      if (match !== 'no') yield { line, match };
    }
  }
}
