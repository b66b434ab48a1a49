/** The form parameters of one request, read the way PHP reads them. */
export interface Parameters {
  /** The text of a parameter; undefined when it was not sent. */
  readonly text: (name: string) => string | undefined;
  /** `name[0]=a&name[1]=b`, `name[]=a` or one comma-separated string. An empty array or text is []. */
  readonly list: (name: string) => string[];
  /** `true`, `1` in any case; false for everything else. */
  readonly flag: (name: string) => boolean;
  readonly has: (name: string) => boolean;
}

/** A parameter as PHP holds it: text, or an array in the order in which its keys first came. */
type Value = string | Map<string, string>;

/** PHP turns these into underscores in the name before the first bracket. */
const readName = (name: string): string => name.trimStart().replace(/[. ]/g, '_');

const collectArray = (known: Value | undefined, key: string, value: string): Map<string, string> => {
  const array = known instanceof Map ? known : new Map<string, string>();
  if (key !== '') return array.set(key, value);
  const numbers = [...array.keys()].filter((taken) => /^\d+$/.test(taken)).map(Number);
  return array.set(String(numbers.length === 0 ? 0 : Math.max(...numbers) + 1), value);
};

const collect = (entries: Iterable<readonly [string, string]>): Map<string, Value> => {
  const values = new Map<string, Value>();
  for (const [raw, value] of entries) {
    const bracket = /^([^[]+)\[([^\]]*)\]/.exec(raw);
    if (bracket === null) {
      values.set(readName(raw), value);
      continue;
    }
    const name = readName(bracket[1] ?? '');
    values.set(name, collectArray(values.get(name), bracket[2] ?? '', value));
  }
  return values;
};

/** Reads form parameters as PHP does: a later parameter wins, and brackets make arrays. */
export const readParameters = (entries: Iterable<readonly [string, string]>): Parameters => {
  const values = collect(entries);
  return {
    has: (name) => values.has(name),
    text: (name) => {
      const value = values.get(name);
      return typeof value === 'string' ? value : undefined;
    },
    list: (name) => {
      const value = values.get(name);
      if (value === undefined) return [];
      const pieces = typeof value === 'string' ? value.split(',').map((piece) => piece.trim()) : [...value.values()];
      return pieces.filter((piece) => piece !== '');
    },
    flag: (name) => {
      const value = values.get(name);
      return typeof value === 'string' && ['true', '1'].includes(value.trim().toLowerCase());
    },
  };
};
