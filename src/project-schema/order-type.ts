import { GraphQLInputObjectType, type GraphQLEnumType, type GraphQLInputFieldConfigMap } from 'graphql';
import { badUserInput } from '../errors.ts';
import { rowOrderTexts } from '../schema/record/instrument-data-order.ts';
import type { InstrumentTypes } from './instrument-type.ts';
import type { StaticTypes } from './static-types.ts';
import type { InstrumentWord, Vocabulary } from './vocabulary.ts';

/** By what a list of records is ordered; see `RecordOrder` of the loaders. */
export interface GivenOrder {
  /** Null for the record name. */
  readonly field: string | null;
  /** Unique event name; null where the instrument is in one event only, and in a classic project. */
  readonly event: string | null;
  readonly isDescending: boolean;
}

const directionField = (statics: StaticTypes): GraphQLInputFieldConfigMap[string] => ({
  type: statics.get<GraphQLEnumType>('OrderDirection'),
  defaultValue: 'ASC',
  description: rowOrderTexts.direction,
});

/** Makes the input that orders the rows of an instrument's table; null for one without variables. */
export const createRowOrder = (
  word: InstrumentWord,
  field: GraphQLEnumType | null,
  statics: StaticTypes,
): GraphQLInputObjectType | null =>
  field === null
    ? null
    : new GraphQLInputObjectType({
        name: `${word.typeName}_RowOrder`,
        description: rowOrderTexts.order,
        fields: () => ({
          field: { type: field, description: `A variable of ${word.name} that holds a single value.` },
          direction: directionField(statics),
        }),
      });

/** Instruments that somewhere hold one value of a field for a record. */
const canOrder = ({ placement }: InstrumentWord): boolean =>
  placement.places.some(({ repeatKind }) => repeatKind === 'NONE');

/** Makes the input that orders records. */
export const createRecordOrder = (
  instruments: readonly { readonly word: InstrumentWord; readonly types: InstrumentTypes }[],
  event: GraphQLEnumType | null,
  statics: StaticTypes,
): GraphQLInputObjectType =>
  new GraphQLInputObjectType({
    name: 'RecordOrder',
    description:
      'The order of records: by one variable of one instrument, or by record name when no variable is given. Records without a value come last. Records with the same value stand in the order of their names.',
    fields: (): GraphQLInputFieldConfigMap => ({
      direction: directionField(statics),
      ...(event === null
        ? {}
        : {
            event: {
              type: event,
              description: 'The event whose value counts. Needed where the instrument is in several events.',
            },
          }),
      ...Object.fromEntries(
        instruments.flatMap(({ word, types }) =>
          types.field !== null && canOrder(word)
            ? [[word.name, { type: types.field, description: `A variable of ${word.name}.` }]]
            : [],
        ),
      ),
    }),
  });

/** The order in REDCap's names. Throws BAD_USER_INPUT for more than one variable and for a missing or needless event. */
export const readOrder = (vocabulary: Vocabulary, order: Readonly<Record<string, unknown>>): GivenOrder => {
  const { direction, event: givenEvent, ...rest } = order;
  const isDescending = direction === 'DESC';
  const event = typeof givenEvent === 'string' ? givenEvent : null;
  const fields = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined);
  const [only, ...others] = fields;
  if (only === undefined) {
    if (event !== null)
      throw badUserInput('orderBy.event is without a variable: give one, or leave it out.', 'orderBy.event');
    return { field: null, event: null, isDescending };
  }
  if (others.length > 0) throw badUserInput('orderBy takes one variable of one instrument.', 'orderBy');
  const [name, field] = only;
  const word = vocabulary.instruments.find((candidate) => candidate.name === name);
  const plain = word?.placement.places.filter(({ repeatKind }) => repeatKind === 'NONE') ?? [];
  if (event === null && plain.length > 1) {
    throw badUserInput(`orderBy.event is needed: ${name} is in several events.`, 'orderBy.event');
  }
  return { field: String(field), event: event ?? plain[0]?.event?.uniqueEventName ?? null, isDescending };
};
