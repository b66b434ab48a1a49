import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import type { Design } from '../../graph/design/design.ts';
import type { Need } from '../../graph/need.ts';
import { readChangePage, readChangesNow } from '../../loaders/feed/change.ts';
import type { PlacedChange } from '../../loaders/feed/change-page.ts';
import { writeMinute } from '../../loaders/feed/minute.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { Completeness, type CompletenessShape } from '../record/completeness.ts';
import { reportMissing } from '../record/missing-record.ts';
import { omittedIn } from '../record/omitted-field.ts';
import { createConnection, type ConnectionShape } from '../connection.ts';
import { changeCursorsOf } from './change-cursor.ts';
import { describedEnum } from '../described-enum.ts';
import { needsNothing, needsSelection } from '../need.ts';
import { checkPageSize, longPageArgument, longPages, type ForwardPageArgs } from '../page.ts';
import { Project } from '../project/project.ts';
import { Record, recordShape, type RecordShape } from '../record/record.ts';
import { isAsking, selectedNeed, wholeRecord } from '../record/need.ts';
import { selectionsOf } from '../selection.ts';

const ChangeKind = describedEnum('ChangeKind', 'What has become of a record.', {
  CREATED:
    'The record is there, and no change reported it before. Keep it in place of what you may have under its name.',
  UPDATED: 'The record may hold something else now. Keep it in place of what you may have under its name.',
  DELETED: 'The record is not there any more, or the token does not see it. Drop what you may have under its name.',
  RENAMED:
    'The record was there as `previousName`. Drop what you may have under that name, and keep this. Where it is not certain which record was renamed, there are two changes: deleted and created.',
});

const ChangesFrom = describedEnum('ChangesFrom', 'Where changes begin for a caller without a cursor.', {
  BEGINNING: 'With all records, as created.',
  NOW: 'With what happens from now on. The page is empty, and its `endCursor` is now. Read what you show after this answer, so that no change falls in between.',
});

/** A change as the graph holds it. */
export interface ChangeShape extends PlacedChange {
  /** Null when the record is not there any more, or was not asked for. */
  readonly record: RecordShape | null;
}

export const Change = builder.objectRef<ChangeShape>('Change').implement({
  description:
    'What has become of a record since the cursor: the outcome, not every step. The same change may be reported more than once.',
  fields: (t) => ({
    kind: t.field({
      type: ChangeKind,
      description: 'What has become of the record.',
      extensions: needsNothing,
      resolve: ({ kind }) => kind,
    }),
    recordName: t.field({
      type: 'RecordName',
      description: 'The record; a renamed one by its new name.',
      extensions: needsNothing,
      resolve: ({ name }) => name,
    }),
    previousName: t.field({
      type: 'RecordName',
      nullable: true,
      description: 'The name that it had before it was renamed; null for the other kinds.',
      extensions: needsNothing,
      resolve: ({ previousName }) => previousName,
    }),
    record: t.field({
      type: Record,
      nullable: true,
      description:
        'The record as it is now. Null when it was deleted. When it was deleted after the gateway noticed this change, a later page reports the deletion.',
      extensions: needsSelection,
      resolve: ({ record }) => record,
    }),
    at: t.field({
      type: 'LocalDateTime',
      nullable: true,
      description:
        "When the record was last changed, to the minute, on the REDCap server's clock. Null where the log does not say. So it is for the records that are there at the beginning, and for changes that only the list of names showed.",
      extensions: needsNothing,
      resolve: ({ at }) => (at === null ? null : writeMinute(at).replace(' ', 'T')),
    }),
  }),
});

interface ChangeConnectionShape extends ConnectionShape<ChangeShape> {
  readonly namesChecked: boolean;
  readonly completeness: CompletenessShape;
}

const ChangeConnection = createConnection<ChangeShape, ChangeConnectionShape>('Change', Change, {
  one: 'change',
  many: 'changes',
  description: 'A page of changes (Relay). A record is on it once.',
  pageInfo:
    'Where the page lies in the list. `endCursor` is never null: keep it when you have dealt with the page, and give it as `after` the next time. `hasNextPage: false` says that there is nothing more for now.',
  isOfRecords: true,
});

builder.objectFields(ChangeConnection, (t) => ({
  namesChecked: t.exposeBoolean('namesChecked', {
    description:
      "False when the gateway does not remember which names it reported to you. It was restarted, or another gateway gave the cursor, or the gateway needed the memory. The page then holds all changes that the log shows. A record may have gone or come without a log entry that this token sees. List `records { nodes { name } }`, drop what is not there, and load what you do not have. Then go on with this page's cursor.",
    extensions: needsNothing,
  }),
  completeness: t.field({
    type: Completeness,
    description:
      'Whether the records of this page hold all that was asked for. When some are missing, ask for the page again before you keep its cursor.',
    extensions: needsNothing,
    resolve: ({ completeness }) => completeness,
  }),
}));

/** Changes with their records. */
export interface LoadedChanges {
  readonly nodes: readonly ChangeShape[];
  /** Of the page, the records that did not come whole. */
  readonly missing: readonly string[];
  readonly unknownFields: ReadonlySet<string>;
}

/** The records of a page of changes, with what is selected of them; null for those that are gone. */
export const loadChanges = async (
  source: ProjectSource,
  design: Design,
  changes: readonly PlacedChange[],
  need: Need,
): Promise<LoadedChanges> => {
  const whole = { isComplete: true, unknownFields: new Set<string>() };
  const loaded = await Promise.all(
    changes.map(async (change) => {
      const { name } = change;
      if (change.kind === 'DELETED') return { ...whole, node: { ...change, record: null } };
      if (!isAsking(need)) return { ...whole, node: { ...change, record: recordShape(source, design, name, null) } };
      const { node, ...rest } = await source.records.loadListed(name, need, change.listed);
      return { ...rest, node: { ...change, record: node === null ? null : recordShape(source, design, name, node) } };
    }),
  );
  return {
    nodes: loaded.map(({ node }) => node),
    missing: loaded.filter(({ isComplete }) => !isComplete).map(({ node }) => node.name),
    unknownFields: new Set(loaded.flatMap(({ unknownFields }) => [...unknownFields])),
  };
};

/** Which page of changes. */
interface ChangePageArgs extends ForwardPageArgs {
  readonly from: 'BEGINNING' | 'NOW';
}

const changesPage = async (
  source: ProjectSource,
  args: ChangePageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ChangeConnectionShape> => {
  const first = checkPageSize(args.first, longPages);
  const cursors = changeCursorsOf(context, source.key);
  const after = cursors.read(args.after);
  const now = context.clock.date();
  const page =
    after === null && args.from === 'NOW'
      ? await readChangesNow(source, now)
      : await readChangePage(source, after, first, now);
  const design = await source.design();
  const selections = selectionsOf(info);
  const need = selectedNeed(selections, wholeRecord(design));
  const { nodes, missing, unknownFields } = await loadChanges(source, design, page.changes, need);
  reportMissing(context, info, missing, nodes.length);
  const [begin] = nodes;
  return {
    edges: nodes.map((node) => ({ node, cursor: () => cursors.write(node.place) })),
    pageInfo: {
      hasNextPage: page.hasMore,
      // The list goes forward alone.
      hasPreviousPage: false,
      startCursor: () => (begin === undefined ? null : cursors.write(begin.place)),
      endCursor: () => cursors.write(page.end),
    },
    namesChecked: page.namesChecked,
    completeness: {
      omittedFields: await omittedIn(selections, {
        source,
        design,
        need,
        records: nodes.flatMap(({ record }) => record?.node ?? []),
        unknownFields,
        filtered: [],
      }),
      missingRecords: missing,
    },
  };
};

builder.objectField(Project, 'changes', (t) =>
  t.field({
    type: ChangeConnection,
    nullable: true,
    description:
      'What has become of records since a cursor: created, updated, deleted, renamed. Without a cursor, the list begins with all records as created, or `from` now: drop what you kept from an earlier beginning. Go on with the `endCursor` of each page, for ever, and what you keep is what is there. Every change is reported at least once, so a page may be asked for again after a crash. The gateway reads the log again from 90 minutes before the cursor, and finds deletions and renames by the list of names. It returns no values of the log. Changes of the design are not reported, although they may take data along: see `designRevision`. A page costs three calls (the log, the names, the names by date range). The first page costs two, and none where it is `from` now and the last look is recent. A page of what is known already costs none. When more than their names is selected, one call more brings at least 100 records of the page, and all of them where few fields are selected. REDCap logs each of these calls, so poll in minutes and not in seconds. Needs the Logging right; FORBIDDEN without it. A token in a data access group sees the changes of its group: a record that leaves the group is deleted for it. REDCap: Export Logging, Export Records.',
    args: {
      first: t.arg.int({ defaultValue: 100, required: true, ...longPageArgument('Changes') }),
      after: t.arg.string({
        description: 'The endCursor of the page that you dealt with last. Left out, the list begins where `from` says.',
      }),
      from: t.arg({
        type: ChangesFrom,
        required: true,
        defaultValue: 'BEGINNING',
        description: 'Where the list begins without `after`; it counts for nothing beside a cursor.',
      }),
    },
    resolve: ({ source }, args, context, info) => changesPage(source, args, context, info),
  }),
);
