import type { Design, FieldNode } from '../design/design.ts';
import type { ChoiceNode } from '../dictionary/choice.ts';
import { formStatusChoices } from '../dictionary/form-status.ts';
import { readValue } from './read.ts';
import { findChoice, showChoices, showText, type ShownText } from '../kind/code.ts';

/** A column of a report. */
export interface ReportColumn {
  readonly name: string;
  /** The field that it holds; null for what REDCap itself adds, such as groups, timestamps and statuses. */
  readonly field: FieldNode | null;
  /** The option of a checkbox that it stands for; null for all other columns. */
  readonly choice: ChoiceNode | null;
}

/** What a report's column of this name holds. */
export const describeColumn = (name: string, design: Design): ReportColumn => {
  const known = design.fieldOfColumn(name);
  // A report may combine the options of a checkbox in one column under the field's own name.
  const field = known?.field ?? design.field(name) ?? null;
  const choice = known === undefined || known.code === null ? null : findChoice(known.field, known.code);
  return { name, field, choice: choice ?? null };
};

const statusLabels: ReadonlyMap<string, string> = new Map(formStatusChoices.map(({ code, label }) => [code, label]));

/** Codes that REDCap combined, as labels; the text itself when it is something else. */
const readCombined = (field: FieldNode, raw: string): ShownText => {
  const choices = raw.split(',').map((code) => findChoice(field, code.trim()));
  return choices.every((choice) => choice !== undefined) ? showChoices(choices) : showText(raw);
};

/** What a person reads in a cell of a report; null in an empty one. */
export const readReportCell = (
  { name, field, choice }: ReportColumn,
  raw: string,
  design: Design,
): ShownText | null => {
  if (raw === '') return null;
  if (field === null) {
    const isStatus = design.instruments.some(({ statusColumn }) => statusColumn === name);
    return showText((isStatus ? statusLabels.get(raw) : undefined) ?? raw);
  }
  if (choice !== null) return showText(raw === '1' ? 'Checked' : raw === '0' ? 'Unchecked' : raw);
  if (!field.columns.includes(name)) return readCombined(field, raw);
  const { label, htmlLabel } = readValue(field, { [name]: raw }, { design, columns: new Set([name]), exists: true });
  return { label: label ?? raw, htmlLabel: htmlLabel ?? raw };
};
