import type { SandboxProject, StoredRecord, StoredRow, UserDefinition } from '../state/project.ts';
import { LogicError } from './error.ts';
import type { FieldReference } from './node.ts';
import { findRow } from './place.ts';
import type { Standpoint } from './place.ts';
import { readSetting } from './setting.ts';
import type { NamedField } from './setting.ts';
import { readSmartVariable } from './smart-value.ts';

/** Where logic is evaluated: what the names in it stand for. */
export interface Scope {
  /** Stored value with a decimal point, '' when blank. `[checkbox(code)]` is '1' or '0'. */
  readonly value: (reference: FieldReference) => string;
  /** A smart variable by its name without brackets; '' where it has no value. */
  readonly smart: (name: string) => string;
  /** The project's missing data codes. */
  readonly missingCodes: ReadonlySet<string>;
  /** Server-local time, for `today` and `now`. */
  readonly now: () => Date;
}

/** Who asks and when. */
export interface ScopeOptions {
  /** Server-local time. */
  readonly now: () => Date;
  /** For `[user-name]` and its like, which are blank without a user. */
  readonly user?: UserDefinition;
  /** Whether an instance row sees the fields of its event's base row; calculations do, filters do not (the default). */
  readonly baseVisible?: boolean;
}

/** The scope of one row of a record. For many rows of a project use `prepareScopes`. */
export const rowScope = (project: SandboxProject, record: StoredRecord, row: StoredRow, options: ScopeOptions): Scope =>
  prepareScopes(project, options)(record, row);

/** Reads the project's design once and gives the scopes of its rows. */
export function prepareScopes(
  project: SandboxProject,
  { now, user, baseVisible = false }: ScopeOptions,
): (record: StoredRecord, row: StoredRow) => Scope {
  const setting = readSetting(project);
  return (record, row) => {
    const at: Standpoint = { setting, record, row, baseVisible };
    return {
      value: (reference) => readValue(at, reference),
      smart: (name) => readSmartVariable(at, user, name),
      missingCodes: setting.missingCodes,
      now,
    };
  };
}

function readValue(at: Standpoint, reference: FieldReference): string {
  const field = at.setting.fields.get(reference.field);
  if (!field) throw new LogicError(`there is no field "${reference.field}" in the project`);
  if (field.name === at.setting.recordIdField) return at.record.name;
  const found = findRow(at, reference, field.form);
  return found ? readStored(found.row, field, reference.code) : '';
}

/**
 * An option that is not checked is 0 wherever its form is filled. A status that is not stored is 0 once its row exists.
 */
function readStored(row: StoredRow | undefined, field: NamedField, code: string | undefined): string {
  if (field.kind === 'checkbox') {
    const checked = row?.checked.get(field.name);
    if (code === undefined) return [...(checked ?? [])].join(',');
    return checked?.has(code) === true ? '1' : '0';
  }
  const value = row?.values.get(field.name) ?? '';
  if (field.kind === 'status') return row && value === '' ? '0' : value;
  return field.commaDecimal && /^[-+]?\d*,\d+$/.test(value) ? value.replace(',', '.') : value;
}
