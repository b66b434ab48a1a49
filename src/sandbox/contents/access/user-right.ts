import type { Call } from '../../call/call.ts';
import { makeFlags, rightFlags } from '../../odm/index.ts';
import type { Rights, SandboxProject } from '../../state/project.ts';
import { invalidRow } from '../../call/refusal.ts';
import { readWholeNumber } from '../../parameter/whole-number.ts';
import type { SandboxStore } from '../../state/store.ts';
import { isAtLeast } from '../../state/version.ts';
import type { DataRow } from '../../wire/read-rows.ts';

/**
 * Rights that REDCap shows only where their module is used, with the setting that uses it. Null for modules that the
 * sandbox lacks.
 */
const optional: Readonly<Record<string, keyof SandboxProject['settings'] | null>> = {
  data_quality_resolution: null,
  mycap_participants: null,
  random_setup: 'randomization_enabled',
  random_dashboard: 'randomization_enabled',
  random_perform: 'randomization_enabled',
};

/** The flags that an export of users and roles shows, in REDCap's order. */
export const shownFlags = (project: SandboxProject): string[] =>
  rightFlags.filter((flag) => {
    const setting = optional[flag];
    return setting === undefined || (setting !== null && project.settings[setting] === true);
  });

/** Data entry rights as REDCap 15.6 spells them: none, view and edit, read-only, edit survey responses too. */
const bitCodes: readonly number[] = [128, 130, 129, 138];

/** Since REDCap 15.7: the right to delete the instrument's data too. */
const DELETE_BIT = 16;

const hasBits = (store: SandboxStore): boolean => isAtLeast(store.version, '15.6.0');

/** A data entry right by its bits as 0 to 3. A right that allows deletion keeps its code. */
const spellOld = (code: number): number => {
  if (code <= 3 || (code & DELETE_BIT) !== 0) return code;
  if ((code & 2) !== 0) return (code & 8) === 0 ? 1 : 3;
  return (code & 1) === 0 ? 0 : 2;
};

/** A data entry right of a user as this server exports it (EVIDENCE.md#form-right-codes). */
const spellEntry = (store: SandboxStore, code: number): number => {
  if (!hasBits(store)) return spellOld(code);
  return store.variants['form-rights'] === 'bits' ? (bitCodes[code] ?? code) : code;
};

/** The rights to lock in the order in which roles have them. */
const lockingInRoles: readonly string[] = ['lock_records_customization', 'lock_records', 'lock_records_all_forms'];

/**
 * The columns of a role's rights. The rights to lock stand in another order than those of users. Rights of modules stand
 * behind the forms (EVIDENCE.md#role-columns).
 */
export const roleColumns = (project: SandboxProject): string[] => {
  const flags = shownFlags(project);
  const isPlain = (flag: string): boolean => optional[flag] === undefined && !flag.startsWith('lock_');
  const ofModules = flags.filter((flag) => optional[flag] !== undefined);
  return [...flags.filter(isPlain), ...lockingInRoles, 'forms', 'forms_export', ...ofModules];
};

/**
 * The rights to the project's forms as an export shows them: data entry, then data export. A role keeps the codes that it
 * was given.
 */
export const spellForms = (
  { project, store }: Call,
  rights: Rights,
): { forms: Record<string, number>; forms_export: Record<string, number> } => {
  const names = project.instruments.map((instrument) => instrument.name);
  const isRole = project.roles.some((role) => role === rights);
  const spell = (code: number): number => (isRole ? code : spellEntry(store, code));
  return {
    forms: Object.fromEntries(names.map((name) => [name, spell(rights.forms[name] ?? 0)])),
    forms_export: Object.fromEntries(names.map((name) => [name, rights.formsExport[name] ?? 0])),
  };
};

/** A data entry right: 0 to 3, or 128 and bits. Null when it is no right. */
const readEntry = (text: string): number | null => {
  const code = readWholeNumber(text);
  return code !== null && (code <= 3 || (code >= 128 && code <= 128 + 31)) ? code : null;
};

const readExport = (text: string): number | null => {
  const code = readWholeNumber(text);
  return code !== null && code <= 3 ? code : null;
};

const splitForms = (text: string): [string, string][] =>
  text
    .split(',')
    .filter((piece) => piece.trim() !== '')
    .map((piece) => {
      const colon = piece.lastIndexOf(':');
      return [piece.slice(0, colon).trim(), piece.slice(colon + 1).trim()];
    });

/**
 * The rights to forms in a cell, nested or as `demographics:1,health:0`. A blank cell has none. Undefined without the
 * cell.
 */
const readForms = (
  project: SandboxProject,
  row: DataRow,
  index: number,
  column: string,
  readCode: (text: string) => number | null,
): Record<string, number> | undefined => {
  const cell = row[column];
  if (cell === undefined) return undefined;
  const entries = typeof cell === 'string' ? splitForms(cell) : Object.entries(cell);
  return Object.fromEntries(
    entries.map(([form, text]) => {
      const code = readCode(text);
      if (code === null)
        throw invalidRow(index, `the column "${column}" must hold rights of instruments as REDCap's numbers`);
      if (project.instruments.some((instrument) => instrument.name === form)) return [form, code];
      throw invalidRow(index, `the column "${column}" must name instruments of the project only`);
    }),
  );
};

const readLegacyExport = (project: SandboxProject, row: DataRow, index: number): Record<string, number> | undefined => {
  const cell = row.data_export ?? row.data_export_tool;
  if (typeof cell !== 'string' || cell.trim() === '') return undefined;
  const code = readExport(cell);
  if (code === null) throw invalidRow(index, 'the column "data_export" must be a number from 0 to 3');
  return Object.fromEntries(project.instruments.map(({ name }) => [name, code]));
};

const readFlags = (row: DataRow, index: number): Record<string, number> => {
  const flags: Record<string, number> = {};
  for (const flag of rightFlags) {
    const cell = row[flag];
    if (cell === undefined || cell === '') continue;
    const value = readWholeNumber(typeof cell === 'string' ? cell : undefined);
    if (value === null)
      throw invalidRow(index, `the column "${flag}" must be 0, 1 or another of the numbers of that right`);
    flags[flag] = value;
  }
  return flags;
};

/**
 * The rights that a row gives. Flags that the row leaves out stay as they were.
 * With the column `forms` or `forms_export`, forms that it does not name get no access (EVIDENCE.md#group-left-out).
 * Without the column, all forms stay as they were.
 */
export const readRights = (project: SandboxProject, row: DataRow, index: number, before: Rights): Rights => ({
  flags: { ...before.flags, ...readFlags(row, index) },
  forms: readForms(project, row, index, 'forms', readEntry) ?? { ...before.forms },
  formsExport: readForms(project, row, index, 'forms_export', readExport) ??
    readLegacyExport(project, row, index) ?? { ...before.formsExport },
});

/**
 * The rights that a row gives a role. The role starts with `before`, or may read all forms and do nothing else
 * (EVIDENCE.md#role-flags).
 */
export const readRoleRights = (call: Call, row: DataRow, index: number, before: Rights | undefined): Rights => {
  const { project, store } = call;
  const readOnly = hasBits(store) ? 129 : 2;
  const start: Rights = {
    flags: makeFlags(0),
    forms: Object.fromEntries(project.instruments.map(({ name }) => [name, readOnly])),
    formsExport: {},
  };
  return readRights(project, row, index, before ?? start);
};
