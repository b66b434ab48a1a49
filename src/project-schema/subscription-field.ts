import type { GraphQLFieldConfig } from 'graphql';
import type { Context } from '../context.ts';
import { schema } from '../schema/index.ts';
import { followChanges } from '../schema/feed/change-stream.ts';
import { findProject } from '../schema/project/project.ts';
import { keyOf, optionalKey } from './own-project.ts';
import { readTypedQuery } from './record-query.ts';
import type { RootParts } from './root-field.ts';
import type { Fields, StaticTypes } from './static-types.ts';
import type { GivenFilter } from './where-condition.ts';

interface ChangeArgs {
  readonly project?: string | null | undefined;
  readonly after?: string | null | undefined;
  readonly where?: GivenFilter | null | undefined;
}

/** The subscription to changes of the project of this address, with a filter that is typed by the dictionary. */
const changesField = (
  field: Fields[string],
  { vocabulary, where }: Pick<RootParts, 'vocabulary' | 'where'>,
): GraphQLFieldConfig<unknown, Context, ChangeArgs> => ({
  ...field,
  args: {
    ...field.args,
    project: optionalKey,
    where: { type: where, description: 'Reports new records only where they are like this. Of others see `matches`.' },
  },
  subscribe: (_root, { project, after, where: given }, context, info) => {
    const source = findProject(context, String(keyOf(context, project)), 'project');
    const query = () => (given == null ? null : readTypedQuery(source, vocabulary, { where: given }));
    return followChanges(source, { after, query }, context, info);
  },
});

/** What Subscription has in place of the static fields. */
export const subscriptionFields = (statics: StaticTypes, parts: RootParts): Fields => {
  // The static schema was built for our context, which graphql-js does not say of a schema.
  const { recordChanges } = (schema.getSubscriptionType()?.toConfig().fields ?? {}) as Fields;
  return recordChanges === undefined ? {} : { recordChanges: changesField(statics.rewireField(recordChanges), parts) };
};
