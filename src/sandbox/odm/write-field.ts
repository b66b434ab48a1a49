import type { Choice } from '../state/design.ts';
import { checkboxColumn, choicesOf } from '../state/design.ts';
import type { FieldDefinition } from '../state/project.ts';
import { withoutTags } from '../wire/tag.ts';
import { makeElement, makeText } from './element.ts';
import type { XmlElement } from './xml.ts';
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

/** The optional attributes of an ItemDef in order; blank ones are left out. */
const listOptions = (field: FieldDefinition): [string, string][] => {
  const choices = field.select_choices_or_calculations;
  const options: [string, string][] = [
    ['redcap:TextValidationType', writeValidation(field)],
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
    // EVIDENCE.md#ontologies-in-xml
    ['redcap:OntologySearch', field.field_type === 'text' ? choices : ''],
    ['redcap:SliderLabels', field.field_type === 'slider' ? choices : ''],
    ['redcap:Calculation', field.field_type === 'calc' ? choices : ''],
  ];
  return options.filter(([, value]) => value !== '');
};

const makeTranslation = (text: string): XmlElement => makeText('TranslatedText', text);

const makeQuestion = (label: string): XmlElement => {
  const plain = withoutTags(label);
  const formatted = plain === label ? [] : [makeText('redcap:FormattedTranslatedText', label)];
  return makeElement('Question', [], [makeTranslation(plain), ...formatted]);
};

/** The limits of a field, of a slider too (EVIDENCE.md#sliders-in-xml). */
const makeLimits = (field: FieldDefinition): XmlElement[] => {
  const { text_validation_min: min, text_validation_max: max } = field;
  const range = `${min === '' ? 'no limit' : min} - ${max === '' ? 'no limit' : max}`;
  const message =
    `The value you provided is outside the suggested range (${range}). ` +
    'This value is admissible, but you may wish to double check it.';
  const check = (Comparator: string, value: string): XmlElement[] =>
    value === ''
      ? []
      : [
          makeElement('RangeCheck', { Comparator, SoftHard: 'Soft' }, [
            makeText('CheckValue', value),
            makeElement('ErrorMessage', [], [makeTranslation(message)]),
          ]),
        ];
  return [...check('GE', min), ...check('LE', max)];
};

const makeListReference = (item: string): XmlElement => makeElement('CodeListRef', { CodeListOID: `${item}.choices` });

/** The ItemDef of a field, or the ItemDefs of a checkbox's options. */
export const makeItemDefinitions = (field: FieldDefinition): XmlElement[] => {
  const dataType = dataTypeOf(field);
  const isNumber = field.field_type === 'text' && field.text_validation_type_or_show_slider_number === 'number';
  const hasList = field.field_type === 'checkbox' || listOf(field).length > 0;
  return itemsOf(field).map((item) =>
    makeElement(
      'ItemDef',
      [
        ['OID', item],
        ['Name', item],
        ['DataType', dataType],
        ['Length', String(lengthOf(field, dataType))],
        ...(isNumber ? [['SignificantDigits', '1'] as const] : []),
        ['redcap:Variable', field.field_name],
        ['redcap:FieldType', writeFieldType(field.field_type)],
        ...listOptions(field),
      ],
      [makeQuestion(field.field_label), ...(hasList ? [makeListReference(item)] : []), ...makeLimits(field)],
    ),
  );
};

/** The ItemDef of a form's status. */
export const makeStatusDefinition = (form: string): XmlElement => {
  const name = `${form}_complete`;
  return makeElement(
    'ItemDef',
    {
      OID: name,
      Name: name,
      DataType: 'text',
      Length: '1',
      'redcap:Variable': name,
      'redcap:FieldType': 'select',
      'redcap:SectionHeader': 'Form Status',
    },
    [makeQuestion('Complete?'), makeListReference(name)],
  );
};

/** The ItemDef of a column that is no field: a group, a survey identifier or a survey timestamp. */
export const makeSystemDefinition = (name: string, dataType: string, label: string): XmlElement =>
  makeElement('ItemDef', { OID: name, Name: name, DataType: dataType, Length: '999', 'redcap:Variable': name }, [
    makeQuestion(label),
  ]);

const makeCodeList = (
  item: string,
  variable: string,
  dataType: string,
  checkboxChoices: string | null,
  choices: readonly Choice[],
): XmlElement =>
  makeElement(
    'CodeList',
    [
      ['OID', `${item}.choices`],
      ['Name', item],
      ['DataType', dataType],
      ['redcap:Variable', variable],
      ...(checkboxChoices === null ? [] : [['redcap:CheckboxChoices', checkboxChoices] as const]),
    ],
    choices.map(({ code, label }) =>
      makeElement('CodeListItem', { CodedValue: code }, [makeElement('Decode', [], [makeTranslation(label)])]),
    ),
  );

const boxChoices: readonly Choice[] = [
  { code: '1', label: 'Checked' },
  { code: '0', label: 'Unchecked' },
];

/** The CodeList of a field, or the CodeLists of a checkbox's options. A field without choices has none. */
export const makeCodeLists = (field: FieldDefinition): XmlElement[] => {
  if (field.field_type !== 'checkbox') {
    const choices = listOf(field);
    return choices.length === 0
      ? []
      : [makeCodeList(field.field_name, field.field_name, dataTypeOf(field), null, choices)];
  }
  // The choices stand here as the dictionary has them, blanks around `|` included (EVIDENCE.md#choices-in-xml).
  const original = field.select_choices_or_calculations;
  return itemsOf(field).map((item) => makeCodeList(item, field.field_name, 'boolean', original, boxChoices));
};

/** The CodeList of a form's status. */
export const makeStatusCodeList = (form: string): XmlElement =>
  makeCodeList(`${form}_complete`, `${form}_complete`, 'text', null, statusChoices);
