import { metadataColumns, type MetadataRow } from '../../redcap/methods/metadata.ts';
import type { Design, InstrumentNode } from '../design/design.ts';
import type { DictionaryField } from '../dictionary/field.ts';
import { formStatusChoices } from '../dictionary/form-status.ts';
import { listCodes } from '../kind/code.ts';
import { codeRules, orderedCodeComparison } from '../kind/comparison/code.ts';
import type { Comparison } from '../kind/comparison/comparison.ts';
import { refuseSingle } from '../kind/comparison/single.ts';
import type { Layout } from '../kind/kind.ts';
import { oneColumn } from '../kind/one-column.ts';
import { kindOf } from '../kind/table.ts';

/** What a condition looks at, and how it compares: a field, or the status of a form. */
export interface Compared {
  readonly field: DictionaryField;
  readonly layout: Layout;
  readonly comparison: Comparison;
}

/** It is not sure whether REDCap's logic takes grey for Incomplete. A condition that differs between the two is not compiled. */
const statusComparison: Comparison = {
  ...orderedCodeComparison,
  refuse: refuseSingle({
    ...codeRules,
    remedy: ({ field, called }) => `has no such code: ${called} takes one of ${listCodes(field)}`,
    canOrder: () => true,
  }),
  logic: {
    blank: () => null,
    option: () => null,
    literal: (field, operand) =>
      orderedCodeComparison.equals(field, '0', operand) ? null : orderedCodeComparison.logic.literal(field, operand),
    ordering: (field, reference, ordering, operand, missing) =>
      orderedCodeComparison.isOrdered(field, '0', ordering, operand, missing)
        ? null
        : orderedCodeComparison.logic.ordering(field, reference, ordering, operand, missing),
  },
};

const noRow = Object.fromEntries(metadataColumns.map((column) => [column, ''])) as MetadataRow;

/** The status of a form, in the way in which the dictionary would describe it. */
const statusField = ({ name, statusColumn }: InstrumentNode): DictionaryField => ({
  fieldName: statusColumn,
  instrument: name,
  position: -1,
  fieldType: 'DROPDOWN',
  choices: formStatusChoices,
  columns: [statusColumn],
  columnByCode: new Map(),
  isRecordId: false,
  row: noRow,
});

const statusesByDesign = new WeakMap<Design, ReadonlyMap<string, Compared>>();

/** The statuses of a design's forms, by column. They are made once, because every row asks for them. */
const statusesOf = (design: Design): ReadonlyMap<string, Compared> => {
  const known = statusesByDesign.get(design);
  if (known !== undefined) return known;
  const statuses = new Map(
    design.instruments.map((instrument) => [
      instrument.statusColumn,
      { field: statusField(instrument), layout: oneColumn, comparison: statusComparison },
    ]),
  );
  statusesByDesign.set(design, statuses);
  return statuses;
};

/** What a condition with this name looks at; undefined where the design has nothing of that name. */
export const comparedOf = (name: string, design: Design): Compared | undefined => {
  const field = design.field(name);
  if (field === undefined) return statusesOf(design).get(name);
  const { layout, comparison } = kindOf(field);
  return { field, layout, comparison };
};
