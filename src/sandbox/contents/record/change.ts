import { dagByUniqueName } from '../../state/design.ts';
import type { SandboxProject } from '../../state/project.ts';
import type { DateFormat } from '../../validation/date.ts';
import type { Problem } from '../../validation/problem.ts';
import { readValue, refuseCategory } from '../../validation/value.ts';
import type { Address } from './address.ts';
import { refuseForm } from './address.ts';
import type { Target } from './target.ts';
import type { IncomingRow } from './incoming.ts';

/** What an import does to one row, all values checked. */
export interface RowChange {
  readonly record: string;
  readonly address: Address;
  /** Field (or `<form>_complete`) to its new stored text; "" erases. */
  readonly values: ReadonlyMap<string, string>;
  readonly options: readonly { readonly field: string; readonly code: string; readonly checked: boolean }[];
  /** The record's group from now on; undefined leaves it. */
  readonly dagId: number | null | undefined;
}

/** The fields and statuses that a change has values for, whether they differ from what is stored or not. */
export const changedFields = ({ values, options }: RowChange): ReadonlySet<string> =>
  new Set([...values.keys(), ...options.map(({ field }) => field)]);

/** What the rows of one import have in common. */
export interface ImportRules {
  readonly project: SandboxProject;
  readonly targets: ReadonlyMap<string, Target>;
  /** Whether blanks erase (`overwriteBehavior=overwrite`) or are passed over (`normal`). */
  readonly overwrite: boolean;
  readonly dateFormat: DateFormat;
  /** How a text is stored. */
  readonly spellText: (text: string) => string;
  /** The group of the importing user, null for none. The user's records cannot leave the group. */
  readonly userDagId: number | null;
}

const readGroup = (rules: ImportRules, text: string): number | null | undefined | string => {
  const uniqueName = text.trim();
  if (uniqueName === '') return rules.overwrite && rules.userDagId === null ? null : undefined;
  const group = dagByUniqueName(rules.project, uniqueName);
  if (group === undefined) return 'The value is not the unique name of a Data Access Group of this project';
  if (rules.userDagId === null) return group.groupId;
  return group.groupId === rules.userDagId
    ? undefined
    : 'Users who belong to a Data Access Group cannot assign records to another Data Access Group';
};

/** Checks the cells of one row, and adds what is wrong with them to `problems`. */
export const readChange = (
  rules: ImportRules,
  row: IncomingRow,
  record: string,
  address: Address,
  problems: Problem[],
): RowChange => {
  const values = new Map<string, string>();
  const options: { field: string; code: string; checked: boolean }[] = [];
  let dagId: number | null | undefined;
  for (const [column, sent] of row.cells) {
    const text = rules.spellText(sent);
    const target = rules.targets.get(column);
    const blame = (reason: string): number => problems.push({ record, field: column, value: text, reason });
    if (target === undefined || target.kind === 'ignored') continue;
    if (target.kind === 'group') {
      const group = readGroup(rules, text);
      if (typeof group === 'string') blame(group);
      else dagId = group;
      continue;
    }
    const form = target.kind === 'status' ? target.form : target.field.form_name;
    if (text === '') {
      if (!rules.overwrite || !address.forms.has(form)) continue;
      if (target.kind === 'option') options.push({ field: target.field.field_name, code: target.code, checked: false });
      else if (target.kind !== 'read-only') values.set(column, '');
      continue;
    }
    if (target.kind === 'read-only') {
      blame(`This is a ${target.field.field_type} field, so data cannot be imported into it`);
      continue;
    }
    const refusal = refuseForm(row, address, column, form);
    if (refusal !== null) {
      blame(refusal);
      continue;
    }
    if (target.kind === 'option') {
      if (text !== '0' && text !== '1') blame(`The value is not a valid category for ${column}`);
      else options.push({ field: target.field.field_name, code: target.code, checked: text === '1' });
      continue;
    }
    const read =
      target.kind === 'field'
        ? readValue(target.field, target.codes, text, rules.dateFormat)
        : /^[012]$/.test(text)
          ? { ok: true as const, value: text }
          : refuseCategory(column);
    if (read.ok) values.set(column, read.value);
    else blame(read.reason);
  }
  return { record, address, values, options, dagId };
};
