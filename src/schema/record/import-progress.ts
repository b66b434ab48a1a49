import { importProgress, type ImportProgress } from '../../writers/record/import.ts';
import { builder } from '../builder.ts';
import { Project } from '../project/project.ts';

const ImportProgressRef = builder.objectRef<ImportProgress>('ImportProgress').implement({
  description: 'How far an import has come. It holds numbers alone, and nothing of the rows.',
  fields: (t) => ({
    rowCount: t.int({ description: 'Rows of the import.', resolve: ({ rows }) => rows }),
    settledCount: t.int({
      description: 'Rows of which it is decided what became of them: written, refused, or left out.',
      resolve: ({ settled }) => settled,
    }),
    isFinished: t.boolean({
      description: 'The import has ended. The same `importRecords` with the same key returns its result.',
      resolve: ({ isFinished }) => isFinished,
    }),
  }),
});

builder.objectField(Project, 'importProgress', (t) =>
  t.field({
    type: ImportProgressRef,
    nullable: true,
    description:
      "How far the caller's own `importRecords` with this idempotency key has come. Null where the gateway remembers no such import. It asks nothing of REDCap.",
    args: {
      idempotencyKey: t.arg.string({ required: true, description: 'The idempotency key of the import.' }),
    },
    resolve: ({ source }, { idempotencyKey }, context) => importProgress(context, source, idempotencyKey),
  }),
);
