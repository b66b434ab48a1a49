import { parse, TypeInfo, visit, visitWithTypeInfo, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { selectionsOf, type SelectedField } from '../../../src/schema/selection.ts';

/** What an operation selects below its fields of this name, as the resolver of such a field sees it. */
export const selectedBelow = (
  schema: GraphQLSchema,
  source: string,
  fieldName: string,
  typeName?: string,
): SelectedField[] => {
  const types = new TypeInfo(schema);
  const found: SelectedField[] = [];
  const look = visitWithTypeInfo(types, {
    Field: (node) => {
      if (node.name.value !== fieldName) return;
      const info = { schema, fragments: {}, variableValues: {}, fieldNodes: [node], returnType: types.getType() };
      found.push(...selectionsOf(info as unknown as GraphQLResolveInfo, typeName));
    },
  });
  visit(parse(source), look);
  return found;
};
