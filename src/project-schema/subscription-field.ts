import type { Context } from '../context.ts';
import { schema } from '../schema/index.ts';
import { keyOf, optionalKey } from './own-project.ts';
import type { Fields, StaticTypes } from './static-types.ts';

/**
 * The subscription to changes, of the project of this address unless another is named. Its filter stays the static one, so that a
 * document for the graph of all projects is one for this graph too.
 */
const changesField = (field: Fields[string]): Fields[string] => ({
  ...field,
  args: { ...field.args, project: optionalKey },
  subscribe: (root, args: { readonly project?: string | null }, context: Context, info) =>
    field.subscribe?.(root, { ...args, project: keyOf(context, args.project) }, context, info),
});

/** What Subscription has in place of the static fields. */
export const subscriptionFields = (statics: StaticTypes): Fields => {
  // The static schema was built for our context, which graphql-js does not say of a schema.
  const { recordChanges } = (schema.getSubscriptionType()?.toConfig().fields ?? {}) as Fields;
  return recordChanges === undefined ? {} : { recordChanges: changesField(statics.rewireField(recordChanges)) };
};
