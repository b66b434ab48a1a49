import { evaluateFormula, isCalculated, readFormula } from './formula.ts';
import type { Formula } from './formula.ts';
import { prepareScopes } from '../logic/index.ts';
import type { Scope } from '../logic/index.ts';
import { readSetting } from '../logic/setting.ts';
import type { EventSetting } from '../logic/setting.ts';
import type { FieldDefinition, SandboxProject, StoredRecord, StoredRow, UserDefinition } from '../state/project.ts';

/** When and for whom calculations are done. */
export interface CalculationContext {
  /** Server-local time, for `today` and `now`; this machine's clock unless given. */
  readonly now?: () => Date;
  readonly user?: UserDefinition;
}

/** When and for whom calculations are done, and which of them. */
export interface CalculationOptions extends CalculationContext {
  /** Only fields that depend on these, directly or through other calculated fields; all unless given. */
  readonly changed?: ReadonlySet<string>;
}

/**
 * Works out a row's calculated fields, or those that `changed` reaches. Returns the names of the fields whose value has
 * changed.
 */
export type Recalculation = (record: StoredRecord, row: StoredRow, changed?: ReadonlySet<string>) => string[];

/**
 * The result of a calculated field (`calc`, or text with `@CALCTEXT` or `@CALCDATE`) in a row: a number as PHP writes
 * it, or text.
 * The result is '' when an operand is missing, when the formula is broken, and when it names an unknown field.
 */
export function calculate(
  project: SandboxProject,
  record: StoredRecord,
  row: StoredRow,
  field: FieldDefinition,
  context: CalculationContext = {},
): string {
  const formula = readFormula(field);
  return formula ? evaluateFormula(formula, scopesFor(project, context)(record, row)) : '';
}

/**
 * Works out the calculated fields of a row after its values changed, and stores the results. Fields that feed other
 * calculated fields are included.
 * Returns the names of the fields whose value has changed. For many rows use `prepareRecalculation`.
 */
export const recalculate = (
  project: SandboxProject,
  record: StoredRecord,
  row: StoredRow,
  options: CalculationOptions = {},
): string[] => prepareRecalculation(project, options)(record, row, options.changed);

/** Reads the project's design and formulas once, for recalculating many rows. */
export function prepareRecalculation(project: SandboxProject, context: CalculationContext = {}): Recalculation {
  const fields = project.fields.filter(isCalculated);
  if (fields.length === 0) return () => [];
  const formulas = readFormulas(fields);
  const setting = readSetting(project);
  const scopeOf = scopesFor(project, context);
  return (record, row, changed) => {
    const here = setting.events.find(({ event }) => event.eventId === row.eventId);
    if (!here) return [];
    const filled = fields.filter((field) => isFilledIn(row, here, field.form_name)).map((field) => field.field_name);
    const due = chooseFormulas(formulas, filled, changed);
    return due.size === 0 ? [] : settle(due, row, scopeOf(record, row));
  };
}

const scopesFor = (project: SandboxProject, { now = () => new Date(), user }: CalculationContext) =>
  prepareScopes(project, { now, baseVisible: true, ...(user && { user }) });

const isFilledIn = (row: StoredRow, { forms, repeatingForms }: EventSetting, form: string): boolean =>
  forms.has(form) && row.repeatInstrument === (repeatingForms.has(form) ? form : '');

/** A broken formula is left out, so that its field keeps the stored value. */
function readFormulas(fields: readonly FieldDefinition[]): Map<string, Formula> {
  const formulas = new Map<string, Formula>();
  for (const field of fields) {
    const formula = readFormula(field);
    if (formula?.node) formulas.set(field.field_name, formula);
  }
  return formulas;
}

/**
 * The formulas of the fields that are filled in a row. With `changed`, only formulas that it reaches, through other
 * rows too.
 */
function chooseFormulas(
  formulas: ReadonlyMap<string, Formula>,
  filled: readonly string[],
  changed: ReadonlySet<string> | undefined,
): Map<string, Formula> {
  const reached = new Set(changed);
  for (let before = -1; changed && before !== reached.size;) {
    before = reached.size;
    for (const [name, { inputs }] of formulas) if (inputs.some((input) => reached.has(input))) reached.add(name);
  }
  const chosen = new Map<string, Formula>();
  for (const name of filled) {
    const formula = formulas.get(name);
    if (formula && (!changed || formula.inputs.some((input) => reached.has(input)))) chosen.set(name, formula);
  }
  return chosen;
}

/** Works the formulas out until nothing changes. Circular formulas stop after as many rounds as there are formulas. */
function settle(formulas: ReadonlyMap<string, Formula>, row: StoredRow, scope: Scope): string[] {
  const before = new Map([...formulas.keys()].map((name) => [name, row.values.get(name) ?? '']));
  for (let round = 0; round < formulas.size; round++) {
    const stored = [...formulas].map(([name, formula]) => storeValue(row, name, evaluateFormula(formula, scope)));
    if (!stored.includes(true)) break;
  }
  return [...before].filter(([name, value]) => (row.values.get(name) ?? '') !== value).map(([name]) => name);
}

function storeValue(row: StoredRow, name: string, value: string): boolean {
  if ((row.values.get(name) ?? '') === value) return false;
  if (value === '') row.values.delete(name);
  else row.values.set(name, value);
  return true;
}
