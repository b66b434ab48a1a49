import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import type { Design } from '../graph/design.ts';
import { exportArgs, mergeNeeds, type Need } from '../graph/need.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import type { RecordNames, RecordQuery } from '../loaders/record-list.ts';
import { compareRecordNames } from '../loaders/record-order.ts';
import { builder } from './builder.ts';
import { Completeness, omittedFields, type CompletenessShape } from './completeness.ts';
import { checkPageSize, PageInfo, readCursor, writeCursor, type PageInfoShape } from './page.ts';
import { Project } from './project.ts';
import { Record, recordShape, type RecordShape } from './record.ts';
import { prepareFilter, RecordFilterInput } from './record-filter.ts';
import { isAsking, recordNeed } from './record-need.ts';
import { below, selectionsOf } from './selection.ts';

interface RecordEdgeShape {
  readonly cursor: string;
  readonly node: RecordShape;
}

interface RecordConnectionShape {
  readonly edges: readonly RecordEdgeShape[];
  readonly pageInfo: PageInfoShape;
  readonly totalCount: number;
  readonly completeness: CompletenessShape;
}

const RecordEdge = builder.objectRef<RecordEdgeShape>('RecordEdge').implement({
  description: 'A record and its place in the list (Relay).',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Give it as `after` to go on behind this record.' }),
    node: t.field({ type: Record, description: 'The record.', resolve: ({ node }) => node }),
  }),
});

const RecordConnection = builder.objectRef<RecordConnectionShape>('RecordConnection').implement({
  description: 'A page of records in the order of their names (Relay).',
  fields: (t) => ({
    edges: t.field({
      type: [RecordEdge],
      description: 'The records with their cursors.',
      resolve: ({ edges }) => [...edges],
    }),
    nodes: t.field({
      type: [Record],
      description: 'The records.',
      resolve: ({ edges }) => edges.map(({ node }) => node),
    }),
    pageInfo: t.field({ type: PageInfo, description: 'Where the page lies.', resolve: ({ pageInfo }) => pageInfo }),
    totalCount: t.exposeInt('totalCount', { description: 'How many records the whole list has.' }),
    completeness: t.field({
      type: Completeness,
      description: 'Whether this page holds all that it should.',
      resolve: ({ completeness }) => completeness,
    }),
  }),
});

const LIST = 'records';

/** Where the page after a cursor begins, also when the cursor's record has gone since. */
const startAfter = (names: readonly string[], last: string | null): number => {
  if (last === null) return 0;
  const index = names.findIndex((name) => compareRecordNames(name, last) > 0);
  return index === -1 ? names.length : index;
};

/** The columns' fields that were asked for and that no record of the page brought. */
const withheldOf = (need: Need, design: Design, records: readonly RecordShape[]): string[] => {
  const first = records.find(({ node }) => node !== null)?.node;
  if (first === undefined || first === null) return [];
  return exportArgs(need, design).fields.filter((name) => {
    const columns = design.field(name)?.columns ?? [name];
    return columns.length > 0 && !columns.some((column) => first.columns.has(column));
  });
};

const loadPage = async (
  source: ProjectSource,
  design: Design,
  names: RecordNames,
  page: readonly string[],
  need: Need,
): Promise<{ records: RecordShape[]; missing: number }> => {
  if (!isAsking(need)) {
    return { records: page.map((name) => recordShape(source, design, name, null)), missing: 0 };
  }
  const loaded = await Promise.all(page.map((name) => source.records.load(name, need, names.rowCounts.get(name) ?? 0)));
  const records = loaded.flatMap(({ node }, index) => {
    const name = page[index];
    return node === null || name === undefined ? [] : [recordShape(source, design, name, node)];
  });
  return { records, missing: loaded.filter(({ isComplete }) => !isComplete).length };
};

interface RecordsArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
}

const recordsPage = async (
  source: ProjectSource,
  query: RecordQuery,
  args: RecordsArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<RecordConnectionShape> => {
  const design = await source.design();
  const first = checkPageSize(args.first, context);
  const cursor = readCursor(context, LIST, source.key, args.after);
  const names = await (cursor === null ? source.records.list(query) : source.records.continueList(query));
  const last = cursor?.[0] ?? null;
  const start = startAfter(names.names, last === null ? null : String(last));
  const page = names.names.slice(start, start + first);

  const selections = selectionsOf(info);
  const need = mergeNeeds([
    recordNeed(design, below(selections, 'nodes')),
    recordNeed(design, below(selections, 'edges', 'node')),
  ]);
  const { records, missing } = await loadPage(source, design, names, page, need);
  const cursorOf = (name: string): string => writeCursor(context, LIST, source.key, [name]);
  const [firstName, lastName] = [page[0], page.at(-1)];
  return {
    edges: records.map((node) => ({ cursor: cursorOf(node.name), node })),
    pageInfo: {
      hasNextPage: start + page.length < names.names.length,
      hasPreviousPage: start > 0,
      startCursor: firstName === undefined ? null : cursorOf(firstName),
      endCursor: lastName === undefined ? null : cursorOf(lastName),
    },
    totalCount: names.names.length,
    completeness: {
      omittedFields: omittedFields(withheldOf(need, design, records), names.withheld),
      missingRecordCount: missing,
    },
  };
};

/** REDCap's own form of a time; its filter is exclusive. */
const redcapTime = (time: string): string => {
  const text = time.replace('T', ' ');
  return text.length === 16 ? `${text}:00` : text;
};

const checkGroups = (groups: readonly string[] | null | undefined): readonly string[] | null => {
  if (groups === null || groups === undefined) return null;
  if (groups.length === 0) {
    throw badUserInput(
      'dataAccessGroups is empty: leave it out for all groups, or name at least one.',
      'dataAccessGroups',
    );
  }
  return groups;
};

builder.objectField(Project, 'records', (t) =>
  t.field({
    type: RecordConnection,
    nullable: true,
    description:
      'Records in the order of their names. One export lists the names, one more brings the page with just the fields that are selected; further pages of a list cost one each. Counting alone (`first: 0`) costs the list only.',
    args: {
      first: t.arg.int({ defaultValue: 50, required: true, description: 'Records on the page, 0 to 100.' }),
      after: t.arg.string({ description: 'The endCursor of the page before.' }),
      where: t.arg({
        type: RecordFilterInput,
        description: 'Only records of which at least one row (event or instance) satisfies this.',
      }),
      filterLogic: t.arg({
        type: 'RedcapLogic',
        description: "The same in REDCap's own logic. Not together with `where`.",
      }),
      dataAccessGroups: t.arg.stringList({
        description: 'Only records of these groups, by unique name; "" stands for records in no group.',
      }),
      changedSince: t.arg({
        type: 'LocalDateTime',
        description:
          "Only records created or changed after this time, by REDCap's log (server time, exclusive). Deleted records do not show.",
      }),
    },
    resolve: async ({ source }, args, context, info) => {
      const design = await source.design();
      const prepared = prepareFilter(args.where, args.filterLogic, design);
      const query: RecordQuery = {
        logic: prepared.logic,
        filter: prepared.filter,
        filterFields: prepared.fields,
        events: prepared.events,
        dataAccessGroups: checkGroups(args.dataAccessGroups),
        changedSince: args.changedSince == null ? null : redcapTime(args.changedSince),
      };
      return recordsPage(source, query, args, context, info);
    },
  }),
);
