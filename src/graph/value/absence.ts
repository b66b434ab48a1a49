/**
 * Why there is no value: the first reason that applies, in this order.
 *
 * - The export rights withhold the column.
 * - A missing data code is stored.
 * - The instrument is not designated for the event.
 * - Nothing of the instrument, or of this instance of it, is saved.
 * - Branching logic hides the field.
 * - Nothing is stored.
 */
export type Absence = 'NOT_EXPORTED' | 'MISSING_DATA_CODE' | 'NOT_DESIGNATED' | 'FORM_NOT_STARTED' | 'HIDDEN' | 'BLANK';

/** {@link Absence} as far as the field's own instrument shows it. A hidden field is BLANK here. */
export type StoredAbsence = Exclude<Absence, 'HIDDEN'>;

/** What decides whether there is a value. */
interface Facts {
  readonly isWithheld: boolean;
  readonly isMissing: boolean;
  readonly isBlank: boolean;
  readonly isDesignated: boolean;
  readonly exists: boolean;
}

/** The first reason that applies; null when there is a value. */
export const absenceOf = (facts: Facts): StoredAbsence | null => {
  if (facts.isWithheld) return 'NOT_EXPORTED';
  if (facts.isMissing) return 'MISSING_DATA_CODE';
  if (!facts.isBlank) return null;
  if (!facts.isDesignated) return 'NOT_DESIGNATED';
  return facts.exists ? 'BLANK' : 'FORM_NOT_STARTED';
};
