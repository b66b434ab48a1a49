import type { DataDesignQuery } from './generated/graphql.ts';
import type { Comparison } from './search.ts';

/** The design of a project, as the page needs it. */
export type Design = NonNullable<DataDesignQuery['project']>;

/** One of its instruments. */
export type Instrument = Design['instruments'][number];

type DesignField = Instrument['fields'][number];

/** What a value is, as far as it decides how people filter. */
export type FilterKind = 'text' | 'code' | 'number' | 'date' | 'datetime' | 'time' | 'choice' | 'checkbox' | 'file';

/** Something that can be filtered: a field, or the form status. */
export interface FilterField {
  readonly name: string;
  readonly label: string;
  readonly kind: FilterKind;
  readonly choices: readonly { readonly code: string; readonly label: string }[];
  readonly isIdentifier: boolean;
}

/** Fields on a page that nobody has chosen columns for. More are slow to read, for people and for REDCap. */
export const USUAL_COLUMNS = 20;

const kindOfText = (validation: string): FilterKind => {
  if (validation.startsWith('datetime_')) return 'datetime';
  if (validation.startsWith('date_')) return 'date';
  if (validation.startsWith('time')) return 'time';
  return validation.startsWith('number') || validation.startsWith('int') ? 'number' : 'text';
};

const kindOf = ({ fieldType, textValidationType, choices }: DesignField): FilterKind => {
  switch (fieldType) {
    case 'CHECKBOX':
      return 'checkbox';
    case 'FILE':
    case 'SIGNATURE':
      return 'file';
    case 'CALC':
    case 'SLIDER':
      return 'number';
    case 'TEXT':
      return kindOfText(textValidationType ?? '');
    case 'SQL':
      return 'code';
    default:
      return choices === null ? 'text' : 'choice';
  }
};

/** The fields of an instrument that may be columns: those with values, but the record's name, which is there anyway. */
export const columnFields = (design: Design, instrument: Instrument): readonly DesignField[] =>
  instrument.fields.filter(
    ({ fieldName, fieldType }) => fieldType !== 'DESCRIPTIVE' && fieldName !== design.recordIdField.fieldName,
  );

/** The columns that are shown: those chosen, as far as the instrument has them, in the order of the dictionary. */
export const chosenFields = (
  fields: readonly DesignField[],
  columns: readonly string[] | undefined,
): readonly DesignField[] => {
  const chosen = fields.filter(({ fieldName }) => columns?.includes(fieldName));
  return chosen.length === 0 ? fields.slice(0, USUAL_COLUMNS) : chosen;
};

/** The variable of an instrument's form status. */
export const statusFieldOf = ({ name }: { readonly name: string }): string => `${name}_complete`;

/** Whether rows can be ordered by a field: it holds a single value. */
export const canOrder = (field: DesignField): boolean => {
  const kind = kindOf(field);
  return kind !== 'checkbox' && kind !== 'file';
};

/** The variables by which the rows of an instrument can be ordered. */
export const orderVariables = (design: Design, instrument: Instrument): readonly string[] => [
  ...columnFields(design, instrument)
    .filter(canOrder)
    .map(({ fieldName }) => fieldName),
  statusFieldOf(instrument),
];

/** What can be filtered. The record's name cannot: it would stand in the address. */
export const filterFields = (
  design: Design,
  instrument: Instrument,
  status: Pick<FilterField, 'label' | 'choices'>,
): readonly FilterField[] => [
  ...columnFields(design, instrument).map((field) => ({
    name: field.fieldName,
    label: field.fieldLabel === '' ? field.fieldName : field.fieldLabel,
    kind: kindOf(field),
    choices: [...(field.choices ?? []), ...design.missingDataCodes],
    isIdentifier: field.isIdentifier,
  })),
  { ...status, name: statusFieldOf(instrument), kind: 'choice', isIdentifier: false },
];

const ORDERINGS = ['between', 'eq', 'gte', 'lte', 'gt', 'lt', 'ne', 'filled', 'blank'] as const;

/** The comparisons of each kind, the usual one first. */
export const COMPARISONS_OF: Readonly<Record<FilterKind, readonly Comparison[]>> = {
  text: ['contains', 'startsWith', 'eq', 'ne', 'filled', 'blank'],
  code: ['eq', 'ne', 'filled', 'blank'],
  number: ORDERINGS,
  date: ORDERINGS,
  datetime: ORDERINGS,
  time: ORDERINGS,
  choice: ['eq', 'ne', 'filled', 'blank'],
  checkbox: ['checked', 'unchecked', 'filled', 'blank'],
  file: ['filled', 'blank'],
};
