/** Reading CSV, by the name under which it was first to be had here. */
export { readCsv } from './table.ts';
