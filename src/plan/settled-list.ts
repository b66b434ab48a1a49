import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { isReadAtOnce } from './mark.ts';
import { isPromise } from './promise.ts';

type Resolver = GraphQLFieldResolver<unknown, unknown>;
type Path = NonNullable<Parameters<Resolver>[3]['path']['prev']>;

/** Resolvers that were made here, with those that they stand for. A schema that is made of another one has the same. */
const plain = new WeakMap<Resolver, Resolver>();

/** Lists that are being completed, and of which something is waited for in an item that came before. */
const waiting = new WeakSet<Path>();

/** Notes of all lists around a field that something is waited for in them. */
const noteWaiting = (path: Path): void => {
  for (let at: Path | undefined = path; at !== undefined; at = at.prev) {
    if (typeof at.key === 'number' && at.prev !== undefined) waiting.add(at.prev);
  }
};

/** An item that is completed at once, and whose failure waits until somebody takes it up, as that of a promise does. */
const holdFailure = <Item>(item: Item): { readonly then: (complete: (item: Item) => unknown) => Promise<unknown> } => ({
  then: (complete) => {
    try {
      const completed = complete(item);
      return isPromise(completed) ? completed : Promise.resolve(completed);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error('An item failed.'));
    }
  },
});

const giveItems = function* (items: readonly unknown[], path: Path): Generator {
  for (const item of items) {
    if (isPromise(item)) waiting.add(path);
    yield waiting.has(path) && !isPromise(item) ? holdFailure(item) : item;
  }
};

/** A list whose items hold their failures once an item before them waits for something. */
const settleItems = (list: unknown, path: Path): unknown => {
  if (!Array.isArray(list) || list.length < 2) return list;
  const items: readonly unknown[] = list;
  return Object.defineProperty([...items], Symbol.iterator, { value: () => giveItems(items, path) });
};

/** The same of a list that is waited for. Whoever waits gets it no later than without this, so that errors keep their order. */
const settleLater = (list: Promise<unknown>, path: Path): PromiseLike<unknown> => ({
  then: (onFulfilled, onRejected) =>
    list.then(onFulfilled && ((items) => onFulfilled(settleItems(items, path))), onRejected),
});

const settleList =
  (resolve: Resolver): Resolver =>
  (source, args, context, info) => {
    const list = resolve(source, args, context, info);
    if (!isPromise(list)) return settleItems(list, info.path);
    noteWaiting(info.path);
    return settleLater(list, info.path);
  };

const noteIfWaiting =
  (resolve: Resolver): Resolver =>
  (source, args, context, info) => {
    const value = resolve(source, args, context, info);
    if (isPromise(value)) noteWaiting(info.path);
    return value;
  };

const settledResolver = (field: GraphQLField<unknown, unknown>, isAtOnce: boolean): Resolver | undefined => {
  const { resolve } = field;
  if (resolve !== undefined && plain.has(resolve)) return resolve;
  // Only objects have anything in them that may wait.
  const isList = isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
  if (!isList && (isAtOnce || resolve === undefined)) return resolve;
  const own = resolve ?? defaultFieldResolver;
  const settled = isList ? settleList(own) : noteIfWaiting(own);
  plain.set(settled, own);
  return settled;
};

/** The field's own resolver, for who waits for nothing. */
export const plainResolver = ({ resolve = defaultFieldResolver }: GraphQLField<unknown, unknown>): Resolver =>
  plain.get(resolve) ?? resolve;

/**
 * Sees to it that no error of a list is left behind. The executor completes the items of a list one after another. Where one
 * fails at once, the list fails with it, and nobody would take up what an earlier item was waiting for. So an item behind one
 * that waits holds its failure until the executor takes up all of them. The schema is changed in place, and returned.
 */
export const settleLists = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const resolve = settledResolver(field, isReadAtOnce(type, field));
      if (resolve !== undefined) field.resolve = resolve;
    }
  }
  return schema;
};
