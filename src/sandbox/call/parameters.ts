import { Refusal } from './answer.ts';
import type { Parameters } from './call.ts';

/** What a request's body held: its text parameters and the `file` part. */
export interface Body {
  readonly parameters: Parameters;
  readonly file: File | null;
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

/** Reads form parameters the way PHP does: later ones win, and brackets make arrays. */
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

const readMultipart = async (request: Request): Promise<Body> => {
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    throw new Refusal(400, 'The multipart body of the request could not be read');
  }
  const texts: [string, string][] = [];
  let file: File | null = null;
  for (const [name, value] of form) {
    if (typeof value === 'string') texts.push([name, value]);
    else if (name === 'file') file = value;
  }
  return { parameters: readParameters(texts), file };
};

/** Reads a POST body, urlencoded or multipart; anything else holds no parameters. Throws a Refusal for broken multipart. */
export const readBody = async (request: Request): Promise<Body> => {
  const type = (request.headers.get('content-type') ?? '').toLowerCase();
  if (type.startsWith('multipart/form-data')) return readMultipart(request);
  const text = await request.text();
  return { parameters: readParameters(new URLSearchParams(text)), file: null };
};
