import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import { backupKinds, type BackupEntry, type BackupKind } from '../writers/backup.ts';
import { locatedAt } from '../loaders/list-place.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import { builder } from './builder.ts';
import { createConnection, type CountedConnectionShape } from './connection.ts';
import { cursorsOf } from './cursor.ts';
import { describedEnum } from './described-enum.ts';
import { pageArguments, readPage, slicePage, type PageArgs } from './page.ts';
import { checkMayWrite } from './project/mutation.ts';
import { Project } from './project/project.ts';

const BackupKindEnum = describedEnum('BackupKind', 'What a backup holds.', backupKinds);

export const BackupRef = builder.objectRef<BackupEntry>('Backup').implement({
  description:
    'What was there before a mutation replaced it. `restore` puts it back. A backup is sealed, and goes by its age.',
  fields: (t) => ({
    id: t.id({
      description:
        'Names the backup in `restore`, and in the `backupId` of the payload of the mutation that replaced it.',
      resolve: ({ id }) => id,
    }),
    kind: t.field({
      type: BackupKindEnum,
      description: 'What it holds.',
      // Nothing but a backup of one of the kinds is ever stored.
      resolve: ({ kind }) => kind as BackupKind,
    }),
    createdAt: t.string({
      description: 'When it was stored, just before the mutation was sent: in UTC, such as `2026-03-31T14:05:00.000Z`.',
      resolve: ({ createdAt }) => new Date(createdAt).toISOString(),
    }),
    by: t.exposeString('by', {
      description: 'The caller whose mutation it was: the name of the API key, or the fingerprint of the token.',
    }),
    rows: t.exposeInt('rows', {
      description: 'How many rows of REDCap it holds of what was replaced: designations, fields, users and so on.',
    }),
    operationId: t.exposeString('operationId', {
      nullable: true,
      description: 'Names the mutation that it was stored for.',
    }),
  }),
});

interface BackupConnectionShape extends CountedConnectionShape<BackupEntry> {
  readonly totalCount: number;
}

const BackupConnection = createConnection<BackupEntry, BackupConnectionShape>('Backup', BackupRef, {
  one: 'backup',
  many: 'backups',
  description: 'A page of backups, the latest first (Relay).',
  isOfRecords: false,
});

builder.objectFields(BackupConnection, (t) => ({
  totalCount: t.exposeInt('totalCount', { description: 'How many backups there are.' }),
}));

const LIST = 'backups';

const backupsPage = async (source: ProjectSource, args: PageArgs, context: Context): Promise<BackupConnectionShape> => {
  checkMayWrite(context, source);
  const asked = readPage(context, LIST, source.key, args);
  const all = await context.backups.list(source);
  const range = asked.rangeIn(all.length, ([wanted], argument) => {
    const index = all.findIndex(({ id }) => id === wanted);
    if (index !== -1) return locatedAt(index);
    throw badUserInput(`The backup of this cursor is gone by its age: begin again without ${argument}.`, argument);
  });
  const cursors = cursorsOf(context, LIST, source.key);
  const cursorOf = ({ id }: BackupEntry): string => cursors.write([id]);
  const { items, ...page } = slicePage(all, range, cursorOf);
  return { ...page, edges: items.map((node) => ({ node, cursor: () => cursorOf(node) })) };
};

builder.objectField(Project, 'backups', (t) =>
  t.field({
    type: BackupConnection,
    nullable: true,
    description:
      'What mutations of the design and of rights have replaced, the latest first. A backup is kept for 30 days unless the operator has set another time. It costs no call of REDCap. FORBIDDEN for callers that may read only.',
    args: {
      ...pageArguments('Backups'),
    },
    resolve: ({ source }, args, context) => backupsPage(source, args, context),
  }),
);
