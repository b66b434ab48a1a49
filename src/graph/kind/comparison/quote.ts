/** A code that REDCap's logic takes in quotes without any doubt. */
export const isPlainCode = (code: string): boolean => /^[A-Za-z0-9_.-]+$/.test(code);

/** A code as a text of REDCap's logic; null where that cannot be written. */
export const quoteCode = (code: string): string | null => (isPlainCode(code) ? `'${code}'` : quote(code));

/** A text of REDCap's logic; null where it cannot be written: no escape for quotes is documented. */
export const quote = (text: string): string | null => {
  const isPlain = /^[\p{L}\p{N} ._@:/+-]+$/u.test(text) && text.trim() === text && !/\b(and|or|nan)\b/i.test(text);
  return isPlain ? `'${text}'` : null;
};

/** Parts of a logic as one; null when a part is null or there is none. */
export const joinLogic = (parts: readonly (string | null)[], operator: 'and' | 'or'): string | null => {
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length || known.length === 0) return null;
  return known.length === 1 ? (known[0] ?? null) : `(${known.join(` ${operator} `)})`;
};
