import type { Design } from '../../graph/design/design.ts';
import { parseChoices } from '../../graph/dictionary/choice.ts';
import { hasWrittenChoices } from '../../graph/dictionary/field-type.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { metadataColumns, type MetadataRow } from '../../redcap/methods/metadata.ts';
import type { DesignChange } from './change.ts';
import { countAtRisk, risksOf } from './metadata-risk.ts';
import { dataRisk } from './stored-data.ts';

const part = 'METADATA';

const changedColumns = (before: MetadataRow, after: MetadataRow): string[] =>
  metadataColumns.filter((column) => before[column] !== after[column]);

const namesIn = (rows: readonly MetadataRow[], other: ReadonlyMap<string, MetadataRow>): string =>
  rows
    .filter(({ field_name }) => other.has(field_name))
    .map(({ field_name }) => field_name)
    .join(' ');

/**
 * Field by field, what an import of the target dictionary changes; what would lose data or change its meaning with the
 * number of records that hold such data.
 */
export const planMetadataChanges = async (
  source: ProjectSource,
  design: Design,
  target: readonly MetadataRow[],
): Promise<DesignChange[]> => {
  const before = design.rows.metadata;
  const old = new Map(before.map((row) => [row.field_name, row]));
  const now = new Map(target.map((row) => [row.field_name, row]));
  const removed = before.filter(({ field_name }) => !now.has(field_name));
  const risks = risksOf(design, target);
  const count = await countAtRisk(source, design, risks);
  const describe = (name: string, ...texts: readonly string[]): Pick<DesignChange, 'risksData' | 'detail'> => {
    const { risksData, detail } = dataRisk(risks.has(name) ? count(name) : 0);
    const all = [...texts, risks.get(name)?.text, detail].filter((text) => text != null);
    return { risksData, detail: all.join(' ') || null };
  };

  const changed = target.flatMap((row): DesignChange[] => {
    const subject = row.field_name;
    const known = old.get(subject);
    if (known === undefined) {
      return [{ part, kind: 'ADD', subject, risksData: false, detail: `New on ${row.form_name}.` }];
    }
    const columns = changedColumns(known, row);
    if (columns.length === 0) return [];
    return [{ part, kind: 'CHANGE', subject, ...describe(subject, `Changes ${columns.join(', ')}.`) }];
  });
  const removals = removed.map(({ field_name: subject }): DesignChange => ({
    part,
    kind: 'REMOVE',
    subject,
    ...describe(subject),
  }));
  const reordered: DesignChange[] =
    namesIn(before, now) === namesIn(target, old)
      ? []
      : [{ part, kind: 'REORDER', subject: 'fields', risksData: false, detail: 'Fields that stay get another order.' }];
  return [...changed, ...removals, ...reordered];
};

/** A text as it compares with what REDCap made of it: REDCap writes some with other blanks, and RV as nothing. */
const comparable = (column: keyof MetadataRow, text: string): string => {
  const collapsed = text.replace(/\s+/g, ' ').trim();
  return column === 'custom_alignment' ? collapsed.replace(/^RV$/, '') : collapsed;
};

const hasSameChoices = (wanted: MetadataRow, stored: MetadataRow): boolean =>
  hasWrittenChoices(wanted) &&
  JSON.stringify(parseChoices(stored.select_choices_or_calculations)) ===
    JSON.stringify(parseChoices(wanted.select_choices_or_calculations));

const isStored = (wanted: MetadataRow, stored: MetadataRow | undefined): boolean =>
  stored !== undefined &&
  metadataColumns.every(
    (column) =>
      comparable(column, stored[column]) === comparable(column, wanted[column]) ||
      (column === 'select_choices_or_calculations' && hasSameChoices(wanted, stored)),
  );

/** Whether the design that was read back has the target's fields in their order, and those that were changed as they were sent. */
export const holdsDictionary = (
  after: Design,
  target: readonly MetadataRow[],
  before: readonly MetadataRow[],
): boolean => {
  const old = new Map(before.map((row) => [row.field_name, row]));
  const stored = new Map(after.rows.metadata.map((row) => [row.field_name, row]));
  const isSame = (row: MetadataRow): boolean => {
    const known = old.get(row.field_name);
    return known !== undefined && changedColumns(known, row).length === 0;
  };
  return (
    [...stored.keys()].join(' ') === target.map(({ field_name }) => field_name).join(' ') &&
    target.every((row) => isSame(row) || isStored(row, stored.get(row.field_name)))
  );
};
