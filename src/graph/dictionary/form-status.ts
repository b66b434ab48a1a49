import type { ChoiceNode } from './choice.ts';

/** How far an instrument is filled in; NOT_STARTED is REDCap's grey. */
export type FormStatus = 'INCOMPLETE' | 'UNVERIFIED' | 'COMPLETE' | 'NOT_STARTED';

const statusByCode: ReadonlyMap<string, FormStatus> = new Map([
  ['0', 'INCOMPLETE'],
  ['1', 'UNVERIFIED'],
  ['2', 'COMPLETE'],
  ['', 'NOT_STARTED'],
]);

/** The three stored codes of a form status column and what REDCap calls them. */
export const formStatusChoices: readonly ChoiceNode[] = [
  { code: '0', label: 'Incomplete' },
  { code: '1', label: 'Unverified' },
  { code: '2', label: 'Complete' },
];

/** The status in a `<form>_complete` cell; null when REDCap withheld the column or stored what is no status. */
export const readStatus = (cell: string | undefined): FormStatus | null =>
  cell === undefined ? null : (statusByCode.get(cell) ?? null);

/** The cell that stores a status: 0, 1, 2, or blank for grey. */
export const writeStatus = (status: FormStatus): string =>
  [...statusByCode].find(([, known]) => known === status)?.[0] ?? '';
