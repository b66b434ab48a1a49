import type { Parameters } from '../call/parameters.ts';
import { readParameters } from '../call/parameters.ts';
import { Refusal } from '../call/refusal.ts';

/** What the body of a POST held: its text parameters and the `file` part. */
export interface FormBody {
  readonly parameters: Parameters;
  readonly file: File | null;
}

const readMultipart = async (request: Request): Promise<FormBody> => {
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

/**
 * Reads a POST body, urlencoded or multipart. Any other body has no parameters. Throws a Refusal for broken multipart.
 */
export const readBody = async (request: Request): Promise<FormBody> => {
  const type = (request.headers.get('content-type') ?? '').toLowerCase();
  if (type.startsWith('multipart/form-data')) return readMultipart(request);
  const text = await request.text();
  return { parameters: readParameters(new URLSearchParams(text)), file: null };
};
