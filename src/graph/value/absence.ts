import type { ChoiceNode, FieldNode } from '../design/design.ts';

/**
 * Why there is no value, the first that applies: the column withheld by export rights, a missing data code stored, the
 * instrument not designated for the event, nothing of the instrument (instance) saved, the field hidden by its branching
 * logic, or just nothing stored.
 */
export type Absence = 'NOT_EXPORTED' | 'MISSING_DATA_CODE' | 'NOT_DESIGNATED' | 'FORM_NOT_STARTED' | 'HIDDEN' | 'BLANK';

/** {@link Absence} as far as the field's own instrument tells it: what is hidden is BLANK here. */
export type StoredAbsence = Exclude<Absence, 'HIDDEN'>;

/** What is told of a value of any kind. */
interface Value {
  readonly field: FieldNode;
  /** What REDCap stores, unchanged; a checkbox's codes joined by commas. Null when blank or withheld. */
  readonly raw: string | null;
  /** What a person reads: the choice's or missing data code's label in plain text, else the raw text. */
  readonly label: string | null;
  /** Whether a blank field is hidden takes its branching logic: see `readAbsence`. */
  readonly absence: StoredAbsence | null;
  readonly missingDataCode: ChoiceNode | null;
  /** The stored text does not fit the field's type: the typed value is null and `raw` holds the text. */
  readonly isInvalid: boolean;
}

/** Text, notes, record id, and fields of types that are not known. */
export interface TextValueNode extends Value {
  readonly kind: 'text';
  readonly value: string | null;
}

/** Integers and sliders. Beyond 32 bits `value` is null, though the text is valid: GraphQL's Int ends there; take `raw`. */
export interface IntegerValueNode extends Value {
  readonly kind: 'integer';
  readonly value: number | null;
}

/** Numbers and calculations: plain digits with a decimal point, no exponent, no needless zeros. */
export interface NumberValueNode extends Value {
  readonly kind: 'number';
  readonly value: string | null;
}

/** `YYYY-MM-DD`, a day that exists. */
export interface DateValueNode extends Value {
  readonly kind: 'date';
  readonly value: string | null;
}

/** `YYYY-MM-DDTHH:MM:SS`, always with seconds, without a zone; REDCap's own text with its blank is `raw`. */
export interface DateTimeValueNode extends Value {
  readonly kind: 'datetime';
  readonly value: string | null;
}

/** `HH:MM`, `HH:MM:SS` or `MM:SS`, as the field's validation has it, two digits each. */
export interface TimeValueNode extends Value {
  readonly kind: 'time';
  readonly value: string | null;
}

/** Yes/no and true/false. */
export interface BooleanValueNode extends Value {
  readonly kind: 'boolean';
  readonly value: boolean | null;
}

/** Dropdown and radio. A stored code that is no longer a choice is invalid: `choice` is null, `raw` is the code. */
export interface ChoiceValueNode extends Value {
  readonly kind: 'choice';
  readonly choice: ChoiceNode | null;
}

/** A checkbox over all its columns. */
export interface CheckboxValueNode extends Value {
  readonly kind: 'checkbox';
  /** In the order of the choices; empty both for "none apply" and for "never answered". */
  readonly checked: readonly ChoiceNode[];
  /** The instrument is saved, so that an empty `checked` may be an answer. */
  readonly formStarted: boolean;
}

/** File and signature. */
export interface FileValueNode extends Value {
  readonly kind: 'file';
  /** Name of the stored file; old servers say `[document]` for every file. */
  readonly fileName: string | null;
}

/** A field that never holds a value (descriptive). */
export interface NoValueNode extends Value {
  readonly kind: 'none';
}

/** One field's value as the graph holds it. */
export type FieldValueNode =
  | TextValueNode
  | IntegerValueNode
  | NumberValueNode
  | DateValueNode
  | DateTimeValueNode
  | TimeValueNode
  | BooleanValueNode
  | ChoiceValueNode
  | CheckboxValueNode
  | FileValueNode
  | NoValueNode;
