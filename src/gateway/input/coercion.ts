import { coerceInputValue, getNullableType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLInputObjectType, GraphQLInputType } from 'graphql';
import type { WorkTurn } from '../../work-turn.ts';
import { isObject } from '../json-object.ts';

/** Parts of a value that are coerced within one step of a turn. */
const PARTS_A_STEP = 500;

/** Something in a value does not fit its type. */
class Unfit extends Error {
  override readonly name = 'Unfit';
}

const refuse = (): never => {
  throw new Unfit('A value does not fit its type.');
};

/** Whether a value has more parts than can be coerced at once. It looks at no more of them than that. */
export const isLong = (value: unknown): boolean => {
  const waiting: unknown[] = [value];
  for (let parts = 0; waiting.length > 0; parts += 1) {
    if (parts + waiting.length > PARTS_A_STEP) return true;
    const part = waiting.pop();
    if (typeof part !== 'object' || part === null) continue;
    if (Array.isArray(part) && part.length > PARTS_A_STEP) return true;
    const inside: readonly unknown[] = Object.values(part);
    for (const inner of inside) waiting.push(inner);
  }
  return false;
};

/** A short value, coerced by graphql-js. */
const coerceShort = (value: unknown, type: GraphQLInputType): unknown => coerceInputValue(value, type, refuse);

/** What a field that was not given becomes: its default, nothing, or a refusal. */
const absentField = (field: { readonly type: GraphQLInputType; readonly defaultValue?: unknown }): unknown =>
  field.defaultValue === undefined && isNonNullType(field.type) ? refuse() : field.defaultValue;

const coerceObject = async (given: unknown, type: GraphQLInputObjectType, turn: WorkTurn): Promise<unknown> => {
  if (!isObject(given)) return refuse();
  const fields = type.getFields();
  const coerced: Record<string, unknown> = {};
  for (const field of Object.values(fields)) {
    const own = given[field.name];
    const result = own === undefined ? absentField(field) : await coerce(own, field.type, turn);
    if (result !== undefined) coerced[field.name] = result;
  }
  if (Object.keys(given).some((key) => fields[key] === undefined)) refuse();
  const values = Object.values(coerced);
  return type.isOneOf && (values.length !== 1 || values[0] === null) ? refuse() : coerced;
};

const coerceList = async (list: readonly unknown[], type: GraphQLInputType, turn: WorkTurn): Promise<unknown[]> => {
  const coerced: unknown[] = [];
  for (const item of list) {
    coerced.push(isLong(item) ? await coerce(item, type, turn) : coerceShort(item, type));
    if (turn.isOver()) await turn.next();
  }
  return coerced;
};

const coerce = async (value: unknown, type: GraphQLInputType, turn: WorkTurn): Promise<unknown> => {
  if (!isLong(value)) return coerceShort(value, type);
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return Array.isArray(value)
      ? coerceList(value, nullable.ofType, turn)
      : [await coerce(value, nullable.ofType, turn)];
  }
  return isInputObjectType(nullable) ? coerceObject(value, nullable, turn) : coerceShort(value, nullable);
};

/**
 * Coerces a long value of JSON as graphql-js does, but gives others their turn in between. Null where it does not fit its
 * type: `findProblems` says why.
 */
export const coerceInTurns = async (
  value: unknown,
  type: GraphQLInputType,
  turn: WorkTurn,
): Promise<{ readonly value: unknown } | null> => {
  try {
    return { value: await coerce(value, type, turn) };
  } catch (error) {
    if (error instanceof Unfit) return null;
    throw error;
  }
};
