import { badUserInput } from '../../errors.ts';
import type { Design } from '../../graph/design/design.ts';
import type { RecordFilter } from '../../graph/filter/filter.ts';
import { everyRecord, type RecordQuery } from '../../loaders/record/query.ts';
import { prepareFilter } from './filter.ts';

/** Descriptions of arguments that lists, tables and counts of records share. */
export const recordQueryTexts = {
  filterLogic: "The filter in REDCap's own logic. It cannot be given together with `where`.",
  dataAccessGroups: 'Only records of these groups, by unique name; "" stands for records in no group.',
} as const;

/** Arguments that say which records a list has. */
export interface RecordQueryArgs {
  readonly where?: RecordFilter | null | undefined;
  readonly filterLogic?: string | null | undefined;
  readonly dataAccessGroups?: readonly string[] | null | undefined;
  /** `YYYY-MM-DDTHH:MM` with or without seconds, on the server's clock. */
  readonly changedSince?: string | null | undefined;
}

/** REDCap's own form of a time; its filter is exclusive. */
const redcapTime = (time: string): string => {
  const text = time.replace('T', ' ');
  return text.length === 16 ? `${text}:00` : text;
};

/** Unique names of groups as an argument gives them; null for all. Throws BAD_USER_INPUT. */
export const checkGroups = (groups: readonly string[] | null | undefined): readonly string[] | null => {
  if (groups === null || groups === undefined) return null;
  if (groups.length === 0) {
    throw badUserInput(
      'dataAccessGroups is empty: leave it out for all groups, or name at least one.',
      'dataAccessGroups',
    );
  }
  return groups;
};

/** Checks the arguments against the design, before any call, and says who evaluates the filter. Throws BAD_USER_INPUT. */
export const readRecordQuery = (args: RecordQueryArgs, design: Design): RecordQuery => {
  const prepared = prepareFilter(args.where, args.filterLogic, design);
  return {
    ...everyRecord,
    logic: prepared.logic,
    filter: prepared.filter,
    filterFields: prepared.fields,
    events: prepared.events,
    dataAccessGroups: checkGroups(args.dataAccessGroups),
    changedSince: args.changedSince == null ? null : redcapTime(args.changedSince),
  };
};
