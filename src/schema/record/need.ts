import { branchingOf } from '../../graph/branching/branching.ts';
import type { Design, EventNode, FieldNode, InstrumentNode } from '../../graph/design/design.ts';
import { holdsValues } from '../../graph/kind/table.ts';
import { mergeNeeds, type Need } from '../../graph/need.ts';
import { findEvent } from '../design/event.ts';
import { findField } from '../design/field.ts';
import { findInstrument } from '../design/instrument.ts';
import { below, type SelectedField } from '../selection.ts';

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

/** Fields whose values are selected, and what is selected of each. */
interface SelectedValues {
  readonly fields: readonly FieldNode[];
  readonly selections: readonly SelectedField[];
}

const fieldNeed = ({ fields }: SelectedValues): Need =>
  need({ fields: new Set(fields.filter(holdsValues).map((field) => field.fieldName)) });

/**
 * What is needed beside the fields themselves to tell which of them are hidden: the fields that their branching logic looks
 * at, in the events of the values and those that the logic names. Only `absence` tells it, so nothing else asks for it.
 */
const hiddenNeed = (
  design: Design,
  { fields, selections }: SelectedValues,
  events: ReadonlySet<string> | null,
): Need | null => {
  if (!selections.some(({ name }) => name === 'absence')) return null;
  const branchings = fields.flatMap((field) => branchingOf(field, design) ?? []);
  if (branchings.length === 0) return null;
  const looked = new Set(branchings.flatMap((branching) => [...branching.fields]));
  return need({
    fields: looked,
    beside: looked,
    events: events && new Set([...events, ...branchings.flatMap((branching) => [...branching.events])]),
  });
};

/** What values need in these events; null stands for all events. */
const valuesNeed = (
  design: Design,
  values: readonly SelectedValues[],
  events: ReadonlySet<string> | null,
): readonly Need[] => [
  ...values.map((selected) => within(events, fieldNeed(selected))),
  ...values.flatMap((selected) => hiddenNeed(design, selected, events) ?? []),
];

/**
 * The fields of `value`, `values` or a generated field of saved data; null when the selected field is none of these. What a
 * generated field stands for goes before its name, which may be anything.
 */
const selectedValues = (
  design: Design,
  instruments: readonly InstrumentNode[],
  { name, args, target, selections }: SelectedField,
): SelectedValues | null => {
  const found = (fields: readonly FieldNode[]): SelectedValues => ({ fields, selections: selections() });
  if (target !== null) {
    const field = target.kind === 'field' ? design.field(target.fieldName) : undefined;
    return field === undefined ? null : found([field]);
  }
  if (name === 'value') return found([findField(design, String(args['field']), 'field')]);
  if (name !== 'values') return null;
  const onInstruments = instruments.flatMap((instrument) => design.fieldsOf(instrument.name));
  return found(fieldsArgument(design, args, 'fields') ?? onInstruments);
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
  const survey = need({ surveyFields: selections.some(({ name, target }) => name === 'survey' && target === null) });
  const values = selections.flatMap((field) => selectedValues(design, instruments, field) ?? []);
  const nested = selections
    .filter(({ name, target }) => name === 'record' && target === null)
    .map((field) => recordNeed(design, field.selections()));
  const own = within(events, mergeNeeds([status, survey]));
  return mergeNeeds([own, ...valuesNeed(design, values, events), ...nested.filter(isAsking)]);
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
  const selections = field.selections();
  const instruments = selections
    .filter(({ name }) => name === 'instruments')
    .map((saved) =>
      instrumentDataNeed(
        design,
        instrumentsArgument(design, saved.args, 'names') ?? designatedIn(design, events),
        limit,
        saved.selections(),
      ),
    );
  // Values of the event's own row; the export asks for the statuses of their instruments too, which tell what is saved.
  const own = selections.flatMap((selected) => selectedValues(design, [], selected) ?? []);
  return mergeNeeds([need({ events: limit }), ...instruments, ...valuesNeed(design, own, limit)]);
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
