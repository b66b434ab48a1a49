import { TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';

const selectsSecretField = (schema: GraphQLSchema, document: DocumentNode): boolean => {
  const types = new TypeInfo(schema);
  let isFound = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        if (types.getFieldDef()?.extensions['secret'] === true) isFound = true;
      },
    }),
  );
  return isFound;
};

/**
 * Whether a document selects a field that the schema marks as `secret` in its extensions: a value that is as good as a
 * credential. The answer is remembered for as long as the document is.
 */
export const createSecretSearch = (): ((schema: GraphQLSchema, document: DocumentNode) => boolean) => {
  const known = new WeakMap<DocumentNode, WeakMap<GraphQLSchema, boolean>>();
  return (schema, document) => {
    const bySchema = known.get(document) ?? new WeakMap<GraphQLSchema, boolean>();
    known.set(document, bySchema);
    const found = bySchema.get(schema) ?? selectsSecretField(schema, document);
    bySchema.set(schema, found);
    return found;
  };
};
