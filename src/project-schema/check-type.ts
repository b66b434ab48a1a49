import { getNullableType, isListType, isNonNullType } from 'graphql';
import type { GraphQLType } from 'graphql';

/**
 * Whether code that was compiled for what `pinned` promises can take what `current` gives: the same type, or null in fewer
 * places.
 */
export const fitsOutput = (pinned: GraphQLType, current: GraphQLType): boolean => {
  if (isNonNullType(pinned)) return isNonNullType(current) && fitsOutput(pinned.ofType, current.ofType);
  const given = getNullableType(current);
  if (isListType(pinned)) return isListType(given) && fitsOutput(pinned.ofType, given.ofType);
  return String(pinned) === String(given);
};

/** Whether every value that `pinned` lets an app send is one that `current` takes: null in no fewer places. */
export const fitsInput = (pinned: GraphQLType, current: GraphQLType): boolean => fitsOutput(current, pinned);

/** REDCap's name in a description of ours, in parentheses after a space; empty where GraphQL has the same name. */
export const redcapNameIn = (description: string | null | undefined): string => {
  // The first line is a label, in which a study may write what it likes.
  const line = (description ?? '').split('\n').find((text, index) => index > 0 && text.startsWith('REDCap: '));
  return line === undefined ? '' : ` (${line})`;
};
