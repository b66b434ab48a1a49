import type { RecordRow } from '../../redcap/methods/record.ts';
import { branchingOf } from '../branching/branching.ts';
import type { BranchingPlace } from '../branching/place.ts';
import type { Design, FieldNode } from '../design/design.ts';
import type { ChoiceNode } from '../dictionary/choice.ts';
import { kinds, type TypedValue } from '../kind/table.ts';
import { absenceOf, type Absence, type StoredAbsence } from './absence.ts';

/** What is known of a value of any kind. */
interface Value {
  readonly field: FieldNode;
  /** What REDCap stores, unchanged; a checkbox's codes joined by commas. Null when blank or withheld. */
  readonly raw: string | null;
  /** What a person reads: the choice's or missing data code's label in plain text, else the raw text. */
  readonly label: string | null;
  /** The same with labels as the designer wrote them. */
  readonly htmlLabel: string | null;
  /** Whether a blank field is hidden takes its branching logic: see `readAbsence`. */
  readonly absence: StoredAbsence | null;
  readonly missingDataCode: ChoiceNode | null;
  /** The stored text does not fit the field's type: the typed value is null and `raw` holds the text. */
  readonly isInvalid: boolean;
}

/** One field's value as the graph holds it: what is known of any value, and what its kind reads. */
export type FieldValueNode = Value & TypedValue;

/** What a value is read against. */
export interface ReadContext {
  readonly design: Design;
  /** Columns that REDCap sent: a field of which none came was withheld. */
  readonly columns: ReadonlySet<string>;
  /** The instrument (instance) is saved. */
  readonly exists: boolean;
  /** The instrument is designated for the event; true unless given. A saved value is read whether it is or not. */
  readonly isDesignated?: boolean;
}

const noCells: RecordRow = {};

/**
 * A field's value from the cells of its instrument, typed by the dictionary and never by the data. It never fails: `isInvalid`
 * marks a text that does not fit, and `absence` says why there is no value.
 */
export const readValue = (field: FieldNode, cells: RecordRow, context: ReadContext): FieldValueNode => {
  const { columns, exists, isDesignated = true } = context;
  const isWithheld = field.columns.length > 0 && !field.columns.some((column) => columns.has(column));
  const reading = kinds[field.kind].read(field, isWithheld ? noCells : cells, context);
  const { raw, shown, missingDataCode, isBlank, isInvalid, typed } = reading;
  const { label, htmlLabel } = shown ?? { label: null, htmlLabel: null };
  const isMissing = missingDataCode !== null;
  const absence = absenceOf({ isWithheld, isMissing, isBlank, isDesignated, exists });
  return { ...typed, field, raw, label, htmlLabel, absence, missingDataCode, isInvalid };
};

/**
 * Why there is no value, branching logic included. Null when there is a value, even where the field is hidden. Only for a blank
 * field the logic is evaluated. A blank field stays BLANK where the logic is not sure, for example because a field that it
 * looks at was withheld.
 */
export const readAbsence = (
  { field, absence }: Pick<FieldValueNode, 'field' | 'absence'>,
  place: BranchingPlace,
  design: Design,
): Absence | null => {
  if (absence !== 'BLANK') return absence;
  return branchingOf(field, design)?.isShown(place) === false ? 'HIDDEN' : 'BLANK';
};
