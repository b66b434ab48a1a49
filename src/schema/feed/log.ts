import type { Context } from '../../context.ts';
import { badUserInput, scopeMissing } from '../../errors.ts';
import { readLogPage, type LogPlace, type LogQuery, type PlacedEntry } from '../../loaders/feed/log.ts';
import { readMinute, writeMinute } from '../../loaders/feed/minute.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { LogType as RedcapLogType } from '../../redcap/methods/log.ts';
import { builder } from '../builder.ts';
import {
  checkPageSize,
  createConnection,
  cursorsOf,
  type ConnectionShape,
  type CursorPlace,
  type PageArgs,
} from '../connection.ts';
import { describedEnum } from '../described-enum.ts';
import { Project } from '../project/project.ts';
import { below, selectionsOf } from '../selection.ts';

const logTypes = {
  EXPORT: ['export', 'Exports of data.'],
  MANAGE: ['manage', 'Changes of the design and whatever else has no type of its own.'],
  USER: ['user', 'Changes of users and roles.'],
  RECORD: ['record', 'Records created, changed, renamed and deleted.'],
  RECORD_ADD: ['record_add', 'Records created.'],
  RECORD_EDIT: ['record_edit', 'Records changed.'],
  RECORD_DELETE: ['record_delete', 'Records deleted.'],
  LOCK_RECORD: ['lock_record', 'Records locked, unlocked and signed.'],
  PAGE_VIEW: ['page_view', 'Pages that users looked at; they are in the log only when asked for by this type.'],
} as const satisfies { readonly [name: string]: readonly [RedcapLogType, string] };

type LogTypeName = keyof typeof logTypes;

const LogType = describedEnum(
  'LogType',
  "What an entry of the log is about: REDCap's `logtype`.",
  Object.fromEntries(Object.entries(logTypes).map(([name, [, meaning]]) => [name, meaning])) as {
    [Name in LogTypeName]: string;
  },
);

const LogEntry = builder.objectRef<PlacedEntry>('LogEntry').implement({
  description: "An entry of REDCap's log.",
  fields: (t) => ({
    timestamp: t.field({
      type: 'LocalDateTime',
      description: "When, to the minute, on the server's clock.",
      resolve: ({ row }) => row.timestamp.slice(0, 16).replace(' ', 'T'),
    }),
    username: t.string({
      description:
        "Who: a REDCap user, or the like of `SYSTEM` and `[survey respondent]`. For what was done by API it is the token's user, also where a gateway stands between.",
      resolve: ({ row }) => row.username,
    }),
    action: t.string({
      description: 'What was done, in words that differ between versions of REDCap and may name the record.',
      resolve: ({ row }) => row.action,
    }),
    details: t.string({
      description:
        "More about it. Of a change of data these are the values themselves: treat them as patients' data. FORBIDDEN for a key without the scope `logging`.",
      resolve: ({ row }) => row.details,
    }),
    record: t.field({
      type: 'RecordName',
      nullable: true,
      description: 'The record; null where it was about none, and on servers that do not tell.',
      resolve: ({ row }) => row.record || null,
    }),
  }),
});

interface LogConnectionShape extends ConnectionShape<PlacedEntry> {
  readonly searchedFrom: string;
}

const LogConnection = createConnection<PlacedEntry, LogConnectionShape>('Log', LogEntry, {
  one: 'entry',
  many: 'entries',
  description:
    'A page of the log, newest first (Relay). How many entries there are REDCap tells only with all of them.',
  pageInfo:
    'Where the page lies. `hasNextPage` is true until the log has been looked through back to `beginTime`, so that a page may be shorter than asked for, or empty, and not be the last.',
  isOfRecords: false,
});

builder.objectField(LogConnection, 'searchedFrom', (t) =>
  t.field({
    type: 'LocalDateTime',
    description:
      'The log has been looked through back to here: with `hasNextPage: false` to `beginTime`, and all that this token may see of it was on these pages. What a user in a data access group does not see, REDCap does not mention.',
    resolve: ({ searchedFrom }) => searchedFrom,
  }),
);

const LIST = 'logging';
const MAX_PAGE = 500;

interface LogArgs extends PageArgs {
  readonly beginTime: string;
  readonly endTime?: string | null | undefined;
  readonly logtype?: LogTypeName | null | undefined;
  readonly user?: string | null | undefined;
  readonly record?: string | null | undefined;
  readonly dataAccessGroup?: string | null | undefined;
}

/** REDCap's log knows groups by their number alone. */
const findGroupId = async (source: ProjectSource, uniqueName: string): Promise<number> => {
  const groups = await source.dataAccessGroups();
  const id = groups.find(({ unique_group_name }) => unique_group_name === uniqueName)?.data_access_group_id ?? null;
  if (id !== null) return id;
  throw badUserInput(
    'There is no data access group with this unique name whose number REDCap tells (it does since version 13.1).',
    'dataAccessGroup',
  );
};

const readQuery = async (source: ProjectSource, args: LogArgs): Promise<LogQuery> => {
  const begin = readMinute(args.beginTime);
  const end = args.endTime == null ? null : readMinute(args.endTime);
  if (end !== null && end < begin) throw badUserInput('endTime is before beginTime.', 'endTime');
  return {
    begin,
    end,
    ...(args.logtype == null ? {} : { logtype: logTypes[args.logtype][0] }),
    ...(args.user == null ? {} : { user: args.user }),
    ...(args.record == null ? {} : { record: args.record }),
    ...(args.dataAccessGroup == null ? {} : { dag: await findGroupId(source, args.dataAccessGroup) }),
  };
};

const readPlace = (cursor: CursorPlace | null): LogPlace | null => {
  if (cursor === null) return null;
  const [minute, older] = cursor;
  return { minute: Number(minute), older: Number(older) };
};

const loadLog = async (source: ProjectSource, args: LogArgs, context: Context): Promise<LogConnectionShape> => {
  const first = checkPageSize(args.first, MAX_PAGE, 1);
  const cursors = cursorsOf(context, LIST, source.key);
  const after = readPlace(cursors.read(args.after));
  const page = await readLogPage(source, await readQuery(source, args), after, first, context.clock.date());
  const cursorOf = ({ minute, older }: LogPlace): string => cursors.write([minute, older]);
  const [begin] = page.entries;
  return {
    edges: page.entries.map((node) => ({ node, cursor: () => cursorOf(node) })),
    pageInfo: {
      hasNextPage: page.hasMore,
      hasPreviousPage: after !== null,
      startCursor: () => (begin === undefined ? null : cursorOf(begin)),
      endCursor: () => cursorOf(page.last),
    },
    searchedFrom: writeMinute(page.searchedFrom).replace(' ', 'T'),
  };
};

builder.objectField(Project, 'logging', (t) =>
  t.field({
    type: LogConnection,
    nullable: true,
    description:
      "Entries of REDCap's log, newest first. REDCap gives a range whole, so a long one is read in windows of time: a few calls a page. Each of them is itself an entry of the log. Needs the Logging right. REDCap: Export Logging.",
    args: {
      beginTime: t.arg({
        type: 'LocalDateTime',
        required: true,
        description: "From this minute on, inclusive, on the server's clock.",
      }),
      endTime: t.arg({ type: 'LocalDateTime', description: 'To this minute, inclusive; left out, up to now.' }),
      logtype: t.arg({ type: LogType, description: 'Only entries of this type; left out, all but page views.' }),
      user: t.arg.string({ description: 'Only entries of exactly this username.' }),
      record: t.arg({ type: 'RecordName', description: 'Only entries about exactly this record.' }),
      dataAccessGroup: t.arg.string({
        description: 'Only entries of this group, by its unique name. Needs the Data Access Groups right.',
      }),
      first: t.arg.int({ defaultValue: MAX_PAGE, required: true, description: 'Entries on the page, 1 to 500.' }),
      after: t.arg.string({ description: 'The endCursor of the page before, with the same other arguments.' }),
    },
    resolve: ({ source }, args, context, info) => {
      const selections = selectionsOf(info);
      const entries = [...below(selections, 'nodes'), ...below(selections, 'edges', 'node')];
      if (!context.mayReadLogDetails && entries.some(({ name }) => name === 'details')) {
        throw scopeMissing('logging', "the details of the log, which hold patients' data");
      }
      return loadLog(source, args, context);
    },
  }),
);
