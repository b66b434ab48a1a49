import type { FieldNameRow } from '../../redcap/methods/field-name.ts';
import { metadataColumns } from '../../redcap/methods/metadata.ts';
import type { MetadataRow } from '../../redcap/methods/metadata.ts';
import { checkboxColumn, parseChoices, trueFalseChoices, yesNoChoices } from '../dictionary/choice.ts';
import type { ChoiceNode, FieldNode } from './design.ts';
import { fieldTypeOf, hasNoMissing, valueKindOf } from '../dictionary/field-type.ts';

/** The dictionary as nodes; a name that comes twice counts once, the first time. */
export const buildFields = (
  metadata: readonly MetadataRow[],
  fieldNames: readonly FieldNameRow[],
  missingDataCodes: readonly ChoiceNode[],
): FieldNode[] => {
  const optionsByField = new Map<string, FieldNameRow[]>();
  for (const row of fieldNames) {
    if (row.choice_value === '') continue;
    const options = optionsByField.get(row.original_field_name);
    if (options) options.push(row);
    else optionsByField.set(row.original_field_name, [row]);
  }
  const rowByName = new Map<string, MetadataRow>();
  for (const row of metadata)
    if (row.field_name !== '' && !rowByName.has(row.field_name)) rowByName.set(row.field_name, row);
  return [...rowByName.values()].map((row, position) =>
    buildField(row, position, optionsByField.get(row.field_name) ?? [], missingDataCodes),
  );
};

/** Stands in where a dictionary is empty, so that a design can be built of anything; loaders refuse such an answer. */
export const buildMissingRecordIdField = (): FieldNode => {
  const row = Object.fromEntries(metadataColumns.map((column) => [column, ''])) as MetadataRow;
  return buildField({ ...row, field_name: 'record_id', field_type: 'text' }, 0, [], []);
};

const buildField = (
  row: MetadataRow,
  position: number,
  options: readonly FieldNameRow[],
  missingDataCodes: readonly ChoiceNode[],
): FieldNode => {
  const isRecordId = position === 0;
  const fieldType = fieldTypeOf(row);
  const kind = valueKindOf(row, isRecordId);
  const missing = hasNoMissing(row) ? [] : missingDataCodes;
  const choices = buildChoices(row, kind === 'text' ? [] : options, missing);
  const columnByCode = kind === 'checkbox' ? buildColumns(row.field_name, choices ?? [], options, missing) : new Map();
  const plainColumns = kind === 'none' ? [] : [row.field_name];
  return {
    fieldName: row.field_name,
    instrument: row.form_name,
    position,
    fieldType,
    kind,
    choices,
    columns: kind === 'checkbox' ? [...new Set(columnByCode.values())] : plainColumns,
    columnByCode,
    isRecordId,
    row,
  };
};

const buildChoices = (
  row: MetadataRow,
  options: readonly FieldNameRow[],
  missing: readonly ChoiceNode[],
): readonly ChoiceNode[] | null => {
  const text = row.select_choices_or_calculations;
  switch (fieldTypeOf(row)) {
    case 'DROPDOWN':
    case 'RADIO':
      return parseChoices(text);
    case 'CHECKBOX':
      return parseChoices(text, knownCodes(text, options, missing));
    case 'YESNO':
      return yesNoChoices;
    case 'TRUEFALSE':
      return trueFalseChoices;
    default:
      return null;
  }
};

/** A checkbox has a column a missing data code too, which is no choice unless the designer wrote it as one. */
const knownCodes = (text: string, options: readonly FieldNameRow[], missing: readonly ChoiceNode[]): string[] => {
  const written = new Set(parseChoices(text).map((choice) => choice.code));
  const missingCodes = new Set(missing.map((choice) => choice.code));
  return options.map((row) => row.choice_value).filter((code) => written.has(code) || !missingCodes.has(code));
};

/** Export Field Names is believed; only where it is silent about the field are the columns worked out. */
const buildColumns = (
  fieldName: string,
  choices: readonly ChoiceNode[],
  options: readonly FieldNameRow[],
  missing: readonly ChoiceNode[],
): Map<string, string> => {
  if (options.length > 0) return new Map(options.map((row) => [row.choice_value, row.export_field_name]));
  return new Map([...choices, ...missing].map(({ code }) => [code, checkboxColumn(fieldName, code)]));
};
