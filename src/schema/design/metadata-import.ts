import { planMetadata } from '../../writers/design/metadata.ts';
import { builder } from '../builder.ts';
import { designInputTexts, designPayload, ImportMode, runDesignMutation, type DesignRules } from './design-change.ts';
import { FieldTypeEnum } from './field-type.ts';
import { Field, fieldShape, type FieldShape } from './field.ts';

const rules: DesignRules = {
  developmentOnly: true,
  longitudinal: false,
  reads: ['project', 'metadata'],
  touches: ['metadata', 'fieldNames', 'instruments', 'mappings'],
};

const ChoiceInput = builder.inputType('ChoiceInput', {
  description: 'A choice of a field.',
  fields: (t) => ({
    code: t.string({ required: true, description: 'What REDCap stores.' }),
    label: t.string({ required: true, description: 'What people see. Cannot hold "|".' }),
  }),
});

const FieldInput = builder.inputType('FieldInput', {
  description: 'A field to add or change. Of a field that is there, what is left out stays as it is.',
  fields: (t) => ({
    fieldName: t.string({ required: true, description: 'Name of the variable.' }),
    instrument: t.string({
      required: true,
      description: 'Unique name of the instrument; one that is not there is created with the field.',
    }),
    fieldType: t.field({ type: FieldTypeEnum, required: true, description: 'What kind of field it is.' }),
    fieldLabel: t.string({ required: true, description: 'The label that people see; HTML is possible.' }),
    sectionHeader: t.string({ description: 'Heading of the section that begins with this field.' }),
    fieldNote: t.string({ description: 'Note beside the field.' }),
    choices: t.field({ type: [ChoiceInput], description: 'Choices of DROPDOWN, RADIO and CHECKBOX, all of them.' }),
    calculation: t.string({ description: "Calculation of CALC, in REDCap's logic language." }),
    textValidationType: t.string({ description: 'Validation of TEXT, for example `date_ymd` or `number`.' }),
    textValidationMin: t.string({ description: 'Smallest value accepted without a warning.' }),
    textValidationMax: t.string({ description: 'Largest value accepted without a warning.' }),
    isIdentifier: t.boolean({ description: 'The field identifies people.' }),
    isRequired: t.boolean({ description: 'People are asked to fill it.' }),
    branchingLogic: t.string({ description: 'When the field is shown.' }),
    fieldAnnotation: t.string({ description: 'Action tags and notes.' }),
    afterField: t.string({ description: 'The field behind which it goes; else the end of its instrument.' }),
  }),
});

const ImportMetadataInput = builder.inputType('ImportMetadataInput', {
  description: 'Fields to add or change.',
  fields: (t) => ({
    project: t.string({ required: true, description: designInputTexts.project }),
    fields: t.field({ type: [FieldInput], required: true, description: 'The fields.' }),
    mode: t.field({ type: ImportMode, required: true, defaultValue: 'MERGE', description: designInputTexts.mode }),
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
      'Adds and changes fields of the data dictionary. REDCap replaces the whole dictionary at each import, so the whole dictionary is read, changed, sent and read back. In Development only. REDCap: Import Metadata (Data Dictionary).',
    args: { input: t.arg({ type: ImportMetadataInput, required: true, description: 'What to import.' }) },
    resolve: (_root, { input }, context) =>
      runDesignMutation(context, input, rules, (source, design) =>
        planMetadata(source, design, input.fields, input.mode === 'REPLACE'),
      ),
  }),
);
