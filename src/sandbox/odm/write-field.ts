import type { Choice } from '../state/design.ts';
import { checkboxColumn, choicesOf } from '../state/design.ts';
import type { FieldDefinition } from '../state/project.ts';
import { withoutTags } from '../wire/tag.ts';
import { escapeXml, writeAttributes } from './xml.ts';
import { writeFieldType, writeValidation } from './vocabulary.ts';

const statusChoices: readonly Choice[] = [
  { code: '0', label: 'Incomplete' },
  { code: '1', label: 'Unverified' },
  { code: '2', label: 'Complete' },
];

/** The choices of a field that has one code list; a checkbox has one for every option. */
const listOf = (field: FieldDefinition): readonly Choice[] => (field.field_type === 'checkbox' ? [] : choicesOf(field));

/** The item OIDs of a field: one, or one for each option of a checkbox. */
export const itemsOf = (field: FieldDefinition): string[] =>
  field.field_type === 'checkbox'
    ? [...new Set(choicesOf(field).map(({ code }) => checkboxColumn(field.field_name, code)))]
    : [field.field_name];

const validationTypes: readonly (readonly [pattern: RegExp, dataType: string])[] = [
  [/^date_/, 'date'],
  [/^datetime_seconds_/, 'datetime'],
  [/^datetime_/, 'partialDatetime'],
  [/^time$/, 'partialTime'],
  [/^integer$/, 'integer'],
  [/^number$|^number_\ddp$/, 'float'],
];

const dataTypeOf = (field: FieldDefinition): string => {
  if (['checkbox', 'yesno', 'truefalse'].includes(field.field_type)) return 'boolean';
  if (field.field_type === 'calc') return 'float';
  if (field.field_type === 'slider') return 'integer';
  if (field.field_type !== 'text') return 'text';
  const validation = field.text_validation_type_or_show_slider_number;
  return validationTypes.find(([pattern]) => pattern.test(validation))?.[1] ?? 'text';
};

const lengthOf = (field: FieldDefinition, dataType: string): number => {
  if (dataType === 'boolean') return 1;
  const choices = listOf(field);
  return choices.length === 0 ? 999 : Math.max(...choices.map(({ code }) => code.length));
};

/**
 * Whether a field's validation is in the file. A slider's validation is not, and its limits are not
 * (EVIDENCE.md#sliders-in-xml).
 */
const hasValidation = (field: FieldDefinition): boolean => field.field_type !== 'slider';

/** The optional attributes of an ItemDef in order; blank ones are left out. */
const writeOptions = (field: FieldDefinition): string => {
  const choices = field.select_choices_or_calculations;
  const validation = hasValidation(field) ? field.text_validation_type_or_show_slider_number : '';
  const options: [string, string][] = [
    ['redcap:TextValidationType', writeValidation(validation)],
    ['redcap:SectionHeader', field.section_header],
    ['redcap:FieldNote', field.field_note],
    ['redcap:Identifier', field.identifier],
    ['redcap:RequiredField', field.required_field],
    ['redcap:BranchingLogic', field.branching_logic],
    ['redcap:CustomAlignment', field.custom_alignment],
    ['redcap:QuestionNumber', field.question_number],
    ['redcap:FieldAnnotation', field.field_annotation],
    ['redcap:MatrixGroupName', field.matrix_group_name],
    ['redcap:MatrixRanking', field.matrix_ranking],
    ['redcap:SliderLabels', field.field_type === 'slider' ? choices : ''],
    ['redcap:Calculation', field.field_type === 'calc' ? choices : ''],
  ];
  return writeAttributes(options.filter(([, value]) => value !== ''));
};

const writeQuestion = (label: string): string => {
  const plain = withoutTags(label);
  const formatted =
    plain === label ? '' : `<redcap:FormattedTranslatedText>${escapeXml(label)}</redcap:FormattedTranslatedText>`;
  return `\t\t<Question><TranslatedText>${escapeXml(plain)}</TranslatedText>${formatted}</Question>\n`;
};

const writeLimits = (field: FieldDefinition): string => {
  if (!hasValidation(field)) return '';
  const { text_validation_min: min, text_validation_max: max } = field;
  const range = `${min === '' ? 'no limit' : min} - ${max === '' ? 'no limit' : max}`;
  const message =
    `The value you provided is outside the suggested range (${range}). ` +
    'This value is admissible, but you may wish to double check it.';
  const check = (comparator: string, value: string): string =>
    value === ''
      ? ''
      : `\t\t<RangeCheck Comparator="${comparator}" SoftHard="Soft">\n` +
        `\t\t\t<CheckValue>${escapeXml(value)}</CheckValue>\n` +
        `\t\t\t<ErrorMessage><TranslatedText>${escapeXml(message)}</TranslatedText></ErrorMessage>\n` +
        '\t\t</RangeCheck>\n';
  return check('GE', min) + check('LE', max);
};

const writeListReference = (item: string): string => `\t\t<CodeListRef CodeListOID="${item}.choices"/>\n`;

/** The ItemDef of a field, or the ItemDefs of a checkbox's options. */
export const writeItemDefinitions = (field: FieldDefinition): string => {
  const dataType = dataTypeOf(field);
  const isNumber = field.field_type === 'text' && field.text_validation_type_or_show_slider_number === 'number';
  const digits = isNumber ? ' SignificantDigits="1"' : '';
  const hasList = field.field_type === 'checkbox' || listOf(field).length > 0;
  return itemsOf(field)
    .map(
      (item) =>
        `\t<ItemDef OID="${item}" Name="${item}" DataType="${dataType}" Length="${String(lengthOf(field, dataType))}"` +
        `${digits} redcap:Variable="${field.field_name}" redcap:FieldType="${writeFieldType(field.field_type)}"` +
        `${writeOptions(field)}>\n${writeQuestion(field.field_label)}` +
        `${hasList ? writeListReference(item) : ''}${writeLimits(field)}\t</ItemDef>\n`,
    )
    .join('');
};

/** The ItemDef of a form's status. */
export const writeStatusDefinition = (form: string): string =>
  `\t<ItemDef OID="${form}_complete" Name="${form}_complete" DataType="text" Length="1" ` +
  `redcap:Variable="${form}_complete" redcap:FieldType="select" redcap:SectionHeader="Form Status">\n` +
  `${writeQuestion('Complete?')}${writeListReference(`${form}_complete`)}\t</ItemDef>\n`;

/** The ItemDef of a column that is no field: a group, a survey identifier or a survey timestamp. */
export const writeSystemDefinition = (name: string, dataType: string, label: string): string =>
  `\t<ItemDef OID="${name}" Name="${name}" DataType="${dataType}" Length="999" redcap:Variable="${name}">\n` +
  `${writeQuestion(label)}\t</ItemDef>\n`;

const writeCodeList = (
  item: string,
  variable: string,
  dataType: string,
  checkboxChoices: string | null,
  choices: readonly Choice[],
): string => {
  const original = checkboxChoices === null ? '' : ` redcap:CheckboxChoices="${escapeXml(checkboxChoices)}"`;
  const items = choices
    .map(
      ({ code, label }) =>
        `\t\t<CodeListItem CodedValue="${escapeXml(code)}"><Decode><TranslatedText>${escapeXml(label)}` +
        '</TranslatedText></Decode></CodeListItem>\n',
    )
    .join('');
  return (
    `\t<CodeList OID="${item}.choices" Name="${item}" DataType="${dataType}" redcap:Variable="${variable}"${original}>\n` +
    `${items}\t</CodeList>\n`
  );
};

const boxChoices: readonly Choice[] = [
  { code: '1', label: 'Checked' },
  { code: '0', label: 'Unchecked' },
];

/** The CodeList of a field, or the CodeLists of a checkbox's options. A field without choices has "". */
export const writeCodeLists = (field: FieldDefinition): string => {
  if (field.field_type !== 'checkbox') {
    const choices = listOf(field);
    return choices.length === 0
      ? ''
      : writeCodeList(field.field_name, field.field_name, dataTypeOf(field), null, choices);
  }
  const original = field.select_choices_or_calculations
    .split('|')
    .map((piece) => piece.trim())
    .join('|');
  return itemsOf(field)
    .map((item) => writeCodeList(item, field.field_name, 'boolean', original, boxChoices))
    .join('');
};

/** The CodeList of a form's status. */
export const writeStatusCodeList = (form: string): string =>
  writeCodeList(`${form}_complete`, `${form}_complete`, 'text', null, statusChoices);
