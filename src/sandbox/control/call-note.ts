import { findTokenHolder, isSuperToken } from '../http/authentication.ts';
import { implicitImports } from '../contents/index.ts';
import { readParameters } from '../call/parameters.ts';
import type { SandboxStore } from '../state/store.ts';

/** How much of a parameter was sent. */
export interface ParameterSize {
  /** 1 for a text, and the number of elements of an array. */
  readonly values: number;
  readonly characters: number;
}

/** What the journal keeps of a call. It never keeps the token, and keeps only the size of data. */
export interface CallNote {
  readonly project: number | null;
  /** Null for an unknown token and for the super token. */
  readonly username: string | null;
  readonly isSuper: boolean;
  readonly content: string;
  /** `export` when none was sent, `import` when `data` makes it one. */
  readonly action: string;
  /** As sent; "" when none was. */
  readonly format: string;
  readonly returnFormat: string;
  readonly records: readonly string[];
  readonly fields: readonly string[];
  readonly forms: readonly string[];
  readonly events: readonly string[];
  /** By name without brackets, the token left out. */
  readonly parameters: Readonly<Record<string, ParameterSize>>;
  /** Bytes of the `file` part; null when there is none. */
  readonly fileBytes: number | null;
}

/** A call that was read: its note, and the same request again. */
export interface ReadCall {
  readonly note: CallNote;
  readonly parameter: (name: string) => string | undefined;
  readonly copy: () => Request;
}

interface Form {
  readonly texts: readonly (readonly [string, string])[];
  readonly fileBytes: number | null;
}

const readForm = async (request: Request): Promise<Form> => {
  const type = (request.headers.get('content-type') ?? '').toLowerCase();
  if (!type.startsWith('multipart/form-data')) {
    return { texts: [...new URLSearchParams(await request.text())], fileBytes: null };
  }
  try {
    const entries = [...(await request.formData())];
    const texts = entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
    const file = entries.find(([name, value]) => name === 'file' && typeof value !== 'string')?.[1];
    return { texts, fileBytes: typeof file === 'object' ? file.size : null };
  } catch {
    // The API refuses such a body in its own words.
    return { texts: [], fileBytes: null };
  }
};

const measure = (texts: Form['texts']): Record<string, ParameterSize> => {
  const sizes = new Map<string, ParameterSize>();
  for (const [name, value] of texts) {
    const bare = name.replace(/\[.*$/s, '');
    const { values, characters } = sizes.get(bare) ?? { values: 0, characters: 0 };
    sizes.set(bare, { values: values + 1, characters: characters + value.length });
  }
  sizes.delete('token');
  return Object.fromEntries(sizes);
};

/** Reads a call without judging it. A body that cannot be read has no parameters. */
export const readCall = async (store: SandboxStore, request: Request): Promise<ReadCall> => {
  const body = await request.arrayBuffer();
  const { url, method, headers, signal } = request;
  const copy = (): Request => new Request(url, { method, headers, body, signal });
  const { texts, fileBytes } = await readForm(copy());
  const parameters = readParameters(texts);
  const read = (name: string): string => parameters.text(name)?.trim() ?? '';
  const token = parameters.text('token') ?? '';
  const holder = findTokenHolder(store, token);
  const content = read('content');
  const isImport = parameters.has('data') && implicitImports.has(content);
  const records = parameters.list('records');
  const note: CallNote = {
    project: holder?.project.projectId ?? null,
    username: holder?.user.username ?? null,
    isSuper: isSuperToken(store, token),
    content,
    action: read('action') || (isImport ? 'import' : 'export'),
    format: read('format').toLowerCase(),
    returnFormat: read('returnFormat').toLowerCase(),
    records: records.length === 0 && parameters.has('record') ? [read('record')] : records,
    fields: parameters.list('fields'),
    forms: parameters.list('forms'),
    events: parameters.list('events'),
    parameters: measure(texts),
    fileBytes,
  };
  return { note, parameter: parameters.text, copy };
};
