import type { Design, EventNode, InstrumentNode } from '../../graph/design/design.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { importRepeatingInstrumentsAndEvents, type RepeatingRow } from '../../redcap/methods/repeating-setup.ts';
import { refusedPlan, type DesignChange, type DesignPlan } from './change.ts';
import { findEventByReference, type EventRefInput } from './event-reference.ts';
import { countStored, dataRisk, isOfEvent, type DataTest } from './stored-data.ts';
import { isUserError, userError, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

export interface RepeatingInput {
  readonly event?: EventRefInput | null | undefined;
  readonly instrument?: string | null | undefined;
  readonly customLabel?: string | null | undefined;
}

interface Entry {
  readonly event: EventNode | null;
  /** Null when the whole event repeats. */
  readonly instrument: InstrumentNode | null;
  readonly customLabel: string;
}

const rowOf = ({ event, instrument, customLabel }: Entry): RepeatingRow => ({
  event_name: event?.uniqueEventName ?? null,
  form_name: instrument?.name ?? '',
  custom_form_label: customLabel,
});

const keyOf = ({ event, instrument }: Pick<Entry, 'event' | 'instrument'>): string =>
  [event?.uniqueEventName, instrument?.name ?? (event === null ? '' : 'whole event')].filter(Boolean).join(' / ');

/** The label that an entry gets: what is left out stays, and null clears it. */
const labelOf = (
  { repeating }: Design,
  event: EventNode | null,
  instrument: InstrumentNode,
  given: string | null | undefined,
): string => {
  if (given !== undefined) return given ?? '';
  return repeating.find((entry) => entry.event === event && entry.instrument === instrument)?.customLabel ?? '';
};

const findEntry = (design: Design, input: RepeatingInput, path: readonly string[]): Entry | UserErrorShape => {
  const reference = input.event ?? null;
  if (design.isLongitudinal && reference === null) {
    return userError('VALIDATION', [...path, 'event'], 'Name the event: the project is longitudinal.');
  }
  if (!design.isLongitudinal && reference !== null) {
    return userError('VALIDATION', [...path, 'event'], 'Leave the event out: the project is classic.');
  }
  const event = reference === null ? null : findEventByReference(design, reference, [...path, 'event']);
  if (event !== null && isUserError(event)) return event;
  const name = input.instrument ?? null;
  if (name === null) {
    if (event === null) return userError('VALIDATION', [...path, 'instrument'], 'Name the instrument that repeats.');
    return { event, instrument: null, customLabel: '' };
  }
  const instrument = design.instrument(name);
  if (instrument === undefined) {
    return userError('NOT_FOUND', [...path, 'instrument'], 'There is no instrument with this name in the project.');
  }
  if (event !== null && !design.instrumentsOf(event).includes(instrument)) {
    return userError('VALIDATION', path, `${instrument.name} is not designated for ${event.uniqueEventName}.`);
  }
  return { event, instrument, customLabel: labelOf(design, event, instrument, input.customLabel) };
};

/** An event repeats as a whole or holds repeating instruments, never both. */
const checkMixture = (entries: readonly Entry[]): UserErrorShape[] => {
  const whole = new Set(
    entries.filter(({ instrument }) => instrument === null).map(({ event }) => event?.uniqueEventName),
  );
  const mixed = entries.find(({ event, instrument }) => instrument !== null && whole.has(event?.uniqueEventName));
  return mixed === undefined
    ? []
    : [
        userError(
          'VALIDATION',
          ['entries'],
          `${mixed.event?.uniqueEventName ?? ''} would repeat as a whole and hold repeating instruments; REDCap allows one or the other.`,
        ),
      ];
};

/** The row is an instance after the first of what repeats. The first one stays, for it is where data without instances are. */
const isLaterInstance = (row: RecordRow, { event, instrument }: Entry): boolean =>
  isOfEvent(row, event?.uniqueEventName ?? null) &&
  row[systemColumns.repeatInstrument] === (instrument?.name ?? '') &&
  Number(row[systemColumns.repeatInstance]) > 1;

/** REDCap gives the rows of a repeating instrument only to who asks for something of it. */
const askedOf = ({ instrument }: Entry): string[] => (instrument === null ? [] : [instrument.statusColumn]);

/** What is hidden when something repeats no more. */
export const repeatingRemovals = async (
  source: ProjectSource,
  design: Design,
  entries: readonly Entry[],
): Promise<DesignChange[]> => {
  if (entries.length === 0) return [];
  const events = design.isLongitudinal ? entries.flatMap(({ event }) => event?.uniqueEventName ?? []) : null;
  const place = { fields: entries.flatMap(askedOf), events };
  const tests = entries.map((entry): DataTest => ({
    holdsData: (row) => isLaterInstance(row, entry),
    fields: askedOf(entry),
  }));
  const counts = await countStored(source, design, place, tests);
  return entries.map((entry, index) => ({
    part: 'REPEATING_INSTRUMENTS_AND_EVENTS',
    kind: 'REMOVE',
    subject: keyOf(entry),
    ...dataRisk(counts[index] ?? null, { then: 'Instances after the first would be hidden.' }),
  }));
};

/**
 * Says which instruments and events repeat. REDCap replaces the whole setup at each import, so the whole setup is always
 * sent: what is there with the named entries (merge), or the named entries alone (replace). REDCap: Import Repeating
 * Instruments and Events.
 */
export const planRepeatingSetup = async (
  source: ProjectSource,
  design: Design,
  entries: readonly RepeatingInput[],
  replace: boolean,
): Promise<DesignPlan> => {
  const found = entries.map((input, index) => findEntry(design, input, ['entries', String(index)]));
  const errors = found.filter(isUserError);
  const named = found.flatMap((item) => (isUserError(item) ? [] : [item]));
  const before: readonly Entry[] = design.repeating.map((entry) => ({
    ...entry,
    customLabel: entry.customLabel ?? '',
  }));
  const target = [...new Map([...(replace ? [] : before), ...named].map((entry) => [keyOf(entry), entry])).values()];
  errors.push(...checkMixture(target));
  if (errors.length > 0) return refusedPlan(errors);

  const known = new Map(before.map((entry) => [keyOf(entry), entry]));
  const wanted = new Map(target.map((entry) => [keyOf(entry), entry]));
  const changed = target.flatMap((entry): DesignChange[] => {
    const old = known.get(keyOf(entry));
    if (old?.customLabel === entry.customLabel) return [];
    return [
      {
        part: 'REPEATING_INSTRUMENTS_AND_EVENTS',
        kind: old === undefined ? 'ADD' : 'CHANGE',
        subject: keyOf(entry),
        risksData: false,
        detail: old === undefined ? null : 'Changes customLabel.',
      },
    ];
  });
  const removed = before.filter((entry) => !wanted.has(keyOf(entry)));
  return {
    changes: [...changed, ...(await repeatingRemovals(source, design, removed))],
    errors,
    calls: [writeCall(source, importRepeatingInstrumentsAndEvents, { rows: target.map(rowOf) })],
    isDone: (after) => {
      const now = new Map(after.repeating.map((entry) => [keyOf(entry), entry.customLabel ?? '']));
      return now.size === wanted.size && target.every((entry) => now.get(keyOf(entry)) === entry.customLabel);
    },
  };
};
