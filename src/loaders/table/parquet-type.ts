import type { SchemaElement } from 'hyparquet-writer';
import type { TextType, TypedText } from '../../graph/kind/kind.ts';
import type { TableColumn } from '../../graph/table/column.ts';

/** How a type of texts is stored in Parquet. */
interface ParquetType {
  readonly element: Omit<SchemaElement, 'name'>;
  /** The typed text as the writer takes it. */
  readonly store: (value: TypedText) => unknown;
}

const DAY_MS = 86_400_000;

const asItIs = (value: TypedText): TypedText => value;

const types: Readonly<Record<TextType, ParquetType>> = {
  text: { element: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }, store: asItIs },
  integer: { element: { type: 'INT64' }, store: (value) => BigInt(Number(value)) },
  number: { element: { type: 'DOUBLE' }, store: asItIs },
  date: {
    element: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
    store: (value) => Math.floor(Number(value) / DAY_MS),
  },
  // A time on some clock: readers must not move it to their own zone.
  moment: {
    element: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' } },
    store: (value) => BigInt(Number(value)),
  },
  boolean: { element: { type: 'BOOLEAN' }, store: asItIs },
};

/** A column as the schema of a Parquet file has it. Each may be null. */
export const parquetElement = ({ name, type }: Pick<TableColumn, 'name' | 'type'>): SchemaElement => ({
  name,
  repetition_type: 'OPTIONAL',
  ...types[type].element,
});

/** A text as the writer takes it in this column; null for one that does not fit the type. */
export const storedText = ({ type, toTyped }: TableColumn, text: string): unknown => {
  const typed = toTyped(text);
  return typed === null ? null : types[type].store(typed);
};
