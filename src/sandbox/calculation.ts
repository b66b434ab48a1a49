import { evaluateFormula, isCalculated, readFormula } from './formula.ts';
import type { Formula } from './formula.ts';
import { prepareScopes } from './logic/index.ts';
import type { Scope } from './logic/index.ts';
import { readSetting } from './logic/setting.ts';
import type { EventSetting } from './logic/setting.ts';
import type { FieldDefinition, SandboxProject, StoredRecord, StoredRow, UserDefinition } from './project.ts';

/** When and for whom calculations are done, and which of them. */
export interface CalculationOptions {
  /** Server-local time, for `today` and `now`; this machine's clock unless given. */
  readonly now?: () => Date;
  readonly user?: UserDefinition;
  /** Only fields that depend on these, directly or through other calculated fields; all unless given. */
  readonly changed?: ReadonlySet<string>;
}

/**
 * What a calculated field (`calc`, or text with `@CALCTEXT` or `@CALCDATE`) comes to in a row: a number as PHP writes it, or
 * text; '' when an operand is missing, and when the formula is broken or names a field that does not exist.
 */
export function calculate(
  project: SandboxProject,
  record: StoredRecord,
  row: StoredRow,
  field: FieldDefinition,
  options: CalculationOptions = {},
): string {
  const formula = readFormula(field);
  return formula ? evaluateFormula(formula, scopesFor(project, options)(record, row)) : '';
}

/**
 * Works out the calculated fields of a row anew after its values changed, those that feed others included, and stores
 * what they come to. Returns the names of those whose value is another now.
 */
export function recalculate(
  project: SandboxProject,
  record: StoredRecord,
  row: StoredRow,
  options: CalculationOptions = {},
): string[] {
  const here = readSetting(project).events.find(({ event }) => event.eventId === row.eventId);
  if (!here) return [];
  const fields = project.fields.filter((field) => isCalculated(field) && isFilledIn(row, here, field.form_name));
  const formulas = chooseFormulas(fields, options.changed);
  if (formulas.size === 0) return [];
  return settle(formulas, row, scopesFor(project, options)(record, row));
}

const scopesFor = (project: SandboxProject, { now = () => new Date(), user }: CalculationOptions) =>
  prepareScopes(project, { now, baseVisible: true, ...(user && { user }) });

const isFilledIn = (row: StoredRow, { forms, repeatingForms }: EventSetting, form: string): boolean =>
  forms.has(form) && row.repeatInstrument === (repeatingForms.has(form) ? form : '');

/** The formulas to work out: with `changed`, those that it reaches. */
function chooseFormulas(
  fields: readonly FieldDefinition[],
  changed: ReadonlySet<string> | undefined,
): Map<string, Formula> {
  const formulas = new Map<string, Formula>();
  for (const field of fields) {
    const formula = readFormula(field);
    if (formula) formulas.set(field.field_name, formula);
  }
  if (!changed) return formulas;
  const reached = new Set(changed);
  const chosen = new Map<string, Formula>();
  for (let before = -1; before !== chosen.size;) {
    before = chosen.size;
    for (const [name, formula] of formulas) {
      if (chosen.has(name) || !formula.inputs.some((input) => reached.has(input))) continue;
      chosen.set(name, formula);
      reached.add(name);
    }
  }
  return chosen;
}

/** Works the formulas out until nothing changes; circular ones stop after as many rounds as there are formulas. */
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
