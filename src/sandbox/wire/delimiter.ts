import type { Parameters } from '../call/parameters.ts';

const delimiters: Readonly<Record<string, string>> = { tab: '\t', '\t': '\t', ';': ';', '|': '|', '^': '^' };

/** The character that `csvDelimiter` means; a comma when it is missing or unknown. */
export const readDelimiter = (parameters: Parameters): string =>
  delimiters[(parameters.text('csvDelimiter') ?? '').toLowerCase()] ?? ',';
