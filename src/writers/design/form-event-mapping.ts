import type { Design, EventNode, InstrumentNode } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { importFormEventMappings, type FormEventMappingRow } from '../../redcap/methods/form-event-mapping.ts';
import { refusedPlan, type DesignChange, type DesignPlan } from './change.ts';
import { findEventByReference, type EventRefInput } from './event-reference.ts';
import { countStored, dataFieldsOf, dataRisk, holdsInstrument, isOfEvent, type DataTest } from './stored-data.ts';
import { isUserError, userError, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

export interface FormEventMappingInput {
  readonly event: EventRefInput;
  readonly instrument: string;
}

interface Pair {
  readonly event: EventNode;
  readonly instrument: InstrumentNode;
}

const rowOf = ({ event, instrument }: Pair): FormEventMappingRow => ({
  arm_num: event.armNum,
  unique_event_name: event.uniqueEventName,
  form: instrument.name,
});

const keyOf = ({ event, instrument }: Pair): string => `${event.uniqueEventName} / ${instrument.name}`;

const findPair = (design: Design, input: FormEventMappingInput, path: readonly string[]): Pair | UserErrorShape[] => {
  const event = findEventByReference(design, input.event, [...path, 'event']);
  const instrument = design.instrument(input.instrument);
  const errors: UserErrorShape[] = isUserError(event) ? [event] : [];
  if (instrument === undefined) {
    const meant = design.instruments.filter(({ label }) => label === input.instrument).map(({ name }) => name);
    const hint = meant.length === 0 ? '' : ` This is the label of ${meant.join(', ')}.`;
    errors.push(
      userError('NOT_FOUND', [...path, 'instrument'], `There is no instrument with this name in the project.${hint}`),
    );
  }
  return isUserError(event) || instrument === undefined ? errors : { event, instrument };
};

/** What is done with the pairs of the input. */
export type MappingMode = 'REPLACE' | 'ADD' | 'REMOVE';

const targetOf = (before: readonly Pair[], named: readonly Pair[], mode: MappingMode): readonly Pair[] => {
  const names = new Set(named.map(keyOf));
  if (mode === 'REPLACE') return named;
  if (mode === 'REMOVE') return before.filter((pair) => !names.has(keyOf(pair)));
  const known = new Set(before.map(keyOf));
  return [...before, ...named.filter((pair) => !known.has(keyOf(pair)))];
};

/** What is hidden when designations are taken away. */
export const mappingRemovals = async (
  source: ProjectSource,
  design: Design,
  pairs: readonly Pair[],
): Promise<DesignChange[]> => {
  const events = [...new Set(pairs.map(({ event }) => event.uniqueEventName))];
  const instruments = [...new Set(pairs.map(({ instrument }) => instrument.name))];
  const fields = instruments.flatMap((name) => dataFieldsOf(design, name));
  const tests = pairs.map(({ event, instrument }): DataTest => {
    const holds = holdsInstrument(design, instrument.name);
    return {
      holdsData: (row) => isOfEvent(row, event.uniqueEventName) && holds(row),
      fields: dataFieldsOf(design, instrument.name),
    };
  });
  const counts = await countStored(source, design, { fields, events }, tests);
  return pairs.map((pair, index) => ({
    part: 'FORM_EVENT_MAPPINGS',
    kind: 'REMOVE',
    subject: keyOf(pair),
    ...dataRisk(counts[index] ?? null),
  }));
};

/**
 * Changes which instruments are designated for which events. REDCap replaces the whole set at each import, so the whole
 * set is always sent: as named (REPLACE), or as it is with the named pairs added or removed. REDCap: Import
 * Instrument-Event Mappings.
 */
export const planFormEventMappings = async (
  source: ProjectSource,
  design: Design,
  mappings: readonly FormEventMappingInput[],
  mode: MappingMode,
): Promise<DesignPlan> => {
  const found = mappings.map((input, index) => findPair(design, input, ['mappings', String(index)]));
  const errors = found.flatMap((item) => (Array.isArray(item) ? item : []));
  const pairs = found.flatMap((item) => (Array.isArray(item) ? [] : [item]));
  const before: readonly Pair[] = design.mappings;
  const known = new Set(before.map(keyOf));
  if (mode === 'REMOVE') {
    found.forEach((item, index) => {
      if (Array.isArray(item) || known.has(keyOf(item))) return;
      errors.push(
        userError('NOT_FOUND', ['mappings', String(index)], 'This instrument is not designated for this event.'),
      );
    });
  }
  if (mappings.length === 0 && mode !== 'REPLACE') {
    errors.push(userError('VALIDATION', ['mappings'], 'Name at least one mapping.'));
  }
  if (errors.length > 0) return refusedPlan(errors);

  const target = [...new Map(targetOf(before, pairs, mode).map((pair) => [keyOf(pair), pair])).values()];
  const wanted = new Set(target.map(keyOf));
  const added = target.filter((pair) => !known.has(keyOf(pair)));
  const removed = before.filter((pair) => !wanted.has(keyOf(pair)));
  const additions = added.map((pair): DesignChange => ({
    part: 'FORM_EVENT_MAPPINGS',
    kind: 'ADD',
    subject: keyOf(pair),
    risksData: false,
    detail: null,
  }));
  return {
    changes: [...additions, ...(await mappingRemovals(source, design, removed))],
    errors,
    calls: [writeCall(source, importFormEventMappings, { rows: target.map(rowOf) })],
    isDone: (after) => {
      const now = new Set(after.mappings.map(keyOf));
      return now.size === wanted.size && [...wanted].every((key) => now.has(key));
    },
  };
};
