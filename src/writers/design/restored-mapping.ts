import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { importFormEventMappings, type FormEventMappingRow } from '../../redcap/methods/form-event-mapping.ts';
import { importRepeatingInstrumentsAndEvents, type RepeatingRow } from '../../redcap/methods/repeating-setup.ts';
import { writeCall } from '../write-call.ts';
import type { DesignChange } from './change.ts';
import { mappingRemovals } from './form-event-mapping.ts';
import { repeatingRemovals } from './repeating-setup.ts';
import { unchangedPart, type RestoredPart } from './restored-part.ts';

/** What there is once the other parts are back. */
export interface RestoredPlaces {
  readonly hasInstrument: (name: string) => boolean;
  readonly hasEvent: (uniqueEventName: string) => boolean;
}

/** Rows by what they say, so that their order does not matter. */
const byKey = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [keyOf(row), row]));

const holdsSame = (left: ReadonlyMap<string, unknown>, right: ReadonlyMap<string, unknown>): boolean =>
  left.size === right.size && [...left.keys()].every((key) => right.has(key));

const mappingKey = ({ unique_event_name, form }: Pick<FormEventMappingRow, 'unique_event_name' | 'form'>): string =>
  `${unique_event_name} / ${form}`;

const lostPlace = (key: string): string => `${key} does not come back: its event or instrument is not there any more.`;

const additions = (part: DesignChange['part'], keys: readonly string[]): DesignChange[] =>
  keys.map((subject) => ({ part, kind: 'ADD', subject, risksData: false, detail: null }));

/** Brings the designations back: the whole set is sent, as REDCap replaces the whole. */
export const restoreMappings = async (
  source: ProjectSource,
  design: Design,
  rows: readonly FormEventMappingRow[],
  { hasInstrument, hasEvent }: RestoredPlaces,
): Promise<RestoredPart> => {
  const isThere = (row: FormEventMappingRow): boolean => hasInstrument(row.form) && hasEvent(row.unique_event_name);
  const target = byKey(rows.filter(isThere), mappingKey);
  const known = byKey(design.rows.mappings, mappingKey);
  const losses = rows.filter((row) => !isThere(row)).map((row) => lostPlace(mappingKey(row)));
  if (holdsSame(target, known)) return { ...unchangedPart, losses };
  const gone = design.mappings.filter(({ event, instrument }) => {
    const { uniqueEventName } = event;
    // What goes with its event is said of the event.
    return hasEvent(uniqueEventName) && !target.has(`${uniqueEventName} / ${instrument.name}`);
  });
  return {
    changes: [
      ...additions(
        'FORM_EVENT_MAPPINGS',
        [...target.keys()].filter((key) => !known.has(key)),
      ),
      ...(gone.length === 0 ? [] : await mappingRemovals(source, design, gone)),
    ],
    calls: [writeCall(source, importFormEventMappings, { rows: [...target.values()] })],
    losses,
    isDone: (after) => holdsSame(byKey(after.rows.mappings, mappingKey), target),
  };
};

const repeatingName = ({ event_name, form_name }: Pick<RepeatingRow, 'event_name' | 'form_name'>): string =>
  [event_name, form_name === '' ? 'whole event' : form_name].filter((part) => part !== null).join(' / ');

const repeatingKey = (row: RepeatingRow): string => JSON.stringify([repeatingName(row), row.custom_form_label]);

/** Brings back what repeats: the whole setup is sent, as REDCap replaces the whole. */
export const restoreRepeating = async (
  source: ProjectSource,
  design: Design,
  rows: readonly RepeatingRow[],
  { hasInstrument, hasEvent }: RestoredPlaces,
): Promise<RestoredPart> => {
  const isThere = ({ event_name, form_name }: RepeatingRow): boolean =>
    (event_name === null || hasEvent(event_name)) && (form_name === '' || hasInstrument(form_name));
  const target = byKey(rows.filter(isThere), repeatingKey);
  const before = design.rows.repeating ?? [];
  const known = byKey(before, repeatingKey);
  const losses = rows.filter((row) => !isThere(row)).map((row) => lostPlace(repeatingName(row)));
  if (holdsSame(target, known)) return { ...unchangedPart, losses };
  const names = new Set([...target.values()].map(repeatingName));
  const earlier = new Set(before.map(repeatingName));
  const gone = design.repeating.filter(
    ({ event, instrument }) =>
      !names.has(repeatingName({ event_name: event?.uniqueEventName ?? null, form_name: instrument?.name ?? '' })),
  );
  const relabelled = [...target].filter(([key, row]) => !known.has(key) && earlier.has(repeatingName(row)));
  const part = 'REPEATING_INSTRUMENTS_AND_EVENTS';
  return {
    changes: [
      ...additions(
        part,
        [...names].filter((name) => !earlier.has(name)),
      ),
      ...relabelled.map(([, row]): DesignChange => {
        return { part, kind: 'CHANGE', subject: repeatingName(row), risksData: false, detail: 'Changes customLabel.' };
      }),
      ...(await repeatingRemovals(
        source,
        design,
        gone.map((entry) => ({ ...entry, customLabel: entry.customLabel ?? '' })),
      )),
    ],
    calls: [writeCall(source, importRepeatingInstrumentsAndEvents, { rows: [...target.values()] })],
    losses,
    isDone: (after) => holdsSame(byKey(after.rows.repeating ?? [], repeatingKey), target),
  };
};
