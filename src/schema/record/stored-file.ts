import { downloadCall } from '../../loaders/download.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { exportFile } from '../../redcap/methods/file.ts';
import { builder } from '../builder.ts';
import { secret } from '../secret.ts';

/** A file in REDCap and where it lies. */
export interface StoredFileShape {
  readonly source: ProjectSource;
  readonly fileName: string;
  /** Known only right after an upload: REDCap returns it only with the file itself. */
  readonly contentType: string | null;
  readonly record: string;
  readonly field: string;
  readonly event: string | null;
  readonly repeatInstance: number | null;
}

/** A file's object in the graph. */
export const storedFileShape = (
  source: ProjectSource,
  file: Omit<StoredFileShape, 'source' | 'contentType'> & { readonly contentType?: string | undefined },
): StoredFileShape => ({ ...file, source, contentType: file.contentType ?? null });

export const StoredFile = builder.objectRef<StoredFileShape>('StoredFile');

StoredFile.implement({
  description: 'A file in a field of a record. Its bytes travel beside GraphQL, never in it.',
  fields: (t) => ({
    fileName: t.string({ description: 'Name of the file, as it was uploaded.', resolve: ({ fileName }) => fileName }),
    contentType: t.string({
      nullable: true,
      description: 'Media type, where it is known without fetching the file: right after an upload.',
      resolve: ({ contentType }) => contentType,
    }),
    downloadUrl: t.string({
      description:
        'Path on this gateway, or the whole address where the operator has published one. The file can be fetched there for five minutes. Selecting it costs no REDCap call; each fetch is one. REDCap: Export a File.',
      extensions: secret,
      resolve: ({ source, record, field, event, repeatInstance }, _args, context) => {
        const args = {
          record,
          field,
          ...(event === null ? {} : { event }),
          ...(repeatInstance === null ? {} : { repeatInstance }),
        };
        return context.downloads.issue(source.connection, downloadCall(exportFile, args));
      },
    }),
  }),
});
