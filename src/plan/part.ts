import {
  DirectiveLocation,
  getDirectiveValues,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLString,
  type FieldNode,
  type GraphQLResolveInfo,
} from 'graphql';

const LABEL = 'Names this part in the answer. Each label stands once in a document.';
const WHOLE =
  'It has a meaning only in queries of clients that accept an answer in parts. All others get the whole answer at once.';

/** `@defer`: a fragment that may come later than what is beside it. */
const deferDirective = new GraphQLDirective({
  name: 'defer',
  description: `The fragment comes in a later part of the answer, once it is ready. ${WHOLE}`,
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: 'False: the fragment comes with what is beside it.',
    },
    label: { type: GraphQLString, description: LABEL },
  },
});

/** `@stream`: a list whose items may come later than what is beside it. */
const streamDirective = new GraphQLDirective({
  name: 'stream',
  description: `The items of the list come in later parts of the answer, as soon as they are there. ${WHOLE}`,
  locations: [DirectiveLocation.FIELD],
  args: {
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: 'False: all items come with what is beside the list.',
    },
    label: { type: GraphQLString, description: LABEL },
    initialCount: {
      type: new GraphQLNonNull(GraphQLInt),
      defaultValue: 0,
      description: 'How many items come with what is beside the list.',
    },
  },
});

/** Both directives by which an answer comes in parts. */
export const partDirectives: readonly GraphQLDirective[] = [deferDirective, streamDirective];

/** How a list is streamed. */
export interface ListStream {
  /** How many items come with the field itself. */
  readonly first: number;
  readonly label: string | undefined;
}

/**
 * How the items of a list are streamed; null where all of them come with the field. The gateway takes the directive out of the
 * document where the answer does not come in parts.
 */
export const streamOf = (
  { variableValues }: Pick<GraphQLResolveInfo, 'variableValues'>,
  node: FieldNode | undefined,
): ListStream | null => {
  if (node?.directives?.some(({ name }) => name.value === streamDirective.name) !== true) return null;
  const { if: isWanted, initialCount, label } = getDirectiveValues(streamDirective, node, variableValues) ?? {};
  if (isWanted !== true) return null;
  return { first: Number(initialCount), label: typeof label === 'string' ? label : undefined };
};
