import type { GraphQLInputObjectType } from 'graphql';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import { followChanges } from '../schema/feed/change-stream.ts';
import { schema } from '../schema/index.ts';
import { findProject } from '../schema/project/project.ts';
import { keyOf, optionalKey } from './own-project.ts';
import { readTypedQuery } from './record-query.ts';
import type { Fields, StaticTypes } from './static-types.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { GivenFilter } from './where-condition.ts';

type Field = Fields[string];

/**
 * A subscription of the project of this address, unless another is named. Its other arguments stay the static ones, so that a
 * document for the graph of all projects is one for this graph too.
 */
const ownProjectSubscription = (field: Field): Field => ({
  ...field,
  args: { ...field.args, project: optionalKey },
  subscribe: (root, args: { readonly project?: string | null }, context: Context, info) =>
    field.subscribe?.(root, { ...args, project: keyOf(context, args.project) }, context, info),
});

/** Arguments of `recordChanges` in a project's own schema. */
interface ChangesArgs {
  readonly project?: string | null;
  readonly after?: string | null;
  readonly where?: unknown;
  readonly match?: GivenFilter | null;
}

/** What the typed filter of the changes is made with. */
export interface TypedFilter {
  readonly vocabulary: Vocabulary;
  /** The filter of records. */
  readonly where: GraphQLInputObjectType;
}

/** The subscription to changes with a second filter, typed by the dictionary as that of `records` is. */
const withTypedFilter = (field: Field, { vocabulary, where: type }: TypedFilter): Field => ({
  ...field,
  args: {
    ...field.args,
    match: {
      type,
      description:
        'The same as `where`, typed by the dictionary: the filter that `records` of this project has. Not both.',
    },
  },
  subscribe: (root, { match, ...args }: ChangesArgs, context: Context, info) => {
    if (match == null) return field.subscribe?.(root, args, context, info);
    if (args.where != null) throw badUserInput('Give where or match, not both.', 'match');
    const source = findProject(context, String(keyOf(context, args.project)), 'project');
    const query = () => readTypedQuery(source, vocabulary, { where: match }, 'match');
    return followChanges(source, { after: args.after, query }, context, info);
  },
});

/** What Subscription has in place of the static fields. */
export const subscriptionFields = (statics: StaticTypes, filter: TypedFilter): Fields => {
  // The static schema was built for our context, which graphql-js does not say of a schema.
  const fields = (schema.getSubscriptionType()?.toConfig().fields ?? {}) as Fields;
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const rewired = statics.rewireField(field);
      const own = 'project' in (field.args ?? {}) ? ownProjectSubscription(rewired) : rewired;
      return [name, name === 'recordChanges' ? withTypedFilter(own, filter) : own];
    }),
  );
};
