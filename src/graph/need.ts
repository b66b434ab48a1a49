import type { ExportRecordsArgs } from '../redcap/methods/record.ts';
import type { Design } from './design/design.ts';
import { holdsValues } from './kind/table.ts';

/** What a selection wants of records: only this is asked of REDCap. */
export interface Need {
  /** Base field names (a checkbox's without its options) and `<form>_complete`. */
  readonly fields: ReadonlySet<string>;
  /** Unique event names; null for all. */
  readonly events: ReadonlySet<string> | null;
  readonly dataAccessGroup: boolean;
  /** Survey timestamps and identifier. */
  readonly surveyFields: boolean;
  /** Of the fields, those that nobody selected: they are needed to understand others. None unless given. */
  readonly beside?: ReadonlySet<string>;
}

/** The part of Export Records' arguments that a need decides. */
export type NeedArgs = Required<Pick<ExportRecordsArgs, 'exportDataAccessGroups' | 'exportSurveyFields'>> & {
  readonly fields: readonly string[];
  readonly events?: readonly string[];
  readonly exportBlankForGrayFormStatus: true;
};

/** One need that covers all of them; of none, the need of record names only. The same object counts once. */
export const mergeNeeds = (all: readonly Need[]): Need => {
  const needs = [...new Set(all)];
  const [only] = needs;
  if (only !== undefined && needs.length === 1) return only;
  const isEverywhere = needs.some((need) => need.events === null) || needs.length === 0;
  const selected = new Set(needs.flatMap((need) => [...need.fields].filter((name) => !need.beside?.has(name))));
  const beside = needs.flatMap((need) => [...(need.beside ?? [])]).filter((name) => !selected.has(name));
  return {
    fields: new Set(needs.flatMap((need) => [...need.fields])),
    events: isEverywhere ? null : new Set(needs.flatMap((need) => [...(need.events ?? [])])),
    dataAccessGroup: needs.some((need) => need.dataAccessGroup),
    surveyFields: needs.some((need) => need.surveyFields),
    ...(beside.length === 0 ? {} : { beside: new Set(beside) }),
  };
};

/** Instruments of which some field is needed: their statuses show whether they were saved. */
const touchedInstruments = ({ fields }: Need, design: Design): ReadonlySet<string> =>
  new Set(
    [...fields].flatMap((name) => {
      const field = design.field(name);
      return field === undefined || field.isRecordId ? [] : [field.instrument];
    }),
  );

/** The arguments of needs, by the design. A need outlives its request where a document selects the same for all callers. */
const knownArgs = new WeakMap<Design, WeakMap<Need, NeedArgs>>();

/**
 * The arguments of the export that fills a need. The record id comes first: without it rows lose their key. Then come the
 * fields in the order of the dictionary, and the status of each instrument with its fields.
 *
 * Names that the design does not know and fields that never hold a value are left out, since REDCap refuses them. An empty
 * set of events stays an empty list, which the client refuses: without it, REDCap would export all events.
 */
export const exportArgs = (need: Need, design: Design): NeedArgs => {
  const ofDesign = knownArgs.get(design) ?? new WeakMap<Need, NeedArgs>();
  const known = ofDesign.get(need);
  if (known !== undefined) return known;
  const args = findArgs(need, design);
  knownArgs.set(design, ofDesign.set(need, args));
  return args;
};

const findArgs = (need: Need, design: Design): NeedArgs => {
  const touched = touchedInstruments(need, design);
  // Of the instruments of which nothing is needed, the fields are not looked at: a dictionary may have thousands.
  const fieldsIn = (instrument: string): string[] =>
    touched.has(instrument)
      ? design
          .fieldsOf(instrument)
          .filter((field) => need.fields.has(field.fieldName) && !field.isRecordId && holdsValues(field))
          .map((field) => field.fieldName)
      : [];
  const fields = design.instruments.flatMap((instrument) => [
    ...fieldsIn(instrument.name),
    ...(touched.has(instrument.name) || need.fields.has(instrument.statusColumn) ? [instrument.statusColumn] : []),
  ]);
  return {
    // Nobody changes it, so that it can be made ready to be sent once.
    fields: Object.freeze([design.recordIdField.fieldName, ...fields]),
    ...(design.isLongitudinal && need.events !== null ? { events: [...need.events] } : {}),
    exportDataAccessGroups: need.dataAccessGroup,
    exportSurveyFields: need.surveyFields,
    // An untouched form has a blank status then, and not that of an incomplete one.
    exportBlankForGrayFormStatus: true,
  };
};

/** How many columns of REDCap an export of these fields and form statuses has. */
export const countColumns = (fields: Iterable<string>, design: Design): number => {
  let count = 0;
  for (const name of fields) count += design.field(name)?.columns.length ?? 1;
  return count;
};

/** Whether nothing of a field (or form status) is among the columns that came. */
export const isAbsent = (name: string, came: ReadonlySet<string>, design: Design): boolean => {
  const columns = design.field(name)?.columns ?? [name];
  return columns.length > 0 && !columns.some((column) => came.has(column));
};
