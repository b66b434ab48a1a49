import { isUtf8 } from 'node:buffer';

import type { Parameters } from '../call/parameters.ts';
import { readParameters } from '../call/parameters.ts';
import { Refusal } from '../call/refusal.ts';

/** What the body of a POST held: its text parameters and the `file` part. */
export interface FormBody {
  readonly parameters: Parameters;
  readonly file: File | null;
  /** The name of a parameter whose bytes are not UTF-8; null where all are. */
  readonly notUtf8: string | null;
}

/** A decoder puts this in the place of bytes that are not UTF-8. */
const REPLACEMENT = '\ufffd';

/** Refuses bytes that are not UTF-8. What REDCap makes of them is not public (EVIDENCE.md#bytes-that-are-not-utf-8). */
export const checkBytes = ({ notUtf8 }: FormBody): void => {
  if (notUtf8 === null) return;
  throw new Refusal(400, `The parameter "${notUtf8}" is not formatted correctly: its bytes are not UTF-8`);
};

const readMultipart = async (bytes: Buffer<ArrayBuffer>, type: string): Promise<FormBody> => {
  let form: FormData;
  try {
    form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new Refusal(400, 'The multipart body of the request could not be read');
  }
  const texts: [string, string][] = [];
  let file: File | null = null;
  let notUtf8: string | null = null;
  for (const [name, value] of form) {
    const text = typeof value === 'string' ? value : value.name;
    // A U+FFFD that was sent stands in the body as it is.
    if (text.includes(REPLACEMENT) && !bytes.includes(text)) notUtf8 = name;
    if (typeof value === 'string') texts.push([name, value]);
    else if (name === 'file') file = value;
  }
  return { parameters: readParameters(texts), file, notUtf8 };
};

/** A text of a urlencoded body as its bytes, one character for each. */
const decodeBytes = (encoded: string): Buffer =>
  Buffer.from(
    encoded.replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

const findNotUtf8 = (bytes: Buffer): string | null => {
  const pair = bytes
    .toString('latin1')
    .split('&')
    .find((encoded) => !isUtf8(decodeBytes(encoded)));
  const [name] = pair?.split('=', 1) ?? [];
  return name === undefined ? null : decodeBytes(name).toString('utf8');
};

const readUrlencoded = (bytes: Buffer): FormBody => {
  const texts = [...new URLSearchParams(bytes.toString('utf8'))];
  const isDoubtful = texts.some((pair) => pair.join('').includes(REPLACEMENT));
  return { parameters: readParameters(texts), file: null, notUtf8: isDoubtful ? findNotUtf8(bytes) : null };
};

/**
 * Reads a POST body, urlencoded or multipart. Any other body has no parameters. Throws a Refusal for broken multipart.
 */
export const readBody = async (request: Request): Promise<FormBody> => {
  const type = request.headers.get('content-type') ?? '';
  const bytes = Buffer.from(await request.arrayBuffer());
  if (type.toLowerCase().startsWith('multipart/form-data')) return readMultipart(bytes, type);
  return readUrlencoded(bytes);
};
