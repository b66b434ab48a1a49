import type { ChoiceNode } from '../../graph/dictionary/choice.ts';
import { fieldTypeOf, validationOf, type FieldType } from '../../graph/dictionary/field-type.ts';
import { plainText } from '../../graph/dictionary/label.ts';
import {
  formatted,
  properties,
  type Property,
  type PropertyName,
  type PropertySource,
  type PropertyValue,
  type PropertyValues,
} from '../../graph/dictionary/property.ts';
import { hasOptionText, typeRules } from '../../graph/dictionary/type-rule.ts';
import { kindDeclared, kinds } from '../../graph/kind/table.ts';
import { metadataColumns, type MetadataRow } from '../../redcap/methods/metadata.ts';

/** A field to add or change. Of a field that is there, what is left out stays as it is, and null clears a text. */
export interface FieldInput extends PropertyValues {
  readonly fieldName: string;
  readonly instrument?: string | null | undefined;
  readonly fieldType?: FieldType | null | undefined;
  readonly afterField?: string | null | undefined;
}

/** How the texts of an input compare with those that are there: as people read them, or as they were written. */
export type TextFormat = 'PLAIN' | 'HTML';

/** The properties that share the column of choices; the last one that is given decides. */
export const optionNames = [
  'choices',
  'calculation',
  'sliderLabels',
  'ontology',
  'selectChoicesOrCalculations',
] as const satisfies readonly PropertyName[];

const emptyRow = Object.fromEntries(metadataColumns.map((column) => [column, ''])) as MetadataRow;

/** The type that an input gives the field. A file with the validation of signatures is a signature. */
export const typeOf = (input: FieldInput, before: PropertySource | undefined): FieldType => {
  const type = input.fieldType ?? before?.fieldType ?? 'UNKNOWN';
  return type === 'FILE' && input.textValidationType === 'signature' ? 'SIGNATURE' : type;
};

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === false || (Array.isArray(value) && !value.length);

const isEqual = (left: unknown, right: unknown): boolean =>
  (isNothing(left) && isNothing(right)) || JSON.stringify(left) === JSON.stringify(right);

const plainChoices = (choices: readonly ChoiceNode[]): ChoiceNode[] =>
  choices.map(({ code, label }) => ({ code, label: plainText(label) }));

/** A property as a caller who asks for plain text reads it. */
const readPlain = (name: PropertyName, field: PropertySource): unknown => {
  const value = properties[name].read(field);
  if (name === 'choices') return plainChoices(properties.choices.read(field) ?? []);
  return formatted.has(name) && typeof value === 'string' ? plainText(value) : value;
};

/** Whether the value is what the graph returns for the field. */
export const isRead = (
  name: PropertyName,
  value: PropertyValue<PropertyName> | null | undefined,
  field: PropertySource,
  format: TextFormat,
): boolean =>
  isEqual(value, properties[name].read(field)) || (format === 'PLAIN' && isEqual(value, readPlain(name, field)));

/** Of choices that change in part, those that read as before keep the label as the designer wrote it. */
export const keepLabels = (
  choices: readonly ChoiceNode[],
  before: readonly ChoiceNode[],
  format: TextFormat,
): readonly ChoiceNode[] => {
  if (format === 'HTML') return choices;
  const known = new Map(before.map(({ code, label }) => [code, label]));
  return choices.map((choice) => {
    const label = known.get(choice.code);
    return label !== undefined && plainText(label) === choice.label ? { ...choice, label } : choice;
  });
};

/** What stays of a field that gets another type: the columns that mean the same for both. */
const carry = ({ row, fieldType }: PropertySource, type: FieldType): MetadataRow => {
  if (fieldType === type) return row;
  const [old, now] = [typeRules[fieldType], typeRules[type]];
  const keepsOptions = now.options !== null && now.options === old.options;
  const validation = row.text_validation_type_or_show_slider_number;
  const keepsValidation = now.validations?.includes(validation) ?? false;
  const keepsLimits = old.hasLimits && now.hasLimits && fieldType !== 'TEXT' && type !== 'TEXT';
  return {
    ...row,
    ...(keepsOptions ? {} : { select_choices_or_calculations: '' }),
    ...(keepsValidation ? {} : { text_validation_type_or_show_slider_number: '' }),
    ...(keepsLimits ? {} : { text_validation_min: '', text_validation_max: '' }),
    ...(now.hasMatrix ? {} : { matrix_group_name: '', matrix_ranking: '' }),
  };
};

/** The text of a property's column, of a value that belongs to the property. */
const textOf = (
  name: PropertyName,
  value: PropertyValue<PropertyName> | null,
  before: PropertySource | undefined,
  format: TextFormat,
): string => {
  if (isNothing(value)) return '';
  const { write } = properties[name] as Property<unknown>;
  return write(name === 'choices' ? keepLabels(value as readonly ChoiceNode[], before?.choices ?? [], format) : value);
};

const writeProperties = (
  row: MetadataRow,
  input: FieldInput,
  before: PropertySource | undefined,
  format: TextFormat,
): MetadataRow => {
  const type = typeOf(input, before);
  const isKept = (name: PropertyName): boolean => before?.row[properties[name].column] === row[properties[name].column];
  // What was read of a field may be sent back with it. It then stays as it is spelled there.
  const stays = (name: PropertyName): boolean =>
    input[name] === undefined || (before !== undefined && isKept(name) && isRead(name, input[name], before, format));
  const names = (Object.keys(properties) as PropertyName[]).filter((name) => !stays(name));
  const others = names.filter((name) => properties[name].column !== 'select_choices_or_calculations');
  const options = optionNames.filter((name) => names.includes(name) && isWritable(name, type));
  return [...others, ...options].reduce(
    (written, name) => ({ ...written, [properties[name].column]: textOf(name, input[name] ?? null, before, format) }),
    row,
  );
};

/** The property means something for fields of the type. */
export const isWritable = (name: (typeof optionNames)[number], type: FieldType): boolean =>
  name === 'selectChoicesOrCalculations' ? hasOptionText(type) : typeRules[type].options === name;

const validationOfType = (row: MetadataRow, type: FieldType): string =>
  type === 'SIGNATURE' && fieldTypeOf(row) !== 'SIGNATURE'
    ? 'signature'
    : row.text_validation_type_or_show_slider_number;

/**
 * The row of the dictionary that an input makes. What is sent back as it was read stays byte for byte, however it is spelled
 * there; everything else is written in REDCap's own spelling.
 */
export const rowOf = (input: FieldInput, before: PropertySource | undefined, format: TextFormat): MetadataRow => {
  const type = typeOf(input, before);
  const kept = before === undefined ? emptyRow : carry(before, type);
  const field_type = before?.fieldType === type ? before.row.field_type : (typeRules[type].code ?? kept.field_type);
  const named = {
    ...kept,
    field_name: input.fieldName,
    form_name: input.instrument ?? kept.form_name,
    field_type,
  };
  const row = writeProperties(named, input, before, format);
  // A field that leaves its matrix is ranked no more, unless the caller says otherwise.
  const leaves = row.matrix_group_name === '' && kept.matrix_group_name !== '' && input.hasMatrixRanking === undefined;
  return {
    ...row,
    text_validation_type_or_show_slider_number: validationOfType(row, type),
    matrix_ranking: leaves ? '' : row.matrix_ranking,
  };
};

/** A field of this row, as the graph reads it. Yes/no and true/false have choices that no column names. */
export const sourceOf = (row: MetadataRow): PropertySource => {
  const declaration = { type: fieldTypeOf(row), validation: validationOf(row) };
  const { layout } = kinds[kindDeclared(declaration)];
  const text = row.select_choices_or_calculations;
  const choices = layout.choices({ fieldName: row.field_name, type: declaration.type, text, options: [], missing: [] });
  return { fieldType: declaration.type, row, choices };
};

/** What the graph would return of a field of this type whose columns are blank. */
export const blankOf = (type: FieldType): PropertySource =>
  sourceOf({
    ...emptyRow,
    field_type: typeRules[type].code ?? '',
    text_validation_type_or_show_slider_number: type === 'SIGNATURE' ? 'signature' : '',
  });
