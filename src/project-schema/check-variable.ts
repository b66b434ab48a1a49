import { getNamedType, isEnumType, isInputObjectType, isRequiredInputField, typeFromAST } from 'graphql';
import type { GraphQLEnumType, GraphQLInputObjectType, GraphQLNamedType, OperationDefinitionNode } from 'graphql';
import type { Change, Comparison } from './check-selection.ts';
import { fitsInput, redcapNameIn } from './check-type.ts';

/** What an app that was compiled for the pinned type may send and the current one does not take, a sentence each. */
const describeEnum = (pinned: GraphQLEnumType, current: GraphQLEnumType): string[] =>
  pinned
    .getValues()
    .filter(({ name }) => current.getValue(name) === undefined)
    .map(({ name, description }) => `${pinned.name} has no value "${name}"${redcapNameIn(description)} any more.`);

const describeInput = (pinned: GraphQLInputObjectType, current: GraphQLInputObjectType): string[] => {
  const before = pinned.getFields();
  const now = current.getFields();
  const lostOrChanged = Object.values(before).flatMap(({ name, type, description }) => {
    const field = now[name];
    const shown = `"${name}"${redcapNameIn(description)}`;
    if (field === undefined) return [`${pinned.name} has no field ${shown} any more.`];
    if (fitsInput(type, field.type)) return [];
    return [`${pinned.name} takes ${String(field.type)} for ${shown} now; it was ${String(type)}.`];
  });
  const required = Object.values(now)
    .filter((field) => before[field.name] === undefined && isRequiredInputField(field))
    .map(({ name, description }) => `${pinned.name} now needs "${name}"${redcapNameIn(description)} as well.`);
  return [...lostOrChanged, ...required];
};

/** The input types that a value of this type can hold, itself included. */
const typesWithin = (type: GraphQLNamedType): GraphQLNamedType[] => {
  const found = new Set<GraphQLNamedType>([type]);
  for (const next of found) {
    if (!isInputObjectType(next)) continue;
    for (const field of Object.values(next.getFields())) found.add(getNamedType(field.type));
  }
  return [...found];
};

const describeType = (pinned: GraphQLNamedType, { current }: Comparison): string[] => {
  const now = current.getType(pinned.name);
  if (isEnumType(pinned) && isEnumType(now)) return describeEnum(pinned, now);
  if (isInputObjectType(pinned) && isInputObjectType(now)) return describeInput(pinned, now);
  return [];
};

/**
 * Compares the types of an operation's variables, and all that can be within them, in the pinned and in the current schema.
 * Which of it an app sends, no document says: whatever it was allowed to send is held to be sent.
 */
export const compareVariables = (comparison: Comparison, operation: OperationDefinitionNode): Change[] => {
  const told = new Set<GraphQLNamedType>();
  return (operation.variableDefinitions ?? []).flatMap((node) => {
    const pinned = typeFromAST(comparison.pinned, node.type);
    const types = pinned === undefined ? [] : typesWithin(getNamedType(pinned));
    const place = `$${node.variable.name.value}`;
    return types
      .filter((type) => !told.has(type) && told.add(type))
      .flatMap((type) => describeType(type, comparison).map((message) => ({ place, message, node })));
  });
};
