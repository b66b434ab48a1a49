import { parseChoices } from '../../state/design.ts';
import type { FieldDefinition } from '../../state/project.ts';

const fieldTypes: ReadonlySet<string> = new Set([
  'text',
  'notes',
  'calc',
  'dropdown',
  'radio',
  'checkbox',
  'yesno',
  'truefalse',
  'slider',
  'file',
  'descriptive',
  'sql',
]);

const choiceTypes: ReadonlySet<string> = new Set(['dropdown', 'radio', 'checkbox']);

const alignments: ReadonlySet<string> = new Set(['', 'RV', 'RH', 'LV', 'LH']);

/**
 * The values of column 8 for types other than text. Text fields take any validation, because institutions add their
 * own.
 */
const otherValidations: Readonly<Record<string, readonly string[]>> = {
  slider: ['number'],
  dropdown: ['autocomplete'],
  sql: ['autocomplete'],
  file: ['signature'],
};

/** Names of the API's own columns. */
const reserved = /^redcap_(event_name|repeat_instrument|repeat_instance|data_access_group|survey_identifier)$/;

const isGoodName = (name: string): boolean =>
  /^[a-z][a-z0-9_]*$/.test(name) && !name.includes('__') && !name.endsWith('_') && name.length <= 100;

const checkChoices = (field: FieldDefinition): string[] => {
  if (!choiceTypes.has(field.field_type)) return [];
  const codes = parseChoices(field.select_choices_or_calculations).map((choice) => choice.code);
  if (codes.length === 0) return [`The field "${field.field_name}" needs choices such as "1, One | 2, Two"`];
  const repeated = codes.filter((code, index) => codes.indexOf(code) !== index);
  return repeated.length > 0
    ? [`The field "${field.field_name}" has the choice code "${repeated.join('", "')}" more than once`]
    : [];
};

const checkValidation = (field: FieldDefinition): string[] => {
  const validation = field.text_validation_type_or_show_slider_number;
  const { field_name: name, field_type: type } = field;
  const problems: string[] = [];
  if (validation !== '' && type !== 'text' && !(otherValidations[type] ?? []).includes(validation)) {
    problems.push(`The field "${name}" cannot have the validation "${validation}", which is for text fields`);
  }
  const limits = [field.text_validation_min, field.text_validation_max].some((limit) => limit !== '');
  if (limits && type !== 'text' && type !== 'slider')
    problems.push(`The field "${name}" cannot have a minimum or maximum`);
  return problems;
};

const checkFlags = (field: FieldDefinition): string[] =>
  (['identifier', 'required_field', 'matrix_ranking'] as const)
    .filter((column) => !['', 'y'].includes(field[column]))
    .map((column) => `The field "${field.field_name}" must have "y" or nothing in the column "${column}"`);

const checkField = (field: FieldDefinition, before: FieldDefinition | undefined): string[] => {
  const { field_name: name } = field;
  const problems: string[] = [];
  if (before === undefined && !isGoodName(name)) {
    problems.push(
      `The field "${name}" has a bad name: only lower-case letters, digits and single underscores, beginning with a letter`,
    );
  }
  if (reserved.test(name)) problems.push(`The field "${name}" has a name that REDCap needs for itself`);
  if (before?.form_name !== field.form_name && !isGoodName(field.form_name)) {
    problems.push(`The field "${name}" has a bad form name: only lower-case letters, digits and single underscores`);
  }
  if (!fieldTypes.has(field.field_type))
    problems.push(`The field "${name}" has the unknown field type "${field.field_type}"`);
  const isSameQuery = before?.select_choices_or_calculations === field.select_choices_or_calculations;
  if (field.field_type === 'sql' && !isSameQuery)
    problems.push(`The field "${name}" is of type sql, which only administrators may set`);
  if (!alignments.has(field.custom_alignment)) problems.push(`The field "${name}" has an unknown custom alignment`);
  return [...problems, ...checkChoices(field), ...checkValidation(field), ...checkFlags(field)];
};

const checkMatrices = (fields: readonly FieldDefinition[]): string[] => {
  const problems: string[] = [];
  const closed = new Set<string>();
  fields.forEach((field, index) => {
    const name = field.matrix_group_name;
    if (name === '') return;
    const previous = fields[index - 1];
    const continues = previous?.matrix_group_name === name && previous.form_name === field.form_name;
    if (!continues && closed.has(name)) problems.push(`The fields of the matrix "${name}" must follow one another`);
    closed.add(name);
    if (field.field_type !== 'radio' && field.field_type !== 'checkbox') {
      problems.push(`The field "${field.field_name}" is in a matrix and must be of type radio or checkbox`);
    } else if (continues && previous.select_choices_or_calculations !== field.select_choices_or_calculations) {
      problems.push(`The fields of the matrix "${name}" must have the same choices`);
    }
  });
  return problems;
};

const checkNames = (fields: readonly FieldDefinition[]): string[] => {
  const names = fields.map((field) => field.field_name);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  const statuses = new Set(fields.map((field) => `${field.form_name}_complete`));
  return [
    ...[...repeated].map((name) => `The field name "${name}" is used more than once`),
    ...names.filter((name) => statuses.has(name)).map((name) => `The field name "${name}" belongs to a form's status`),
  ];
};

const checkRecordId = (first: FieldDefinition | undefined): string[] => {
  if (first === undefined) return ['There must be at least one field: the record ID field'];
  return first.field_type === 'text' ? [] : [`The first field "${first.field_name}" holds record IDs and must be text`];
};

/**
 * What is wrong with a dictionary, one sentence each. Empty when it may replace the project's dictionary.
 * Names that the project already has are never wrong, because old projects have names that REDCap no longer accepts.
 */
export const validateMetadata = (
  fields: readonly FieldDefinition[],
  before: readonly FieldDefinition[],
): readonly string[] => {
  const known = new Map(before.map((field) => [field.field_name, field]));
  return [
    ...checkRecordId(fields[0]),
    ...checkNames(fields),
    ...fields.flatMap((field) => checkField(field, known.get(field.field_name))),
    ...checkMatrices(fields),
  ];
};
