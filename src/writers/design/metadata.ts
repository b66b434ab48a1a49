import type { ChoiceNode } from '../../graph/dictionary/choice.ts';
import type { Design } from '../../graph/design/design.ts';
import type { FieldType } from '../../graph/dictionary/field-type.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { importMetadata, metadataColumns, type MetadataRow } from '../../redcap/methods/metadata.ts';
import type { DesignPlan } from './change.ts';
import { holdsDictionary, planMetadataChanges } from './metadata-change.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** A field to add or change; of a field that is there, what is left out stays as it is. */
export interface FieldInput {
  readonly fieldName: string;
  readonly instrument: string;
  readonly fieldType: FieldType;
  readonly fieldLabel: string;
  readonly sectionHeader?: string | null | undefined;
  readonly fieldNote?: string | null | undefined;
  readonly choices?: readonly ChoiceNode[] | null | undefined;
  readonly calculation?: string | null | undefined;
  readonly textValidationType?: string | null | undefined;
  readonly textValidationMin?: string | null | undefined;
  readonly textValidationMax?: string | null | undefined;
  readonly isIdentifier?: boolean | null | undefined;
  readonly isRequired?: boolean | null | undefined;
  readonly branchingLogic?: string | null | undefined;
  readonly fieldAnnotation?: string | null | undefined;
  readonly afterField?: string | null | undefined;
}

const typeCodes: Readonly<Partial<Record<FieldType, string>>> = {
  TEXT: 'text',
  NOTES: 'notes',
  CALC: 'calc',
  DROPDOWN: 'dropdown',
  RADIO: 'radio',
  CHECKBOX: 'checkbox',
  YESNO: 'yesno',
  TRUEFALSE: 'truefalse',
  FILE: 'file',
  SIGNATURE: 'file',
  SLIDER: 'slider',
  DESCRIPTIVE: 'descriptive',
};

const hasOptions = (type: FieldType): boolean => type === 'DROPDOWN' || type === 'RADIO' || type === 'CHECKBOX';

/** REDCap's own rule for names of fields and instruments. */
const isName = (name: string): boolean => /^[a-z](?!.*__)[a-z0-9_]*[a-z0-9]$|^[a-z]$/.test(name) && name.length <= 100;

const checkChoices = (input: FieldInput, path: readonly string[]): UserErrorShape[] => {
  if (!hasOptions(input.fieldType)) {
    return input.choices == null
      ? []
      : [
          userError(
            'VALIDATION',
            [...path, 'choices'],
            `Fields of type ${input.fieldType} have no choices of their own.`,
          ),
        ];
  }
  const choices = input.choices ?? [];
  if (choices.length === 0) return [userError('VALIDATION', [...path, 'choices'], 'Give at least one choice.')];
  return choices.flatMap(({ code, label }, index) => {
    const at = [...path, 'choices', String(index)];
    if (!/^[A-Za-z0-9._-]+$/.test(code)) {
      return [userError('VALIDATION', [...at, 'code'], 'A code has letters, digits, ".", "_" and "-" only.')];
    }
    if (choices.findIndex((other) => other.code === code) < index) {
      return [userError('VALIDATION', [...at, 'code'], 'The same code is given twice.')];
    }
    return label.includes('|')
      ? [userError('VALIDATION', [...at, 'label'], 'A label cannot hold "|": REDCap separates choices by it.')]
      : [];
  });
};

const checkField = (input: FieldInput, path: readonly string[]): UserErrorShape[] => {
  const errors: UserErrorShape[] = [];
  if (!isName(input.fieldName)) {
    errors.push(
      userError(
        'VALIDATION',
        [...path, 'fieldName'],
        'A field name begins with a letter and has small letters, digits and single underscores only.',
      ),
    );
  }
  if (!isName(input.instrument)) {
    errors.push(
      userError('VALIDATION', [...path, 'instrument'], 'Give the unique name of the instrument, not its label.'),
    );
  }
  if (typeCodes[input.fieldType] === undefined) {
    errors.push(
      userError(
        'VALIDATION',
        [...path, 'fieldType'],
        `REDCap's API does not create fields of type ${input.fieldType}.`,
      ),
    );
  }
  if (input.calculation != null && input.fieldType !== 'CALC') {
    errors.push(userError('VALIDATION', [...path, 'calculation'], 'Only fields of type CALC have a calculation.'));
  }
  if (input.textValidationType != null && input.fieldType !== 'TEXT') {
    errors.push(userError('VALIDATION', [...path, 'textValidationType'], 'Only fields of type TEXT are validated.'));
  }
  return [...errors, ...checkChoices(input, path)];
};

const emptyRow = Object.fromEntries(metadataColumns.map((column) => [column, ''])) as MetadataRow;

const flag = (value: boolean | null | undefined, before: string): string =>
  value === null || value === undefined ? before : value ? 'y' : '';

const optionsOf = (input: FieldInput, before: string): string => {
  if (hasOptions(input.fieldType))
    return (input.choices ?? []).map(({ code, label }) => `${code}, ${label}`).join(' | ');
  return input.fieldType === 'CALC' ? (input.calculation ?? before) : before;
};

const rowOf = (input: FieldInput, before: MetadataRow = emptyRow): MetadataRow => ({
  ...before,
  field_name: input.fieldName,
  form_name: input.instrument,
  section_header: input.sectionHeader ?? before.section_header,
  field_type: typeCodes[input.fieldType] ?? before.field_type,
  field_label: input.fieldLabel,
  select_choices_or_calculations: optionsOf(input, before.select_choices_or_calculations),
  field_note: input.fieldNote ?? before.field_note,
  text_validation_type_or_show_slider_number:
    input.fieldType === 'SIGNATURE'
      ? 'signature'
      : (input.textValidationType ?? before.text_validation_type_or_show_slider_number),
  text_validation_min: input.textValidationMin ?? before.text_validation_min,
  text_validation_max: input.textValidationMax ?? before.text_validation_max,
  identifier: flag(input.isIdentifier, before.identifier),
  required_field: flag(input.isRequired, before.required_field),
  branching_logic: input.branchingLogic ?? before.branching_logic,
  field_annotation: input.fieldAnnotation ?? before.field_annotation,
});

/** The dictionary with a new row behind `afterField`, else at the end of its instrument, else at the very end. */
const insert = (rows: readonly MetadataRow[], row: MetadataRow, afterField: string | null): MetadataRow[] => {
  const after =
    afterField === null
      ? rows.findLastIndex(({ form_name }) => form_name === row.form_name)
      : rows.findIndex(({ field_name }) => field_name === afterField);
  return after === -1 ? [...rows, row] : rows.toSpliced(after + 1, 0, row);
};

const merge = (before: readonly MetadataRow[], fields: readonly FieldInput[]): MetadataRow[] =>
  fields.reduce<MetadataRow[]>(
    (rows, input) => {
      const index = rows.findIndex(({ field_name }) => field_name === input.fieldName);
      const old = rows[index];
      if (old === undefined) return insert(rows, rowOf(input), input.afterField ?? null);
      const row = rowOf(input, old);
      const isMoved = (input.afterField ?? null) !== null || row.form_name !== old.form_name;
      return isMoved ? insert(rows.toSpliced(index, 1), row, input.afterField ?? null) : rows.with(index, row);
    },
    [...before],
  );

const checkDictionary = (design: Design, fields: readonly FieldInput[], replace: boolean): UserErrorShape[] => {
  const errors = fields.flatMap((input, index) => {
    const path = ['fields', String(index)];
    const isTwice = fields.findIndex(({ fieldName }) => fieldName === input.fieldName) < index;
    const after = input.afterField ?? null;
    const isAnchored =
      after === null ||
      design.field(after) !== undefined ||
      fields.slice(0, index).some((other) => other.fieldName === after);
    return [
      ...checkField(input, path),
      ...(isTwice ? [userError('VALIDATION', [...path, 'fieldName'], 'The same field is given twice.')] : []),
      ...(isAnchored
        ? []
        : [userError('NOT_FOUND', [...path, 'afterField'], 'There is no field with this name before it.')]),
    ];
  });
  if (fields.length === 0) errors.push(userError('VALIDATION', ['fields'], 'Name at least one field.'));
  const idField = design.recordIdField.fieldName;
  if (replace && fields[0]?.fieldName !== idField) {
    errors.push(userError('VALIDATION', ['fields', '0'], `The first field must stay the record id field, ${idField}.`));
  }
  return errors;
};

/**
 * Fields to add or change; with `replace` those not named are removed. REDCap replaces the whole dictionary at each
 * import, so the whole dictionary is always sent. REDCap: Import Metadata (Data Dictionary).
 */
export const planMetadata = async (
  source: ProjectSource,
  design: Design,
  fields: readonly FieldInput[],
  replace: boolean,
): Promise<DesignPlan> => {
  const errors = checkDictionary(design, fields, replace);
  const before = design.rows.metadata;
  const known = new Map(before.map((row) => [row.field_name, row]));
  const target = replace ? fields.map((input) => rowOf(input, known.get(input.fieldName))) : merge(before, fields);
  if (errors.length === 0 && target[0]?.field_name !== design.recordIdField.fieldName) {
    errors.push(userError('VALIDATION', ['fields'], 'The record id field must stay the first of the dictionary.'));
  }
  return {
    changes: errors.length > 0 ? [] : await planMetadataChanges(source, design, target),
    errors,
    calls: [() => source.write(importMetadata, { rows: target })],
    isDone: (after) => holdsDictionary(after, target, before),
  };
};
