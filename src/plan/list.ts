import { getNullableType, isListType, type GraphQLResolveInfo } from 'graphql';
import type { AnswerTexts } from '../answer-text.ts';
import { startWorkTurn } from '../work-turn.ts';
import type { Write } from './mark.ts';
import { stepAside } from './step-aside.ts';
import { TextSink } from './text-sink.ts';
import { inTurns } from './turn.ts';
import { isPlanned, writeType } from './writer.ts';

/** What a plan needs of the operation's context. */
export interface TextContext {
  /** Where texts of the answer may be put; undefined where every value must be in the answer itself. */
  readonly texts?: AnswerTexts | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The items of a list, of which some may be ready later. */
export type ListItems<Item> = (Item | Promise<Item>)[];

/** The writer of the list's items; null where the selection holds something that no plan can write. */
const bindPlainItems = (context: TextContext, info: GraphQLResolveInfo): Write | null => {
  if (info.fieldNodes.some(({ directives = [] }) => directives.some(isUnknown))) return null;
  return bindItems(context, info);
};

/** The same for a list with other directives, which are its caller's to know. */
export const bindItems = (context: TextContext, info: GraphQLResolveInfo): Write | null => {
  try {
    const type = getNullableType(info.returnType);
    if (!isListType(type)) return null;
    return writeType({ context, info }, type.ofType, info.fieldNodes);
  } catch {
    return null;
  }
};

const isUnknown = ({ name }: { readonly name: { readonly value: string } }): boolean =>
  name.value !== 'skip' && name.value !== 'include';

/** A list that is being written. */
interface ListWriting {
  /** Writes until its turn is over; true when all is written. Throws where the executor must answer. */
  readonly goOn: () => boolean;
  /** Lets others have their turn. Throws once nobody waits for the list any more. */
  readonly giveWay: () => Promise<void>;
  /** The whole text, once all is written. */
  readonly end: () => readonly Uint8Array[];
}

const startWriting = (items: readonly unknown[], write: Write, { signal }: TextContext): ListWriting => {
  const out = new TextSink();
  const turn = startWorkTurn();
  let index = 0;
  const writeNext = (): void => {
    const item = items[index];
    out.add(index === 0 ? '[' : ',');
    if (item === null || item === undefined) stepAside();
    write(item, out);
    index += 1;
  };
  return {
    end: () => {
      out.add(']');
      return out.end();
    },
    giveWay: async () => {
      await turn.next();
      signal?.throwIfAborted();
    },
    goOn: () => {
      while (index < items.length) {
        writeNext();
        if (turn.isOver()) break;
      }
      return index === items.length;
    },
  };
};

/** Whether the list could be written on; the executor finds the error again where it could not. */
const tryOn = (writing: ListWriting): 'done' | 'goes on' | 'failed' => {
  try {
    return writing.goOn() ? 'done' : 'goes on';
  } catch {
    return 'failed';
  }
};

/** Writes a list to its end, with turns for others; null where the executor must answer. */
const finishWriting = async (writing: ListWriting): Promise<readonly Uint8Array[] | null> => {
  for (;;) {
    const state = tryOn(writing);
    if (state === 'failed') return null;
    if (state === 'done') return writing.end();
    await writing.giveWay();
  }
};

/** Writes items with turns for others; null where the executor must answer. */
export const writeItems = (
  items: readonly unknown[],
  write: Write,
  context: TextContext,
): Promise<readonly Uint8Array[] | null> => finishWriting(startWriting(items, write, context));

const writeLater = async <Item>(
  items: readonly Item[],
  writing: ListWriting,
  { texts, signal }: TextContext,
  info: GraphQLResolveInfo,
): Promise<ListItems<Item>> => {
  await writing.giveWay();
  const pieces = await finishWriting(writing);
  if (pieces === null) return inTurns(items, signal);
  texts?.put(info.path, pieces);
  return [];
};

/** Writes the list; at once where it takes no longer than a turn, so that the order of errors is the executor's. */
const writeList = <Item>(
  items: readonly Item[],
  write: Write,
  context: TextContext,
  info: GraphQLResolveInfo,
): ListItems<Item> | Promise<ListItems<Item>> => {
  const writing = startWriting(items, write, context);
  const state = tryOn(writing);
  if (state === 'failed') return inTurns(items, context.signal);
  if (state === 'goes on') {
    // Another part of the answer may select the same list. The executor completes the list there.
    context.texts?.hold(info.path);
    return writeLater(items, writing, context, info);
  }
  context.texts?.put(info.path, writing.end());
  return [];
};

/**
 * What the resolver of a list returns. Where a plan can write all that is selected of the items, and the answer accepts texts,
 * the text is put at the list's place. The executor gets an empty list then. Everywhere else it gets the items, a few at a time.
 */
export const answerList = <Item>(
  items: readonly Item[],
  context: TextContext,
  info: GraphQLResolveInfo,
): ListItems<Item> | Promise<ListItems<Item>> => {
  if (items.length === 0 || isPlanned(info)) return [...items];
  if (context.texts?.accepts(info.path) !== true) return inTurns(items, context.signal);
  const write = bindPlainItems(context, info);
  return write === null ? inTurns(items, context.signal) : writeList(items, write, context, info);
};
