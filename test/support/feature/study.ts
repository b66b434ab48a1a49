import { readProjectXml } from '../../../src/sandbox/odm/index.ts';
import type { FieldDefinition, SandboxProject, StoredRow } from '../../../src/sandbox/state/project.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import { asStored, type KnownStudy } from '../known-study.ts';

/** A stored value with its field. */
export interface StoredValue {
  readonly field: FieldDefinition;
  readonly value: string;
}

/** A study as features are looked for in it. */
export interface ReadStudy {
  readonly project: SandboxProject;
  readonly rows: readonly StoredRow[];
  /** Every stored value of a field; of a checkbox each code that is checked. */
  readonly values: readonly StoredValue[];
  readonly missingCodes: readonly string[];
  /** Codes and labels of all radio buttons, drop-downs and checkboxes, a field each. */
  readonly choices: readonly (readonly Choice[])[];
}

/** A choice as the dictionary writes it. */
export interface Choice {
  readonly code: string;
  readonly label: string;
}

/** Whether a study has something. */
export type Feature = (study: ReadStudy) => boolean;

/** Features by what the matrix calls them. */
export type Features = Readonly<Record<string, Feature>>;

const splitChoices = (text: string): Choice[] =>
  text
    .split('|')
    .filter((piece) => piece.trim() !== '')
    .map((piece) => {
      const [code = '', ...label] = piece.split(',');
      return { code: code.trim(), label: label.join(',').trim() };
    });

const valuesOf = (project: SandboxProject, row: StoredRow): StoredValue[] =>
  project.fields.flatMap((field) => {
    const value = row.values.get(field.field_name);
    const checked = [...(row.checked.get(field.field_name) ?? [])].map((code) => ({ field, value: code }));
    return value === undefined ? checked : [{ field, value }];
  });

/** Reads a study for features to be looked for. */
export const readStudy = (study: KnownStudy): ReadStudy => {
  const project = readProjectXml(study.xml(), createStore({ variants: asStored }));
  const rows = [...project.records.values()].flatMap((record) => [...record.rows.values()]);
  const lists = project.fields.filter(({ field_type }) => ['radio', 'dropdown', 'checkbox'].includes(field_type));
  return {
    project,
    rows,
    values: rows.flatMap((row) => valuesOf(project, row)),
    missingCodes: splitChoices(project.settings.missing_data_codes).map(({ code }) => code),
    choices: lists.map((field) => splitChoices(field.select_choices_or_calculations)),
  };
};
