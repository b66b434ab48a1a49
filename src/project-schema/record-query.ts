import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import type { Design } from '../graph/design/design.ts';
import { planPredicate } from '../graph/predicate/logic.ts';
import { checkPredicate, predicateFields } from '../graph/predicate/predicate.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import type { RecordQuery } from '../loaders/record/query.ts';
import { checkOrder, type RecordOrder } from '../loaders/record/order.ts';
import type { PageArgs } from '../schema/page.ts';
import { recordsPage } from '../schema/record/record-page.ts';
import type { RecordConnectionShape } from '../schema/record/record-connection.ts';
import { readRecordQuery, type RecordQueryArgs } from '../schema/record/query.ts';
import { readOrder } from './order-type.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { GivenFilter } from './where-condition.ts';
import { readWhere, whereNamesGroups, type Reading } from './where-predicate.ts';

type Given = Readonly<Record<string, unknown>>;

/** Arguments of `records` in a project's own schema. */
export interface RecordListArgs extends Omit<RecordQueryArgs, 'where'>, PageArgs {
  readonly where?: GivenFilter | null | undefined;
  readonly orderBy?: Given | null | undefined;
}

/** Groups that both the argument and the filter allow; null for any. */
const commonGroups = (
  argument: readonly string[] | null,
  filtered: readonly string[] | null,
): readonly string[] | null => {
  if (argument === null || filtered === null) return argument ?? filtered;
  return argument.filter((name) => filtered.includes(name));
};

const readOrderBy = (vocabulary: Vocabulary, orderBy: Given, design: Design): RecordOrder => {
  const order = readOrder(vocabulary, design, orderBy);
  const problem = checkOrder(order, design);
  if (problem !== null) throw badUserInput(problem, 'orderBy');
  return order;
};

const listQuery = (reading: Reading, args: Omit<RecordListArgs, keyof PageArgs>, argument: string): RecordQuery => {
  const { vocabulary, design } = reading;
  const { where, orderBy, ...selection } = args;
  if (where != null && selection.filterLogic != null) {
    throw badUserInput('Give where or filterLogic, not both: REDCap tests each row once.', 'filterLogic');
  }
  const order = orderBy == null ? null : readOrderBy(vocabulary, orderBy, design);
  const query = { ...readRecordQuery(selection, design), order };
  if (where == null) return query;
  const predicate = readWhere(reading, where);
  const [problem] = checkPredicate(predicate, design);
  if (problem !== undefined) throw badUserInput(problem.message, argument);
  const { logic, groups, predicate: rest } = planPredicate(predicate, design, order !== null && order.field !== null);
  return {
    ...query,
    logic,
    filterFields: logic === null ? [] : predicateFields(predicate, design),
    dataAccessGroups: commonGroups(query.dataAccessGroups, groups),
    predicate: rest,
  };
};

/** The groups of the project, which are kept, when a filter names some; null also when REDCap does not list them. */
const knownGroups = async (
  source: ProjectSource,
  where: GivenFilter | null | undefined,
): Promise<readonly string[] | null> => {
  if (where == null || !whereNamesGroups(where)) return null;
  const groups = await source.groups();
  return groups?.map((row) => row.unique_group_name) ?? null;
};

/** The records that typed arguments select, by the design as it is. Throws BAD_USER_INPUT, for the filter by its argument's name. */
export const readTypedQuery = async (
  source: ProjectSource,
  vocabulary: Vocabulary,
  args: Omit<RecordListArgs, keyof PageArgs>,
  argument = 'where',
): Promise<RecordQuery> =>
  listQuery(
    { vocabulary, design: await source.design(), groups: await knownGroups(source, args.where) },
    args,
    argument,
  );

/** A page of the records that the typed arguments select, in their order. */
export const recordList = async (
  source: ProjectSource,
  vocabulary: Vocabulary,
  args: RecordListArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<RecordConnectionShape> =>
  recordsPage(source, await readTypedQuery(source, vocabulary, args), args, context, info);
