import { setImmediate } from 'node:timers/promises';
import { getNullableType, isListType, type GraphQLResolveInfo } from 'graphql';
import type { AnswerTexts } from '../answer-text.ts';
import type { Write } from './mark.ts';
import { stepAside } from './step-aside.ts';
import { isPlanned, writeType } from './writer.ts';

/** What a plan needs of the operation's context. */
export interface TextContext {
  /** Where texts of the answer may be put; undefined where every value must be in the answer itself. */
  readonly texts?: AnswerTexts | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds of work after which others are served. */
const WORK_MS = 5;

/** Characters of a piece. A text of many short parts becomes bytes while its parts are at hand. */
const PIECE_LENGTH = 16_384;

/** The writer of the list's items; null where the selection holds something that no plan can write. */
const bindItem = (context: TextContext, info: GraphQLResolveInfo): Write | null => {
  try {
    const type = getNullableType(info.returnType);
    if (!isListType(type) || info.fieldNodes.some(({ directives = [] }) => directives.some(isUnknown))) return null;
    return writeType({ context, info }, type.ofType, info.fieldNodes);
  } catch {
    return null;
  }
};

const isUnknown = ({ name }: { readonly name: { readonly value: string } }): boolean =>
  name.value !== 'skip' && name.value !== 'include';

/** The items as JSON, in pieces; null where the executor must answer, which finds the error if there is one. */
const writeItems = async (
  items: readonly unknown[],
  write: Write,
  signal: AbortSignal | undefined,
): Promise<readonly Uint8Array[] | null> => {
  const pieces: Uint8Array[] = [];
  let text = '[';
  let began = performance.now();
  for (const [index, item] of items.entries()) {
    try {
      text += index === 0 ? '' : ',';
      text += item === null || item === undefined ? stepAside() : write(item);
    } catch {
      return null;
    }
    if (text.length > PIECE_LENGTH) {
      pieces.push(Buffer.from(text));
      text = '';
    }
    if (performance.now() - began < WORK_MS) continue;
    await setImmediate();
    signal?.throwIfAborted();
    began = performance.now();
  }
  pieces.push(Buffer.from(`${text}]`));
  return pieces;
};

const writeList = async <Item>(
  items: readonly Item[],
  write: Write,
  { texts, signal }: TextContext,
  info: GraphQLResolveInfo,
): Promise<Item[]> => {
  const pieces = await writeItems(items, write, signal);
  if (pieces === null) return [...items];
  texts?.put(info.path, pieces);
  return [];
};

/**
 * What the resolver of a list returns. Where a plan can write all that is selected of the items, and the answer accepts texts,
 * the text is put at the list's place. The executor gets an empty list then. Everywhere else it gets the items.
 */
export const answerList = <Item>(
  items: readonly Item[],
  context: TextContext,
  info: GraphQLResolveInfo,
): Item[] | Promise<Item[]> => {
  if (items.length === 0 || context.texts?.accepts() !== true || isPlanned(info)) return [...items];
  const write = bindItem(context, info);
  return write === null ? [...items] : writeList(items, write, context, info);
};
