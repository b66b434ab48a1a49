import {
  GraphQLBoolean,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLInputType,
} from 'graphql';
import type { InputField, InputType } from '../graph/kind/graph-type.ts';
import type { StaticTypes } from './static-types.ts';

const specified = { Boolean: GraphQLBoolean, String: GraphQLString } as const;

/** The scalar or enum of a field. */
export const inputTypeNamed = (name: InputField['type'], statics: StaticTypes): GraphQLInputType =>
  name === 'Boolean' || name === 'String' ? specified[name] : statics.get(name);

const typeOf = ({ type: name, isList, isRequired }: InputField, statics: StaticTypes): GraphQLInputType => {
  const named = inputTypeNamed(name, statics);
  const type = isList === true ? new GraphQLList(new GraphQLNonNull(named)) : named;
  return isRequired === true ? new GraphQLNonNull(type) : type;
};

/** Makes an input type of what a kind of value says of it; the same type for the same words. */
export type CreateInputObject = (input: InputType) => GraphQLInputObjectType;

/** Prepares the input types of a schema. Each is made once, as several kinds and many fields share it. */
export const createInputObjects = (statics: StaticTypes): CreateInputObject => {
  const made = new Map<InputType, GraphQLInputObjectType>();
  return (input) => {
    const known = made.get(input);
    if (known !== undefined) return known;
    const { name, description } = input;
    const fields = Object.entries(input.fields).map(([key, field]) => {
      const config = { type: typeOf(field, statics), description: field.description };
      return [key, config] as const;
    });
    const type = new GraphQLInputObjectType({ name, description, fields: Object.fromEntries(fields) });
    made.set(input, type);
    return type;
  };
};
