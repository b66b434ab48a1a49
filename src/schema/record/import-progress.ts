import { importProgress, type ImportProgress } from '../../writers/record/import.ts';
import { builder } from '../builder.ts';
import { followProgress } from '../progress-stream.ts';
import { findProject, keyArgument, Project } from '../project/project.ts';

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

const HOW_FAR = "How far the caller's own `importRecords` or `importRecordsFile` with this idempotency key has come";

const IDEMPOTENCY_KEY = { required: true, description: 'The idempotency key of the import.' } as const;

builder.objectField(Project, 'importProgress', (t) =>
  t.field({
    type: ImportProgressRef,
    nullable: true,
    description: `${HOW_FAR}. Null where the gateway remembers no such import. It asks nothing of REDCap.`,
    args: { idempotencyKey: t.arg.string(IDEMPOTENCY_KEY) },
    resolve: ({ source }, { idempotencyKey }, context) => importProgress(context, source, idempotencyKey),
  }),
);

builder.subscriptionField('importProgress', (t) =>
  t.field({
    type: ImportProgressRef,
    nullable: true,
    description: `${HOW_FAR}: at once, and each time that it has come further, a second apart at least. It ends when the import has ended. Null while the gateway remembers no such import, so that one may subscribe first. It asks nothing of REDCap.`,
    args: {
      project: t.arg.string(keyArgument),
      idempotencyKey: t.arg.string(IDEMPOTENCY_KEY),
    },
    subscribe: (_root, { project, idempotencyKey }, context) => {
      const source = findProject(context, project, 'project');
      return followProgress(() => importProgress(context, source, idempotencyKey), context.clock, context.signal);
    },
    resolve: (progress) => progress,
  }),
);
