/** A cache by text whose size is bounded by the characters of its texts, oldest out first. */
export interface TextCache<Value> {
  get(text: string): Value | undefined;
  set(text: string, value: Value): void;
}

/**
 * Keeps parsed documents. Yoga's own cache holds 1,024 of them whatever their size. A parsed document is about a hundred
 * times as large as its text, so that a caller could fill a gigabyte.
 */
export const createTextCache = <Value>(maxCharacters: number): TextCache<Value> => {
  const entries = new Map<string, Value>();
  let characters = 0;
  return {
    get(text) {
      const value = entries.get(text);
      if (value === undefined) return undefined;
      entries.delete(text);
      entries.set(text, value);
      return value;
    },
    set(text, value) {
      if (entries.has(text)) return;
      entries.set(text, value);
      characters += text.length;
      for (const oldest of entries.keys()) {
        if (characters <= maxCharacters) break;
        entries.delete(oldest);
        characters -= oldest.length;
      }
    },
  };
};
