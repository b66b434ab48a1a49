/** A repeating instrument or event as `content=repeatingFormsEvents` gives it. */
export interface RepeatingRow {
  /** Unique event name; null in a classic project. */
  readonly event_name: string | null;
  /** Unique instrument name; "" when the whole event repeats. */
  readonly form_name: string;
  readonly custom_form_label: string;
}
