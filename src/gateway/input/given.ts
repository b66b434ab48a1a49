import { GraphQLError, Kind, isEnumType } from 'graphql';
import type { ASTNode, GraphQLLeafType, ValueNode } from 'graphql';

/** A key of an object that a caller gave. */
export interface GivenField {
  readonly key: string;
  /** How a message speaks of the key where the schema does not have it. */
  readonly label: string;
  readonly value: Given;
  readonly node?: ASTNode;
}

/** What a caller gave for an input, whether it stands in the document or in the variables. */
export interface Given {
  /** What stands in the place of a value is looked at elsewhere. */
  readonly isVariable: boolean;
  readonly isNull: boolean;
  /** The entries of a list; null for what is none. */
  readonly items: () => readonly Given[] | null;
  /** The fields of an object; null for what is none. */
  readonly fields: () => readonly GivenField[] | null;
  readonly fits: (type: GraphQLLeafType) => boolean;
  /** What may be a misspelt name of an enum; null for what cannot be. */
  readonly name: string | null;
  /** True where an enum's name stands in quotation marks, which only a variable takes. */
  readonly isQuoted: boolean;
  readonly node?: ASTNode;
}

/** Whether a type takes something: it throws or answers undefined when it does not. */
const takes = (coerce: () => unknown): boolean => {
  try {
    return coerce() !== undefined;
  } catch (error) {
    if (error instanceof GraphQLError || error instanceof TypeError) return false;
    throw error;
  }
};

/** A variable's value, or a part of it. Its keys are the caller's data, so that a message counts them and quotes none. */
export const givenValue = (value: unknown): Given => ({
  isVariable: false,
  isNull: value === null || value === undefined,
  items: () => (Array.isArray(value) ? (value as unknown[]).map(givenValue) : null),
  fields: () => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const entries = Object.entries(value);
    return entries.map(([key, inner], index) => ({
      key,
      label: `like key ${index + 1} of ${entries.length}`,
      value: givenValue(inner),
    }));
  },
  fits: (type) => takes(() => (isEnumType(type) ? type.parseValue(value, true) : type.parseValue(value))),
  name: typeof value === 'string' ? value : null,
  isQuoted: false,
});

/** A literal. The names of its fields are part of the document and may be quoted; what stands as a value is not. */
export const givenLiteral = (node: ValueNode): Given => ({
  isVariable: node.kind === Kind.VARIABLE,
  isNull: node.kind === Kind.NULL,
  items: () => (node.kind === Kind.LIST ? node.values.map(givenLiteral) : null),
  fields: () =>
    node.kind === Kind.OBJECT
      ? node.fields.map((field) => ({
          key: field.name.value,
          label: `"${field.name.value}"`,
          value: givenLiteral(field.value),
          node: field,
        }))
      : null,
  fits: (type) =>
    takes(() => (isEnumType(type) ? type.parseLiteral(node, undefined, true) : type.parseLiteral(node, undefined))),
  name: node.kind === Kind.ENUM || node.kind === Kind.STRING ? node.value : null,
  isQuoted: node.kind === Kind.STRING,
  node,
});
