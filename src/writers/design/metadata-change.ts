import { parseChoices } from '../../graph/dictionary/choice.ts';
import { hasWrittenChoices } from '../../graph/dictionary/field-type.ts';
import { holdsValues, kindOf } from '../../graph/kind/table.ts';
import type { Design, FieldNode } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { everyRecord } from '../../loaders/record/query.ts';
import { metadataColumns, type MetadataRow } from '../../redcap/methods/metadata.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { dataDetail, type DesignChange } from './change.ts';

/** What a change of a field would do to stored data, and which codes it is about (all values when null). */
interface Risk {
  readonly text: string;
  readonly codes: readonly string[] | null;
}

const labelsOf = (row: MetadataRow): ReadonlyMap<string, string> =>
  new Map(parseChoices(row.select_choices_or_calculations).map(({ code, label }) => [code, label]));

/** What of a changed field would lose or re-label data: its type, or choices that are gone or mean something else. */
const riskOf = (before: MetadataRow, after: MetadataRow): Risk | null => {
  if (before.field_type !== after.field_type) {
    return { text: 'Its type changes: stored values may no longer fit.', codes: null };
  }
  if (!hasWrittenChoices(before)) return null;
  const [old, now] = [labelsOf(before), labelsOf(after)];
  const gone = [...old.keys()].filter((code) => !now.has(code));
  if (gone.length > 0) {
    return {
      text: `Choices are removed: ${gone.join(', ')}. Data with these codes are lost or orphaned.`,
      codes: gone,
    };
  }
  const relabelled = [...old].filter(([code, label]) => now.get(code) !== label).map(([code]) => code);
  if (relabelled.length === 0) return null;
  return {
    text: `Choices get other labels: ${relabelled.join(', ')}. Stored data then mean those.`,
    codes: relabelled,
  };
};

const holds = (row: RecordRow, field: FieldNode, codes: readonly string[] | null): boolean => {
  const { layout } = kindOf(field);
  return codes === null ? !layout.isBlank(field, row) : codes.some((code) => layout.holdsCode(field, row, code));
};

/** How many records hold data that the risks are about: one export for all of them. */
const countRecords = async (
  source: ProjectSource,
  design: Design,
  risks: ReadonlyMap<string, Risk>,
): Promise<(fieldName: string) => number> => {
  const fields = [...risks.keys()].flatMap((name) => design.field(name) ?? []).filter(holdsValues);
  if (fields.length === 0) return () => 0;
  const rows = await source.records.rows(everyRecord, {
    fields: new Set(fields.map(({ fieldName }) => fieldName)),
    events: null,
    dataAccessGroup: false,
    surveyFields: false,
  });
  const idField = design.recordIdField.fieldName;
  return (fieldName) => {
    const field = design.field(fieldName);
    const risk = risks.get(fieldName);
    if (field === undefined || risk === undefined) return 0;
    return new Set(rows.filter((row) => holds(row, field, risk.codes)).map((row) => row[idField])).size;
  };
};

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
  const risks = new Map<string, Risk>();
  for (const row of target) {
    const known = old.get(row.field_name);
    const risk = known === undefined ? null : riskOf(known, row);
    if (risk !== null) risks.set(row.field_name, risk);
  }
  for (const { field_name, field_type } of removed) {
    if (field_type !== 'descriptive') risks.set(field_name, { text: 'Its data are lost.', codes: null });
  }
  const count = await countRecords(source, design, risks);
  const detailOf = (name: string, ...texts: readonly string[]): string =>
    [...texts, risks.get(name)?.text, dataDetail(count(name))].filter((text) => text != null).join(' ');

  const changed = target.flatMap((row): DesignChange[] => {
    const subject = row.field_name;
    const known = old.get(subject);
    if (known === undefined) {
      return [{ part, kind: 'ADD', subject, risksData: false, detail: `New on ${row.form_name}.` }];
    }
    const columns = changedColumns(known, row);
    if (columns.length === 0) return [];
    const detail = detailOf(subject, `Changes ${columns.join(', ')}.`);
    return [{ part, kind: 'CHANGE', subject, risksData: risks.has(subject), detail }];
  });
  const removals = removed.map(({ field_name: subject }): DesignChange => ({
    part,
    kind: 'REMOVE',
    subject,
    risksData: risks.has(subject),
    detail: detailOf(subject) || null,
  }));
  const reordered: DesignChange[] =
    namesIn(before, now) === namesIn(target, old)
      ? []
      : [{ part, kind: 'REORDER', subject: 'fields', risksData: false, detail: 'Fields that stay get another order.' }];
  return [...changed, ...removals, ...reordered];
};

/** REDCap may write choices with other blanks, so they are compared by what they mean. */
const isStored = (wanted: MetadataRow, stored: MetadataRow | undefined): boolean =>
  stored !== undefined &&
  stored.field_type === wanted.field_type &&
  stored.form_name === wanted.form_name &&
  stored.field_label.trim() === wanted.field_label.trim() &&
  JSON.stringify(parseChoices(stored.select_choices_or_calculations)) ===
    JSON.stringify(parseChoices(wanted.select_choices_or_calculations));

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
