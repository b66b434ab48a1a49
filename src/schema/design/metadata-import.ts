import { planMetadata } from '../../writers/design/metadata.ts';
import { builder } from '../builder.ts';
import { designInputTexts, designPayload, ImportMode, runDesignMutation, type DesignRules } from './design-change.ts';
import { CustomAlignmentEnum, FieldTypeEnum } from './field-type.ts';
import { Field, fieldShape, type FieldShape } from './field.ts';
import { LabelFormat } from './instrument.ts';

const rules: DesignRules = {
  replaces: 'METADATA',
  developmentOnly: true,
  longitudinal: false,
  reads: ['project', 'metadata'],
  touches: ['metadata', 'fieldNames', 'instruments', 'mappings'],
};

const ChoiceInput = builder.inputType('ChoiceInput', {
  description: 'A choice of a field.',
  fields: (t) => ({
    code: t.string({ required: true, description: 'What REDCap stores.' }),
    label: t.string({ required: true, description: 'What people see; HTML is possible. Cannot hold "|".' }),
  }),
});

/** What the arguments of a field mean. */
const texts = {
  fieldName: 'Name of the variable (`field_name`).',
  instrument:
    'Unique name of the instrument (`form_name`); one that is not there is created with the field. A new field needs it.',
  fieldType: 'What kind of field it is (`field_type`). A new field needs it.',
  fieldLabel: 'The label that people see (`field_label`); HTML is possible. A new field needs it.',
  sectionHeader: 'Heading of the section that begins with this field (`section_header`); HTML is possible.',
  fieldNote: 'Note beside the field (`field_note`); HTML is possible.',
  choices: 'Choices of DROPDOWN, RADIO and CHECKBOX, all of them. A new field of these types needs them.',
  calculation: "Equation of CALC, in REDCap's logic.",
  sliderLabels: 'Labels of SLIDER: left, middle, right; `""` for none in a place. Cannot hold "|".',
  ontology: 'Ontology in which people search for the text of TEXT, for example `BIOPORTAL:HP`.',
  selectChoicesOrCalculations:
    'The column that choices, calculation, sliderLabels and ontology stand in, as REDCap stores it (`select_choices_or_calculations`). It keeps every blank and sets the query of SQL, which REDCap takes from administrators alone. It may stand beside one of those four: what differs from what is there counts, and where both do, both have to say the same.',
  textValidationType:
    'Validation of TEXT, for example `date_ymd` or `number`; `number` for a SLIDER that shows its number, `autocomplete` for a DROPDOWN or SQL with a search, `signature` for SIGNATURE (`text_validation_type_or_show_slider_number`).',
  textValidationMin:
    'Smallest value of TEXT accepted without a warning, or left end of SLIDER, a whole number (`text_validation_min`).',
  textValidationMax:
    'Largest value of TEXT accepted without a warning, or right end of SLIDER, a whole number (`text_validation_max`).',
  isIdentifier: 'The field identifies people (`identifier`).',
  isRequired: 'People are asked to fill it (`required_field`).',
  branchingLogic: 'When the field is shown (`branching_logic`).',
  customAlignment: "Where the field stands on the page (`custom_alignment`); null for REDCap's default, which is RV.",
  questionNumber: 'Number of the question in a survey that numbers questions by hand (`question_number`).',
  matrixGroupName:
    'Name of the matrix of RADIO or CHECKBOX fields that the field is part of (`matrix_group_name`). The fields of a matrix follow one another and have the same choices.',
  hasMatrixRanking: 'In the matrix each choice may be taken once only (`matrix_ranking`).',
  fieldAnnotation: 'Action tags and notes (`field_annotation`).',
  afterField:
    'With MERGE, the field behind which it goes. Left out, a field stays, and a new one goes to the end of its matrix or of its instrument. With REPLACE the order of the list counts.',
} as const;

const FieldInput = builder.inputType('FieldInput', {
  description:
    'A field to add or change. Of a field that is there, what is left out stays as it is, and null clears it. Everything that `Field` returns may be sent back, and changes nothing.',
  fields: (t) => ({
    fieldName: t.string({ required: true, description: texts.fieldName }),
    instrument: t.string({ description: texts.instrument }),
    fieldType: t.field({ type: FieldTypeEnum, description: texts.fieldType }),
    fieldLabel: t.string({ description: texts.fieldLabel }),
    sectionHeader: t.string({ description: texts.sectionHeader }),
    fieldNote: t.string({ description: texts.fieldNote }),
    choices: t.field({ type: [ChoiceInput], description: texts.choices }),
    calculation: t.string({ description: texts.calculation }),
    sliderLabels: t.stringList({ description: texts.sliderLabels }),
    ontology: t.string({ description: texts.ontology }),
    selectChoicesOrCalculations: t.string({ description: texts.selectChoicesOrCalculations }),
    textValidationType: t.string({ description: texts.textValidationType }),
    textValidationMin: t.string({ description: texts.textValidationMin }),
    textValidationMax: t.string({ description: texts.textValidationMax }),
    isIdentifier: t.boolean({ description: texts.isIdentifier }),
    isRequired: t.boolean({ description: texts.isRequired }),
    branchingLogic: t.string({ description: texts.branchingLogic }),
    customAlignment: t.field({ type: CustomAlignmentEnum, description: texts.customAlignment }),
    questionNumber: t.string({ description: texts.questionNumber }),
    matrixGroupName: t.string({ description: texts.matrixGroupName }),
    hasMatrixRanking: t.boolean({ description: texts.hasMatrixRanking }),
    fieldAnnotation: t.string({ description: texts.fieldAnnotation }),
    afterField: t.string({ description: texts.afterField }),
  }),
});

const ImportMetadataInput = builder.inputType('ImportMetadataInput', {
  description: 'Fields to add or change.',
  fields: (t) => ({
    project: t.string({ required: true, description: designInputTexts.project }),
    fields: t.field({ type: [FieldInput], required: true, description: 'The fields.' }),
    mode: t.field({ type: ImportMode, required: true, defaultValue: 'MERGE', description: designInputTexts.mode }),
    format: t.field({
      type: LabelFormat,
      required: true,
      defaultValue: 'PLAIN',
      description:
        'In which format labels, section headers and notes were read. PLAIN: a text that reads like the one that is there leaves it as it is, with its HTML. HTML: every text is stored as it is given, so that HTML can also be taken away.',
    }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: designInputTexts.dryRun }),
    allowDataLoss: t.boolean({ required: true, defaultValue: false, description: designInputTexts.allowDataLoss }),
    expectedRevision: t.string({ description: designInputTexts.expectedRevision }),
  }),
});

const MetadataPayload = designPayload<FieldShape>('MetadataPayload', 'What a change of the data dictionary did.', {
  type: Field,
  read: (source, design) => design.fields.map((field) => fieldShape(source, design, field)),
});

builder.mutationField('importMetadata', (t) =>
  t.field({
    type: MetadataPayload,
    nullable: true,
    description:
      'Adds and changes fields of the data dictionary. REDCap replaces the whole dictionary at each import, so the whole dictionary is read, changed, sent and read back. What `Project.metadata` returns may be sent back and changes nothing. It needs `allowDataLoss` only where records hold data that a change puts at risk. In Development only. REDCap: Import Metadata (Data Dictionary).',
    args: { input: t.arg({ type: ImportMetadataInput, required: true, description: 'What to import.' }) },
    resolve: (_root, { input }, context) =>
      runDesignMutation(context, input, rules, (source, design) =>
        planMetadata(source, design, {
          fields: input.fields,
          replace: input.mode === 'REPLACE',
          format: input.format,
        }),
      ),
  }),
);
