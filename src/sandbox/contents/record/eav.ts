import type { Cell } from '../../call/answer.ts';
import { checkboxOptions, isMissingDataCode, statusField } from '../../state/design.ts';
import { isCalculated } from '../../calculation/formula.ts';
import type { Layout, RecordRow } from '../../state/rows.ts';
import type { Spelling } from './flat.ts';
import { keyColumns, recordColumns, spellRecordName, spellRow } from './flat.ts';
import type { Item, Selection } from './selection.ts';
import { readChecked, spellDecimal } from './value.ts';

/** A field name with one value. A checkbox has a line for each checked option. */
type Line = readonly [fieldName: string, value: string];

const nameItem = (item: Item): string => {
  if (item.kind === 'field') return item.field.field_name;
  return item.kind === 'status' ? statusField(item.form) : `${item.form}_timestamp`;
};

const linesOfItem = (item: Item, row: RecordRow, spelling: Spelling): Line[] => {
  const { stored } = row;
  const { labels } = spelling;
  if (item.kind !== 'field') {
    const name = nameItem(item);
    const value = item.kind === 'status' ? stored.values.get(name) : stored.timestamps.get(item.form);
    if (value === undefined || value === '' || !row.forms.has(item.form)) return [];
    return [[name, item.kind === 'status' && labels !== null ? labels.status(value) : value]];
  }
  const { field } = item;
  if (!row.forms.has(field.form_name)) return [];
  if (field.field_type === 'checkbox') {
    const checked = readChecked(stored, field);
    return checkboxOptions(spelling.project, field)
      .filter((choice) => checked.has(choice.code))
      .map((choice) => [field.field_name, labels === null ? choice.code : choice.label]);
  }
  const value = stored.values.get(field.field_name) ?? '';
  if (value === '') return [];
  // A file field shows its document number here, and not the name of the file (EVIDENCE.md#files-in-exports).
  if (field.field_type === 'file' && !isMissingDataCode(spelling.project, value)) return [[field.field_name, value]];
  return [
    [field.field_name, labels === null ? spellDecimal(field, value, spelling.decimal) : labels.value(field, value)],
  ];
};

/** The columns of an EAV export. */
export const eavColumns = (layout: Layout): string[] => [
  'record',
  ...keyColumns(layout, { labels: null, eventLabels: false }).map((column) => column.name),
  'field_name',
  'value',
];

const isCalculatedItem = (item: Item): boolean => item.kind === 'field' && isCalculated(item.field);

/**
 * The items in EAV's order. Where the request has `fields`, their order counts, and timestamps come first.
 * Otherwise the dictionary's order counts, with calculated fields last, as they are stored last.
 */
const orderItems = ({ items, requested }: Selection): readonly Item[] => {
  if (requested.length === 0) {
    return [...items.filter((item) => !isCalculatedItem(item)), ...items.filter(isCalculatedItem)];
  }
  const order = new Map(requested.map((name, index) => [name, index]));
  const rank = (item: Item): number => order.get(nameItem(item)) ?? -1;
  return [...items].sort((a, b) => rank(a) - rank(b));
};

/**
 * The lines of an EAV export (EVIDENCE.md#eav-lines): one for each stored value. Grey forms and unchecked boxes have
 * none.
 */
export const spellLines = (
  selection: Selection,
  layout: Layout,
  spelling: Spelling,
  rows: readonly RecordRow[],
): Record<string, Cell>[] => {
  const keys = keyColumns(layout, spelling);
  const ofRecord = recordColumns(selection, spelling.project);
  const items = orderItems(selection);
  return rows.flatMap((row) => {
    const record = spellRecordName(selection, spelling.project, row.record.name);
    const key = { record, ...spellRow(keys, row) };
    // The record id, the group and the identifier stand once in an event, in its base row.
    const own: Line[] =
      row.repeatInstrument !== ''
        ? []
        : [
            ...(selection.recordId ? [[layout.recordIdField, record] as const] : []),
            ...ofRecord.map((column) => [column.name, column.read(row)] as const),
          ];
    const lines = [...own, ...items.flatMap((item) => linesOfItem(item, row, spelling))];
    return lines.filter(([, value]) => value !== '').map(([field_name, value]) => ({ ...key, field_name, value }));
  });
};
