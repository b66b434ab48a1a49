import type { Choice } from '../../state/design.ts';
import { choicesOf, missingDataCodes } from '../../state/design.ts';
import type { FieldDefinition, SandboxProject } from '../../state/project.ts';

/** Stored codes of one project to the labels that `rawOrLabel=label` shows. */
export interface Labels {
  /** A code that is not among the choices (any more) stays as it is. */
  readonly value: (field: FieldDefinition, code: string) => string;
  readonly status: (code: string) => string;
  readonly form: (name: string) => string;
}

const STATUS_LABELS: Readonly<Record<string, string>> = { 0: 'Incomplete', 1: 'Unverified', 2: 'Complete' };

const indexChoices = (choices: readonly Choice[]): Map<string, string> =>
  new Map(choices.map((choice) => [choice.code, choice.label]));

/** Makes the labels of a project, its choices read once for a whole export. */
export const readLabels = (project: SandboxProject): Labels => {
  const missing = indexChoices(missingDataCodes(project));
  const forms = new Map(project.instruments.map((instrument) => [instrument.name, instrument.label]));
  const byField = new Map<FieldDefinition, Map<string, string>>();
  const labelsOf = (field: FieldDefinition): Map<string, string> => {
    const found = byField.get(field);
    if (found !== undefined) return found;
    const labels = indexChoices(choicesOf(field));
    byField.set(field, labels);
    return labels;
  };
  return {
    value: (field, code) => labelsOf(field).get(code) ?? missing.get(code) ?? code,
    status: (code) => STATUS_LABELS[code] ?? code,
    form: (name) => forms.get(name) ?? name,
  };
};

/** Codes with their labels behind them, as `rawOrLabel=both` showed them before REDCap 6.0.0 (EVIDENCE.md#before-redcap-6). */
export const joinLabels = (labels: Labels): Labels => {
  const join = (code: string, label: string): string => (code === label ? code : `${code},${label}`);
  return {
    value: (field, code) => join(code, labels.value(field, code)),
    status: (code) => join(code, labels.status(code)),
    form: (name) => name,
  };
};
