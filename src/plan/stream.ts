import type { GraphQLResolveInfo } from 'graphql';
import { answerList, bindItems, writeItems, type ListItems, type TextContext } from './list.ts';
import { streamOf, type ListStream } from './part.ts';

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

/** Gives items of a list as text, past the executor. */
interface Giving<Item> {
  /** Gives the items. Returns those that the executor must have. */
  readonly give: (items: readonly Item[]) => Promise<readonly Item[]>;
  /** Waits until the reader of the answer wants more. */
  readonly wanted: () => Promise<void>;
}

/** Gives items as text for as long as a plan can write them. */
const createGiving = <Item>(
  { first, label }: ListStream,
  context: TextContext,
  info: GraphQLResolveInfo,
): Giving<Item> => {
  const { texts } = context;
  let write = bindItems(context, info);
  let list = write === null ? undefined : texts?.openItems(info.path, first, label);
  let more: Promise<void> | undefined;
  const given: Item[] = [];
  return {
    give: async (items) => {
      more = undefined;
      if (write === null || list === undefined) return items;
      const pieces = await writeItems(items, write, context);
      if (pieces === null) {
        const back = given.slice(given.length - list.stepAside());
        [write, list] = [null, undefined];
        return [...back, ...items];
      }
      more = texts?.wanted();
      list.give(items.length, pieces);
      given.push(...items);
      return [];
    },
    wanted: async () => {
      if (list === undefined || list.isPlaced()) await (more ?? texts?.wanted());
    },
  };
};

/** The items, one after another. What is beyond the first is loaded when the reader of the answer wants more. */
const streamItems = async function* <Item>(
  batches: Batches<Item>,
  stream: ListStream,
  context: TextContext,
  info: GraphQLResolveInfo,
): AsyncGenerator<Item> {
  const { first } = stream;
  const { give, wanted } = createGiving<Item>(stream, context, info);
  let given = 0;
  for await (const batch of batches) {
    const early = batch.slice(0, Math.max(0, first - given));
    yield* early;
    const later = batch.slice(early.length);
    given += batch.length;
    // The reader has nothing to take from an empty batch, and would ask for no more.
    if (later.length === 0) continue;
    yield* await give(later);
    await wanted();
    context.signal?.throwIfAborted();
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
  const stream = streamOf(info, info.fieldNodes[0]);
  if (stream !== null) return streamItems(batches, stream, context, info);
  return collect(batches).then((items) => answerList(items, context, info));
};

/** What the resolver of a list returns whose items are all there: one after another where they are streamed. */
export const answerItems = <Item>(
  items: readonly Item[],
  context: TextContext,
  info: GraphQLResolveInfo,
): AsyncIterable<Item> | Item[] => {
  const stream = streamOf(info, info.fieldNodes[0]);
  return stream === null ? [...items] : streamItems(cutList(items), stream, context, info);
};
