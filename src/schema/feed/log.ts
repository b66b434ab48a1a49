import type { Context } from '../../context.ts';
import { badUserInput, scopeMissing } from '../../errors.ts';
import { readLogPage, type LogPlace, type LogQuery, type PlacedEntry } from '../../loaders/feed/log.ts';
import { readMinute, writeMinute } from '../../loaders/feed/minute.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { redcapName } from '../../redcap/method.ts';
import { exportLogging, type LogType as RedcapLogType } from '../../redcap/methods/log.ts';
import { builder } from '../builder.ts';
import { createConnection, type ConnectionShape } from '../connection.ts';
import { sharedCursorsOf, type CursorPlace } from '../cursor.ts';
import { describedEnum } from '../described-enum.ts';
import { checkPageSize, longPageArgument, longPages, type ForwardPageArgs } from '../page.ts';
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
      description: "When it was done, to the minute, on the REDCap server's clock.",
      resolve: ({ row }) => row.timestamp.slice(0, 16).replace(' ', 'T'),
    }),
    username: t.string({
      description:
        "Who did it: a REDCap user, or a word such as `SYSTEM` or `[survey respondent]`. For a call of the API, also of this gateway, it is the token's user.",
      resolve: ({ row }) => row.username,
    }),
    action: t.string({
      description: 'What was done. The words differ between versions of REDCap and may name the record.',
      resolve: ({ row }) => row.action,
    }),
    details: t.string({
      description:
        "More about what was done. For a change of data these are the values themselves: treat them as patients' data. FORBIDDEN for an API key without the scope `logging`, and under a policy that keeps anything back or does not allow logging.",
      resolve: ({ row }) => row.details,
    }),
    record: t.field({
      type: 'RecordName',
      nullable: true,
      description: 'The record. Null where the entry is about no record, and on servers that do not return it.',
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
    'A page of the log, newest first (Relay). There is no total count, as REDCap counts entries only by returning all of them.',
  pageInfo:
    'Where the page lies in the list. `hasNextPage` is true until the gateway has searched the log back to `beginTime`. A page may therefore be short, or empty, and not be the last.',
  isOfRecords: false,
});

builder.objectField(LogConnection, 'searchedFrom', (t) =>
  t.field({
    type: 'LocalDateTime',
    description:
      'The gateway has searched the log back to this time. With `hasNextPage: false` it is `beginTime`, and these pages held all entries that this token may see. REDCap leaves out entries that a user in a data access group may not see, without a word.',
    resolve: ({ searchedFrom }) => searchedFrom,
  }),
);

const LIST = 'logging';

interface LogArgs extends ForwardPageArgs {
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
    'REDCap returns no data access group with this unique name and a number. It returns numbers since version 13.1.',
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
  const first = checkPageSize(args.first, longPages);
  const cursors = sharedCursorsOf(context, LIST, source.key);
  const after = readPlace(cursors.read(args.after));
  const page = await readLogPage(source, await readQuery(source, args), after, first, context.clock.date());
  const cursorOf = ({ minute, older }: LogPlace): string => cursors.write([minute, older]);
  const [begin] = page.entries;
  return {
    edges: page.entries.map((node) => ({ node, cursor: () => cursorOf(node) })),
    pageInfo: {
      hasNextPage: page.hasMore,
      // The list goes forward alone.
      hasPreviousPage: false,
      startCursor: () => (begin === undefined ? null : cursorOf(begin)),
      endCursor: () => cursorOf(page.last),
    },
    searchedFrom: writeMinute(page.searchedFrom).replace(' ', 'T'),
  };
};

/** The details of entries hold values of the records that the entries are about. */
const noteDetails = async (source: ProjectSource, { edges }: LogConnectionShape): Promise<void> => {
  if (edges.length === 0) return;
  const records = edges.flatMap(({ node }) => node.row.record || []);
  await source.noteRead({ redcap: redcapName(exportLogging), records, fields: ['details'], rows: edges.length });
};

builder.objectField(Project, 'logging', (t) =>
  t.field({
    type: LogConnection,
    nullable: true,
    description:
      "Entries of REDCap's log, newest first. REDCap returns all entries of a time range at once, so the gateway reads a long range in parts. A page costs a few calls, and REDCap logs each of them. Needs the Logging right. REDCap: Export Logging.",
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
      first: t.arg.int({ defaultValue: longPages.most, required: true, ...longPageArgument('Entries') }),
      after: t.arg.string({
        description:
          'The endCursor of the page before, with the same other arguments. It is the same for all callers, so that a link with one can be shared.',
      }),
    },
    resolve: async ({ source }, args, context, info) => {
      const selections = selectionsOf(info);
      const entries = [...below(selections, 'nodes'), ...below(selections, 'edges', 'node')];
      const showsDetails = entries.some(({ name }) => name === 'details');
      const mayRead = context.mayReadLogDetails && (source.connection.narrowing?.mayReadLogDetails ?? true);
      if (showsDetails && !mayRead) {
        throw scopeMissing('logging', "the details of the log, which hold patients' data");
      }
      const page = await loadLog(source, args, context);
      if (showsDetails) await noteDetails(source, page);
      return page;
    },
  }),
);
