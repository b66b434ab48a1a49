import { downloadCall } from '../../loaders/download.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import {
  exportFileRepositoryFile,
  listFileRepository,
  type FileRepositoryRow,
} from '../../redcap/methods/file-repository.ts';
import { deleteFileRepositoryFile, importFileRepositoryFile } from '../../writers/file/repository-file.ts';
import { createFileRepositoryFolder } from '../../writers/file/repository-folder.ts';
import type { FileRepositoryResult } from '../../writers/file/repository.ts';
import { builder } from '../builder.ts';
import { secret } from '../secret.ts';
import { writableProject } from '../project/mutation.ts';
import { Project } from '../project/project.ts';
import { sha256Text } from '../upload.ts';
import { UserError } from '../user-error.ts';

interface EntryShape {
  readonly source: ProjectSource;
  readonly row: FileRepositoryRow;
}

interface FolderShape extends EntryShape {
  readonly folderId: number;
}

interface FileShape extends EntryShape {
  readonly docId: number;
}

const folderShape = (source: ProjectSource, row: FileRepositoryRow): FolderShape | null =>
  row.folder_id === null ? null : { source, row, folderId: row.folder_id };

const fileShape = (source: ProjectSource, row: FileRepositoryRow): FileShape | null =>
  row.doc_id === null ? null : { source, row, docId: row.doc_id };

const FileRepositoryEntry = builder.interfaceRef<EntryShape>('FileRepositoryEntry').implement({
  description: 'A folder or a file of the File Repository.',
  resolveType: ({ row }) => (row.folder_id === null ? 'FileRepositoryFile' : 'FileRepositoryFolder'),
  fields: (t) => ({
    name: t.string({ description: 'Its name. Files of one folder may have the same.', resolve: ({ row }) => row.name }),
  }),
});

const FileRepositoryFolder = builder.objectRef<FolderShape>('FileRepositoryFolder').implement({
  description: 'A folder of the File Repository. What is in it is asked for with its id.',
  interfaces: [FileRepositoryEntry],
  fields: (t) => ({
    folderId: t.exposeInt('folderId', { description: "REDCap's number of the folder (`folder_id`)." }),
    role: t.string({
      nullable: true,
      description:
        'The user role that alone may see the folder, as REDCap returns it. Null for all roles, and before REDCap 16.0.8.',
      resolve: ({ row }) => row.role || null,
    }),
    dataAccessGroup: t.string({
      nullable: true,
      description:
        'The data access group that alone may see the folder, as REDCap returns it. Null for all groups, and before REDCap 16.0.8.',
      resolve: ({ row }) => row.dag || null,
    }),
  }),
});

const FileRepositoryFile = builder.objectRef<FileShape>('FileRepositoryFile').implement({
  description: 'A file of the File Repository. REDCap returns neither its size nor its age.',
  interfaces: [FileRepositoryEntry],
  fields: (t) => ({
    docId: t.exposeInt('docId', { description: "REDCap's number of the file (`doc_id`)." }),
    downloadUrl: t.string({
      description:
        'Path on this gateway, or the whole address where the operator has published one. The file can be fetched there for five minutes. Selecting it costs no REDCap call; each fetch is one. REDCap: Export a File from the File Repository.',
      extensions: secret,
      // REDCap's header may give another name, or none.
      resolve: ({ source, row, docId }, _args, context) =>
        context.downloads.issue(source.connection, downloadCall(exportFileRepositoryFile, { docId }, row.name)),
    }),
  }),
});

builder.objectField(Project, 'fileRepository', (t) =>
  t.field({
    type: [FileRepositoryEntry],
    nullable: true,
    description:
      'What is in a folder of the File Repository, without what is in the folders of it. Needs the File Repository right. REDCap: Export a List of Files/Folders from the File Repository.',
    args: { folderId: t.arg.int({ description: 'Which folder; left out, the top level.' }) },
    resolve: async ({ source }, { folderId }) => {
      const rows = await source.read(listFileRepository, folderId == null ? {} : { folderId });
      return rows.flatMap((row): EntryShape[] => {
        const entry = folderShape(source, row) ?? fileShape(source, row);
        return entry === null ? [] : [entry];
      });
    },
  }),
);

type PayloadShape = FileRepositoryResult & { readonly source: ProjectSource };

const texts = {
  project: 'Key of the project.',
  errors: 'What is wrong; empty when it is done.',
};

const CreateFolderInput = builder.inputType('CreateFileRepositoryFolderInput', {
  description: 'Input of createFileRepositoryFolder.',
  fields: (t) => ({
    project: t.string({ required: true, description: texts.project }),
    name: t.string({ required: true, description: 'Name of the folder, free in its parent; at most 150 characters.' }),
    folderId: t.int({ description: 'The folder that it is made in; left out, the top level.' }),
    dataAccessGroup: t.string({ description: 'Unique name of the group that alone may see it; left out, all may.' }),
    roleId: t.int({
      description:
        "REDCap's number of the role that alone may see the folder. REDCap's pages show it; the API returns no numbers of roles.",
    }),
  }),
});

const CreateFolderPayload = builder.objectRef<PayloadShape>('CreateFileRepositoryFolderPayload').implement({
  description: 'What createFileRepositoryFolder did.',
  fields: (t) => ({
    folder: t.field({
      type: FileRepositoryFolder,
      nullable: true,
      description: 'The new folder; null when none is known to be made.',
      resolve: ({ source, entry }) => (entry === null ? null : folderShape(source, entry)),
    }),
    errors: t.field({ type: [UserError], description: texts.errors, resolve: ({ errors }) => [...errors] }),
  }),
});

const ImportRepositoryFileInput = builder.inputType('ImportFileRepositoryFileInput', {
  description: 'Input of importFileRepositoryFile.',
  fields: (t) => ({
    project: t.string({ required: true, description: texts.project }),
    folderId: t.int({ description: 'The folder that it goes to; left out, the top level.' }),
    file: t.field({
      type: 'Upload',
      required: true,
      description: 'The file. One of the same name that is there already stays beside it.',
    }),
    sha256: t.string({ description: sha256Text }),
  }),
});

const ImportRepositoryFilePayload = builder.objectRef<PayloadShape>('ImportFileRepositoryFilePayload').implement({
  description: 'What importFileRepositoryFile did.',
  fields: (t) => ({
    file: t.field({
      type: FileRepositoryFile,
      nullable: true,
      description: 'The file as it is stored now; null when it is not known to be.',
      resolve: ({ source, entry }) => (entry === null ? null : fileShape(source, entry)),
    }),
    errors: t.field({ type: [UserError], description: texts.errors, resolve: ({ errors }) => [...errors] }),
  }),
});

const DeleteRepositoryFileInput = builder.inputType('DeleteFileRepositoryFileInput', {
  description: 'Input of deleteFileRepositoryFile.',
  fields: (t) => ({
    project: t.string({ required: true, description: texts.project }),
    docId: t.int({ required: true, description: "REDCap's number of the file." }),
    folderId: t.int({
      description: 'The folder that it is in, so that it can be looked for there; left out, the top level.',
    }),
  }),
});

const DeleteRepositoryFilePayload = builder
  .objectRef<FileRepositoryResult>('DeleteFileRepositoryFilePayload')
  .implement({
    description: 'What deleteFileRepositoryFile did.',
    fields: (t) => ({
      fileName: t.string({
        nullable: true,
        description: 'Name of the file that was deleted; null when none is known to be.',
        resolve: ({ entry }) => entry?.name ?? null,
      }),
      errors: t.field({ type: [UserError], description: texts.errors, resolve: ({ errors }) => [...errors] }),
    }),
  });

builder.mutationField('createFileRepositoryFolder', (t) =>
  t.field({
    type: CreateFolderPayload,
    nullable: true,
    description:
      'Makes a folder in the File Repository. REDCap has no way to rename, move or delete it by API. REDCap: Create a New Folder in the File Repository.',
    args: { input: t.arg({ type: CreateFolderInput, required: true, description: 'What to make, and where.' }) },
    resolve: async (_root, { input }, context) => {
      const source = writableProject(context, input.project);
      return { ...(await createFileRepositoryFolder(context, source, input)), source };
    },
  }),
);

builder.mutationField('importFileRepositoryFile', (t) =>
  t.field({
    type: ImportRepositoryFilePayload,
    nullable: true,
    description:
      'Adds a file to the File Repository, streamed to REDCap; the folder is looked at before and after. REDCap: Import a File into the File Repository.',
    args: {
      input: t.arg({ type: ImportRepositoryFileInput, required: true, description: 'What to upload, and where to.' }),
    },
    resolve: async (_root, { input }, context) => {
      const source = writableProject(context, input.project);
      return { ...(await importFileRepositoryFile(context, source, input)), source };
    },
  }),
);

builder.mutationField('deleteFileRepositoryFile', (t) =>
  t.field({
    type: DeleteRepositoryFilePayload,
    nullable: true,
    description:
      'Deletes a file of the File Repository. REDCap keeps it for 30 days, where people can bring it back on its pages and the API cannot. REDCap: Delete a File from the File Repository.',
    args: { input: t.arg({ type: DeleteRepositoryFileInput, required: true, description: 'What to delete.' }) },
    resolve: (_root, { input }, context) =>
      deleteFileRepositoryFile(context, writableProject(context, input.project), input),
  }),
);
