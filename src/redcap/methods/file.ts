import type { FilePart, FileReply, FormFields, Method, Reply } from '../method.ts';
import { badAnswer } from './row.ts';

/** Where a file is: its field determines the instrument. `event` in longitudinal projects, `repeatInstance` 1 unless given. */
export interface FileArgs {
  readonly record: string;
  readonly field: string;
  /** Unique event name. */
  readonly event?: string | undefined;
  readonly repeatInstance?: number | undefined;
}

const fileForm = ({ record, field, event, repeatInstance }: FileArgs): FormFields => ({
  record,
  field,
  event,
  repeat_instance: repeatInstance,
});

const isFileReply = (value: unknown): value is FileReply =>
  typeof value === 'object' && value !== null && 'fileName' in value && 'body' in value;

/** The file that REDCap is sending. */
export const readFile = ({ value }: Reply): FileReply => {
  if (!isFileReply(value)) throw badAnswer('REDCap answered no file.');
  return value;
};

const TAIL_BYTES = 64;

/**
 * A file's bytes as they come, and an error after the last where they do not end as a whole file of its kind does. Servers
 * that fail half-way send what they have, with a status of 200.
 */
export const checkEnd = async function* (
  body: AsyncIterable<Uint8Array>,
  end: RegExp,
): AsyncGenerator<Uint8Array, void, undefined> {
  let tail = Buffer.alloc(0);
  for await (const chunk of body) {
    tail = Buffer.concat([tail, chunk.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
    yield chunk;
  }
  if (!end.test(tail.toString('latin1'))) throw badAnswer("REDCap's file ends too early.");
};

/** Export a File: `content=file action=export`. The bytes are streamed; read them to their end or stop the iteration. */
export const exportFile: Method<FileArgs, FileReply> = {
  name: 'exportFile',
  content: 'file',
  action: 'export',
  kind: 'read',
  body: 'file',
  rights: ['API Export', 'Data Exports'],
  form: fileForm,
  decode: readFile,
};

/** Import a File: `content=file action=import`. Replaces the field's file; its bytes are sent as they come, once. */
export const importFile: Method<FileArgs & { readonly file: FilePart }, void> = {
  name: 'importFile',
  content: 'file',
  action: 'import',
  kind: 'write',
  body: 'empty',
  rights: ['API Import/Update'],
  form: fileForm,
  file: ({ file }) => file,
  decode: () => undefined,
};

/** Delete a File: `content=file action=delete`. */
export const deleteFile: Method<FileArgs, void> = {
  name: 'deleteFile',
  content: 'file',
  action: 'delete',
  kind: 'once',
  body: 'empty',
  rights: ['API Import/Update'],
  form: fileForm,
  decode: () => undefined,
};
