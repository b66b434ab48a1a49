import { properties } from '../../graph/dictionary/property.ts';
import { builder } from '../builder.ts';
import { CustomAlignmentEnum } from './field-type.ts';
import { Choice, choiceShape } from './choice.ts';
import { Field } from './field.ts';

/** What may be stored in the field. */
builder.objectFields(Field, (t) => ({
  choices: t.field({
    type: [Choice],
    nullable: true,
    description:
      'The choices in the order in which REDCap shows them. Yes/No and True/False fields have choices too. Null for fields without choices.',
    resolve: ({ source, field }) =>
      field.choices?.map((choice) => choiceShape(source, field.fieldName, choice)) ?? null,
  }),
  calculation: t.string({
    nullable: true,
    description: "The equation of a calculated field, in REDCap's logic. Null for all other fields.",
    resolve: ({ field }) => properties.calculation.read(field),
  }),
  sliderLabels: t.stringList({
    nullable: true,
    description:
      'The labels of a slider: left, middle, right; a blank text where there is none. Null for a slider without labels and for all other fields.',
    resolve: ({ field }) => {
      const labels = properties.sliderLabels.read(field);
      return labels === null ? null : [...labels];
    },
  }),
  ontology: t.string({
    nullable: true,
    description:
      'The ontology in which people search for the text of a text field, for example `BIOPORTAL:HP`. Null where there is none.',
    resolve: ({ field }) => properties.ontology.read(field),
  }),
  selectChoicesOrCalculations: t.string({
    nullable: true,
    description:
      'The column that choices, calculation, sliderLabels and ontology are read from, as REDCap stores it (`select_choices_or_calculations`). Null where it is blank.',
    resolve: ({ field }) => properties.selectChoicesOrCalculations.read(field),
  }),
  textValidationType: t.string({
    nullable: true,
    description:
      'How REDCap validates the text, for example `date_dmy` or `number_1dp`; `number` for a slider that shows its number, `autocomplete` for a drop-down with a search, `signature` for a signature (`text_validation_type_or_show_slider_number`). Null where there is none.',
    resolve: ({ field }) => properties.textValidationType.read(field),
  }),
  textValidationMin: t.string({
    nullable: true,
    description:
      'The smallest value that REDCap accepts without a warning: a value, `today`, `now` or `[field]`; for a slider its left end (`text_validation_min`).',
    resolve: ({ field }) => properties.textValidationMin.read(field),
  }),
  textValidationMax: t.string({
    nullable: true,
    description:
      'The largest value that REDCap accepts without a warning: a value, `today`, `now` or `[field]`; for a slider its right end (`text_validation_max`).',
    resolve: ({ field }) => properties.textValidationMax.read(field),
  }),
}));

/** How the field behaves, and where a flat export has it. */
builder.objectFields(Field, (t) => ({
  isIdentifier: t.boolean({
    description: 'The field identifies people (`identifier`). Some export rights withhold it.',
    resolve: ({ field }) => properties.isIdentifier.read(field) === true,
  }),
  isRequired: t.boolean({
    description:
      'People are asked to fill in the field (`required_field`). REDCap does not refuse an import without it.',
    resolve: ({ field }) => properties.isRequired.read(field) === true,
  }),
  branchingLogic: t.string({
    nullable: true,
    description:
      'REDCap shows the field when this logic is true (`branching_logic`). A hidden field may hold a value all the same.',
    resolve: ({ field }) => properties.branchingLogic.read(field),
  }),
  customAlignment: t.field({
    type: CustomAlignmentEnum,
    nullable: true,
    description: "Where the field stands on the page (`custom_alignment`). Null for REDCap's default, which is RV.",
    resolve: ({ field }) => properties.customAlignment.read(field),
  }),
  questionNumber: t.string({
    nullable: true,
    description:
      'Number of the question in a survey that numbers questions by hand (`question_number`). Null where there is none.',
    resolve: ({ field }) => properties.questionNumber.read(field),
  }),
  matrixGroupName: t.string({
    nullable: true,
    description: 'Name of the matrix of fields that the field is part of (`matrix_group_name`).',
    resolve: ({ field }) => properties.matrixGroupName.read(field),
  }),
  hasMatrixRanking: t.boolean({
    description: 'In the matrix of the field each choice may be taken once only (`matrix_ranking`).',
    resolve: ({ field }) => properties.hasMatrixRanking.read(field) === true,
  }),
  fieldAnnotation: t.string({
    nullable: true,
    description: 'Action tags and notes (`field_annotation`).',
    resolve: ({ field }) => properties.fieldAnnotation.read(field),
  }),
  exportFieldNames: t.stringList({
    description:
      'Names of the columns that hold the field in a flat export. A checkbox has one for each choice, for example `race___1`. REDCap: Export Field Names.',
    resolve: ({ field }) => [...field.columns],
  }),
}));
