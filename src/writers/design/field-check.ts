import { hasWrittenChoices } from '../../graph/dictionary/field-type.ts';
import type { FieldType } from '../../graph/dictionary/field-type.ts';
import type { ChoiceNode } from '../../graph/dictionary/choice.ts';
import type { PropertyName, PropertySource } from '../../graph/dictionary/property.ts';
import { typeRules } from '../../graph/dictionary/type-rule.ts';
import type { MetadataRow } from '../../redcap/methods/metadata.ts';
import {
  blankOf,
  isRead,
  isWritable,
  keepLabels,
  optionNames,
  sourceOf,
  typeOf,
  type FieldInput,
  type TextFormat,
} from './field-row.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** What is checked of a field: what was given, what is there, and the row that would be sent. */
export interface FieldCheck {
  readonly input: FieldInput;
  readonly before: PropertySource | undefined;
  readonly row: MetadataRow;
  readonly format: TextFormat;
  readonly path: readonly string[];
}

/** REDCap's own rule for names of fields and instruments. */
const isName = (name: string): boolean => /^[a-z](?!.*__)[a-z0-9_]*[a-z0-9]$|^[a-z]$/.test(name) && name.length <= 100;

const refuse = ({ input, path }: FieldCheck, argument: string, message: string): UserErrorShape =>
  userError('VALIDATION', [...path, ...argument.split('.')], `${input.fieldName}: ${message}`);

/** The argument is given, and says something else than the field that is there. For a new type everything is said anew. */
const isNew = ({ input, before, format }: FieldCheck, name: PropertyName): boolean => {
  const value = input[name];
  if (value === undefined || value === null || value === '' || value === false) return false;
  const type = typeOf(input, before);
  return !isRead(name, value, before?.fieldType === type ? before : blankOf(type), format);
};

const checkChoice = (
  check: FieldCheck,
  choices: readonly ChoiceNode[],
  { code, label }: ChoiceNode,
  index: number,
): UserErrorShape[] => {
  const at = `choices.${String(index)}`;
  if (choices.findIndex((other) => other.code === code) < index) {
    return [refuse(check, `${at}.code`, 'the same code is given twice. Give each code once.')];
  }
  const known = check.before?.choices?.find((other) => other.code === code);
  if (known === undefined && !/^[A-Za-z0-9._-]+$/.test(code)) {
    return [refuse(check, `${at}.code`, 'a code has letters, digits, ".", "_" and "-" only. Give another code.')];
  }
  return label.includes('|') && label !== known?.label
    ? [refuse(check, `${at}.label`, 'a label cannot hold "|", by which REDCap separates choices. Use another sign.')]
    : [];
};

const checkChoices = (check: FieldCheck): UserErrorShape[] => {
  const { input, before, row, format } = check;
  if (!hasWrittenChoices(row)) return [];
  const isSame = before?.row.select_choices_or_calculations === row.select_choices_or_calculations;
  if (!isSame && (sourceOf(row).choices ?? []).length === 0) {
    const remedy = before === undefined ? '' : ', or leave `choices` out to keep them';
    return [
      refuse(check, 'choices', `a field of type ${typeOf(input, before)} has choices. Give at least one${remedy}.`),
    ];
  }
  if (isSame || !isNew(check, 'choices')) return [];
  const choices = keepLabels(input.choices ?? [], before?.choices ?? [], format);
  return choices.flatMap((choice, index) => checkChoice(check, choices, choice, index));
};

const nouns = {
  choices: 'no choices of its own',
  calculation: 'no calculation',
  sliderLabels: 'no slider labels',
  ontology: 'no ontology',
  selectChoicesOrCalculations: 'neither choices nor a calculation',
} as const satisfies Record<(typeof optionNames)[number], string>;

const checkOptions = (check: FieldCheck): UserErrorShape[] => {
  const { input, before, row, format } = check;
  const type = typeOf(input, before);
  const source = sourceOf(row);
  const raw = input.selectChoicesOrCalculations ?? null;
  return optionNames.flatMap((name): UserErrorShape[] => {
    if (!isNew(check, name)) return [];
    if (!isWritable(name, type)) {
      return [refuse(check, name, `a field of type ${type} has ${nouns[name]}. Leave \`${name}\` out.`)];
    }
    if (raw === null || isRead(name, input[name], source, format)) return [];
    const message = `\`${name}\` and \`selectChoicesOrCalculations\` say different things. Give one of the two.`;
    return [refuse(check, name, message)];
  });
};

const checkSliderLabels = (check: FieldCheck): UserErrorShape[] => {
  const labels = isNew(check, 'sliderLabels') ? (check.input.sliderLabels ?? []) : [];
  if (labels.length > 3)
    return [refuse(check, 'sliderLabels', 'a slider has three labels at most: left, middle, right.')];
  return labels.some((label) => label.includes('|'))
    ? [refuse(check, 'sliderLabels', 'a label cannot hold "|", by which REDCap separates labels. Use another sign.')]
    : [];
};

const checkValidation = (check: FieldCheck): UserErrorShape[] => {
  const { input, before } = check;
  const type = typeOf(input, before);
  const { validations } = typeRules[type];
  const value = input.textValidationType ?? '';
  if (validations === null || !isNew(check, 'textValidationType') || validations.includes(value)) return [];
  const message =
    validations.length === 0
      ? `a field of type ${type} has no validation. Leave \`textValidationType\` out.`
      : `a field of type ${type} takes "${validations.join('", "')}" only. Give that, or leave \`textValidationType\` out.`;
  return [refuse(check, 'textValidationType', message)];
};

const checkLimits = (check: FieldCheck): UserErrorShape[] => {
  const type = typeOf(check.input, check.before);
  return (['textValidationMin', 'textValidationMax'] as const).flatMap((name) => {
    if (!isNew(check, name)) return [];
    if (!typeRules[type].hasLimits) {
      return [refuse(check, name, `a field of type ${type} has no limits. Leave \`${name}\` out.`)];
    }
    return type === 'SLIDER' && !/^\s*-?\d+\s*$/.test(check.input[name] ?? '')
      ? [refuse(check, name, 'the limit of a slider is a whole number, such as "10".')]
      : [];
  });
};

const checkMatrix = (check: FieldCheck): UserErrorShape[] => {
  const { input, before, row } = check;
  const type: FieldType = typeOf(input, before);
  if (isNew(check, 'matrixGroupName') && !typeRules[type].hasMatrix) {
    const message = `only fields of type RADIO and CHECKBOX stand in a matrix. Leave \`matrixGroupName\` out.`;
    return [refuse(check, 'matrixGroupName', message)];
  }
  return isNew(check, 'hasMatrixRanking') && row.matrix_group_name.trim() === ''
    ? [refuse(check, 'hasMatrixRanking', 'only the fields of a matrix are ranked. Give `matrixGroupName` too.')]
    : [];
};

/** The arguments that a new field cannot do without, and those that cannot be cleared. */
const checkPresence = (check: FieldCheck): UserErrorShape[] =>
  (['instrument', 'fieldType', 'fieldLabel'] as const).flatMap((name) => {
    const value = check.input[name];
    if (check.before === undefined) {
      return value === undefined || value === null
        ? [refuse(check, name, `there is no such field yet, so \`${name}\` is needed. Give it.`)]
        : [];
    }
    return value === null && name !== 'fieldLabel'
      ? [refuse(check, name, `\`${name}\` cannot be cleared. Leave it out to keep it.`)]
      : [];
  });

const checkNames = (check: FieldCheck, instruments: ReadonlySet<string>): UserErrorShape[] => {
  const { input, before, row } = check;
  const errors: UserErrorShape[] = [];
  if (before === undefined && !isName(input.fieldName)) {
    const message =
      'A field name begins with a letter and has small letters, digits and single underscores only. Give another name.';
    errors.push(userError('VALIDATION', [...check.path, 'fieldName'], message));
  }
  if (row.form_name !== '' && !instruments.has(row.form_name) && !isName(row.form_name)) {
    errors.push(refuse(check, 'instrument', 'give the unique name of the instrument, not its label.'));
  }
  return errors;
};

const checkType = (check: FieldCheck): UserErrorShape[] => {
  const { fieldType } = check.input;
  if (fieldType == null || fieldType === check.before?.fieldType || typeRules[fieldType].code !== null) return [];
  return [refuse(check, 'fieldType', `REDCap's API makes no fields of type ${fieldType}. Give another type.`)];
};

/**
 * What is wrong with an input, one error each. What is there already is never wrong, because old projects have names and
 * spellings that REDCap no longer accepts.
 */
export const checkField = (check: FieldCheck, instruments: ReadonlySet<string>): UserErrorShape[] => {
  const first = [...checkPresence(check), ...checkNames(check, instruments), ...checkType(check)];
  if (first.length > 0) return first;
  return [
    ...checkOptions(check),
    ...checkChoices(check),
    ...checkSliderLabels(check),
    ...checkValidation(check),
    ...checkLimits(check),
    ...checkMatrix(check),
  ];
};
