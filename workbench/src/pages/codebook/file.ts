import { writeCsv, writeExcelCsv } from '../../part/csv.ts';
import type { Cells } from '../../part/csv.ts';
import type { Codebook, CodebookField } from './field.ts';

/** REDCap's names of the columns of its Data Dictionary. */
const DICTIONARY_COLUMNS = [
  'Variable / Field Name',
  'Form Name',
  'Section Header',
  'Field Type',
  'Field Label',
  'Choices, Calculations, OR Slider Labels',
  'Field Note',
  'Text Validation Type OR Show Slider Number',
  'Text Validation Min',
  'Text Validation Max',
  'Identifier?',
  'Branching Logic (Show field only if...)',
  'Required Field?',
  'Custom Alignment',
  'Question Number (surveys only)',
  'Matrix Group Name',
  'Matrix Ranking?',
  'Field Annotation',
];

const yes = (is: boolean): string => (is ? 'y' : '');

/** REDCap stores a signature as a file whose validation says so. */
const typeOf = ({ fieldType }: CodebookField): string => (fieldType === 'SIGNATURE' ? 'file' : fieldType.toLowerCase());

const dictionaryRow = (field: CodebookField): Cells => [
  field.fieldName,
  field.instrument?.name ?? '',
  field.sectionHeaderHtml,
  typeOf(field),
  field.fieldLabelHtml,
  field.selectChoicesOrCalculations,
  field.fieldNoteHtml,
  field.textValidationType,
  field.textValidationMin,
  field.textValidationMax,
  yes(field.isIdentifier),
  field.branchingLogic,
  yes(field.isRequired),
  field.customAlignment,
  field.questionNumber,
  field.matrixGroupName,
  yes(field.hasMatrixRanking),
  field.fieldAnnotation,
];

/** The dictionary as REDCap's own page downloads and uploads it. */
export const writeDictionary = (fields: readonly CodebookField[]): string =>
  writeCsv([DICTIONARY_COLUMNS, ...fields.map(dictionaryRow)]);

const COLUMNS = [
  'field_name',
  'field_label',
  'instrument',
  'instrument_label',
  'field_type',
  'validation',
  'min',
  'max',
  'choices',
  'identifier',
  'required',
  'branching_logic',
  'calculation',
  'field_note',
  'section_header',
  'annotation',
];

/** The codebook for people: labels without HTML, one choice a line, safe for Excel. */
export const writeCodebook = (fields: readonly CodebookField[], { instruments }: Codebook): string => {
  const labels = new Map(instruments.map(({ name, label }) => [name, label]));
  const rows = fields.map((field): Cells => {
    const instrument = field.instrument?.name ?? '';
    return [
      field.fieldName,
      field.fieldLabel,
      instrument,
      labels.get(instrument) ?? '',
      field.fieldType.toLowerCase(),
      field.textValidationType,
      field.textValidationMin,
      field.textValidationMax,
      (field.choices ?? []).map(({ code, label }) => `${code} = ${label}`).join('\n'),
      yes(field.isIdentifier),
      yes(field.isRequired),
      field.branchingLogic,
      field.calculation,
      field.fieldNote,
      field.sectionHeader,
      field.fieldAnnotation,
    ];
  });
  return writeExcelCsv(COLUMNS, rows);
};
