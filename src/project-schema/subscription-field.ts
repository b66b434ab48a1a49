import type { Context } from '../context.ts';
import { schema } from '../schema/index.ts';
import { keyOf, optionalKey } from './own-project.ts';
import type { Fields, StaticTypes } from './static-types.ts';

/**
 * A subscription of the project of this address, unless another is named. Its other arguments stay the static ones, so that a
 * document for the graph of all projects is one for this graph too.
 */
const ownProjectSubscription = (field: Fields[string]): Fields[string] => ({
  ...field,
  args: { ...field.args, project: optionalKey },
  subscribe: (root, args: { readonly project?: string | null }, context: Context, info) =>
    field.subscribe?.(root, { ...args, project: keyOf(context, args.project) }, context, info),
});

/** What Subscription has in place of the static fields. */
export const subscriptionFields = (statics: StaticTypes): Fields => {
  // The static schema was built for our context, which graphql-js does not say of a schema.
  const fields = (schema.getSubscriptionType()?.toConfig().fields ?? {}) as Fields;
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, ownProjectSubscription(statics.rewireField(field))]),
  );
};
