import type { StoredRecord } from '../../state/project.ts';
import type { Problem } from '../../validation/problem.ts';
import type { IncomingRow } from './incoming.ts';

/** Where an incoming row is stored. */
export interface Address {
  readonly eventId: number;
  readonly repeatInstrument: string;
  /** Null for the base row. */
  readonly instance: number | null;
  /** The forms whose fields may be written there. */
  readonly forms: ReadonlySet<string>;
}

/**
 * Gives the next instance number for `redcap_repeat_instance=new`. Several new instances of one import get different
 * numbers.
 */
export type NumberInstance = (record: string, eventId: number, repeatInstrument: string) => number;

/** REDCap stores instance numbers in a small integer. */
const LAST_INSTANCE = 32767;

// The two blanks are REDCap's own (EVIDENCE.md#import-refusals).
const NOT_REPEATING_INSTRUMENT =
  'redcap_repeat_instrument must be the unique form name of a Repeating Instrument. It currently does not match the unique form name of any Repeating Instruments.  Please fix this in the data import file and try again.';
const NOT_REPEATING =
  'redcap_repeat_instance cannot have a value since this instrument or event is not a repeating instrument or repeating event, respectively.  The redcap_repeat_instance field must be left blank for this row of data.';
const NO_INSTRUMENT =
  'redcap_repeat_instrument must be left blank for this row of data since its event is a repeating event.';
const BAD_INSTANCE = `redcap_repeat_instance must be a whole number from 1 to ${String(LAST_INSTANCE)} or "new".`;

/** Numbers new instances after the highest one that is stored or was given out before. */
export const numberInstances = (records: ReadonlyMap<string, StoredRecord>): NumberInstance => {
  const given = new Map<string, number>();
  return (record, eventId, repeatInstrument) => {
    const key = JSON.stringify([record, eventId, repeatInstrument]);
    const stored = [...(records.get(record)?.rows.values() ?? [])]
      .filter((row) => row.eventId === eventId && row.repeatInstrument === repeatInstrument)
      .map((row) => row.instance ?? 0);
    const next = Math.max(0, given.get(key) ?? 0, ...stored) + 1;
    given.set(key, next);
    return next;
  };
};

/** Finds where a row belongs, or says which of its repeat columns is wrong. */
export const addressRow = (row: IncomingRow, record: string, number: NumberInstance): Address | Problem[] => {
  const { place, repeatInstrument, repeatInstance } = row;
  const { eventId } = place.event;
  const blame = (field: string, value: string, reason: string): Problem => ({ record, field, value, reason });
  const repeats = repeatInstrument === '' ? place.repeats : place.repeatingForms.has(repeatInstrument);
  if (!repeats) {
    const problems: Problem[] = [];
    if (repeatInstrument !== '') {
      const reason = place.repeats ? NO_INSTRUMENT : NOT_REPEATING_INSTRUMENT;
      problems.push(blame('redcap_repeat_instrument', repeatInstrument, reason));
    }
    if (repeatInstance !== '' && !place.repeats) {
      problems.push(blame('redcap_repeat_instance', repeatInstance, NOT_REPEATING));
    }
    return problems.length > 0 ? problems : { eventId, repeatInstrument: '', instance: null, forms: place.baseForms };
  }
  const forms = repeatInstrument === '' ? place.baseForms : new Set([repeatInstrument]);
  if (repeatInstance === 'new') {
    return { eventId, repeatInstrument, instance: number(record, eventId, repeatInstrument), forms };
  }
  // A repeating event takes its first instance where the row names none. A repeating instrument needs a number.
  const text = repeatInstance === '' && repeatInstrument === '' ? '1' : repeatInstance;
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > LAST_INSTANCE) {
    return [blame('redcap_repeat_instance', repeatInstance, BAD_INSTANCE)];
  }
  return { eventId, repeatInstrument, instance: Number(text), forms };
};

/** Why a field may not be written in a row, although the project has the field. Null when it may. */
export const refuseForm = (row: IncomingRow, address: Address, field: string, form: string): string | null => {
  if (address.forms.has(form)) return null;
  const { place } = row;
  if (!place.forms.has(form)) {
    if (!row.needsDesignation) return null;
    return `This field ('${field}') exists on an instrument that is not designated for the event named '${place.event.eventName} (${place.arm})'. You are not allowed to import data for this field into this event.`;
  }
  if (address.repeatInstrument !== '') {
    return (
      `This field ('${field}') does not exist on the Repeating Instrument named '${address.repeatInstrument}'. ` +
      'You are not allowed to import data for this field into this row.'
    );
  }
  return `This field ('${field}') exists on a Repeating Instrument named '${form}'. However, the fields 'redcap_repeat_instance' and/or 'redcap_repeat_instrument' for this row of data have no value, which are both required for importing data into a Repeating Instrument.  You are not allowed to import data for this field into a non-repeating instrument.`;
};
