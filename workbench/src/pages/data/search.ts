import { given, textOf } from '../../address.ts';
import { readPlacedSearch } from '../../part/placed-search.ts';
import type { PlacedSearch } from '../../part/placed-search.ts';
import { SHOWN } from '../../part/shown.ts';
import type { Shown } from '../../part/shown.ts';

/** What a condition compares by. The names stand in addresses that people have shared, so that they stay. */
export const COMPARISONS = [
  'contains',
  'startsWith',
  'eq',
  'ne',
  'between',
  'gte',
  'lte',
  'gt',
  'lt',
  'checked',
  'unchecked',
  'filled',
  'blank',
] as const;

/** How a condition compares. */
export type Comparison = (typeof COMPARISONS)[number];

/** One line of the filter. */
export interface Condition {
  /** The variable, or `<instrument>_complete`. */
  readonly field: string;
  readonly is: Comparison;
  /** A text, number, date or code. */
  readonly value?: string;
  /** The upper end of `between`. */
  readonly to?: string;
}

/** How many rows a page may have. */
export const SIZES = [25, 50, 100] as const;

/** What the address of the page says. What is left out is as usual, so that addresses stay short. */
export interface DataSearch extends PlacedSearch {
  /** Unique name of the instrument; left out, the first one. */
  readonly instrument?: string;
  /** Unique name of the one event; left out, all. */
  readonly event?: string;
  /** Variables in the order of the dictionary; left out, the first ones. */
  readonly columns?: readonly string[];
  readonly filter?: readonly Condition[];
  /** One condition suffices; left out, all must hold. */
  readonly any?: true;
  /** The variable that orders the rows, or `<instrument>_complete`; left out, records, events and instances. */
  readonly order?: string;
  /** The largest, or the last, comes first. */
  readonly descending?: true;
  readonly show?: Shown;
  readonly size?: (typeof SIZES)[number];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const readCondition = (value: unknown): readonly Condition[] => {
  if (!isObject(value)) return [];
  const field = textOf(value['field']);
  const is = COMPARISONS.find((one) => one === value['is']);
  if (field === undefined || is === undefined) return [];
  return [{ field, is, ...given('value', textOf(value['value'])), ...given('to', textOf(value['to'])) }];
};

const readList = <Item>(value: unknown, readItem: (item: unknown) => readonly Item[]): readonly Item[] | undefined => {
  if (!Array.isArray(value)) return undefined;
  const items = value.flatMap(readItem);
  return items.length === 0 ? undefined : items;
};

const readColumn = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : []);

/** Reads an address. What it does not know is left out, and the page is as usual there. */
export const readDataSearch = (search: Readonly<Record<string, unknown>>): DataSearch => ({
  ...given('instrument', textOf(search['instrument'])),
  ...given('event', textOf(search['event'])),
  ...given('columns', readList(search['columns'], readColumn)),
  ...given('filter', readList(search['filter'], readCondition)),
  ...given('any', search['any'] === true ? (true as const) : undefined),
  ...given('order', textOf(search['order'])),
  ...given('descending', search['descending'] === true ? (true as const) : undefined),
  ...given(
    'show',
    SHOWN.find((one) => one === search['show']),
  ),
  ...given(
    'size',
    SIZES.find((one) => one === search['size']),
  ),
  ...readPlacedSearch(search),
});
