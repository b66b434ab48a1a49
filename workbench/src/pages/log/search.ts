import { given, isShareId, textOf } from '../../address.ts';
import { readPlacedSearch } from '../../part/placed-search.ts';
import type { PlacedSearch } from '../../part/placed-search.ts';
import type { LogType } from './generated/graphql.ts';

/** What an entry of the log may be about, in the order of the list. */
export const TYPES = [
  'RECORD',
  'RECORD_ADD',
  'RECORD_EDIT',
  'RECORD_DELETE',
  'EXPORT',
  'MANAGE',
  'USER',
  'LOCK_RECORD',
  'PAGE_VIEW',
] as const satisfies readonly LogType[];

/** What the address of the page says. A record name is never in it. */
export interface LogSearch extends PlacedSearch {
  /** `YYYY-MM-DDTHH:MM` on REDCap's clock; left out, a week ago. */
  readonly from?: string;
  /** Likewise; left out, now. */
  readonly to?: string;
  /** A username of REDCap; left out, all. */
  readonly user?: string;
  readonly type?: LogType;
  /** The share id of a record; left out, all. */
  readonly record?: string;
}

const MINUTE = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

const minuteOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && MINUTE.test(text) ? text : undefined;
};

/** Reads an address. What it does not know is left out. */
export const readLogSearch = (search: Readonly<Record<string, unknown>>): LogSearch => {
  const user = textOf(search['user']);
  const record = textOf(search['record']);
  return {
    ...given('from', minuteOf(search['from'])),
    ...given('to', minuteOf(search['to'])),
    ...given('user', user === '' ? undefined : user),
    ...given(
      'type',
      TYPES.find((one) => one === search['type']),
    ),
    ...given('record', record !== undefined && isShareId(record) ? record : undefined),
    ...readPlacedSearch(search),
  };
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** The beginning of the day a week before, as the clock of the reader has it. */
export const weekBefore = (now: Date): string => {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 7);
  return `${day.getFullYear()}-${twoDigits(day.getMonth() + 1)}-${twoDigits(day.getDate())}T00:00`;
};
