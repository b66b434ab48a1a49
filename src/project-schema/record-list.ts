import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import type { Design } from '../graph/design.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import type { RecordQuery } from '../loaders/record-list.ts';
import { recordsPage } from '../schema/record-page.ts';
import type { RecordConnectionShape } from '../schema/record-connection.ts';
import { readRecordQuery, type RecordQueryArgs } from '../schema/record-query.ts';
import { readOrder } from './order-type.ts';
import type { Vocabulary } from './vocabulary.ts';
import { readWhere, type GivenFilter } from './where-predicate.ts';

/** Arguments of `records` in a project's own schema. */
export interface RecordListArgs extends Omit<RecordQueryArgs, 'where'> {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly where?: GivenFilter | null | undefined;
  readonly orderBy?: Readonly<Record<string, unknown>> | null | undefined;
}

const listQuery = (vocabulary: Vocabulary, args: RecordListArgs, design: Design): RecordQuery => {
  const { where, orderBy, ...selection } = args;
  if (where != null && selection.filterLogic != null) {
    throw badUserInput('Give where or filterLogic, not both: REDCap tests each row once.', 'filterLogic');
  }
  return {
    ...readRecordQuery(selection, design),
    predicate: where == null ? null : readWhere(vocabulary, where),
    order: orderBy == null ? null : readOrder(vocabulary, orderBy),
  };
};

/** A page of the records that the typed arguments select, in their order. */
export const recordList = async (
  source: ProjectSource,
  vocabulary: Vocabulary,
  args: RecordListArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<RecordConnectionShape> => {
  const design = await source.design();
  return recordsPage(source, listQuery(vocabulary, args, design), args, context, info);
};
