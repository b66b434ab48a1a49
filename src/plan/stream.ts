import type { GraphQLResolveInfo } from 'graphql';
import { answerList, type ListItems, type TextContext } from './list.ts';
import { firstItems } from './part.ts';

/** The items of a list, in batches. Each batch is loaded when it is asked for. */
export type Batches<Item> = AsyncIterable<readonly Item[]>;

/** Batches with each of them changed. */
export const mapBatches = async function* <From, To>(
  batches: AsyncIterable<From>,
  change: (batch: From) => To,
): AsyncGenerator<To> {
  for await (const batch of batches) yield change(batch);
};

/** Items per batch of a list that is all there: the event loop is given back after each. */
const BATCH_LENGTH = 100;

/** Batches of a list that is all there. */
const cutList = async function* <Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  for (let start = 0; start < items.length; start += BATCH_LENGTH) {
    yield await Promise.resolve(items.slice(start, start + BATCH_LENGTH));
  }
};

/** The items, one after another. What is beyond the first is loaded when the reader of the answer wants more. */
const streamItems = async function* <Item>(
  batches: Batches<Item>,
  first: number,
  { texts, signal }: TextContext,
): AsyncGenerator<Item> {
  let given = 0;
  for await (const batch of batches) {
    yield* batch;
    given += batch.length;
    // The reader has nothing to take from an empty batch, and would ask for no more.
    if (given >= first && batch.length > 0) await texts?.wanted();
    signal?.throwIfAborted();
  }
};

const collect = async <Item>(batches: Batches<Item>): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const batch of batches) items.push(...batch);
  return items;
};

/** What the resolver of a list returns whose items are loaded in batches: one after another where they are streamed. */
export const answerBatches = <Item>(
  batches: Batches<Item>,
  context: TextContext,
  info: GraphQLResolveInfo,
): AsyncIterable<Item> | Promise<ListItems<Item>> => {
  const first = firstItems(info, info.fieldNodes[0]);
  if (first !== null) return streamItems(batches, first, context);
  return collect(batches).then((items) => answerList(items, context, info));
};

/** What the resolver of a list returns whose items are all there: one after another where they are streamed. */
export const answerItems = <Item>(
  items: readonly Item[],
  context: TextContext,
  info: GraphQLResolveInfo,
): AsyncIterable<Item> | Item[] => {
  const first = firstItems(info, info.fieldNodes[0]);
  return first === null ? [...items] : streamItems(cutList(items), first, context);
};
