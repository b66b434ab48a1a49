import { branchingOf } from '../../graph/branching/branching.ts';
import type { Design, EventNode, FieldNode, InstrumentNode } from '../../graph/design/design.ts';
import { holdsValues } from '../../graph/kind/table.ts';
import { mergeNeeds, type Need } from '../../graph/need.ts';
import { findEvent } from '../design/event.ts';
import { findField } from '../design/field.ts';
import { findInstrument } from '../design/instrument.ts';
import type { FieldArgs, RecordPart } from '../need.ts';
import type { SelectedField } from '../selection.ts';

const names = (args: FieldArgs, name: string): readonly string[] | null => {
  const value = args[name];
  return Array.isArray(value) ? (value as string[]) : null;
};

/** The events of a `uniqueEventNames` or `events` argument; null when it is not given. */
export const eventsArgument = (design: Design, args: FieldArgs, argument: string): readonly EventNode[] | null =>
  names(args, argument)?.map((name) => findEvent(design, name, argument)) ?? null;

/** The instruments of a `names` argument; null when it is not given. */
export const instrumentsArgument = (
  design: Design,
  args: FieldArgs,
  argument: string,
): readonly InstrumentNode[] | null =>
  names(args, argument)?.map((name) => findInstrument(design, name, argument)) ?? null;

/** The fields of a `fields` argument; null when it is not given. */
export const fieldsArgument = (design: Design, args: FieldArgs, argument: string): readonly FieldNode[] | null =>
  names(args, argument)?.map((name) => findField(design, name, argument)) ?? null;

/** A need of these things; what is not given is not needed. */
export const needFor = (parts: Partial<Need>): Need => ({
  fields: new Set(),
  events: new Set(),
  dataAccessGroup: false,
  surveyFields: false,
  ...parts,
});

/** The need of whatever is stored in the events of a part. */
export const needEvents = ({ events }: RecordPart): Need => needFor({ events });

/** The need of saved instruments: their status shows whether an instrument holds data at all. */
export const needStatus = ({ instruments, events }: RecordPart): Need =>
  needFor({ fields: new Set(instruments.map(({ statusColumn }) => statusColumn)), events });

/** The need of the values of fields; descriptive fields have none. */
export const needValues = ({ fields, events }: RecordPart): Need =>
  needFor({ fields: new Set(fields.filter(holdsValues).map(({ fieldName }) => fieldName)), events });

/**
 * What shows whether fields are hidden: the fields that their branching logic looks at, in the events of the values and in
 * those that the logic names.
 */
export const needBranching = ({ design, fields, events }: RecordPart): Need => {
  const branchings = fields.flatMap((field) => branchingOf(field, design) ?? []);
  if (branchings.length === 0) return needFor({});
  const looked = new Set(branchings.flatMap((branching) => [...branching.fields]));
  return needFor({
    fields: looked,
    beside: looked,
    events: events && new Set([...events, ...branchings.flatMap((branching) => [...branching.events])]),
  });
};

/** The part of a record that a selection on `Record` is about: all of it. */
export const wholeRecord = (design: Design): RecordPart => ({
  design,
  instruments: design.instruments,
  events: null,
  fields: [],
});

/** The part that holds one instrument, in these events or in all. */
export const instrumentPart = (
  design: Design,
  instrument: InstrumentNode,
  events: ReadonlySet<string> | null,
): RecordPart => ({ design, instruments: [instrument], events, fields: [] });

/** The field that a `field` argument names. */
export const valuePart = (args: FieldArgs, around: RecordPart): RecordPart => ({
  ...around,
  fields: [findField(around.design, String(args['field']), 'field')],
});

/** Unique names of events, to limit a part to them; null in a classic project, and for all. */
export const eventNames = (design: Design, events: readonly EventNode[] | null): ReadonlySet<string> | null =>
  events === null || !design.isLongitudinal ? null : new Set(events.map(({ uniqueEventName }) => uniqueEventName));

const needsIn = (selections: readonly SelectedField[], around: RecordPart): Need[] =>
  selections.flatMap(({ name, need, args, target, selections: below }): Need[] => {
    if (need === null) throw new Error(`the field ${name} does not say what it needs of a record`);
    const part = need.part === undefined ? around : need.part(args, around, target);
    if (part === null) return [];
    return [...(need.need ? [need.need(part)] : []), ...(need.part ? needsIn(below(), part) : [])];
  });

/**
 * What a selection needs of each record, as its fields say it. A selection of names and ids alone needs nothing: `events` is
 * then the empty set.
 */
export const selectedNeed = (selections: readonly SelectedField[], part: RecordPart): Need =>
  mergeNeeds([needFor({}), ...needsIn(selections, part)]);

/** What a selection on saved instruments needs, or on a connection of them. */
export const savedNeed = (selections: readonly SelectedField[], part: RecordPart): Need =>
  mergeNeeds([needStatus(part), ...needsIn(selections, part)]);

/** Whether a need asks for more than the record's name, which is known wherever a record is. */
export const isAsking = ({ fields, events, dataAccessGroup, surveyFields }: Need): boolean =>
  fields.size > 0 || dataAccessGroup || surveyFields || events === null || events.size > 0;
