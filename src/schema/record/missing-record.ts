import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';

/** So many names stand in the error at most; `completeness` has all of them. */
const MOST_NAMES = 100;

/** The error of a list of which records did not come whole, though they were asked for twice. */
const incomplete = (missing: readonly string[], asked: number, { fieldNodes }: GraphQLResolveInfo): GraphQLError => {
  const message = `${String(missing.length)} of ${String(asked)} records did not come whole, although the gateway asked REDCap for them twice. The list has the others, and \`missingRecords\` names those. Try again: a record that somebody has deleted is not in a list that begins anew.`;
  const extensions = {
    code: 'REDCAP_INCOMPLETE',
    missingRecordCount: missing.length,
    missingRecords: missing.slice(0, MOST_NAMES),
  };
  return new GraphQLError(message, { nodes: fieldNodes, extensions });
};

/**
 * Says in the answer's errors that records of a list did not come whole, whatever is selected of the list. What came stays in
 * the answer. `asked` is how many records were asked for.
 */
export const reportMissing = (
  { errors }: Pick<Context, 'errors'>,
  info: GraphQLResolveInfo,
  missing: readonly string[],
  asked: number,
): void => {
  if (missing.length > 0) errors?.add(info.path, incomplete(missing, asked, info));
};
