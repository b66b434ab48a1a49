import type { Design, FieldNode } from '../../graph/design/design.ts';
import { holdsFile } from '../../graph/kind/table.ts';
import { exportArgs } from '../../graph/need.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { exportRecords } from '../../redcap/methods/record.ts';
import type { FileArgs } from '../../redcap/methods/file.ts';
import type { Place } from '../record/row-plan.ts';
import { checkEvent, checkField, checkInstance, learnRepeatKinds } from '../record/place.ts';
import { lookAnotherWay } from '../record/second-look.ts';
import { readState } from '../record/stored-state.ts';
import type { Read } from '../context.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** Where a caller says that a file is. */
export interface FilePlaceInput {
  readonly record: string;
  readonly field: string;
  readonly event?: string | null | undefined;
  readonly repeatInstance?: number | null | undefined;
}

/** A checked place for a file. */
export interface FilePlace extends Place {
  readonly field: FieldNode;
}

/** The place that a caller names, checked against the design; undefined with problems. */
export const checkFilePlace = async (
  source: ProjectSource,
  design: Design,
  input: FilePlaceInput,
  problems: UserErrorShape[],
): Promise<FilePlace | undefined> => {
  const field = checkField(design, input.field, ['field'], problems);
  if (field === undefined) return undefined;
  const instrument = design.instrument(field.instrument);
  if (!holdsFile(field) || instrument === undefined) {
    problems.push(userError('VALIDATION', ['field'], `${field.fieldName} is no file field: its values are imported.`));
    return undefined;
  }
  const event = checkEvent(design, instrument, input.event, ['event'], problems);
  if (event === undefined) return undefined;
  const repeatKindOf = await learnRepeatKinds(source, design, {
    records: [input.record],
    instruments: [instrument.name],
  });
  const kind = repeatKindOf(event, instrument.name, (input.repeatInstance ?? null) !== null);
  const instance = checkInstance(kind, instrument.name, { repeatInstance: input.repeatInstance }, [], problems, false);
  return instance === undefined ? undefined : { record: input.record, event, instrument, kind, instance, field };
};

/** The place as REDCap's file methods take it. */
export const fileArgs = ({ record, event, instance, field }: FilePlace): FileArgs => ({
  record,
  field: field.fieldName,
  ...(event === null ? {} : { event: event.uniqueEventName }),
  ...(instance === null ? {} : { repeatInstance: instance }),
});

/** Names the place among others, for its lane. */
export const filePlaceKey = ({ record, event, instance, field }: FilePlace): string =>
  JSON.stringify([record, event?.uniqueEventName ?? null, instance, field.fieldName]);

/** What a record says of a file. */
export interface FileLook {
  /** The name of the record that came. REDCap may find it by its name in other capitals. */
  readonly names: ReadonlySet<string>;
  readonly recordExists: boolean;
  /** Name of the stored file: "" for none, null when export rights withhold it, or the record did not come. */
  readonly fileName: string | null;
}

/** Looks at the record and the field, past every cache. Of a record that does not come, nothing is known of its file. */
export const lookAtFile = async (read: Read, design: Design, place: FilePlace): Promise<FileLook> => {
  const need = { fields: new Set([place.field.fieldName]), events: null, dataAccessGroup: false, surveyFields: false };
  const rows = await read(exportRecords, { ...exportArgs(need, design), records: [place.record] });
  const names = new Set(rows.map((row) => row[design.recordIdField.fieldName] ?? ''));
  const recordExists = names.has(place.record);
  return {
    names,
    recordExists,
    fileName: recordExists ? readState(rows, design).at(place).cell(place.field.fieldName) : null,
  };
};

/**
 * Name of the file that the field holds after it was to be deleted. "" only where a look by another way finds none either; null
 * where the two do not agree.
 */
export const nameAfterDeletion = async (read: Read, design: Design, place: FilePlace): Promise<string | null> => {
  const { fileName } = await lookAtFile(read, design, place);
  if (fileName !== '') return fileName;
  const { fieldName } = place.field;
  const others = readState(await lookAnotherWay(read, design, [place.record], new Set([fieldName])), design);
  const { row } = others.at(place);
  return row === undefined || !Object.hasOwn(row, fieldName) ? '' : null;
};
