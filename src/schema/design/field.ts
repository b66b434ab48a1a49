import { badUserInput } from '../../errors.ts';
import type { Design, FieldNode } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { readAtOnce } from '../../plan/mark.ts';
import { FieldTypeEnum } from './field-type.ts';
import { findInstrument, formatText, Instrument, instrumentShape, LabelFormat } from './instrument.ts';
import { Node, nodeId, projectOfNode, registerNode } from '../node.ts';
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

/** A text, or null for a blank one. */
const orNull = (text: string): string | null => (text === '' ? null : text);

export const Field = builder.objectRef<FieldShape>('Field');

Field.implement({
  description: 'A field of the data dictionary, also called a variable. REDCap: Export Metadata (Data Dictionary).',
  extensions: readAtOnce,
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id of the field.',
      resolve: ({ source, field }, _args, context) => nodeId(context, 'Field', [source.key, field.fieldName]),
    }),
    fieldName: t.string({
      description: 'Name of the variable, as the designer of the project wrote it (`field_name`).',
      resolve: ({ field }) => field.fieldName,
    }),
    instrument: t.field({
      type: Instrument,
      nullable: true,
      description:
        'The instrument that the field is on. Null only when the data dictionary names an instrument that REDCap does not list.',
      resolve: ({ source, design, field }) => {
        const instrument = design.instrument(field.instrument);
        return instrument === undefined ? null : instrumentShape(source, design, instrument);
      },
    }),
    position: t.int({
      description: 'Place of the field in the data dictionary, counted from 0.',
      resolve: ({ field }) => field.position,
    }),
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
      description:
        'Heading of the section that begins with this field (`section_header`). Null where no section begins.',
      args: { format: t.arg({ type: LabelFormat, defaultValue: 'PLAIN', description: 'Plain text or HTML.' }) },
      resolve: ({ field }, { format }) => orNull(formatText(field.row.section_header, format)),
    }),
    fieldNote: t.string({
      nullable: true,
      description: 'Note beside the field, often the unit (`field_note`). Null where there is none.',
      args: { format: t.arg({ type: LabelFormat, defaultValue: 'PLAIN', description: 'Plain text or HTML.' }) },
      resolve: ({ field }, { format }) => orNull(formatText(field.row.field_note, format)),
    }),
  }),
});

builder.objectField(Instrument, 'fields', (t) =>
  t.field({
    type: [Field],
    description: 'The fields of the instrument, in the order of the data dictionary.',
    resolve: ({ source, design, instrument }) =>
      design.fieldsOf(instrument.name).map((field) => fieldShape(source, design, field)),
  }),
);

builder.objectField(Project, 'recordIdField', (t) =>
  t.field({
    type: Field,
    description:
      'The field that holds the record name (record ID). It is the first field of the data dictionary, whatever its name.',
    resolve: async ({ source }) => {
      const design = await source.design();
      return fieldShape(source, design, design.recordIdField);
    },
  }),
);

builder.objectField(Project, 'metadata', (t) =>
  t.field({
    type: [Field],
    description:
      'The fields of the data dictionary, in its order. A name that the project does not have is refused, never ignored.',
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
  const source = projectOfNode(context, key);
  if (source === undefined || typeof name !== 'string') return null;
  const design = await source.design();
  const field = design.field(name);
  return field === undefined ? null : fieldShape(source, design, field);
});
