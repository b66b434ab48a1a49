import { badUserInput } from '../../errors.ts';
import type { fieldTypes } from '../../graph/dictionary/field-type.ts';
import type { ChoiceNode } from '../../graph/dictionary/choice.ts';
import type { Design, FieldNode } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { describedEnum } from '../described-enum.ts';
import { findInstrument, formatText, Instrument, instrumentShape, LabelFormat } from './instrument.ts';
import { Node, nodeId, registerNode } from '../node.ts';
import { Project } from '../project/project.ts';

/** A field with the design that it is part of. */
export interface FieldShape {
  readonly typeName: 'Field';
  readonly source: ProjectSource;
  readonly design: Design;
  readonly field: FieldNode;
}

/** A field's object in the graph. */
export const fieldShape = (source: ProjectSource, design: Design, field: FieldNode): FieldShape => ({
  typeName: 'Field',
  source,
  design,
  field,
});

/** The field with this name, which for a checkbox is the name without its code. */
export const findField = (design: Design, fieldName: string, argument: string): FieldNode => {
  const field = design.field(fieldName);
  if (field !== undefined) return field;
  const column = design.fieldOfColumn(fieldName);
  const hint =
    column === undefined
      ? '{ project { metadata { fieldName } } } lists those there are'
      : `this is a column of the checkbox ${column.field.fieldName}: give the field name`;
  throw badUserInput(`There is no field with this name in the project; ${hint}.`, argument);
};

const fieldTypeDescriptions: Readonly<Record<(typeof fieldTypes)[number], string>> = {
  TEXT: 'One line of text, a number, a date or a time: see textValidationType.',
  NOTES: 'Several lines of text.',
  CALC: 'Calculated by REDCap; cannot be imported.',
  DROPDOWN: 'One choice from a list.',
  RADIO: 'One choice from buttons.',
  CHECKBOX: 'Any number of choices.',
  YESNO: 'Yes (1) or No (0).',
  TRUEFALSE: 'True (1) or False (0).',
  FILE: 'An uploaded file.',
  SIGNATURE: 'A drawn signature, kept as an image file.',
  SLIDER: 'A whole number on a scale, 0 to 100 unless the field says otherwise.',
  DESCRIPTIVE: 'Text for people; holds no value.',
  SQL: "A choice from the result of a query that REDCap's API does not tell.",
  UNKNOWN: 'A type that this gateway does not know; its values are text.',
};

export const FieldTypeEnum = describedEnum(
  'FieldType',
  'What kind of field it is (`field_type`).',
  fieldTypeDescriptions,
);

export const Choice = builder.objectRef<ChoiceNode>('Choice');

Choice.implement({
  description: 'A choice of a field: the code that is stored and the label that people see.',
  fields: (t) => ({
    code: t.string({ description: 'What REDCap stores. Case matters.', resolve: ({ code }) => code }),
    label: t.string({
      description: 'What people see.',
      args: { format: t.arg({ type: LabelFormat, defaultValue: 'PLAIN', description: 'Plain text or HTML.' }) },
      resolve: ({ label }, { format }) => formatText(label, format),
    }),
  }),
});

const orNull = (text: string): string | null => (text === '' ? null : text);

export const Field = builder.objectRef<FieldShape>('Field');

Field.implement({
  description: 'A field of the data dictionary, also called a variable. REDCap: Export Metadata (Data Dictionary).',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id of the field.',
      resolve: ({ source, field }, _args, context) => nodeId(context, 'Field', [source.key, field.fieldName]),
    }),
    fieldName: t.string({
      description: 'Name of the variable (`field_name`), as the designer wrote it.',
      resolve: ({ field }) => field.fieldName,
    }),
    instrument: t.field({
      type: Instrument,
      nullable: true,
      description:
        'The instrument that the field is on. Null only when the dictionary names one that REDCap does not list.',
      resolve: ({ source, design, field }) => {
        const instrument = design.instrument(field.instrument);
        return instrument === undefined ? null : instrumentShape(source, design, instrument);
      },
    }),
    position: t.int({ description: 'Place in the dictionary, from 0.', resolve: ({ field }) => field.position }),
    fieldType: t.field({
      type: FieldTypeEnum,
      description: 'What kind of field it is (`field_type`).',
      resolve: ({ field }) => field.fieldType,
    }),
    fieldLabel: t.string({
      description: 'The label that people see (`field_label`).',
      args: { format: t.arg({ type: LabelFormat, defaultValue: 'PLAIN', description: 'Plain text or HTML.' }) },
      resolve: ({ field }, { format }) => formatText(field.row.field_label, format),
    }),
    sectionHeader: t.string({
      nullable: true,
      description: 'Heading of the section that begins with this field (`section_header`).',
      args: { format: t.arg({ type: LabelFormat, defaultValue: 'PLAIN', description: 'Plain text or HTML.' }) },
      resolve: ({ field }, { format }) => orNull(formatText(field.row.section_header, format)),
    }),
    fieldNote: t.string({
      nullable: true,
      description: 'Note beside the field, often its unit (`field_note`).',
      resolve: ({ field }) => orNull(formatText(field.row.field_note, 'PLAIN')),
    }),
  }),
});

/** What may be stored in the field. */
builder.objectFields(Field, (t) => ({
  choices: t.field({
    type: [Choice],
    nullable: true,
    description:
      'Choices in the order of display, those of yes/no and true/false included; null for fields that have none.',
    resolve: ({ field }) => (field.choices === null ? null : [...field.choices]),
  }),
  calculation: t.string({
    nullable: true,
    description: "The calculation of a calculated field, in REDCap's logic language.",
    resolve: ({ field }) => (field.fieldType === 'CALC' ? orNull(field.row.select_choices_or_calculations) : null),
  }),
  textValidationType: t.string({
    nullable: true,
    description:
      'How text is validated, for example `date_dmy` or `number_1dp` (`text_validation_type_or_show_slider_number`).',
    resolve: ({ field }) => orNull(field.row.text_validation_type_or_show_slider_number),
  }),
  textValidationMin: t.string({
    nullable: true,
    description: 'Smallest value that is accepted without a warning: a value, `today`, `now` or `[field]`.',
    resolve: ({ field }) => orNull(field.row.text_validation_min),
  }),
  textValidationMax: t.string({
    nullable: true,
    description: 'Largest value that is accepted without a warning: a value, `today`, `now` or `[field]`.',
    resolve: ({ field }) => orNull(field.row.text_validation_max),
  }),
}));

/** How the field behaves, and where a flat export has it. */
builder.objectFields(Field, (t) => ({
  isIdentifier: t.boolean({
    description: 'The field identifies people (`identifier`): it is withheld by some export rights.',
    resolve: ({ field }) => field.row.identifier === 'y',
  }),
  isRequired: t.boolean({
    description: 'People are asked to fill it (`required_field`). Imports are not refused without it.',
    resolve: ({ field }) => field.row.required_field === 'y',
  }),
  branchingLogic: t.string({
    nullable: true,
    description: 'When the field is shown (`branching_logic`). Hidden fields may hold values all the same.',
    resolve: ({ field }) => orNull(field.row.branching_logic),
  }),
  matrixGroupName: t.string({
    nullable: true,
    description: 'The matrix of fields that it is part of (`matrix_group_name`).',
    resolve: ({ field }) => orNull(field.row.matrix_group_name),
  }),
  fieldAnnotation: t.string({
    nullable: true,
    description: 'Action tags and notes (`field_annotation`).',
    resolve: ({ field }) => orNull(field.row.field_annotation),
  }),
  exportFieldNames: t.stringList({
    description:
      'Columns of a flat export that hold the field: for a checkbox one per choice, for example `race___1`; else the field name. REDCap: Export Field Names.',
    resolve: ({ field }) => [...field.columns],
  }),
}));

builder.objectField(Instrument, 'fields', (t) =>
  t.field({
    type: [Field],
    description: 'The fields of the instrument in order.',
    resolve: ({ source, design, instrument }) =>
      design.fieldsOf(instrument.name).map((field) => fieldShape(source, design, field)),
  }),
);

builder.objectField(Project, 'recordIdField', (t) =>
  t.field({
    type: Field,
    description: 'The field that holds the record name: the first of the dictionary, whatever it is called.',
    resolve: async ({ source }) => {
      const design = await source.design();
      return fieldShape(source, design, design.recordIdField);
    },
  }),
);

builder.objectField(Project, 'missingDataCodes', (t) =>
  t.field({
    type: [Choice],
    description: 'Codes that any field may hold in place of a value to say why there is none (`missing_data_codes`).',
    resolve: async ({ source }) => [...(await source.design()).missingDataCodes],
  }),
);

builder.objectField(Project, 'metadata', (t) =>
  t.field({
    type: [Field],
    description: 'The data dictionary in order. Unknown names are refused, never ignored.',
    args: {
      instruments: t.arg.stringList({ description: 'Only fields of these instruments.' }),
      fields: t.arg.stringList({ description: 'Only these fields.' }),
    },
    resolve: async ({ source }, { instruments, fields }) => {
      const design = await source.design();
      const onInstruments = instruments?.map((name) => findInstrument(design, name, 'instruments').name);
      const named = fields?.map((name) => findField(design, name, 'fields').fieldName);
      return design.fields
        .filter((field) => onInstruments?.includes(field.instrument) ?? true)
        .filter((field) => named?.includes(field.fieldName) ?? true)
        .map((field) => fieldShape(source, design, field));
    },
  }),
);

registerNode('Field', async ([key, name], context) => {
  const source = typeof key === 'string' ? context.projects.get(key) : undefined;
  if (source === undefined || typeof name !== 'string') return null;
  const design = await source.design();
  const field = design.field(name);
  return field === undefined ? null : fieldShape(source, design, field);
});
