import type { Call } from '../../call/call.ts';
import { makeFlags, rightFlags } from '../../odm/index.ts';
import type { Rights, SandboxProject } from '../../state/project.ts';
import { invalidRow } from '../../call/refusal.ts';
import { readWholeNumber } from '../../parameter/whole-number.ts';
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

const spellEntry = (code: number, version: string): number =>
  isAtLeast(version, '15.6.0') ? (bitCodes[code] ?? code) : code;

/** Rights that the export of roles shows last. */
const lateInRoles: ReadonlySet<string> = new Set(['alerts', 'email_logging', 'api_modules']);

/**
 * The flags of a role as they are exported. Newer rights come last, and the three rights to lock come in the other
 * order (EVIDENCE.md#role-flags).
 */
export const shownRoleFlags = (project: SandboxProject): string[] => {
  const flags = shownFlags(project);
  const locking = flags.filter((flag) => flag.startsWith('lock_'));
  const isEarly = (flag: string): boolean => !locking.includes(flag) && !lateInRoles.has(flag);
  return [...flags.filter(isEarly), ...locking.reverse(), ...flags.filter((flag) => lateInRoles.has(flag))];
};

/**
 * The rights to the project's forms as an export shows them: data entry, then data export.
 * A role keeps the codes that it was given. A user's codes follow the version (EVIDENCE.md#form-right-codes).
 */
export const spellForms = (
  project: SandboxProject,
  rights: Rights,
  version: string,
): { forms: Record<string, number>; forms_export: Record<string, number> } => {
  const names = project.instruments.map((instrument) => instrument.name);
  const isRole = project.roles.some((role) => role === rights);
  const spell = (name: string): number => {
    const code = rights.forms[name];
    return isRole && code !== undefined ? code : spellEntry(code ?? 0, version);
  };
  return {
    forms: Object.fromEntries(names.map((name) => [name, spell(name)])),
    forms_export: Object.fromEntries(names.map((name) => [name, rights.formsExport[name] ?? 0])),
  };
};

/** Since REDCap 15.7: the right to delete the instrument's data too. */
const DELETE_BIT = 16;

/**
 * A data entry right in either spelling as 0 to 3. A right that allows deletion keeps its code. Null when it is no
 * right.
 */
const readEntry = (text: string): number | null => {
  const code = readWholeNumber(text);
  if (code === null || code <= 3) return code;
  if (code < 128 || code > 128 + 31) return null;
  if ((code & DELETE_BIT) !== 0) return code;
  if ((code & 2) !== 0) return (code & 8) === 0 ? 1 : 3;
  return (code & 1) === 0 ? 0 : 2;
};

/** A data entry right as a role keeps it: the code that was sent. Null when it is no right. */
const readRoleEntry = (text: string): number | null => (readEntry(text) === null ? null : readWholeNumber(text));

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
export const readRights = (
  project: SandboxProject,
  row: DataRow,
  index: number,
  before: Rights,
  readCode = readEntry,
): Rights => ({
  flags: { ...before.flags, ...readFlags(row, index) },
  forms: readForms(project, row, index, 'forms', readCode) ?? { ...before.forms },
  formsExport: readForms(project, row, index, 'forms_export', readExport) ??
    readLegacyExport(project, row, index) ?? { ...before.formsExport },
});

/**
 * The rights that a row gives a role. The role starts with `before`, or may read all forms and do nothing else
 * (EVIDENCE.md#role-flags).
 */
export const readRoleRights = (call: Call, row: DataRow, index: number, before: Rights | undefined): Rights => {
  const { project, store } = call;
  const readOnly = spellEntry(2, store.version);
  const start: Rights = {
    flags: makeFlags(0),
    forms: Object.fromEntries(project.instruments.map(({ name }) => [name, readOnly])),
    formsExport: {},
  };
  return readRights(project, row, index, before ?? start, readRoleEntry);
};
