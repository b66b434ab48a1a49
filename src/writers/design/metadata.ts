import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { importMetadata, type MetadataRow } from '../../redcap/methods/metadata.ts';
import type { DesignChange, DesignPlan } from './change.ts';
import { checkField } from './field-check.ts';
import { rowOf, type FieldInput, type TextFormat } from './field-row.ts';
import { checkMatrices } from './matrix-check.ts';
import { holdsDictionary, planMetadataChanges } from './metadata-change.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

/** What an import of the dictionary takes. */
export interface MetadataInput {
  readonly fields: readonly FieldInput[];
  /** Fields that are not named are removed. */
  readonly replace: boolean;
  readonly format: TextFormat;
}

/** Where a new field goes: behind `afterField`, else behind the last field of its matrix, of its instrument, of all. */
const placeOf = (rows: readonly MetadataRow[], row: MetadataRow, afterField: string | null): number => {
  if (afterField !== null) return rows.findIndex(({ field_name }) => field_name === afterField);
  const ofMatrix = rows.findLastIndex(
    ({ matrix_group_name, form_name }) =>
      row.matrix_group_name !== '' && matrix_group_name === row.matrix_group_name && form_name === row.form_name,
  );
  return ofMatrix === -1 ? rows.findLastIndex(({ form_name }) => form_name === row.form_name) : ofMatrix;
};

const insert = (rows: readonly MetadataRow[], row: MetadataRow, afterField: string | null): MetadataRow[] => {
  const place = placeOf(rows, row, afterField);
  return place === -1 ? [...rows, row] : rows.toSpliced(place + 1, 0, row);
};

const merge = (
  before: readonly MetadataRow[],
  fields: readonly { readonly input: FieldInput; readonly row: MetadataRow }[],
): MetadataRow[] =>
  fields.reduce<MetadataRow[]>(
    (rows, { input, row }) => {
      const index = rows.findIndex(({ field_name }) => field_name === input.fieldName);
      const old = rows[index];
      const afterField = input.afterField ?? null;
      if (old === undefined) return insert(rows, row, afterField);
      const isMoved = afterField !== null || row.form_name !== old.form_name;
      return isMoved ? insert(rows.toSpliced(index, 1), row, afterField) : rows.with(index, row);
    },
    [...before],
  );

const namesOf = (rows: readonly MetadataRow[]): string => rows.map(({ field_name }) => field_name).join(' ');

/** REDCap keeps the fields of an instrument together. An order that does not change stays whatever it is. */
const groupByInstrument = (rows: readonly MetadataRow[], before: readonly MetadataRow[]): readonly MetadataRow[] =>
  namesOf(rows) === namesOf(before) ? rows : [...Map.groupBy(rows, ({ form_name }) => form_name).values()].flat();

const checkPlaces = (design: Design, fields: readonly FieldInput[]): UserErrorShape[] =>
  fields.flatMap((input, index) => {
    const path = ['fields', String(index)];
    const isTwice = fields.findIndex(({ fieldName }) => fieldName === input.fieldName) < index;
    if (isTwice) return [userError('VALIDATION', [...path, 'fieldName'], 'The same field is given twice.')];
    const after = input.afterField ?? null;
    if (after === null || fields.slice(0, index).some(({ fieldName }) => fieldName === after)) return [];
    return design.field(after) === undefined || after === input.fieldName
      ? [userError('NOT_FOUND', [...path, 'afterField'], 'There is no field with this name before it.')]
      : [];
  });

const checkRecordId = (design: Design, target: readonly MetadataRow[]): UserErrorShape[] => {
  const [first] = target;
  const { fieldName, row } = design.recordIdField;
  if (first === undefined) return [];
  if (first.field_name !== fieldName && target.some(({ field_name }) => field_name === fieldName)) {
    return [
      userError('VALIDATION', ['fields'], `The record ID field, ${fieldName}, must stay the first of the dictionary.`),
    ];
  }
  if (first.field_type === 'text' || first.field_type === row.field_type) return [];
  return [
    userError(
      'VALIDATION',
      ['fields'],
      `${first.field_name} is the first field and holds the record ID: it must be of type TEXT.`,
    ),
  ];
};

/** Another field for the record ID would leave all records without a name. */
export const checkRecords = (design: Design, changes: readonly DesignChange[]): UserErrorShape[] => {
  const { fieldName } = design.recordIdField;
  const isLost = changes.some(
    ({ kind, subject, risksData }) => kind === 'REMOVE' && subject === fieldName && risksData,
  );
  const message = `The record ID field, ${fieldName}, must stay the first of the dictionary while there are records.`;
  return isLost ? [userError('VALIDATION', ['fields'], message)] : [];
};

/**
 * Fields to add or change; with `replace` those not named are removed. REDCap replaces the whole dictionary at each
 * import, so the whole dictionary is always sent. REDCap: Import Metadata (Data Dictionary).
 */
export const planMetadata = async (
  source: ProjectSource,
  design: Design,
  { fields, replace, format }: MetadataInput,
): Promise<DesignPlan> => {
  const before = design.rows.metadata;
  const instruments = new Set(before.map(({ form_name }) => form_name));
  const work = fields.map((input, index) => {
    const known = design.field(input.fieldName);
    const row = rowOf(input, known, format);
    return { input, before: known, row, format, path: ['fields', String(index)] };
  });
  const errors = [...checkPlaces(design, fields), ...work.flatMap((check) => checkField(check, instruments))];
  if (fields.length === 0) errors.push(userError('VALIDATION', ['fields'], 'Name at least one field.'));
  const target = groupByInstrument(replace ? work.map(({ row }) => row) : merge(before, work), before);
  const paths = new Map(work.map(({ input, path }) => [input.fieldName, path]));
  if (errors.length === 0) {
    errors.push(...checkRecordId(design, target), ...checkMatrices(target, before, (name) => paths.get(name)));
  }
  const changes = errors.length > 0 ? [] : await planMetadataChanges(source, design, target);
  errors.push(...checkRecords(design, changes));
  return {
    changes: errors.length > 0 ? [] : changes,
    errors,
    calls: [writeCall(source, importMetadata, { rows: target })],
    isDone: (after) => holdsDictionary(after, target, before),
  };
};
