import type { GraphQLField, GraphQLObjectType } from 'graphql';
import type { TextSink } from './text-sink.ts';

/** The key under which `extensions` say that a resolver returns at once. */
const AT_ONCE = 'redcapAtOnce';

/** The key under which `extensions` hold how a field is written. */
const TEXT = 'redcapText';

/**
 * The `extensions` of a field, or of a type for all of its fields: the resolvers return at once, from what their object
 * holds, and change nothing. A plan may call them, and call them again.
 */
export const readAtOnce = { [AT_ONCE]: true } as const;

/** Whether a plan may call the resolver of this type's field. */
export const isReadAtOnce = (
  { extensions }: Pick<GraphQLObjectType, 'extensions'>,
  field: Pick<GraphQLField<unknown, unknown>, 'extensions'>,
): boolean => extensions[AT_ONCE] === true || field.extensions[AT_ONCE] === true;

/** Writes a value as JSON. */
export type Write<Value = unknown> = (value: Value, out: TextSink) => void;

/** A selected field, ready to be written. */
export interface BoundField {
  /** What stands before the value: a brace or comma, and the key. */
  readonly lead: string;
  readonly definition: GraphQLField<unknown, unknown>;
  /** Arguments with variables and defaults filled in. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Whether a field of this name is selected of what the field returns. */
  readonly selects: (name: string) => boolean;
  /** Writes what the field's resolver returns for an object. */
  readonly resolve: Write;
  /** Writes a value that the resolver could return. */
  readonly complete: Write;
  /** Writes an item, where the field returns a list. */
  readonly item: Write;
}

/**
 * Makes the writer of a field. It gets the object, and writes the field's lead and what its resolver would return for the
 * object. Text that is kept has its lead in it, so that fewer texts are joined.
 */
export type BindText<Source> = (field: BoundField) => Write<Source>;

/** The `extensions` of a field that a plan writes in a quicker way than by its resolver. The text is the same. */
export const writes = <Source>(bind: BindText<Source>): { readonly [TEXT]: BindText<Source> } => ({ [TEXT]: bind });

/** The quicker way of a field; undefined where it has none. */
export const textOf = ({ extensions }: GraphQLField<unknown, unknown>): BindText<unknown> | undefined =>
  extensions[TEXT] as BindText<unknown> | undefined;

/** The `extensions` of a field whose text depends on one part of its object alone. The text of each part is made once. */
export const writesOncePer = <Source>(partOf: (source: Source) => unknown): ReturnType<typeof writes<Source>> =>
  writes(({ lead, resolve }) => {
    const texts = new Map<unknown, string>();
    return (source, out) => {
      const part = partOf(source);
      const known = texts.get(part);
      if (known !== undefined) {
        out.add(known);
        return;
      }
      const mark = out.mark();
      out.add(lead);
      resolve(source, out);
      const text = out.since(mark);
      if (text !== null) texts.set(part, text);
    };
  });
