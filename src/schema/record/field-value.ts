import type { Design, FieldNode } from '../../graph/design/design.ts';
import { readAbsence, readValue, type ReadContext } from '../../graph/value/read.ts';
import type { Absence, FieldValueNode } from '../../graph/value/value.ts';
import type { InstrumentDataNode } from '../../graph/record/record.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { Choice, Field, fieldShape } from '../design/field.ts';
import { describedEnum } from '../described-enum.ts';
import { implementationsNeedNothing, needs, needsNothing } from '../need.ts';
import { needBranching } from './need.ts';
import { StoredFile, storedFileShape } from './stored-file.ts';

/** Where a value is: a saved instrument, or an instrument of an event that may be saved or not. */
export type ValuePlace = Pick<InstrumentDataNode, 'record' | 'event' | 'instrument' | 'repeatInstance' | 'cells'>;

/** One value at its place in a record. */
export interface FieldValueShape<Value extends FieldValueNode = FieldValueNode> {
  readonly source: ProjectSource;
  readonly design: Design;
  readonly data: ValuePlace;
  readonly value: Value;
}

type Of<Kind extends FieldValueNode['kind']> = FieldValueShape<Extract<FieldValueNode, { kind: Kind }>>;

/** Reads one value of an instrument: a saved one, unless `state` says something else. */
export const fieldValueShape = (
  source: ProjectSource,
  design: Design,
  data: ValuePlace,
  field: FieldNode,
  state: Pick<ReadContext, 'exists' | 'isDesignated'> = { exists: true },
): FieldValueShape => ({
  source,
  design,
  data,
  value: readValue(field, data.cells, { design, columns: data.record.columns, ...state }),
});

const absences: Readonly<Record<Absence, string>> = {
  NOT_EXPORTED: "Withheld by the export rights of the token's user.",
  MISSING_DATA_CODE: 'A missing data code is stored; see missingDataCode.',
  NOT_DESIGNATED: 'The instrument of the field is not designated for this event.',
  FORM_NOT_STARTED: 'Nothing of the instrument, or of this instance of it, is saved.',
  HIDDEN: "The field's branching logic hides it here, and nothing is stored. A hidden field that holds a value has it.",
  BLANK:
    'Nothing is stored, and no other reason is sure: branching logic that cannot be evaluated for sure leaves it so.',
};

const AbsenceEnum = describedEnum(
  'Absence',
  'Why there is no value: the first reason that applies, in the order NOT_EXPORTED, MISSING_DATA_CODE, NOT_DESIGNATED, FORM_NOT_STARTED, HIDDEN, BLANK.',
  absences,
);

/** The object type of each kind of value. */
export const valueTypeNames: Readonly<Record<FieldValueNode['kind'], string>> = {
  text: 'TextValue',
  integer: 'IntegerValue',
  number: 'NumberValue',
  date: 'DateValue',
  datetime: 'DateTimeValue',
  time: 'TimeValue',
  boolean: 'BooleanValue',
  choice: 'ChoiceValue',
  checkbox: 'CheckboxValue',
  file: 'FileValue',
  none: 'TextValue',
};

export const FieldValue = builder.interfaceRef<FieldValueShape>('FieldValue');

FieldValue.implement({
  description:
    'The value of one field, typed by the dictionary and never by the data. `raw` is what REDCap stores, whatever it is; the typed value is null where the text does not fit.',
  // A kind reads its own fields off the value.
  extensions: implementationsNeedNothing,
  resolveType: ({ value }) => valueTypeNames[value.kind],
  fields: (t) => ({
    field: t.field({
      type: Field,
      description: 'The field.',
      extensions: needsNothing,
      resolve: ({ source, design, value }) => fieldShape(source, design, value.field),
    }),
    raw: t.string({
      nullable: true,
      description:
        'What REDCap stores, character for character; of a checkbox the checked codes, joined by commas. Null when absent.',
      extensions: needsNothing,
      resolve: ({ value }) => value.raw,
    }),
    label: t.string({
      nullable: true,
      description: 'What a person reads: labels of choices in plain text, else the stored text.',
      extensions: needsNothing,
      resolve: ({ value }) => value.label,
    }),
    absence: t.field({
      type: AbsenceEnum,
      nullable: true,
      description:
        'Why there is no value; null when there is one. To tell HIDDEN, REDCap is also asked for the fields that the branching logic looks at.',
      extensions: needs({ need: needBranching }),
      resolve: ({ design, data, value }) => readAbsence(value, data, design),
    }),
    missingDataCode: t.field({
      type: Choice,
      nullable: true,
      description: "The missing data code that is stored in the value's place.",
      extensions: needsNothing,
      resolve: ({ value }) => value.missingDataCode,
    }),
    isInvalid: t.boolean({
      description: 'The stored text does not fit the type of the field; the typed value is then null and raw is kept.',
      extensions: needsNothing,
      resolve: ({ value }) => value.isInvalid,
    }),
  }),
});

const interfaces = [FieldValue];

builder.objectRef<Of<'text'>>('TextValue').implement({
  description: 'Text, notes, and values of fields whose type is not known.',
  interfaces,
  fields: (t) => ({
    value: t.string({ nullable: true, description: 'The text.', resolve: ({ value }) => value.value }),
  }),
});

builder.objectRef<Of<'integer'>>('IntegerValue').implement({
  description: 'A whole number: fields validated as `integer`, and sliders.',
  interfaces,
  fields: (t) => ({
    value: t.int({
      nullable: true,
      description: "The number. Null beyond 32 bits, where GraphQL's Int ends: take `raw`.",
      resolve: ({ value }) => value.value,
    }),
  }),
});

builder.objectRef<Of<'number'>>('NumberValue').implement({
  description: 'A number: fields validated as `number` in any form, and calculated fields.',
  interfaces,
  fields: (t) => ({
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The number with a decimal point, whatever the field uses.',
      resolve: ({ value }) => value.value,
    }),
  }),
});

builder.objectRef<Of<'date'>>('DateValue').implement({
  description: 'A date, whatever the order of day and month that the field shows.',
  interfaces,
  fields: (t) => ({
    value: t.field({ type: 'Date', nullable: true, description: 'The date.', resolve: ({ value }) => value.value }),
  }),
});

builder.objectRef<Of<'datetime'>>('DateTimeValue').implement({
  description: 'A date and time without a zone.',
  interfaces,
  fields: (t) => ({
    value: t.field({
      type: 'LocalDateTime',
      nullable: true,
      description: 'The date and time.',
      resolve: ({ value }) => value.value,
    }),
  }),
});

builder.objectRef<Of<'time'>>('TimeValue').implement({
  description: 'A time of day or, validated as `time_mm_ss`, a length of time.',
  interfaces,
  fields: (t) => ({
    value: t.string({
      nullable: true,
      description: '`HH:MM`, `HH:MM:SS` or `MM:SS`, as the field is validated.',
      resolve: ({ value }) => value.value,
    }),
  }),
});

builder.objectRef<Of<'boolean'>>('BooleanValue').implement({
  description: 'Yes or no, true or false.',
  interfaces,
  fields: (t) => ({
    value: t.boolean({ nullable: true, description: 'The answer.', resolve: ({ value }) => value.value }),
  }),
});

builder.objectRef<Of<'choice'>>('ChoiceValue').implement({
  description: 'One choice: dropdowns and radio buttons.',
  interfaces,
  fields: (t) => ({
    code: t.string({
      nullable: true,
      description: 'The code of the choice; null when the stored code is no longer among the choices.',
      resolve: ({ value }) => value.choice?.code ?? null,
    }),
    choice: t.field({
      type: Choice,
      nullable: true,
      description: 'The choice. Null when the stored code is no longer among the choices; `raw` has it.',
      resolve: ({ value }) => value.choice,
    }),
  }),
});

builder.objectRef<Of<'checkbox'>>('CheckboxValue').implement({
  description:
    'Any number of choices. `checked` is empty both for "none apply" and for "never answered"; `formStarted` tells them apart as far as REDCap allows.',
  interfaces,
  fields: (t) => ({
    checked: t.field({
      type: [Choice],
      description: 'The checked choices in the order of the dictionary.',
      resolve: ({ value }) => [...value.checked],
    }),
    formStarted: t.boolean({
      description: 'Something is stored for the instrument.',
      resolve: ({ value }) => value.formStarted,
    }),
  }),
});

builder.objectRef<Of<'file'>>('FileValue').implement({
  description: 'An uploaded file or a signature.',
  interfaces,
  fields: (t) => ({
    file: t.field({
      type: StoredFile,
      nullable: true,
      description: 'The file; null when there is none.',
      resolve: ({ source, data, value }) =>
        value.fileName === null
          ? null
          : storedFileShape(source, {
              record: data.record.name,
              field: value.field.fieldName,
              event: data.event?.uniqueEventName ?? null,
              repeatInstance: data.repeatInstance,
              fileName: value.fileName,
            }),
    }),
  }),
});
