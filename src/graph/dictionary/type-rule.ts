import type { FieldType } from './field-type.ts';

/** What the column `select_choices_or_calculations` holds for a field, by the graph's name for it. */
export type OptionName = 'choices' | 'calculation' | 'sliderLabels' | 'ontology';

/** Which columns of the dictionary mean something for fields of a type. */
export interface TypeRule {
  /** REDCap's `field_type`; null for a type that no import can make. */
  readonly code: string | null;
  /** Null where the column of choices has no name of its own, or means nothing. */
  readonly options: OptionName | null;
  /** Words of the validation column; null where each institution may add its own. */
  readonly validations: readonly string[] | null;
  readonly hasLimits: boolean;
  /** The field may stand in a matrix. */
  readonly hasMatrix: boolean;
}

const plain = { options: null, validations: [], hasLimits: false, hasMatrix: false } as const;

/** REDCap's types. What a type has no use for, REDCap refuses or ignores. */
export const typeRules: Readonly<Record<FieldType, TypeRule>> = {
  TEXT: { code: 'text', options: 'ontology', validations: null, hasLimits: true, hasMatrix: false },
  NOTES: { ...plain, code: 'notes' },
  CALC: { ...plain, code: 'calc', options: 'calculation' },
  DROPDOWN: { ...plain, code: 'dropdown', options: 'choices', validations: ['autocomplete'] },
  RADIO: { ...plain, code: 'radio', options: 'choices', hasMatrix: true },
  CHECKBOX: { ...plain, code: 'checkbox', options: 'choices', hasMatrix: true },
  YESNO: { ...plain, code: 'yesno' },
  TRUEFALSE: { ...plain, code: 'truefalse' },
  FILE: { ...plain, code: 'file' },
  SIGNATURE: { ...plain, code: 'file', validations: ['signature'] },
  SLIDER: { ...plain, code: 'slider', options: 'sliderLabels', validations: ['number'], hasLimits: true },
  DESCRIPTIVE: { ...plain, code: 'descriptive' },
  SQL: { ...plain, code: 'sql', validations: ['autocomplete'] },
  UNKNOWN: { code: null, options: null, validations: null, hasLimits: true, hasMatrix: true },
};

/** The raw column of choices means something for fields of this type. */
export const hasOptionText = (type: FieldType): boolean =>
  type === 'SQL' || type === 'UNKNOWN' || typeRules[type].options !== null;
