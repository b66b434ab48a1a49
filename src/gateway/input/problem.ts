import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { ASTNode, GraphQLInputObjectType, GraphQLInputType, GraphQLLeafType } from 'graphql';
import { expectation, listFields } from './expectation.ts';
import type { Given } from './given.ts';
import { forEachInTurns } from '../../work-turn.ts';
import { findMeant } from './spelling.ts';

/** Where something stands in an input: names of the schema and numbers. */
export type InputPath = readonly (string | number)[];

/** What does not fit its type. */
export interface InputProblem {
  readonly path: InputPath;
  /** What the schema wants there. It quotes nothing that stands as a value, nor a key of a variable. */
  readonly sentence: string;
  /** The place in the document; undefined within a variable. */
  readonly node: ASTNode | undefined;
  /** The type that refused it. */
  readonly type: GraphQLInputType;
}

/** How problems are described, and how many at most. */
export interface ProblemRules {
  /** False for callers who may not read the schema: they get no names that they did not give. */
  readonly showsSchema: boolean;
  readonly most: number;
}

/** `["rows", 0, "value"]` of `$input` as `$input.rows[0].value`. */
export const writePlace = (start: string, path: InputPath): string =>
  path.reduce<string>((place, step) => `${place}${typeof step === 'number' ? `[${step}]` : `.${step}`}`, start);

/** Suggests the name that was probably meant; empty where none is close. */
const suggest = (name: string, names: readonly string[]): string => {
  const close = findMeant(name, names);
  return close === undefined ? '' : ` Did you mean "${close}"?`;
};

/** What follows the refusal of a field that the type does not have. */
const fieldRemedy = (key: string, type: GraphQLInputObjectType, showsSchema: boolean): string =>
  showsSchema ? `${listFields(type)}${suggest(key, Object.keys(type.getFields()))}` : '';

/** What follows the refusal of a name that the enum does not have. */
const nameRemedy = ({ name, isQuoted }: Given, type: GraphQLLeafType, showsSchema: boolean): string => {
  if (!isEnumType(type)) return '';
  const names = type.getValues().map((value) => value.name);
  const hint = name !== null && showsSchema ? suggest(name, names) : '';
  return `${hint}${isQuoted ? ' Write it without quotation marks.' : ''}`;
};

/** Looks through an input, a part a step. What it finds is in the list that it was given. */
type Search = Generator<undefined, undefined>;

/** Adds what does not fit a type to the problems. The order is that of the schema. */
const search = (given: Given, type: GraphQLInputType, rules: ProblemRules, problems: InputProblem[]): Search => {
  const { showsSchema, most } = rules;

  const visit = function* (part: Given, wanted: GraphQLInputType, path: InputPath): Search {
    if (part.isVariable || problems.length >= most) return;
    if (part.isNull) {
      if (isNonNullType(wanted)) add(part.node, wanted, path, `${String(wanted)} cannot be null.`);
      return;
    }
    const nullable = getNullableType(wanted);
    if (isListType(nullable)) yield* visitList(part, nullable.ofType, path);
    else if (isInputObjectType(nullable)) yield* visitObject(part, nullable, path);
    else visitLeaf(part, nullable, path);
  };

  const visitList = function* (part: Given, wanted: GraphQLInputType, path: InputPath): Search {
    const items = part.items();
    if (items === null) yield* visit(part, wanted, path);
    for (const [index, item] of items?.entries() ?? []) {
      yield* visit(item, wanted, [...path, index]);
      yield;
    }
  };

  const add = (node: ASTNode | undefined, wanted: GraphQLInputType, path: InputPath, sentence: string): void => {
    if (problems.length < most) problems.push({ path, sentence, node, type: wanted });
  };

  const visitObject = function* (part: Given, wanted: GraphQLInputObjectType, path: InputPath): Search {
    const fields = part.fields();
    if (fields === null) {
      add(part.node, wanted, path, expectation(wanted, showsSchema));
      return;
    }
    const known = wanted.getFields();
    const byKey = new Map(fields.map((field) => [field.key, field]));
    for (const field of Object.values(known)) {
      const own = byKey.get(field.name);
      if (own !== undefined) yield* visit(own.value, field.type, [...path, field.name]);
      else if (isRequiredInputField(field)) {
        add(part.node, wanted, path, `${wanted.name} needs ${field.name}, of the type ${String(field.type)}.`);
      }
    }
    for (const { key, label, node } of fields) {
      if (known[key] !== undefined) continue;
      const remedy = fieldRemedy(key, wanted, showsSchema);
      add(node, wanted, path, `${wanted.name} has no field ${label}.${remedy}`);
    }
    if (wanted.isOneOf && (fields.length !== 1 || fields.some(({ value }) => value.isNull))) {
      add(part.node, wanted, path, `${wanted.name} expects exactly one field, and that not null.`);
    }
  };

  const visitLeaf = (part: Given, wanted: GraphQLLeafType, path: InputPath): void => {
    if (part.fits(wanted)) return;
    add(part.node, wanted, path, `${expectation(wanted, showsSchema)}${nameRemedy(part, wanted, showsSchema)}`);
  };

  return visit(given, type, []);
};

/** Finds what does not fit a type, by the rules by which GraphQL coerces input. The order is that of the schema. */
export const findProblems = (given: Given, type: GraphQLInputType, rules: ProblemRules): InputProblem[] => {
  const problems: InputProblem[] = [];
  for (const _step of search(given, type, rules, problems));
  return problems;
};

/** As {@link findProblems}, with turns for others in between. */
export const findProblemsInTurns = async (
  given: Given,
  type: GraphQLInputType,
  rules: ProblemRules,
): Promise<InputProblem[]> => {
  const problems: InputProblem[] = [];
  await forEachInTurns(search(given, type, rules, problems), () => undefined);
  return problems;
};
