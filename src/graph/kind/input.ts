/** One value as a caller gives it: exactly one of the keys besides `field`; null counts as not given. */
export interface ValueInput {
  readonly field: string;
  /** What REDCap stores: a code, text, or a missing data code. A checkbox's codes joined by commas. Blank writes a blank. */
  readonly raw?: string | null | undefined;
  /** The label of a choice, as it was written or in plain text, where it is the label of one choice only. */
  readonly label?: string | null | undefined;
  /** A checkbox's codes; those that are not named are unchecked. */
  readonly checked?: readonly string[] | null | undefined;
  /** `YYYY-MM-DD`. */
  readonly date?: string | null | undefined;
  /** `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS`. */
  readonly dateTime?: string | null | undefined;
  /** A decimal number with a point. */
  readonly number?: string | null | undefined;
  readonly erase?: boolean | null | undefined;
  /**
   * The one form that a project's own schema takes for this kind of field. A number has a decimal point, a date is as in `date`,
   * a date and time as in `dateTime`; the rest is the code or text that REDCap stores. A checkbox has `checked` there too.
   */
  readonly value?: string | null | undefined;
  /** Options of a checkbox by their codes: ticked or not. Those that are not named stay as they are. */
  readonly options?: Readonly<Record<string, boolean>> | null | undefined;
  /** One of the project's missing data codes, to be stored in place of a value; nothing else is taken for one. */
  readonly missingDataCode?: string | null | undefined;
}

/** The keys of an input, of which a caller gives one. */
export const inputKeys = [
  'raw',
  'label',
  'checked',
  'options',
  'date',
  'dateTime',
  'number',
  'erase',
  'value',
  'missingDataCode',
] as const satisfies readonly (keyof ValueInput)[];
export type InputKey = (typeof inputKeys)[number];
