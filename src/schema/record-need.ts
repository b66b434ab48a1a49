import type { Design, EventNode, FieldNode, InstrumentNode } from '../graph/design.ts';
import { mergeNeeds, type Need } from '../graph/need.ts';
import { findEvent } from './event.ts';
import { findField } from './field.ts';
import { findInstrument } from './instrument.ts';
import { below, type SelectedField } from './selection.ts';

type Args = Readonly<Record<string, unknown>>;

const names = (args: Args, name: string): readonly string[] | null => {
  const value = args[name];
  return Array.isArray(value) ? (value as string[]) : null;
};

/** The events of a `uniqueEventNames` or `events` argument; null when it is not given. */
export const eventsArgument = (design: Design, args: Args, argument: string): readonly EventNode[] | null =>
  names(args, argument)?.map((name) => findEvent(design, name, argument)) ?? null;

/** The instruments of a `names` argument; null when it is not given. */
export const instrumentsArgument = (design: Design, args: Args, argument: string): readonly InstrumentNode[] | null =>
  names(args, argument)?.map((name) => findInstrument(design, name, argument)) ?? null;

/** The fields of a `fields` argument; null when it is not given. */
export const fieldsArgument = (design: Design, args: Args, argument: string): readonly FieldNode[] | null =>
  names(args, argument)?.map((name) => findField(design, name, argument)) ?? null;

const need = (parts: Partial<Need>): Need => ({
  fields: new Set(),
  events: null,
  dataAccessGroup: false,
  surveyFields: false,
  ...parts,
});

/** Limits a need to events; a need that is limited already (a nested record) stays as it is. */
const within = (events: ReadonlySet<string> | null, wanted: Need): Need =>
  wanted.events === null ? { ...wanted, events } : wanted;

const valuesNeed = (
  design: Design,
  instruments: readonly InstrumentNode[],
  fields: readonly FieldNode[] | null,
): Need => {
  const onInstruments = instruments.flatMap(({ name }) => design.fieldsOf(name));
  const wanted = fields ?? onInstruments;
  return need({ fields: new Set(wanted.filter((field) => field.kind !== 'none').map((field) => field.fieldName)) });
};

/** What a selection on InstrumentData needs, for data of these instruments in these events. */
export const instrumentDataNeed = (
  design: Design,
  instruments: readonly InstrumentNode[],
  events: ReadonlySet<string> | null,
  selections: readonly SelectedField[],
): Need => {
  // The status tells whether an instrument holds data at all, so it is always asked for.
  const status = need({ fields: new Set(instruments.map(({ statusColumn }) => statusColumn)) });
  const parts = selections.map((field): Need => {
    if (field.name === 'values') return valuesNeed(design, instruments, fieldsArgument(design, field.args, 'fields'));
    if (field.name === 'value') {
      return valuesNeed(design, instruments, [findField(design, String(field.args['field']), 'field')]);
    }
    if (field.name === 'survey') return need({ surveyFields: true });
    if (field.target?.kind === 'field') {
      const { fieldName } = field.target;
      return design.field(fieldName) === undefined ? need({}) : need({ fields: new Set([fieldName]) });
    }
    return need({});
  });
  const nested = selections
    .filter(({ name }) => name === 'record')
    .map((field) => recordNeed(design, field.selections()));
  return mergeNeeds([within(events, mergeNeeds([status, ...parts])), ...nested.filter(isAsking)]);
};

/** Whether a need asks for more than the record's name, which is known wherever a record is. */
export const isAsking = (wanted: Need): boolean =>
  wanted.fields.size > 0 || wanted.dataAccessGroup || wanted.surveyFields || wanted.events === null;

const designatedIn = (design: Design, events: readonly EventNode[] | null): readonly InstrumentNode[] => {
  if (events === null || !design.isLongitudinal) return design.instruments;
  const found = new Set(events.flatMap((event) => design.instrumentsOf(event)));
  return design.instruments.filter((instrument) => found.has(instrument));
};

const eventNames = (events: readonly EventNode[] | null): ReadonlySet<string> | null =>
  events === null ? null : new Set(events.map(({ uniqueEventName }) => uniqueEventName));

const recordEventsNeed = (design: Design, field: SelectedField): Need => {
  const events = eventsArgument(design, field.args, 'uniqueEventNames');
  const limit = eventNames(events);
  const parts = field
    .selections()
    .filter(({ name }) => name === 'instruments')
    .map((instruments) =>
      instrumentDataNeed(
        design,
        instrumentsArgument(design, instruments.args, 'names') ?? designatedIn(design, events),
        limit,
        instruments.selections(),
      ),
    );
  return mergeNeeds([need({ events: limit }), ...parts]);
};

const instancesNeed = (design: Design, field: SelectedField): Need => {
  const instrument = findInstrument(design, String(field.args['instrument']), 'instrument');
  const events = eventsArgument(design, field.args, 'events') ?? design.eventsOf(instrument.name);
  const limit = design.isLongitudinal ? eventNames(events) : null;
  return mergeNeeds([need({ events: limit }), instrumentDataNeed(design, [instrument], limit, field.selections())]);
};

/** Below a field that stands for an instrument is the instrument itself, a list of it, or a connection. */
const savedSelections = (field: SelectedField): readonly SelectedField[] => {
  const selections = field.selections();
  return [...selections, ...below(selections, 'nodes'), ...below(selections, 'edges', 'node')];
};

/** What a field that stands for an instrument needs, in the event that its argument names or in all of the instrument. */
const targetNeed = (design: Design, field: SelectedField, name: string): Need => {
  const instrument = design.instrument(name);
  // The design has moved on since the schema was made: there is nothing to ask for.
  if (instrument === undefined) return need({ events: new Set() });
  const event = field.args['event'];
  const named =
    typeof event === 'string' ? [event] : design.eventsOf(name).map(({ uniqueEventName }) => uniqueEventName);
  const events = design.isLongitudinal ? new Set(named) : null;
  return instrumentDataNeed(design, [instrument], events, savedSelections(field));
};

/** What a selection on Record needs. A selection of name and id alone needs nothing: `events` is then the empty set. */
export const recordNeed = (design: Design, selections: readonly SelectedField[]): Need => {
  const nothing = need({ events: new Set() });
  const parts = selections.map((field): Need => {
    if (field.name === 'dataAccessGroup') return need({ dataAccessGroup: true, events: new Set() });
    if (field.name === 'arms') return need({});
    if (field.name === 'events') return recordEventsNeed(design, field);
    if (field.name === 'instances') return instancesNeed(design, field);
    if (field.target?.kind === 'instrument') return targetNeed(design, field, field.target.instrument);
    return nothing;
  });
  return mergeNeeds([nothing, ...parts]);
};
