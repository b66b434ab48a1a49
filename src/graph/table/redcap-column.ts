import type { Design } from '../design/design.ts';
import { systemColumns } from '../dictionary/system-column.ts';
import { describeColumn, readReportCell } from '../value/report.ts';
import { keepResults, plainTexts, storedColumn, type TypedTexts } from './column.ts';
import { keyColumn, type LabelledColumn } from './label-column.ts';
import { tickedTexts, typedTexts, wholeNumberTexts } from './typed-text.ts';

/** A column under the name that REDCap gives it, with what REDCap sends in it. */
export const redcapColumn = (name: string, design: Design): LabelledColumn => {
  if (name === systemColumns.repeatInstance) return keyColumn(storedColumn(name, wholeNumberTexts));
  const description = describeColumn(name, design);
  const { field, choice } = description;
  const isStatus = design.instruments.some(({ statusColumn }) => statusColumn === name);
  if (field === null && !isStatus) return keyColumn(storedColumn(name));
  const isOption = field !== null && field.columns.length > 0 && design.fieldOfColumn(name)?.code != null;
  const texts: TypedTexts = field === null ? plainTexts : isOption ? tickedTexts : typedTexts(field, design);
  const column = storedColumn(name, texts);
  const labelOf = keepResults((text) => readReportCell(description, text, design)?.label ?? '');
  return {
    column,
    readLabel: (row) => {
      const text = column.read(row);
      return text === null ? null : labelOf(text) || null;
    },
    isCoded: isStatus || choice !== null || (field !== null && field.choices !== null),
    isKey: false,
  };
};
