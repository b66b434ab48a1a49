import type { Design, FieldNode } from '../../graph/design/design.ts';
import { readAbsence, readValue, type ReadContext } from '../../graph/value/read.ts';
import type { Absence } from '../../graph/value/absence.ts';
import type { FieldValueNode } from '../../graph/value/read.ts';
import type { InstrumentDataNode } from '../../graph/record/record.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { kinds } from '../../graph/kind/table.ts';
import { builder } from '../builder.ts';
import { Choice, choiceShape } from '../design/choice.ts';
import { Field, fieldShape } from '../design/field.ts';
import { describedEnum } from '../described-enum.ts';
import { formatShown, LabelFormat, shownFormat } from '../design/instrument.ts';
import { needs, needsNothing } from '../need.ts';
import { needBranching } from './need.ts';

/** Where a value is: a saved instrument, or an instrument of an event that may be saved or not. */
export type ValuePlace = Pick<InstrumentDataNode, 'record' | 'event' | 'instrument' | 'repeatInstance' | 'cells'>;

/** One value at its place in a record. */
export interface FieldValueShape {
  readonly source: ProjectSource;
  readonly design: Design;
  readonly data: ValuePlace;
  readonly value: FieldValueNode;
}

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
  NOT_EXPORTED: "Withheld by the export rights of the token's user, or by the policy of the caller.",
  MISSING_DATA_CODE: 'A missing data code is stored: see missingDataCode.',
  NOT_DESIGNATED: 'The instrument of the field is not designated for this event.',
  FORM_NOT_STARTED: 'Nothing of the instrument, or of this instance of it, is saved.',
  HIDDEN:
    'The branching logic hides the field here, and nothing is stored. A hidden field that holds a value shows it.',
  BLANK:
    'Nothing is stored, and no other reason is sure. So it is where the gateway cannot evaluate the branching logic for sure.',
};

/** Why there is no value. */
export const AbsenceEnum = describedEnum(
  'Absence',
  'Why there is no value: the first reason that applies, in the order NOT_EXPORTED, MISSING_DATA_CODE, NOT_DESIGNATED, FORM_NOT_STARTED, HIDDEN, BLANK.',
  absences,
);

export const FieldValue = builder.interfaceRef<FieldValueShape>('FieldValue');

FieldValue.implement({
  description:
    'The value of one field. The data dictionary decides its type, never the data. `raw` is what REDCap stores, whatever it is. The typed value is null where the stored text does not fit the type.',
  resolveType: ({ value }) => kinds[value.kind].output.name,
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
        'What REDCap stores, character for character. For a checkbox these are the checked codes, joined by commas. Null when there is no value.',
      extensions: needsNothing,
      resolve: ({ value }) => value.raw,
    }),
    label: t.string({
      nullable: true,
      description:
        'What a person reads: the labels of choices and of a missing data code, else the stored text. Null when there is no value.',
      args: { format: t.arg({ type: LabelFormat, defaultValue: 'PLAIN', description: shownFormat }) },
      extensions: needsNothing,
      resolve: ({ value }, { format }) => formatShown(value, format),
    }),
    absence: t.field({
      type: AbsenceEnum,
      nullable: true,
      description:
        'Why there is no value. Null when there is one. To recognize HIDDEN, the gateway also asks REDCap for the fields that the branching logic looks at.',
      extensions: needs({ need: needBranching }),
      resolve: ({ design, data, value }) => readAbsence(value, data, design),
    }),
    missingDataCode: t.field({
      type: Choice,
      nullable: true,
      description: 'The missing data code that is stored in place of a value. Null when there is none.',
      extensions: needsNothing,
      resolve: ({ source, value: { missingDataCode } }) =>
        missingDataCode === null ? null : choiceShape(source, null, missingDataCode),
    }),
    isInvalid: t.boolean({
      description:
        'The stored text does not fit the type of the field. The typed value is then null, and `raw` holds the text. A value is null for this reason or for the reason in `absence`, and never without one.',
      extensions: needsNothing,
      resolve: ({ value }) => value.isInvalid,
    }),
  }),
});
