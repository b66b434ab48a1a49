import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import { badUserInput } from '../../errors.ts';
import type { Design } from '../../graph/design/design.ts';
import { mergeNeeds, type Need } from '../../graph/need.ts';
import { readChangePage, type ChangePlace, type PlacedChange } from '../../loaders/feed/change.ts';
import { writeMinute } from '../../loaders/feed/log.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { Completeness, type CompletenessShape } from '../record/completeness.ts';
import { omittedIn } from '../record/omitted-field.ts';
import { PageInfo, readCursor, writeCursor, type PageInfoShape } from '../connection.ts';
import { Project } from '../project/project.ts';
import { Record, recordShape, type RecordShape } from '../record/record.ts';
import { isAsking, recordNeed } from '../record/need.ts';
import { below, selectionsOf } from '../selection.ts';

const ChangeKind = builder.enumType('ChangeKind', {
  description: 'What has become of a record.',
  values: {
    CREATED: {
      description: 'It is there, and was not told before. Keep it, in the place of what you may have under its name.',
    },
    UPDATED: {
      description: 'It may hold something else now. Keep it, in the place of what you may have under its name.',
    },
    DELETED: {
      description: 'It is not there any more, or out of sight of the token. Drop what you may have under its name.',
    },
    RENAMED: {
      description:
        'It was there as `previousName`. Drop what you may have under that name, and keep this. Where it is not certain which record was renamed, it is told as deleted and created.',
    },
  } as const,
});

interface ChangeShape extends PlacedChange {
  /** Null when the record is not there any more, or was not asked for. */
  readonly record: RecordShape | null;
}

const Change = builder.objectRef<ChangeShape>('Change').implement({
  description:
    'Something that has become of a record since the cursor: the outcome, not every step. It may be told more than once.',
  fields: (t) => ({
    kind: t.field({ type: ChangeKind, description: 'What has become of it.', resolve: ({ kind }) => kind }),
    recordName: t.field({
      type: 'RecordName',
      description: 'The record; a renamed one by its new name.',
      resolve: ({ name }) => name,
    }),
    previousName: t.field({
      type: 'RecordName',
      nullable: true,
      description: 'The name that it had before it was renamed; null for the other kinds.',
      resolve: ({ previousName }) => previousName,
    }),
    record: t.field({
      type: Record,
      nullable: true,
      description:
        'The record as it is now, with what is selected of it. Null when it was deleted, also since the change was noticed; then its deletion is told by a later page.',
      resolve: ({ record }) => record,
    }),
    at: t.field({
      type: 'LocalDateTime',
      nullable: true,
      description:
        "When the latest of it was done, to the minute, on the server's clock. Null where the log does not tell: for the records that are there at the beginning, and for what was noticed by the list of names alone.",
      resolve: ({ at }) => (at === null ? null : writeMinute(at).replace(' ', 'T')),
    }),
  }),
});

interface ChangeEdgeShape {
  readonly cursor: string;
  readonly node: ChangeShape;
}

const ChangeEdge = builder.objectRef<ChangeEdgeShape>('ChangeEdge').implement({
  description: 'A change and its place (Relay).',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Give it as `after` to be told what is behind this change.' }),
    node: t.field({ type: Change, description: 'The change.', resolve: ({ node }) => node }),
  }),
});

interface ChangeConnectionShape {
  readonly edges: readonly ChangeEdgeShape[];
  readonly pageInfo: PageInfoShape;
  readonly namesChecked: boolean;
  readonly completeness: CompletenessShape;
}

const ChangeConnection = builder.objectRef<ChangeConnectionShape>('ChangeConnection').implement({
  description: 'A page of changes (Relay). A record is on it once.',
  fields: (t) => ({
    edges: t.field({
      type: [ChangeEdge],
      description: 'The changes with their cursors.',
      resolve: ({ edges }) => [...edges],
    }),
    nodes: t.field({
      type: [Change],
      description: 'The changes.',
      resolve: ({ edges }) => edges.map(({ node }) => node),
    }),
    pageInfo: t.field({
      type: PageInfo,
      description:
        'Where the page lies. `endCursor` is never null: keep it when you have dealt with the page, and give it as `after` the next time. `hasNextPage: false` says that there is nothing more for now.',
      resolve: ({ pageInfo }) => pageInfo,
    }),
    namesChecked: t.exposeBoolean('namesChecked', {
      description:
        "False when the gateway does not remember which names you were told: it was started anew since, another gateway gave the cursor, or what it keeps was needed for others. All that the log tells is told then, but a record may have gone, or come, without an entry that this token sees. List `records { nodes { name } }`, drop what is not there, load what you do not have, and go on with this page's cursor.",
    }),
    completeness: t.field({
      type: Completeness,
      description:
        'Whether the records of this page hold all that they should. When some are missing, ask for the page again before you keep its cursor.',
      resolve: ({ completeness }) => completeness,
    }),
  }),
});

const LIST = 'changes';
const MAX_PAGE = 500;

interface ChangesArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
}

const readPlace = (context: Context, source: ProjectSource, after: ChangesArgs['after']): ChangePlace | null => {
  const cursor = readCursor(context, LIST, source.key, after);
  if (cursor === null) return null;
  const [registerId, seq, minute, lastName = null] = cursor;
  return {
    registerId: String(registerId),
    seq: Number(seq),
    minute: Number(minute),
    lastName: lastName === null ? null : String(lastName),
  };
};

const writePlace = (context: Context, source: ProjectSource, place: ChangePlace): string =>
  writeCursor(context, LIST, source.key, [place.registerId, place.seq, place.minute, place.lastName]);

interface LoadedPage {
  readonly nodes: readonly ChangeShape[];
  /** Of the page, the records that did not come whole. */
  readonly missing: readonly string[];
  readonly unknownFields: ReadonlySet<string>;
}

/** The records of a page of changes, with what is selected of them; null for those that are gone. */
const loadPage = async (
  source: ProjectSource,
  design: Design,
  changes: readonly PlacedChange[],
  need: Need,
): Promise<LoadedPage> => {
  const whole = { isComplete: true, unknownFields: new Set<string>() };
  const loaded = await Promise.all(
    changes.map(async (change) => {
      const { name } = change;
      if (change.kind === 'DELETED') return { ...whole, node: { ...change, record: null } };
      if (!isAsking(need)) return { ...whole, node: { ...change, record: recordShape(source, design, name, null) } };
      const { node, ...rest } = await source.records.loadListed(name, need, change.listedRows);
      return { ...rest, node: { ...change, record: node === null ? null : recordShape(source, design, name, node) } };
    }),
  );
  return {
    nodes: loaded.map(({ node }) => node),
    missing: loaded.filter(({ isComplete }) => !isComplete).map(({ node }) => node.name),
    unknownFields: new Set(loaded.flatMap(({ unknownFields }) => [...unknownFields])),
  };
};

const changesPage = async (
  source: ProjectSource,
  args: ChangesArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ChangeConnectionShape> => {
  if (args.first < 1 || args.first > MAX_PAGE) {
    throw badUserInput(
      `first must be between 1 and ${String(MAX_PAGE)}; page on with after: pageInfo.endCursor.`,
      'first',
    );
  }
  const after = readPlace(context, source, args.after);
  const page = await readChangePage(source, after, args.first, Date.now());
  const design = await source.design();
  const selections = selectionsOf(info);
  const need = mergeNeeds([
    recordNeed(design, below(selections, 'nodes', 'record')),
    recordNeed(design, below(selections, 'edges', 'node', 'record')),
  ]);
  const { nodes, missing, unknownFields } = await loadPage(source, design, page.changes, need);
  const edges = nodes.map((node) => ({ cursor: writePlace(context, source, node.place), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasMore,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: writePlace(context, source, page.end),
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
      "What has become of records since a cursor: created, updated, deleted, renamed. Without a cursor all records are told as created, to one who has nothing yet: drop what an earlier beginning left. Go on with the `endCursor` of each page, for ever, and what you keep is what is there. Everything is told at least once, so a page may be asked for again after a crash. The log is read again from 90 minutes before the cursor, deletions and renames are found by the list of names; the values in the log are told to nobody. Not told are changes of the design, which take data along without a word in a record's log: see `designRevision`. Three calls (the log, the names, the names by date range), two for the first, none for a page of what is known already; and one for each 100 records on the page when more than their names is selected. Each is itself an entry of the log, so poll in minutes and not in seconds. Needs the Logging right; FORBIDDEN without it. A token in a data access group is told of its group: a record that leaves the group is deleted for it. REDCap: Export Logging, Export Records.",
    args: {
      first: t.arg.int({ defaultValue: 100, required: true, description: 'Changes on the page, 1 to 500.' }),
      after: t.arg.string({
        description: 'The endCursor of the page that was dealt with last; left out, from the beginning.',
      }),
    },
    resolve: ({ source }, args, context, info) => changesPage(source, args, context, info),
  }),
);
