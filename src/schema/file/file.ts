import type { ProjectSource } from '../../loaders/project-source.ts';
import { deleteFile, type DeleteFileResult } from '../../writers/file/deletion.ts';
import { importFile, type ImportFileResult } from '../../writers/file/import.ts';
import type { FilePlace } from '../../writers/file/place.ts';
import { builder, type ObjectRefOf } from '../builder.ts';
import { writableProject } from '../project/mutation.ts';
import { InstrumentData } from '../record/instrument-data.ts';
import { Record } from '../record/record.ts';
import { StoredFile, storedFileShape } from '../record/stored-file.ts';
import { savedAt, writtenRecord, type WrittenPlace } from '../record/written-place.ts';
import { selectionsOf } from '../selection.ts';
import { sha256Text } from '../upload.ts';
import { UserError } from '../user-error.ts';

const placeTexts = {
  project: 'Key of the project.',
  record: 'Name of the record, which must be there.',
  field: 'Name of the field; its instrument follows from it.',
  event: 'Unique name of the event; needed in a longitudinal project, refused in a classic.',
  repeatInstance: 'Which instance; needed where the instrument or the event repeats.',
};

const ImportFileInput = builder.inputType('ImportFileInput', {
  description: 'Input of importFile.',
  fields: (t) => ({
    project: t.string({ required: true, description: placeTexts.project }),
    record: t.field({ type: 'RecordName', required: true, description: placeTexts.record }),
    field: t.string({ required: true, description: `${placeTexts.field} A signature is refused.` }),
    event: t.string({ description: placeTexts.event }),
    repeatInstance: t.int({ description: `${placeTexts.repeatInstance} Made if there is none.` }),
    file: t.field({ type: 'Upload', required: true, description: 'The file; its name and media type are kept.' }),
    sha256: t.string({ description: sha256Text }),
  }),
});

type ImportShape = ImportFileResult & { readonly source: ProjectSource };
type DeleteShape = DeleteFileResult & { readonly source: ProjectSource };

/** Where the file is, or was; null when nothing is known to be done. */
export const placeOfFile = ({
  source,
  place,
}: {
  readonly source: ProjectSource;
  readonly place: FilePlace | null;
}): WrittenPlace | null =>
  place === null
    ? null
    : {
        source,
        record: place.record,
        event: place.event?.uniqueEventName ?? null,
        instrument: place.instrument.name,
        repeatInstance: place.instance,
      };

const ImportFilePayload = builder.objectRef<ImportShape>('ImportFilePayload').implement({
  description: 'What importFile did.',
  fields: (t) => ({
    file: t.field({
      type: StoredFile,
      nullable: true,
      description: 'The file as it is stored now; null when it is not known to be.',
      resolve: ({ source, place, stored }) =>
        place === null || stored === null
          ? null
          : storedFileShape(source, {
              ...stored,
              record: place.record,
              field: place.field.fieldName,
              event: place.event?.uniqueEventName ?? null,
              repeatInstance: place.instance,
            }),
    }),
    errors: t.field({
      type: [UserError],
      description: 'What is wrong; empty when the file is stored.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

const DeleteFileInput = builder.inputType('DeleteFileInput', {
  description: 'Input of deleteFile.',
  fields: (t) => ({
    project: t.string({ required: true, description: placeTexts.project }),
    record: t.field({ type: 'RecordName', required: true, description: placeTexts.record }),
    field: t.string({ required: true, description: placeTexts.field }),
    event: t.string({ description: placeTexts.event }),
    repeatInstance: t.int({ description: placeTexts.repeatInstance }),
  }),
});

const DeleteFilePayload = builder.objectRef<DeleteShape>('DeleteFilePayload').implement({
  description: 'What deleteFile did.',
  fields: (t) => ({
    fileName: t.string({
      nullable: true,
      description: 'Name of the file that was deleted; null when none is known to be.',
      resolve: ({ fileName }) => fileName,
    }),
    errors: t.field({
      type: [UserError],
      description: 'What is wrong; empty when the file was deleted.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

/** What a client's cache needs of the record whose file was written. */
const addWritten = <Shape extends ImportShape | DeleteShape>(payload: ObjectRefOf<Shape>): void => {
  builder.objectFields(payload, (t) => ({
    recordNode: t.field({
      type: Record,
      nullable: true,
      description:
        'The record as it is now, for the cache of a client; null when nothing was done. Its name and its id cost no call. What else is selected of it costs one export.',
      resolve: (shape, _args, _context, info) => {
        const place = placeOfFile(shape);
        return place && writtenRecord(place, selectionsOf(info));
      },
    }),
    instrument: t.field({
      type: InstrumentData,
      nullable: true,
      description:
        'The instrument that has the field, or its instance, as it is saved now, for the cache of a client; null when nothing was done, or nothing of it is saved. It costs one export.',
      resolve: (shape, _args, context, info) => {
        const place = placeOfFile(shape);
        return place && savedAt(place, context, selectionsOf(info));
      },
    }),
  }));
};

addWritten(ImportFilePayload);
addWritten(DeleteFilePayload);

builder.mutationField('importFile', (t) =>
  t.field({
    type: ImportFilePayload,
    nullable: true,
    description:
      'Uploads a file into a field of a record, in place of what was there. The bytes are streamed to REDCap, and the field is looked at afterwards. REDCap: Import a File.',
    args: { input: t.arg({ type: ImportFileInput, required: true, description: 'What to upload, and where to.' }) },
    resolve: async (_root, { input }, context) => {
      const source = writableProject(context, input.project);
      return { ...(await importFile(context, source, input)), source };
    },
  }),
);

builder.mutationField('deleteFile', (t) =>
  t.field({
    type: DeleteFilePayload,
    nullable: true,
    description: 'Deletes the file of a field. There is no undo. REDCap: Delete a File.',
    args: { input: t.arg({ type: DeleteFileInput, required: true, description: 'Where the file is.' }) },
    resolve: async (_root, { input }, context) => {
      const source = writableProject(context, input.project);
      return { ...(await deleteFile(context, source, input)), source };
    },
  }),
);
