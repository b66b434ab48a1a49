import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import { builder } from './builder.ts';

/** Relay's page information. */
export interface PageInfoShape {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export const PageInfo = builder.objectRef<PageInfoShape>('PageInfo').implement({
  description: 'Where a page lies in its list (Relay).',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'There is more after this page.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', { description: 'There is something before this page.' }),
    startCursor: t.exposeString('startCursor', { nullable: true, description: 'Cursor of the first edge.' }),
    endCursor: t.exposeString('endCursor', {
      nullable: true,
      description: 'Cursor of the last edge: give it as `after` for the next page.',
    }),
  }),
});

/** Which page of a list: how much of it, and after which cursor. */
export interface PageArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page size within bounds; 0 is allowed, for those who only count. */
export const checkPageSize = (first: number, context: Context): number => {
  if (!Number.isInteger(first) || first < 0 || first > context.maxPageSize) {
    throw badUserInput(
      `first must be between 0 and ${String(context.maxPageSize)}; page on with after: pageInfo.endCursor.`,
      'first',
    );
  }
  return first;
};

/** What a cursor of the list `list` of project `projectKey` points after; null to begin at the start. */
export const readCursor = (
  context: Context,
  list: string,
  projectKey: string,
  after: string | null | undefined,
): readonly (string | number | null)[] | null => {
  if (after === null || after === undefined) return null;
  const parts = context.cursors.decode(after);
  if (parts?.[0] !== list || parts[1] !== projectKey) {
    throw badUserInput(
      'after is not a cursor of this list: give the endCursor of the page before, unchanged.',
      'after',
    );
  }
  return parts.slice(2);
};

/** An opaque cursor that only this caller can use, for this list only. */
export const writeCursor = (
  context: Context,
  list: string,
  projectKey: string,
  place: readonly (string | number | null)[],
): string => context.cursors.encode([list, projectKey, ...place]);
