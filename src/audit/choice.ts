import { readLine, type AuditLine } from './chain.ts';
import { readLines } from './file-line.ts';
import type { NameList } from './name-list.ts';

/** Which lines are shown. What is not given chooses all. */
export interface AuditChoice {
  /** A day or a moment, as ISO 8601 has it. */
  readonly since?: string | undefined;
  readonly project?: string | undefined;
  readonly record?: string | undefined;
  readonly caller?: string | undefined;
}

/** How sure it is that a line is about a record: a list that was too long for a line has names that do not stand in it. */
type Match = 'yes' | 'perhaps' | 'no';

/** A line that was chosen. */
export interface ChosenLine {
  readonly line: AuditLine;
  readonly match: Exclude<Match, 'no'>;
}

const matchRecord = (records: NameList | undefined, record: string): Match => {
  if (records === undefined) return 'no';
  if (records.names.includes(record)) return 'yes';
  return records.count > records.names.length ? 'perhaps' : 'no';
};

const isOf = ({ who }: AuditLine, caller: string): boolean =>
  who !== undefined && [who.subject, who.person, who.apiKey].includes(caller);

/** How a line fits a choice. */
const matchLine = (line: AuditLine, { since, project, record, caller }: AuditChoice): Match => {
  if (since !== undefined && line.time < since) return 'no';
  if (project !== undefined && line.project !== project) return 'no';
  if (caller !== undefined && !isOf(line, caller)) return 'no';
  return record === undefined ? 'yes' : matchRecord(line.records, record);
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
