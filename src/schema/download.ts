import type { Context } from '../context.ts';
import type { DownloadCall } from '../loaders/download.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import { builder } from './builder.ts';
import { secret } from './secret.ts';

/** Something that can be fetched beside GraphQL. */
export interface DownloadShape {
  readonly fileName: string;
  readonly source: ProjectSource;
  readonly call: DownloadCall;
}

export const DownloadType = builder.objectRef<DownloadShape>('Download').implement({
  description: 'Something that can be fetched beside GraphQL, whose bytes never travel in it.',
  fields: (t) => ({
    fileName: t.exposeString('fileName', { description: 'The name under which it is served.' }),
    downloadUrl: t.string({
      description:
        'Path on this gateway, or the whole address where the operator has published one. It can be fetched for five minutes, without a credential. Selecting it costs no REDCap call. Each fetch is one, of a table several, and REDCap decides on it only then.',
      extensions: secret,
      resolve: ({ source, call }, _args, context: Context) => context.downloads.issue(source.connection, call),
    }),
  }),
});
