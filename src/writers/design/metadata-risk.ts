import type { Design, FieldNode } from '../../graph/design/design.ts';
import { parseChoices } from '../../graph/dictionary/choice.ts';
import { hasWrittenChoices } from '../../graph/dictionary/field-type.ts';
import { plainText } from '../../graph/dictionary/label.ts';
import { statusColumn } from '../../graph/dictionary/system-column.ts';
import { holdsValues, kindOf } from '../../graph/kind/table.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { MetadataRow } from '../../redcap/methods/metadata.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { countStored, type Count, type DataTest } from './stored-data.ts';

/** What a change of a field would do to stored data, and which codes it is about (all values when null). */
export interface Risk {
  readonly text: string;
  readonly codes: readonly string[] | null;
  /** The form status that goes with the field's instrument; null where the instrument stays. */
  readonly status: string | null;
}

type FieldRisk = Omit<Risk, 'status'>;

const labelsOf = (row: MetadataRow): ReadonlyMap<string, string> =>
  new Map(parseChoices(row.select_choices_or_calculations).map(({ code, label }) => [code, plainText(label)]));

/** Choices of a field that are gone, or mean something else to who reads them. */
const choiceRisk = (before: MetadataRow, after: MetadataRow): FieldRisk | null => {
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

/** Whether the values of one instrument have their place on another one too, in every event. */
const hasSamePlace = (design: Design, from: string, to: string): boolean => {
  const events = design.isLongitudinal ? design.eventsOf(from) : [null];
  return events.every((event) => {
    const isThere = event === null || design.eventsOf(to).includes(event);
    return isThere && design.repeatKind(event, from) === design.repeatKind(event, to);
  });
};

/** What of a changed field would lose, hide or re-label data. */
const riskOf = (design: Design, before: MetadataRow, after: MetadataRow): FieldRisk | null => {
  if (before.field_type !== after.field_type) {
    return { text: 'Its type changes: stored values may no longer fit.', codes: null };
  }
  if (before.form_name !== after.form_name && !hasSamePlace(design, before.form_name, after.form_name)) {
    const text = `It moves to ${after.form_name}, which has other events or instances: stored values may be hidden or lost.`;
    return { text, codes: null };
  }
  return choiceRisk(before, after);
};

/** What of each field, by its name, would lose, hide or re-label data if the dictionary became the target. */
export const risksOf = (design: Design, target: readonly MetadataRow[]): ReadonlyMap<string, Risk> => {
  const now = new Map(target.map((row) => [row.field_name, row]));
  const instruments = new Set(target.map(({ form_name }) => form_name));
  const risks = new Map<string, Risk>();
  for (const before of design.rows.metadata) {
    const { field_name, form_name, field_type } = before;
    const after = now.get(field_name);
    const lost: FieldRisk | null = field_type === 'descriptive' ? null : { text: 'Its data are lost.', codes: null };
    const risk = after === undefined ? lost : riskOf(design, before, after);
    const isGone = !instruments.has(form_name);
    const gone: FieldRisk = { text: `The instrument ${form_name} goes, and its form status with it.`, codes: [] };
    const found = risk ?? (isGone ? gone : null);
    if (found !== null) risks.set(field_name, { ...found, status: isGone ? statusColumn(form_name) : null });
  }
  return risks;
};

const holds = (row: RecordRow, field: FieldNode, { codes, status }: Risk): boolean => {
  if (status !== null && (row[status] ?? '') !== '') return true;
  if (!holdsValues(field)) return false;
  const { layout } = kindOf(field);
  return codes === null ? !layout.isBlank(field, row) : codes.some((code) => layout.holdsCode(field, row, code));
};

/** How many records hold data that the risks are about: one export for all of them, of these fields alone. */
export const countAtRisk = async (
  source: ProjectSource,
  design: Design,
  risks: ReadonlyMap<string, Risk>,
): Promise<(fieldName: string) => Count> => {
  const tests = new Map<string, DataTest>();
  for (const [name, risk] of risks) {
    const field = design.field(name);
    if (field === undefined) continue;
    const fields = [...(holdsValues(field) ? [name] : []), ...(risk.status === null ? [] : [risk.status])];
    tests.set(name, { holdsData: (row) => holds(row, field, risk), fields });
  }
  const fields = [...new Set([...tests.values()].flatMap((test) => test.fields ?? []))];
  if (fields.length === 0) return () => 0;
  const counts = await countStored(source, design, { fields, events: null }, [...tests.values()]);
  const byField = new Map([...tests.keys()].map((name, index) => [name, counts[index] ?? null]));
  return (fieldName) => {
    const count = byField.get(fieldName);
    return count === undefined ? 0 : count;
  };
};
