import type { DownloadProgress } from '../../loaders/download-progress.ts';
import { builder } from '../builder.ts';
import { followProgress } from '../progress-stream.ts';

const DownloadProgressRef = builder.objectRef<DownloadProgress>('DownloadProgress').implement({
  description:
    'How far a table has come on its way to who fetches it. It holds numbers alone, and nothing of the rows.',
  fields: (t) => ({
    recordCount: t.int({
      nullable: true,
      description: 'Records of the table. Null for a report, whose records no list names.',
      resolve: ({ recordCount }) => recordCount,
    }),
    readCount: t.int({
      description: 'Those of them whose rows have been read, or that have none in it. 0 for a report.',
      resolve: ({ readCount }) => readCount,
    }),
    rowCount: t.int({ description: 'Rows that have been read.', resolve: ({ rowCount }) => rowCount }),
    isFinished: t.boolean({
      description: 'No more bytes come: the file is whole, has broken off, or was not wanted any more.',
      resolve: ({ isFinished }) => isFinished,
    }),
    isComplete: t.boolean({
      nullable: true,
      description: 'All that was asked for is in the file. Null while it is under way.',
      resolve: ({ isComplete }) => isComplete,
    }),
  }),
});

builder.subscriptionField('downloadProgress', (t) =>
  t.field({
    type: DownloadProgressRef,
    nullable: true,
    description:
      'How far the table of this address has come, of `tableDownload`: at once, and each time that it has come further, a second apart at least. Of an address that is fetched again, it is the last fetch that began. It ends when the file has ended. Null while nobody has fetched it in the last five minutes, so that one may subscribe first, and for other files. It asks nothing of REDCap.',
    args: {
      downloadUrl: t.arg.string({
        required: true,
        description: 'The address, as `tableDownload` gave it. Give it by a variable: it is a credential for the file.',
      }),
    },
    subscribe: (_root, { downloadUrl }, { downloads, clock, signal }) =>
      followProgress(() => downloads.progress(downloadUrl), clock, signal),
    resolve: (progress) => progress,
  }),
);
