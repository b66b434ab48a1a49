import type { Design, InstrumentNode } from '../design/design.ts';
import { systemColumns, timestampColumn } from '../dictionary/system-column.ts';
import { holdsValues } from '../kind/table.ts';
import { isAbsent } from '../need.ts';
import type { TableColumn, TableValues } from './column.ts';
import { withLabels, type LabelledColumn } from './label-column.ts';
import { redcapColumn } from './redcap-column.ts';
import { tidyColumn } from './tidy-column.ts';

/** One column for each column of REDCap, or one for each field. */
export type TableShape = 'REDCAP' | 'TIDY';

/** What the columns of a table of records are made of. */
export interface TableLayout {
  readonly design: Design;
  /** The instrument that the table is of; null for rows of all instruments. */
  readonly instrument: InstrumentNode | null;
  /** Names of fields and form statuses. */
  readonly fields: ReadonlySet<string>;
  readonly groupColumn: boolean;
  readonly surveyFields: boolean;
  readonly shape: TableShape;
  readonly values: TableValues;
}

/** Everything of an instrument that can be exported: its fields that hold values, and its form status. */
export const fieldsOfInstrument = (design: Design, { name, statusColumn }: InstrumentNode): string[] => [
  ...design
    .fieldsOf(name)
    .filter(holdsValues)
    .map(({ fieldName }) => fieldName),
  statusColumn,
];

/** The columns that say where a row is, as far as they came; with no row, as far as the design has them. */
const placeColumns = ({ design, instrument, shape }: TableLayout, sent: ReadonlySet<string> | null): string[] => {
  const isThere = (name: string, isInDesign: boolean): boolean => (sent === null ? isInDesign : sent.has(name));
  const isTidyInstrument = instrument !== null && shape === 'TIDY';
  return [
    ...(isThere(systemColumns.event, design.isLongitudinal) ? [systemColumns.event] : []),
    ...(isThere(systemColumns.repeatInstrument, design.hasRepeating) && !isTidyInstrument
      ? [systemColumns.repeatInstrument]
      : []),
    ...(isThere(systemColumns.repeatInstance, design.hasRepeating) ? [systemColumns.repeatInstance] : []),
  ];
};

const asks = ({ groupColumn, surveyFields }: TableLayout, name: string): boolean =>
  name === systemColumns.dataAccessGroup ? groupColumn : surveyFields;

const fieldColumns = ({ design, shape }: TableLayout, name: string): LabelledColumn[] => {
  const field = design.field(name);
  if (field === undefined) return [redcapColumn(name, design)];
  return shape === 'TIDY' ? [tidyColumn(field, design)] : field.columns.map((column) => redcapColumn(column, design));
};

/**
 * The columns of a table of records in REDCap's order: record, place, group, survey, then each instrument with its fields and
 * its status. `sent` are the columns that came with the first rows; null when there are none. A field of which no column came
 * is withheld and has no column.
 */
export const tableColumns = (layout: TableLayout, sent: ReadonlySet<string> | null): readonly TableColumn[] => {
  const { design, fields } = layout;
  const system = [systemColumns.dataAccessGroup, systemColumns.surveyIdentifier].filter(
    (name) => sent?.has(name) === true && asks(layout, name),
  );
  const recordId = design.recordIdField.fieldName;
  const isWanted = (name: string): boolean =>
    fields.has(name) && name !== recordId && (sent === null || !isAbsent(name, sent, design));
  const timestampOf = ({ name }: InstrumentNode): string[] =>
    layout.surveyFields && sent?.has(timestampColumn(name)) === true ? [timestampColumn(name)] : [];
  const instruments = layout.instrument === null ? design.instruments : [layout.instrument];
  return withLabels(
    [
      ...[recordId, ...placeColumns(layout, sent), ...system].map((name) => redcapColumn(name, design)),
      ...instruments.flatMap((instrument) => [
        ...timestampOf(instrument).map((name) => redcapColumn(name, design)),
        ...fieldsOfInstrument(design, instrument)
          .filter(isWanted)
          .flatMap((name) => fieldColumns(layout, name)),
      ]),
    ],
    layout.values,
  );
};
