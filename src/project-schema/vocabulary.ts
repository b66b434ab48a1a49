import { isInputObjectType, isObjectType, type GraphQLSchema } from 'graphql';
import type { Design, EventNode, FieldNode, InstrumentNode } from '../graph/design/design.ts';
import { allKinds, holdsValues } from '../graph/kind/table.ts';
import { describeField, describeLabel } from './description.ts';
import { mark, nameAll, nameApart, nothingOwn, spellingsOf, type Own } from './name.ts';
import { placementOf, type Placement } from './placement.ts';
import { nameTypes } from './type-name.ts';

/** A variable and what it is called in the graph. */
export interface FieldWord {
  readonly field: FieldNode;
  readonly name: string;
  /** The dictionary's words about the variable. Several types have the variable, so that the words are made once. */
  readonly description: string;
  /** Its label, with REDCap's name where the graph has another. */
  readonly label: string;
}

/** Something for each variable, by its name in the graph. A plain loop, as there may be 40,000 of them, several times over. */
export const byFieldName = <Value>(
  words: readonly FieldWord[],
  make: (word: FieldWord) => Value,
): Record<string, Value> => {
  const made: Record<string, Value> = {};
  for (const word of words) made[word.name] = make(word);
  return made;
};

/** An event and what its value is called in enums. */
export interface EventWord {
  readonly event: EventNode;
  readonly name: string;
  /** What its arm is called; empty where it has no name. */
  readonly armName: string;
}

/** An instrument that a token may see something of, with its names in the graph. */
export interface InstrumentWord {
  readonly instrument: InstrumentNode;
  /** Of fields that stand for the instrument. */
  readonly name: string;
  /** Of the list over its events, where it is in several and does not repeat. */
  readonly listName: string;
  /** Of its object type; the types around it begin with it and an underscore. */
  readonly typeName: string;
  readonly placement: Placement;
  /** Those that hold values and are not withheld, in order. */
  readonly fields: readonly FieldWord[];
  /** The events that it is in, in order; empty in a classic project. */
  readonly events: readonly EventWord[];
}

/** What everything of a design is called in the project's schema. */
export interface Vocabulary {
  readonly design: Design;
  readonly instruments: readonly InstrumentWord[];
  /** All events of the project, in order. */
  readonly events: readonly EventWord[];
}

/** Names on the type of an instrument and in its filter that are the gateway's own. */
const besideVariables: Own = {
  spellings: spellingsOf([
    'id',
    'record',
    'event',
    'anyArm',
    'repeatKind',
    'repeatInstance',
    'status',
    'survey',
    'and',
    'or',
    'not',
  ]),
  suffix: 'field',
};

/** Names of the input types that the kinds of values have in every project's schema. */
const kindTypeNames = allKinds.flatMap(({ filter, ownInput: { type } }) => [
  filter.name,
  ...(typeof type === 'string' ? [] : [type.name]),
]);

/** Names of the types that every project's schema has besides the static ones. */
export const ownTypeNames: readonly string[] = [
  ...new Set(kindTypeNames),
  'FormStatusFilter',
  'InstrumentTables',
  'ProjectEvent',
  'RecordOrder',
  'RecordWhere',
];

/** What stands beside instruments wherever a type has a field for each of them. */
const besideInstruments = (schema: GraphQLSchema): Own => {
  const types = ['Record', 'ImportRecordsInput'].map((name) => schema.getType(name));
  const names = types.flatMap((type) =>
    isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [],
  );
  const others = ['and', 'or', 'not', 'dataAccessGroups', 'direction', 'event', 'anyArm', 'name'];
  return { spellings: spellingsOf([...names, ...others]), suffix: 'instrument' };
};

/** The list of an instrument over its events: `vitalsList`, unless an instrument is called `vitals_list`. */
const nameList = (name: string, instruments: ReadonlySet<string>): string => {
  const list = `${name}List`;
  return [...spellingsOf([list])].some((spelling) => instruments.has(spelling)) ? `${list}__${mark(name)}` : list;
};

/** Whether a field is in the schema: it can hold a value, and the token may export it. */
const isThere = (field: FieldNode, withheld: ReadonlySet<string>): boolean =>
  holdsValues(field) && !withheld.has(field.fieldName);

/**
 * The names of a design in the graph. They depend on the design alone and not on what is withheld, so that a variable has
 * one name for everybody. An instrument is left out when it is designated for no event, or when all of it is withheld.
 */
export const readVocabulary = (design: Design, withheld: ReadonlySet<string>, schema: GraphQLSchema): Vocabulary => {
  const instrumentNames = design.instruments.map(({ name }) => name);
  const names = nameApart(instrumentNames, besideInstruments(schema));
  const instrumentSpellings = spellingsOf(names.values());
  const typeNames = nameTypes(instrumentNames, [...Object.keys(schema.getTypeMap()), ...ownTypeNames]);
  const fieldNames = nameAll(
    design.fields.map(({ fieldName }) => fieldName),
    besideVariables,
  );
  const eventNames = nameAll(
    design.events.map(({ uniqueEventName }) => uniqueEventName),
    nothingOwn,
  );
  const toEvent = (event: EventNode): EventWord => ({
    event,
    name: eventNames.get(event.uniqueEventName) ?? event.uniqueEventName,
    armName: design.arm(event.armNum)?.name ?? '',
  });
  const toField = (field: FieldNode): FieldWord => {
    const name = fieldNames.get(field.fieldName) ?? field.fieldName;
    const label = describeLabel(field, name);
    return { field, name, description: describeField(field, label), label };
  };
  const instruments = design.instruments.flatMap((instrument): InstrumentWord[] => {
    const placement = placementOf(design, instrument.name);
    const fields = design.fieldsOf(instrument.name).filter((field) => isThere(field, withheld));
    if (placement === null || (fields.length === 0 && withheld.has(instrument.statusColumn))) return [];
    const name = names.get(instrument.name) ?? instrument.name;
    return [
      {
        instrument,
        name,
        listName: nameList(name, instrumentSpellings),
        typeName: typeNames.get(instrument.name) ?? instrument.name,
        placement,
        fields: fields.map(toField),
        events: placement.places.flatMap(({ event }) => (event === null ? [] : [toEvent(event)])),
      },
    ];
  });
  return { design, instruments, events: design.events.map(toEvent) };
};
